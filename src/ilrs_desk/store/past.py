"""The office as it stood: all records now, or as known on an earlier day, from one moment of the journal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from ilrs_desk.domain.changes import TRASHED
from ilrs_desk.domain.kinds import JOURNALLED
from ilrs_desk.domain.records import Record, Snapshot, Value

from . import rows
from .connection import OfficeDatabase
from .journal import generation
from .models import RECORDS, ChangeRow, ChangesetRow


def snapshot(db: OfficeDatabase, kinds: Iterable[str], known_on: date | None) -> Snapshot:
    """All live records of ``kinds``, as known at the end of ``known_on`` (UTC) if given."""
    newest = generation(db)
    if known_on is None:
        return Snapshot(newest, {kind: tuple(_live(db, kind)) for kind in kinds})
    last = _last_by(db, known_on)
    return Snapshot(last, {kind: tuple(_known(db, kind, last)) for kind in kinds})


def _live(db: OfficeDatabase, kind: str) -> list[Record]:
    model = RECORDS[kind]
    query = model.select(*rows.columns(kind)).where(model.trashed.is_null()).order_by(model.id)
    return [rows.record(kind, row) for row in db.execute(query)]


def _last_by(db: OfficeDatabase, day: date) -> int:
    """The newest change set by then; the order is that of the journal, since clocks go backwards too."""
    end = datetime.combine(day + timedelta(days=1), time(), UTC).isoformat(timespec="milliseconds")
    row = db.execute_sql("SELECT max(id) FROM changesets WHERE at < ?", (end,)).fetchone()
    return int(row[0] or 0)


def _known(db: OfficeDatabase, kind: str, last: int) -> Iterable[Record]:
    """Walk back from today: only what changed since is read from the journal."""
    states: dict[int, tuple[int, str, dict[str, Value]]] = {}
    for row in db.execute(RECORDS[kind].select(*rows.columns(kind))):
        found = rows.stored(kind, row)
        states[row[0]] = (found.version, found.entered_on, found.values)
    query = (
        ChangeRow.select(ChangeRow.record_id, ChangeRow.old, ChangeRow.new)
        .where((ChangeRow.kind == kind) & (ChangeRow.changeset_id > last))
        .order_by(ChangeRow.id.desc())
    )
    touched: set[int] = set()
    for record_id, old, new in db.execute(query):
        touched.add(record_id)
        _step_back(states, record_id, json.loads(old) if old else None, json.loads(new) if new else None)
    versions = _versions(db, kind, last, touched)
    for record_id in sorted(states):
        version, entered_on, values = states[record_id]
        if values.get(TRASHED):
            continue
        day = date.fromisoformat(entered_on or versions[record_id][1])
        number = versions[record_id][0] if record_id in touched else version
        yield Record(kind, record_id, _in_order(kind, values), number, day)


def _step_back(
    states: dict[int, tuple[int, str, dict[str, Value]]], record_id: int, old: Any, new: Any
) -> None:
    if old is None:
        states.pop(record_id, None)
    elif new is None:
        states[record_id] = (0, "", dict(old))
    else:
        version, entered_on, values = states[record_id]
        merged = {**values, **old}
        states[record_id] = (version, entered_on, {key: v for key, v in merged.items() if v is not None})


def _versions(db: OfficeDatabase, kind: str, last: int, touched: set[int]) -> dict[int, tuple[int, str]]:
    """For records changed since: the change set that had touched them last by then, and their first day."""
    if not touched:
        return {}
    query = (
        ChangeRow.select(ChangeRow.record_id, ChangeRow.changeset_id, ChangesetRow.day)
        .join(ChangesetRow, on=(ChangesetRow.id == ChangeRow.changeset_id))
        .where((ChangeRow.kind == kind) & (ChangeRow.changeset_id <= last))
        .order_by(ChangeRow.id)
    )
    found: dict[int, tuple[int, str]] = {}
    for record_id, changeset, day in db.execute(query):
        if record_id in touched:
            found[record_id] = (changeset, found[record_id][1] if record_id in found else day)
    return found


def _in_order(kind: str, values: dict[str, Value]) -> dict[str, Value]:
    return {key: values[key] for key in JOURNALLED[kind].columns if key in values}
