"""Who said what of a record: read from the journal and from the rows of the imports that stand."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from ilrs_desk.domain.changes import Act
from ilrs_desk.domain.fields import ValueType
from ilrs_desk.domain.kinds import JOURNALLED
from ilrs_desk.domain.memory import Told
from ilrs_desk.domain.records import Value

from . import rows
from .connection import OfficeDatabase
from .later import Labels, goes_by_itself


@dataclass(frozen=True, slots=True)
class _Change:
    """What one change set in force said of a record; ``told`` has no value yet."""

    record_id: int
    new: Mapping[str, Value]
    act: Act
    at: str
    told: Told


def told(db: OfficeDatabase, kind: str, ids: Collection[int]) -> dict[int, dict[str, Told]]:
    """Record → field → who said the value that it holds; of a value that a merge brought, who had said it before."""
    current = rows.load(db, kind, ids)
    found: dict[int, dict[str, Told]] = {record_id: {} for record_id in current}
    merged: dict[int, set[str]] = {}
    for change in _changes(db, kind, current):
        mine, values = found[change.record_id], current[change.record_id].values
        for key, value in change.new.items():
            if key not in mine and _holds(kind, values, key, value):
                mine[key] = _with(change.told, values[key])
                if change.act is Act.MERGE:
                    merged.setdefault(change.record_id, set()).add(key)
    _take_over(db, kind, found, merged)
    return found


def claims(db: OfficeDatabase, kind: str, record_id: int, field: str) -> list[Told]:
    """Every value that was said of a field of the record and of those merged into it.

    First who said what is in force, then the others; among these the newest first.
    """
    family = _family(db, kind, record_id)
    current = rows.load(db, kind, [record_id])
    held = current[record_id].values.get(field) if record_id in current else None
    said = [
        (change.at, _with(change.told, change.new[field]))
        for change in _changes(db, kind, family)
        if change.new.get(field) is not None and change.act is not Act.MERGE
    ]
    said += _told_in_rows(db, kind, family, field)
    said.sort(key=lambda pair: pair[0], reverse=True)
    said.sort(key=lambda pair: pair[1].value != held)
    return list(dict.fromkeys(one for _, one in said))


def sent(db: OfficeDatabase, sha256: str) -> dict[tuple[str, int], int]:
    """Of the file whose digest begins with ``sha256``: (sheet, row) → live record that the row was taken for."""
    places: dict[str, dict[tuple[str, int], int]] = {}
    for kind, sheet, row, record_id in db.execute_sql(_SENT, (sha256, sha256 + "g")):
        places.setdefault(kind, {})[sheet, row] = record_id
    found: dict[tuple[str, int], int] = {}
    for kind, known in places.items():
        became = survivors(db, kind, set(known.values()))
        found.update({place: became[number] for place, number in known.items() if number in became})
    return found


def survivors(db: OfficeDatabase, kind: str, ids: Collection[int]) -> dict[int, int]:
    """Each record that is live, or that was merged into one that is → the live one."""
    found: dict[int, int] = {}
    for record_id, live in db.execute_sql(_SURVIVORS.format(table=kind), (json.dumps(list(ids)),)):
        found[record_id] = live
    return found


def _family(db: OfficeDatabase, kind: str, record_id: int) -> list[int]:
    return [row[0] for row in db.execute_sql(_FAMILY.format(table=kind), (record_id,))]


def _changes(db: OfficeDatabase, kind: str, ids: Iterable[int]) -> Iterator[_Change]:
    """What change sets in force said of the records, the newest first; not where a link only went with its target."""
    labels = Labels(db)
    for row in db.execute_sql(_CHANGES, (kind, json.dumps(list(ids)))):
        record_id, text, file, changeset, day, at, act, agency, dated = row
        said = json.loads(text)
        new = {key: said[key] for key in said.keys() - labels.followed(changeset, kind, said)}
        if not goes_by_itself(act, kind, new.keys()):
            yield _Change(record_id, new, Act(act), at, Told(None, dated or day, agency, file, changeset))


def _holds(kind: str, values: Mapping[str, Value], key: str, value: Value) -> bool:
    """The record holds what was said; a link's text may have gone on with its target since."""
    field = JOURNALLED[kind].by_key.get(key)
    if field is None or value is None or values.get(key) is None:
        return False
    return values[key] == value or field.type is ValueType.LINK


def _take_over(
    db: OfficeDatabase, kind: str, found: Mapping[int, dict[str, Told]], merged: Mapping[int, set[str]]
) -> None:
    if not merged:
        return
    parts = db.execute_sql(_PARTS.format(table=kind), (json.dumps(list(merged)),)).fetchall()
    before = told(db, kind, [part for part, _ in parts])
    for part, record_id in parts:
        for key in merged[record_id]:
            source = before[part].get(key)
            if source is not None and source.value == found[record_id][key].value:
                found[record_id][key] = source


def _told_in_rows(
    db: OfficeDatabase, kind: str, ids: Iterable[int], field: str
) -> Iterator[tuple[str, Told]]:
    for text, at, dated, agency, file, changeset in db.execute_sql(_ROWS, (kind, json.dumps(list(ids)))):
        value = json.loads(text).get(field)
        if value is not None:
            day = dated or datetime.fromisoformat(at).astimezone().date().isoformat()
            yield at, Told(value, day, agency, file, changeset)


def _with(who: Told, value: Value) -> Told:
    return Told(value, who.day, who.agency, who.file, who.changeset)


_CHANGES = """
SELECT ch.record_id, ch.new, ch.file, c.id, c.day, c.at, c.act, a.name, i.dated
FROM changes ch JOIN changesets c ON c.id = ch.changeset_id
LEFT JOIN (imports i JOIN sources s ON s.id = i.source_id) ON i.changeset_id = c.id AND s.title = ch.file
LEFT JOIN agencies a ON a.id = i.agency_id
WHERE ch.kind = ? AND ch.record_id IN (SELECT value FROM json_each(?)) AND ch.new IS NOT NULL
    AND c.undone_by IS NULL AND c.act NOT IN ('undo', 'redo')
ORDER BY ch.id DESC
"""
_ROWS = """
SELECT r.told, i.at, i.dated, a.name, s.title, i.changeset_id
FROM import_rows r JOIN imports i ON i.id = r.import_id JOIN sources s ON s.id = i.source_id
LEFT JOIN agencies a ON a.id = i.agency_id LEFT JOIN changesets c ON c.id = i.changeset_id
WHERE r.kind = ? AND r.record_id IN (SELECT value FROM json_each(?)) AND r.told IS NOT NULL
    AND c.undone_by IS NULL
"""
_SENT = """
SELECT r.kind, r.sheet, r."row", r.record_id
FROM sources s JOIN imports i ON i.source_id = s.id JOIN import_rows r ON r.import_id = i.id
LEFT JOIN changesets c ON c.id = i.changeset_id
WHERE s.sha256 >= ? AND s.sha256 < ? AND r.record_id IS NOT NULL AND c.undone_by IS NULL
ORDER BY i.id, r.id
"""
_PARTS = "SELECT id, merged_into FROM {table} WHERE merged_into IN (SELECT value FROM json_each(?))"
_FAMILY = """
WITH RECURSIVE family(id) AS (
    VALUES(?) UNION SELECT t.id FROM {table} t JOIN family ON t.merged_into = family.id
) SELECT id FROM family
"""
_SURVIVORS = """
WITH RECURSIVE path(start, id) AS (
    SELECT value, value FROM json_each(?)
    UNION SELECT path.start, t.merged_into FROM path JOIN {table} t ON t.id = path.id
    WHERE t.merged_into IS NOT NULL
) SELECT path.start, path.id FROM path JOIN {table} t ON t.id = path.id WHERE t.trashed IS NULL
"""
