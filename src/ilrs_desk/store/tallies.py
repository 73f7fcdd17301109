"""What the counting asks of the store: people grouped by what rules look at, who brought whom, what was merged."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from functools import partial
from itertools import compress, islice, tee
from operator import itemgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from ilrs_desk.domain.counting import MOST_SHARERS, Cell, Key, Sort, Steps, day_of, sorts_of
from ilrs_desk.domain.ground import Merged
from ilrs_desk.domain.records import Record

from . import queries
from .connection import OfficeDatabase
from .rewinding import Part

#: In which of several sets of keys.
_Which = tuple[int, ...]
Reading = Callable[..., AbstractContextManager[OfficeDatabase]]

_NOTHING: Mapping[str, object] = MappingProxyType({})
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
#: Who a person is to every rule, but for the flags.
_WHO = f"quote(nationality) || ',' || quote(other_nationalities) || ',' || quote(status) || ',' || {_BEHIND}"
# The flags: starts later than the day, ended before it, no end, ended before the start, how much of both is known.
_LATER, _GONE, _NO_END, _BACKWARDS, _START, _END = 1, 2, 4, 8, 16, 256
_LASTING = _NO_END | _BACKWARDS
#: The year if asked for, the flags, the workstream quoted as SQL does; who it is follows.
_KEY = re.compile(r"(?:(\d*):)?(\d+)(?:NULL|'((?:[^']|'')*)'),", re.DOTALL)
_PART = 300
_AT_ONCE = 500
_PLACES = (
    """WITH places(key, place) AS MATERIALIZED (SELECT value ->> 0, value ->> 1 FROM json_each(:known))"""
)
_FIRST_OF, _SECOND_OF = itemgetter(0), itemgetter(1)
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

    def crowd(self, day: date, *, years: Collection[int] = ()) -> PeopleCrowd:
        """The live people, grouped for ``day``; ``years``: those of joining that rules ask for."""
        return PeopleCrowd(self._reading, day, years=years)

    def brought(self) -> dict[tuple[str, int], str]:
        """By kind and id of partners and institutions the agency whose return brought them first."""
        with self._reading(Part.IMPORTS) as db:
            rows = db.execute_sql(_BROUGHT).fetchall()
        found: dict[tuple[str, int], str] = {}
        for kind, record_id, name in rows:
            found.setdefault((kind, record_id), name)
        return found

    def merged(self, kind: str, limit: int | None) -> tuple[int, list[Merged]]:
        """How many live records others became a part of, and the first of them, with the ids of these."""
        parts: dict[int, list[int]] = defaultdict(list)
        with self._reading() as db:
            for into, number in db.execute_sql(_MERGED.format(kind=kind)):
                parts[into].append(number)
            first = list(parts)[:limit]
            records = queries.by_ids(db, kind, first) if first else []
        return len(parts), [(record, tuple(parts[record.id])) for record in records]


class PeopleCrowd:
    """The people of an office as :class:`ilrs_desk.domain.counting.Crowd` describes them.

    Rows are grouped as they come and none is kept: for SQLite to group them it would have to sort all of them.
    """

    def __init__(self, reading: Reading, day: date, *, years: Collection[int]) -> None:
        self._reading = reading
        self._day = day.isoformat()
        self._sorts: list[Sort] | None = None
        self._numbers: Counter[str] = Counter()
        self._parts: dict[str, _Parts] = {}
        with reading() as db:
            self._people = indexed_people(db)
            start, end = (self._readable(db, column) for column in ("start_date", "end_date"))
        self._goes = goes = f"({_FIRST.format(end)})"
        self._start, self._end = start, end
        self._since = f"CASE WHEN {start} IS NULL THEN entered_on ELSE {_FIRST.format(start)} END"
        lasting = (
            f"CASE WHEN {end} IS NULL THEN {_NO_END} ELSE (({goes}) < ({self._since})) * {_BACKWARDS} END"
        )
        flags = (
            # A day that is known only in part sorts before all of its days, so that the text itself may be compared.
            f"((coalesce({start}, entered_on) > :day) * {_LATER} + ifnull(length({start}), 0) * {_START} "
            f"+ ifnull((({goes}) < :day) * {_GONE} + length({end}) * {_END}, 0) + {lasting})"
        )
        listed = ", ".join(f"'{one:04}'" for one in sorted(years))
        asked = f"CASE WHEN substr({self._since}, 1, 4) IN ({listed}) THEN substr({self._since}, 1, 4) ELSE '' END"
        year = f"{asked} || ':' || " if years else ""
        self._who = f"{lasting} || {_WHO}"
        self._key = f"{year}{flags} || quote(workstream) || ',' || {_WHO}"

    def sorts(self) -> Sequence[Sort]:
        """See :class:`Crowd`."""
        if self._sorts is None:
            some: dict[str, int] = {}
            with self._reading() as db:
                rows = self._rows(db, "id")
                while part := list(islice(rows, _PART)):
                    self._numbers.update(map(_FIRST_OF, part))
                    some.update(part)
                self._parts = {key: _Parts.of(key) for key in some}
                any_of = {(its.who, its.when): some[key] for key, its in self._parts.items()}
                samples = _samples(db, any_of.values())
            cells = [
                Cell(
                    key, its.who, its.when, its.workstream, self._numbers[key],
                    partial(samples.__getitem__, any_of[its.who, its.when]),
                )
                for key, its in self._parts.items()
            ]  # fmt: skip
            self._sorts = sorts_of(cells, date.fromisoformat(self._day))
        return self._sorts

    def steps(self, asked: Sequence[Collection[Key]]) -> list[Steps]:
        """See :class:`Crowd`."""
        found = [Steps() for _ in asked]
        there = f"coalesce({self._start}, entered_on) <= :day AND ifnull({self._goes} >= :day, 1)"
        for column, dated in (("start_date", True), ("entered_on", False)):
            known = f"{self._start} IS {'NOT ' if dated else ''}NULL"
            for which, text, (number, present) in self._counted(asked, column, known, "1", there):
                day = day_of(text) or date.min
                for steps in map(found.__getitem__, which):
                    (steps.joined if dated else steps.undated_joined)[day] += number
                    if present:
                        steps.present[day.year] += present
        sorts = f"{self._start} IS NOT NULL", f"{self._start} IS NULL"
        for which, text, numbers in self._counted(asked, "end_date", f"{self._end} IS NOT NULL", *sorts):
            day = day_of(text) or date.max
            for steps in map(found.__getitem__, which):
                steps.left[day] += numbers[0]
                steps.undated_left[day] += numbers[1]
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
        conditions: list[str] = []
        values: dict[str, object] = {}
        if without:
            conditions.append("id NOT IN (SELECT value FROM json_each(:without))")
            values["without"] = json.dumps(sorted(without))
        if year is not None:
            conditions.append(f"substr({self._since}, 1, 4) = :year")
            values["year"] = f"{year:04}"
        if agency is not None:
            conditions.append(f"ifnull({_AGENCY}, '') = :agency")
            values["agency"] = agency
        with self._reading(*([] if agency is None else [Part.IMPORTS])) as db:
            if limit is not None:
                first = [*conditions, f"id <= {_WINDOW + limit}"]
                rows = self._rows(db, "id", *first, values=values, people="personnel NOT INDEXED")
                found = list(islice(_chosen(rows, keys), limit))
                if len(found) == limit:
                    return found
            return sorted(_chosen(self._rows(db, "id", *conditions, values=values), keys))[:limit]

    def passing(self, since: date) -> Sequence[int]:
        """See :class:`Crowd`."""
        condition = f"trashed IS NULL AND ({self._since}) > :since AND {self._goes} < :day"
        with self._reading() as db:
            sql = f"SELECT id FROM {self._people} WHERE {condition} ORDER BY id"  # noqa: S608
            rows = db.execute_sql(sql, {"since": since.isoformat(), "day": self._day})
            return [number for (number,) in rows]

    def records(self, ids: Sequence[int]) -> list[Record]:
        """See :class:`Crowd`."""
        with self._reading() as db:
            return queries.by_ids(db, "personnel", ids)

    def sharers(self) -> list[Record]:
        """See :class:`Crowd`."""
        with self._reading() as db:
            ids = [row[0] for row in db.execute_sql(_SHARERS, (MOST_SHARERS,))]
            return queries.by_ids(db, "personnel", ids)

    def of_several_nations(self, limit: int | None) -> list[Record]:
        """See :class:`Crowd`."""
        with self._reading() as db:
            ids = [row[0] for row in db.execute_sql(_NATIONS, (-1 if limit is None else limit,))]
            return queries.by_ids(db, "personnel", ids)

    def agencies(self, asked: Sequence[Collection[Key]]) -> list[Counter[str]]:
        """See :class:`Crowd`."""
        self.sorts()
        with self._reading(Part.IMPORTS) as db:
            if db.execute_sql(_ANY_BROUGHT).fetchone() is None:
                return [Counter({"": sum(self._numbers[str(key)] for key in keys)}) for keys in asked]
        found: list[Counter[str]] = [Counter() for _ in asked]
        for which, agency, (number,) in self._counted(asked, _AGENCY, "1", "1"):
            for at in which:
                found[at][agency or ""] += number
        return found

    def agencies_of(self, ids: Collection[int]) -> Counter[str]:
        """See :class:`Crowd`."""
        if not ids:
            return Counter()
        with self._reading(Part.IMPORTS) as db:
            rows = db.execute_sql(_AGENCIES_OF, (json.dumps(sorted(ids)),))
            return Counter(name for (name,) in rows)

    def _rows(
        self,
        db: OfficeDatabase,
        beside: str,
        *conditions: str,
        values: Mapping[str, object] = _NOTHING,
        people: str | None = None,
    ) -> Iterator[tuple[str, Any]]:
        """The key of each person and ``beside`` it one more column; from the table in order of the ids."""
        narrowed = " AND ".join(["trashed IS NULL", *conditions])
        sql = f"SELECT {self._key}, {beside} FROM {people or self._people} WHERE {narrowed}"  # noqa: S608
        rows: Iterator[tuple[str, Any]] = iter(db.execute_sql(sql, {"day": self._day, **values}))
        return rows

    def _counted(
        self, asked: Sequence[Collection[Key]], beside: str, condition: str, *marks: str
    ) -> Iterator[tuple[_Which, str | None, Sequence[int]]]:
        """By which of the ``asked`` they are in and by what is ``beside``: of how many people each mark is true."""
        key, places = self._places(asked)
        usual = Counter(places.values()).most_common(1)[0][0] if places else ()
        every = list(dict.fromkeys((usual, *places.values())))
        numbers = {which: number for number, which in enumerate(every)}
        known = json.dumps([[one, numbers[which]] for one, which in places.items() if which != usual])
        counting = [number for which, number in numbers.items() if which]
        for first in range(0, len(counting), _AT_ONCE):
            chosen = counting[first : first + _AT_ONCE]
            # Sums keep the order of the index, where grouping by place, too, would have to sort all people.
            sums = ", ".join(
                f"sum(ifnull(place, {numbers[usual]}) = {number} AND {mark})"
                for number in chosen
                for mark in marks
            )
            sql = (
                f"{_PLACES} SELECT {beside}, {sums} FROM {self._people} LEFT JOIN places ON key = {key} "  # noqa: S608
                f"WHERE trashed IS NULL AND {condition} GROUP BY 1"
            )
            with self._reading(*([Part.IMPORTS] if beside is _AGENCY else [])) as db:
                rows = db.execute_sql(sql, {"day": self._day, "known": known}).fetchall()
            for text, *found in rows:
                for at, number in enumerate(chosen):
                    told = found[at * len(marks) : (at + 1) * len(marks)]
                    if any(told):
                        yield every[number], text, told

    def _places(self, asked: Sequence[Collection[Key]]) -> tuple[str, dict[str, _Which]]:
        """In which of the ``asked`` people are, by the SQL of as little of their key as tells it."""
        self.sorts()
        among: dict[str, _Which] = dict.fromkeys(self._parts, ())
        for at, keys in enumerate(asked):
            for key in map(str, keys):
                among[key] = (*among[key], at)
        by_who: dict[str, _Which] = {}
        for key, which in among.items():
            if by_who.setdefault(self._parts[key].who, which) != which:
                return self._key, among
        return self._who, by_who

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


class _Parts(NamedTuple):
    """What a key holds: the ``flags``, the workstream as written, who the people are and what the day makes of them."""

    flags: int
    workstream: str | None
    who: str
    when: tuple[str | None, int]

    @classmethod
    def of(cls, key: str) -> _Parts:
        """A key taken apart."""
        found = _KEY.match(key)
        if found is None:
            raise ValueError(f"no key {key!r}")
        year, first, text = found.groups()
        flags = int(first)
        who, when = f"{flags & _LASTING}{key[found.end() :]}", (year, flags & ~_LASTING)
        return cls(flags, None if text is None else text.replace("''", "'"), who, when)


def _chosen(rows: Iterator[tuple[str, int]], keys: Collection[Key]) -> Iterator[int]:
    """The ids in rows with one of the keys."""
    chosen = dict.fromkeys(map(str, keys), True)
    keyed, numbered = tee(rows)
    return compress(map(_SECOND_OF, numbered), map(chosen.get, map(_FIRST_OF, keyed)))


def _samples(db: OfficeDatabase, ids: Collection[int]) -> dict[int, Record]:
    """People as far as rules look at them."""
    columns = ", ".join(_COLUMNS)
    rows = db.execute_sql(
        f"SELECT id, entered_on, {columns} FROM personnel WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608
        (json.dumps(list(ids)),),
    )
    return {number: _person(number, entered_on, held) for number, entered_on, *held in rows}


def _person(number: int, entered_on: str, held: Sequence[str | int | None]) -> Record:
    values = {name: value for name, value in zip(_COLUMNS, held, strict=True) if value is not None}
    return Record("personnel", number, values, entered_on=date.fromisoformat(entered_on))


_BROUGHT = """
SELECT r.kind, r.record_id, a.name FROM import_rows r JOIN imports i ON i.id = r.import_id
JOIN agencies a ON a.id = i.agency_id
WHERE r.kind IN ('partners', 'institutions') AND r.record_id IS NOT NULL AND r.action = 'add' AND r.taken ORDER BY r.id
"""
_ANY_BROUGHT = "SELECT 1 FROM import_rows WHERE kind = 'personnel' AND record_id IS NOT NULL LIMIT 1"
_MERGED = """
SELECT gone.merged_into, gone.id FROM {kind} gone JOIN {kind} into_it ON into_it.id = gone.merged_into
WHERE gone.merged_into IS NOT NULL AND into_it.trashed IS NULL ORDER BY gone.merged_into, gone.id
"""
_SHARERS = """
SELECT id FROM personnel WHERE trashed IS NULL AND orcid IN (
    SELECT orcid FROM personnel WHERE trashed IS NULL AND orcid IS NOT NULL GROUP BY orcid HAVING count(*) > 1)
UNION SELECT id FROM personnel WHERE trashed IS NULL AND email IS NOT NULL AND email COLLATE NOCASE IN (
    SELECT email FROM personnel WHERE trashed IS NULL AND email IS NOT NULL
    GROUP BY email COLLATE NOCASE HAVING count(*) BETWEEN 2 AND ?)
ORDER BY 1
"""
_NATIONS = (
    "SELECT id FROM personnel WHERE trashed IS NULL AND other_nationalities IS NOT NULL ORDER BY id LIMIT ?"
)
_AGENCIES_OF = f"SELECT ifnull({_AGENCY}, '') FROM personnel WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608
