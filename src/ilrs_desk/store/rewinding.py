"""An office file as it was after an earlier change set, drawn from the live one part by part as it is asked for.

The file that is filled is ``main``, the live one is attached as ``live``. What the journal, the imports and the
search held by then never changes in the live file, so those parts may be drawn long after the records were.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from ilrs_desk.domain.changes import Act
from ilrs_desk.domain.kinds import CLAIMS, JOURNALLED, KINDS, RULES, TARGETS
from ilrs_desk.domain.records import Value

from . import rows
from .connection import OfficeDatabase
from .models import HEAD, RECORDS

_CHUNK = 20_000


class Part(Enum):
    """What of an office is read beside its records: all that puts them in order and finds words, what happened."""

    ORDER = "order"
    SEARCH = "search"
    IMPORTS = "imports"
    JOURNAL = "journal"


@dataclass(frozen=True, slots=True)
class Sorted:
    """What puts the records of one kind in order by one column, or finds those that link by it."""

    kind: str
    column: str


@dataclass(frozen=True, slots=True)
class Words:
    """What finds the words and names of one kind."""

    kind: str


Need = Part | Sorted | Words

_LATER: Mapping[str, Part] = {
    "import_rows": Part.IMPORTS,
    "changes": Part.JOURNAL,
    "kept_files": Part.JOURNAL,
}
#: What the other tables held; those that are not named are taken as they are.
_KEPT: Mapping[str, str] = {
    "changesets": "id <= :last",
    "imports": "id <= :imports",
    "import_tables": "import_id <= :imports",
    "seals": "id <= :seals",
    "seal_files": "seal_id <= :seals",
    "sealed": "seal_id <= :seals",
    "sources": "id IN (SELECT source_id FROM live.imports WHERE id <= :imports "
    "UNION SELECT source_id FROM live.reported)",
    "agencies": "id IN (SELECT agency_id FROM live.imports WHERE id <= :imports)"
    " OR id NOT IN (SELECT agency_id FROM live.imports WHERE agency_id IS NOT NULL)",
    # When these were settled is not noted.
    "mappings": "0",
    "answers": "0",
    "changes": "changeset_id <= :last",
    "import_rows": "import_id <= :imports",
    "kept_files": "source_id IN (SELECT source_id FROM main.imports)",
}


def draw_records(db: OfficeDatabase, last: int, end: str) -> None:
    """Fill in the records as they were after change set ``last``, and all that is small."""
    limits = _limits(db, last, end)
    for name, sql in _tables(db):
        if name not in _LATER:
            db.execute_sql(sql)
            if name not in RECORDS and name != "names":
                _copy(db, name, limits)
    touched = _touched(db, last) if last else {}
    for kind in JOURNALLED:
        db.execute_sql(_UNCHANGED.format(kind=kind), (last,))
        ids = touched.get(kind, [])
        for start in range(0, len(ids), _CHUNK):
            rows.place(db, kind, _stepped_back(db, kind, ids[start : start + _CHUNK], last))
    if last == 0:
        _draw_aims(db)
    _mark_undone(db)
    for kind in KINDS:
        _part_reported(db, kind)
    for pragma in ("application_id", "user_version"):
        value = db.execute_sql(f"PRAGMA live.{pragma}").fetchone()[0]
        db.execute_sql(f"PRAGMA main.{pragma} = {value}")
    db.execute_sql("DELETE FROM main.sqlite_sequence")
    db.execute_sql("INSERT INTO main.sqlite_sequence SELECT * FROM live.sqlite_sequence")
    for table in ("seals", "seal_files"):
        # A gap in their numbers means that one was taken away, and those sealed later were not.
        newest = f"(SELECT ifnull(max(id), 0) FROM main.{table})"  # noqa: S608
        db.execute_sql(f"UPDATE main.sqlite_sequence SET seq = {newest} WHERE name = ?", (table,))  # noqa: S608


def draw(need: Need, db: OfficeDatabase) -> None:
    """Fill in what was left out so far."""
    match need:
        case Words(kind):
            _draw_words(db, kind)
        case Sorted(kind, column):
            _draw_indexes(db, [kind], (f"{kind}_by_{column}", f"{kind}_of_{column}"))
        case Part.ORDER:
            _draw_indexes(db, RECORDS)
        case Part.SEARCH:
            for kind in KINDS:
                _draw_words(db, kind)
            _draw_indexes(db, ["names"])
        case _:
            _draw_rows(db, need)


def _limits(db: OfficeDatabase, last: int, end: str) -> dict[str, int]:
    """The newest rows that were there by then."""
    imports = "SELECT max(id) FROM live.imports WHERE changeset_id <= ? OR (changeset_id IS NULL AND at < ?)"
    seals = "SELECT max(id) FROM live.seals WHERE generation <= ? AND at < ?"
    return {
        "last": last,
        "imports": db.execute_sql(imports, (last, end)).fetchone()[0] or 0,
        "seals": db.execute_sql(seals, (last, end)).fetchone()[0] or 0,
    }


def _tables(db: OfficeDatabase) -> Iterator[tuple[str, str]]:
    """The ordinary tables of the live file and the texts by which they were made."""
    yield from db.execute_sql(
        "SELECT name, sql FROM live.sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' "
        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '%\\_search\\_%' ESCAPE '\\'"
    ).fetchall()


def _copy(db: OfficeDatabase, table: str, limits: Mapping[str, int]) -> None:
    db.execute_sql(_COPY.format(table=table, kept=_KEPT.get(table, "1")), limits)


def _touched(db: OfficeDatabase, last: int) -> dict[str, list[int]]:
    """By kind the records that were changed or taken away after ``last``; some of them may only have come since."""
    found: dict[str, list[int]] = defaultdict(list)
    for kind, record_id in db.execute_sql(_TOUCHED, (last,)):
        found[kind].append(record_id)
    return found


def _stepped_back(
    db: OfficeDatabase, kind: str, ids: list[int], last: int
) -> Iterator[tuple[int, int, str, dict[str, Value]]]:
    """Number, version, day of entry and values of each record as it was."""
    chosen = json.dumps(ids)
    columns = ", ".join(f'"{name}"' for name in (*HEAD, *JOURNALLED[kind].columns))
    query = _NOW.format(columns=columns, kind=kind)
    now = {row[0]: rows.stored(kind, row) for row in db.execute_sql(query, (chosen,))}
    then = _first_known(db, kind, chosen, last)
    for record_id, version, day in db.execute_sql(_VERSIONS, (kind, chosen, last)).fetchall():
        if record_id not in then:
            continue
        current = now.get(record_id)
        values = {**(current.values if current else {}), **then[record_id]}
        yield (
            record_id,
            version,
            current.entered_on if current else day,
            {key: value for key, value in values.items() if value is not None},
        )


def _first_known(db: OfficeDatabase, kind: str, chosen: str, last: int) -> dict[int, dict[str, Value]]:
    """What the first change since says that each changed cell had held; not of records that were not there."""
    found: dict[int, dict[str, Value]] = {}
    absent: set[int] = set()
    for record_id, old, new in db.execute_sql(_SINCE, (kind, chosen, last)):
        if old is None and record_id not in found:
            absent.add(record_id)
        if record_id not in absent:
            # Brought back after it had been taken away: what it then held it had not held before.
            before = json.loads(old) if old else dict.fromkeys(json.loads(new))
            found[record_id] = {**before, **found.get(record_id, {})}
    return found


def _draw_aims(db: OfficeDatabase) -> None:
    """Before the office was set up nothing was known, but what is aimed at can still be told."""
    for kind in (TARGETS.key, RULES.key, CLAIMS.key):
        db.execute_sql(_COPY.format(table=kind, kept="trashed IS NULL"))
        db.execute_sql(_UNWRITTEN.format(kind=kind))


def _mark_undone(db: OfficeDatabase) -> None:
    """What was taken back by then, and did not stand again."""
    marks: dict[int, int] = {}
    undoes: dict[int, int] = {}
    heads = "SELECT id, act, undoes FROM main.changesets WHERE undoes IS NOT NULL ORDER BY id"
    for number, act, before in db.execute_sql(heads).fetchall():
        undoes[number] = before
        marks[before] = number
        if act == Act.REDO.value:
            original = before
            while original in undoes:
                original = undoes[original]
            marks.pop(original, None)
    db.execute_sql("UPDATE main.changesets SET undone_by = NULL WHERE undone_by IS NOT NULL")
    db.connection().cursor().executemany(
        "UPDATE main.changesets SET undone_by = ? WHERE id = ?",
        ((by, number) for number, by in marks.items()),
    )


def _part_reported(db: OfficeDatabase, kind: str) -> None:
    db.execute_sql(_PART_REPORTED.format(kind=kind), (kind,))


def _draw_indexes(db: OfficeDatabase, tables: Iterable[str], named: Iterable[str] = ()) -> None:
    """The indexes of the tables that are not there yet, of a table only those ``named`` if any are."""
    named = frozenset(named)
    for table in tables:
        for name, sql in db.execute_sql(_INDEXES, (table,)).fetchall():
            if not named or name in named:
                db.execute_sql(sql)


def _draw_rows(db: OfficeDatabase, part: Part) -> None:
    last, newest = db.execute_sql(_NEWEST).fetchone()
    for name, sql in _tables(db):
        if _LATER.get(name) is part:
            db.execute_sql(sql)
            _copy(db, name, {"last": last, "imports": newest})
    later = [name for name, its_part in _LATER.items() if its_part is part]
    _draw_indexes(db, [*later, *(name for name, _ in _tables(db) if _small(name))])


def _small(table: str) -> bool:
    return table not in RECORDS and table not in _LATER and table != "names"


def _draw_words(db: OfficeDatabase, kind: str) -> None:
    """Words and names: as the live file has them for records that did not change since, made anew for the others."""
    table = f"{kind}_search"
    if db.execute_sql("SELECT 1 FROM main.sqlite_schema WHERE name = ?", (table,)).fetchone():
        return
    rows.make_index(db, kind, _made_by(db, table))
    db.execute_sql(_SAME_WORDS.format(kind=kind))
    db.execute_sql(_SAME_NAMES.format(kind=kind), (kind,))
    others = db.execute_sql(_OTHERS.format(kind=kind)).fetchall()
    for start in range(0, len(others), _CHUNK):
        rows.index_placed(db, kind, [row[0] for row in others[start : start + _CHUNK]])


def _made_by(db: OfficeDatabase, table: str) -> str:
    row = db.execute_sql("SELECT sql FROM live.sqlite_schema WHERE name = ?", (table,)).fetchone()
    return str(row[0])


_COPY = "INSERT INTO main.{table} SELECT * FROM live.{table} WHERE {kept}"
_UNCHANGED = "INSERT INTO main.{kind} SELECT * FROM live.{kind} WHERE changeset_id <= ?"
_UNWRITTEN = "UPDATE main.{kind} SET changeset_id = 0"
_NOW = "SELECT {columns} FROM live.{kind} WHERE id IN (SELECT value FROM json_each(?))"
_INDEXES = """
SELECT name, sql FROM live.sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?
AND name NOT IN (SELECT name FROM main.sqlite_schema)
"""
_NEWEST = """
SELECT ifnull((SELECT max(id) FROM main.changesets), 0), ifnull((SELECT max(id) FROM main.imports), 0)
"""
_PART_REPORTED = """
UPDATE main.reported SET record_id = NULL
WHERE kind = ? AND record_id IS NOT NULL AND record_id NOT IN (SELECT id FROM main.{kind})
"""
_TOUCHED = """
SELECT DISTINCT kind, record_id FROM live.changes
WHERE id > (SELECT ifnull(max(id), 0) FROM live.changes WHERE changeset_id = (
    SELECT max(changeset_id) FROM live.changes WHERE changeset_id <= ?
)) AND old IS NOT NULL
"""
_VERSIONS = """
SELECT ch.record_id, max(ch.changeset_id), c.day FROM live.changes ch
JOIN live.changesets c ON c.id = (
    SELECT min(first.changeset_id) FROM live.changes first
    WHERE first.kind = ch.kind AND first.record_id = ch.record_id
)
WHERE ch.kind = ? AND ch.record_id IN (SELECT value FROM json_each(?)) AND ch.changeset_id <= ?
GROUP BY ch.record_id
"""
_SINCE = """
SELECT record_id, old, CASE WHEN old IS NULL THEN new END FROM live.changes
WHERE kind = ? AND record_id IN (SELECT value FROM json_each(?)) AND changeset_id > ? ORDER BY id
"""
# A record that carries the number of the same change set is the same.
_SAME_WORDS = """
INSERT INTO main.{kind}_search(rowid, body) SELECT s.rowid, s.body FROM live.{kind}_search s
JOIN live.{kind} l ON l.id = s.rowid JOIN main.{kind} m ON m.id = l.id AND m.changeset_id = l.changeset_id
ORDER BY s.rowid
"""
_SAME_NAMES = """
INSERT INTO main.names SELECT n.* FROM live.names n JOIN live.{kind} l ON l.id = n.record_id
JOIN main.{kind} m ON m.id = l.id AND m.changeset_id = l.changeset_id WHERE n.kind = ?
"""
_OTHERS = """
SELECT m.id FROM main.{kind} m LEFT JOIN live.{kind} l ON l.id = m.id AND l.changeset_id = m.changeset_id
WHERE l.id IS NULL AND m.trashed IS NULL ORDER BY m.id
"""
