"""What the counting asks of the store: people grouped by what rules look at, who brought whom, what was merged."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from functools import partial

from ilrs_desk.domain.counting import MOST_SHARERS, Cell, Key, Sort, Steps, Who, day_of, sorts_of
from ilrs_desk.domain.records import Record

from . import queries
from .connection import OfficeDatabase
from .rewinding import Part

Reading = Callable[..., AbstractContextManager[OfficeDatabase]]

_COLUMNS = (
    "nationality", "other_nationalities", "country", "institution_id", "status", "start_date", "end_date",
    "workstream",
)  # fmt: skip
#: The first day of a readable partial date; dates sort as they are read.
_FIRST = "CASE length({0}) WHEN 10 THEN {0} WHEN 7 THEN {0} || '-01' ELSE {0} || '-01-01' END"
_NO_NATION = "nationality IS NULL AND other_nationalities IS NULL"
#: The country behind a person without a nationality, by the field that tells it.
_BEHIND = (
    f"CASE WHEN {_NO_NATION} THEN quote(country) || CASE WHEN country IS NULL THEN quote(("  # noqa: S608
    "SELECT i.country FROM institutions i WHERE i.id = institution_id AND i.trashed IS NULL)) ELSE '' END ELSE '' END"
)
_AGENCY = """(
    SELECT a.name FROM import_rows r JOIN imports i ON i.id = r.import_id JOIN agencies a ON a.id = i.agency_id
    WHERE r.kind = 'personnel' AND r.record_id = personnel.id AND r.action = 'add' AND r.taken ORDER BY r.id LIMIT 1
)"""
_INDEX = "personnel_counting"
#: So many of the first people are looked at for a short list before all are.
_WINDOW = 20_000


def indexed_people(db: OfficeDatabase) -> str:
    """The people as a query over what rules look at should name them; SQLite would choose a poorer index."""
    there = db.execute_sql("SELECT 1 FROM sqlite_schema WHERE name = ?", (_INDEX,)).fetchone()
    # The past is drawn without indexes, so this one may be missing.
    return f"personnel INDEXED BY {_INDEX}" if there else "personnel"


class TallyBook:
    """What the counting asks; any thread may call."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def crowd(self, day: date, *, years: bool = False) -> PeopleCrowd:
        """The live people, grouped for ``day``; ``years``: a rule goes by the year of joining."""
        return PeopleCrowd(self._reading, day, years=years)

    def brought(self) -> dict[tuple[str, int], str]:
        """By kind and id of partners and institutions the agency whose return brought them first."""
        with self._reading(Part.IMPORTS) as db:
            rows = db.execute_sql(_BROUGHT).fetchall()
        found: dict[tuple[str, int], str] = {}
        for kind, record_id, name in rows:
            found.setdefault((kind, record_id), name)
        return found

    def merged(self, kind: str, limit: int | None) -> dict[int, tuple[Record, tuple[int, ...]]]:
        """The first live records that others became a part of, with the ids of these."""
        parts: dict[int, list[int]] = defaultdict(list)
        with self._reading() as db:
            for into, number in db.execute_sql(_MERGED.format(kind=kind)):
                parts[into].append(number)
            records = queries.by_ids(db, kind, sorted(parts))
        live = [record for record in records if not record.trashed][:limit]
        return {record.id: (record, tuple(parts[record.id])) for record in live}


class PeopleCrowd:
    """The people of an office as :class:`ilrs_desk.domain.counting.Crowd` describes them."""

    def __init__(self, reading: Reading, day: date, *, years: bool) -> None:
        self._reading = reading
        self._day = day.isoformat()
        self._sorts: list[Sort] | None = None
        self._numbers: dict[Key, int] = {}
        self._whos: set[Who] = set()
        with reading() as db:
            self._people = indexed_people(db)
            start, end = (self._readable(db, column) for column in ("start_date", "end_date"))
        first, last = _FIRST.format(start), _FIRST.format(end)
        self._start, self._end = start, end
        self._since = f"CASE WHEN {start} IS NULL THEN entered_on ELSE {first} END"
        self._goes = f"({last})"
        self._who = " || ".join(
            [
                "quote(nationality)", "quote(other_nationalities)", _BEHIND, "quote(status)", f"({end} IS NULL)",
                f"ifnull({self._goes} < ({self._since}), 0)",
            ]
        )  # fmt: skip
        self._when = " || ".join(
            [
                f"(({self._since}) > :day)", f"ifnull({self._goes} < :day, 0)", f"ifnull(length({start}), 0)",
                f"ifnull(length({end}), 0)", *([f"substr({self._since}, 1, 4)"] if years else []),
            ]
        )  # fmt: skip
        self._key = f"{self._who} || {self._when} || quote(workstream)"

    def sorts(self) -> Sequence[Sort]:
        """See :class:`Crowd`."""
        if self._sorts is None:
            columns = ", ".join(_COLUMNS)
            with self._reading() as db:
                rows = db.execute_sql(
                    f"SELECT {self._key} AS k, {self._who}, {self._when}, workstream, count(*), "  # noqa: S608
                    f"id, entered_on, {columns} FROM {self._people} WHERE trashed IS NULL GROUP BY k",
                    {"day": self._day},
                ).fetchall()
            cells = [
                Cell(key, who, when, work, number, partial(_person, held))
                for key, who, when, work, number, *held in rows
            ]
            self._numbers = {cell.key: cell.number for cell in cells}
            self._whos = {cell.who for cell in cells}
            self._sorts = sorts_of(cells, date.fromisoformat(self._day))
        return self._sorts

    def steps(
        self, whos: Collection[Who], *, workstreams: Collection[str] | None = None, year: int | None = None
    ) -> Steps:
        """See :class:`Crowd`."""
        found = Steps()
        self.sorts()
        every = self._whos
        among = f"{self._who} IN (SELECT value FROM json_each(:whos))"  # noqa: S608
        if len(whos) * 2 > len(every):
            whos, among = every.difference(whos), f"NOT {among}"
        chosen = {"whos": json.dumps(list(whos)), "day": self._day}
        if workstreams is not None:
            among += " AND ifnull(workstream, '') IN (SELECT value FROM json_each(:works))"
            chosen["works"] = json.dumps(list(workstreams))
        if year is not None:
            among += f" AND substr({self._since}, 1, 4) = :year"
            chosen["year"] = f"{year:04}"
        narrowed = f"FROM {self._people} WHERE trashed IS NULL AND {among} AND"
        present = f"sum(({self._since}) <= :day AND ifnull({self._goes} >= :day, 1))"
        with self._reading() as db:
            for dated, text, number, there in db.execute_sql(
                f"SELECT 1, start_date, count(*), {present} {narrowed} {self._start} IS NOT NULL GROUP BY start_date "
                f"UNION ALL SELECT 0, entered_on, count(*), {present} {narrowed} {self._start} IS NULL "
                "GROUP BY entered_on",
                chosen,
            ):
                day = day_of(text) or date.min
                (found.joined if dated else found.undated_joined)[day] += number
                if there:
                    found.present[day.year] += there
            for dated, text, number in db.execute_sql(
                f"SELECT {self._start} IS NOT NULL, end_date, count(*) {narrowed} {self._end} IS NOT NULL "
                "GROUP BY 1, 2",
                chosen,
            ):
                (found.left if dated else found.undated_left)[day_of(text) or date.max] += number
        return found

    def ids(
        self,
        keys: Collection[Key],
        *,
        without: Collection[int] = (),
        limit: int | None = None,
        year: int | None = None,
        agency: str | None = None,
    ) -> Sequence[int]:
        """See :class:`Crowd`."""
        if not keys or limit == 0:
            return []
        conditions, values = self._narrowed(keys, without)
        if year is not None:
            conditions.append(f"substr({self._since}, 1, 4) = :year")
            values["year"] = f"{year:04}"
        if agency is not None:
            conditions.append(f"ifnull({_AGENCY}, '') = :agency")
            values["agency"] = agency
        with self._reading(*([] if agency is None else [Part.IMPORTS])) as db:
            if limit is not None:
                first = [*conditions, f"id <= {_WINDOW + limit}"]
                found = _ids(db, "personnel NOT INDEXED", first, values, limit)
                if len(found) == limit:
                    return found
            return _ids(db, self._people, conditions, values, limit)

    def records(self, ids: Sequence[int]) -> list[Record]:
        """See :class:`Crowd`."""
        with self._reading() as db:
            return queries.by_ids(db, "personnel", ids)

    def sharers(self) -> list[Record]:
        """See :class:`Crowd`."""
        with self._reading() as db:
            ids = [row[0] for row in db.execute_sql(_SHARERS, (MOST_SHARERS,))]
            return queries.by_ids(db, "personnel", ids)

    def of_several_nations(self, limit: int | None) -> tuple[int, list[Record]]:
        """See :class:`Crowd`."""
        with self._reading() as db:
            ids = [row[0] for row in db.execute_sql(_NATIONS)]
            return len(ids), queries.by_ids(db, "personnel", ids[:limit])

    def agencies(self, keys: Collection[Key], without: Collection[int]) -> Counter[str]:
        """See :class:`Crowd`."""
        self.sorts()
        with self._reading(Part.IMPORTS) as db:
            if db.execute_sql(_ANY_BROUGHT).fetchone() is None:
                return Counter({"": sum(self._numbers[key] for key in keys) - len(without)})
            conditions, values = self._narrowed(keys, without)
            rows = db.execute_sql(
                f"SELECT ifnull({_AGENCY}, ''), count(*) FROM {self._people} "  # noqa: S608
                f"WHERE trashed IS NULL AND {' AND '.join(conditions)} GROUP BY 1",
                values,
            ).fetchall()
        return Counter(dict(rows))

    def _narrowed(
        self, keys: Collection[Key], without: Collection[int]
    ) -> tuple[list[str], dict[str, object]]:
        values: dict[str, object] = {"day": self._day}
        conditions = []
        self.sorts()
        every = self._numbers.keys()
        if len(keys) < len(every):
            among = f"{self._key} IN (SELECT value FROM json_each(:keys))"  # noqa: S608
            chosen = set(keys)
            if len(chosen) * 2 > len(every):
                chosen, among = every - chosen, f"NOT {among}"
            conditions, values["keys"] = [among], json.dumps(list(chosen))
        conditions.append("id NOT IN (SELECT value FROM json_each(:without))" if without else "1")
        if without:
            values["without"] = json.dumps(sorted(without))
        return conditions, values

    def _readable(self, db: OfficeDatabase, column: str) -> str:
        """The column where it holds a date; texts that are none are read as nothing, as everywhere."""
        texts = db.execute_sql(
            f"SELECT DISTINCT {column} FROM {self._people} WHERE trashed IS NULL AND {column} IS NOT NULL"  # noqa: S608
        )
        unread = [text for (text,) in texts if day_of(text) is None]
        if not unread:
            return column
        listed = ", ".join("'" + text.replace("'", "''") + "'" for text in unread)
        return f"CASE WHEN {column} NOT IN ({listed}) THEN {column} END"


def _person(row: Sequence[object]) -> Record:
    """A person as far as rules look at one, from the row of a cell."""
    number, entered_on, *held = row
    values = {name: value for name, value in zip(_COLUMNS, held, strict=True) if isinstance(value, str | int)}
    return Record("personnel", int(str(number)), values, entered_on=date.fromisoformat(str(entered_on)))


def _ids(
    db: OfficeDatabase,
    people: str,
    conditions: Sequence[str],
    values: Mapping[str, object],
    limit: int | None,
) -> list[int]:
    sql = f"SELECT id FROM {people} WHERE trashed IS NULL AND {' AND '.join(conditions)} ORDER BY id"  # noqa: S608
    rows = db.execute_sql(sql + ("" if limit is None else f" LIMIT {limit}"), values)
    return [row[0] for row in rows]


_BROUGHT = """
SELECT r.kind, r.record_id, a.name FROM import_rows r JOIN imports i ON i.id = r.import_id
JOIN agencies a ON a.id = i.agency_id
WHERE r.kind IN ('partners', 'institutions') AND r.record_id IS NOT NULL AND r.action = 'add' AND r.taken ORDER BY r.id
"""
_ANY_BROUGHT = "SELECT 1 FROM import_rows WHERE kind = 'personnel' AND record_id IS NOT NULL LIMIT 1"
_MERGED = "SELECT merged_into, id FROM {kind} WHERE merged_into IS NOT NULL ORDER BY merged_into, id"
_SHARERS = """
SELECT id FROM personnel WHERE trashed IS NULL AND orcid IN (
    SELECT orcid FROM personnel WHERE trashed IS NULL AND orcid IS NOT NULL GROUP BY orcid HAVING count(*) > 1)
UNION SELECT id FROM personnel WHERE trashed IS NULL AND email IS NOT NULL AND email COLLATE NOCASE IN (
    SELECT email FROM personnel WHERE trashed IS NULL AND email IS NOT NULL
    GROUP BY email COLLATE NOCASE HAVING count(*) BETWEEN 2 AND ?)
ORDER BY 1
"""
_NATIONS = "SELECT id FROM personnel WHERE trashed IS NULL AND other_nationalities IS NOT NULL ORDER BY id"
