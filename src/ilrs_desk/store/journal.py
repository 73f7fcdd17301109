"""The journal: change sets and their changes, written once, chained by digest, and read back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from peewee import SQL, fn

from ilrs_desk.domain.changes import MERGED, Act, ChangeSet, Place, RecordChange
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.wording import Message

from .connection import OfficeDatabase, insert_rows, insert_sql
from .models import ChangeRow, ChangesetRow

#: Acts that take back or bring again; never in force by themselves.
MARKERS = (Act.UNDO.value, Act.REDO.value)

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode


def canonical(value: object) -> str:
    """JSON with one spelling for one value."""
    return _encode(value)


@dataclass(frozen=True, slots=True)
class Entry:
    """The head of a change set that is about to be written."""

    id: int
    at: datetime
    who: str
    act: Act
    title: Message
    key: str
    undoes: int | None = None
    import_id: int | None = None

    @property
    def day(self) -> str:
        """The day on the writer's own calendar."""
        return self.at.astimezone().date().isoformat()


def now() -> datetime:
    """This moment, as exact as the journal keeps it."""
    at = datetime.now(UTC)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def next_id(db: OfficeDatabase, table: str) -> int:
    """The number that the next row of ``table`` gets; numbers are never given twice."""
    row = db.execute_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return 1 if row is None else int(row[0]) + 1


def generation(db: OfficeDatabase) -> int:
    """The number of the newest change set, 0 in an office without any."""
    row = db.execute_sql("SELECT max(id) FROM changesets").fetchone()
    return int(row[0] or 0)


def end_of(day: date) -> str:
    """The end of the day (UTC) as the journal writes moments."""
    if day == date.max:
        return "9999-12-31T23:59:59.999+00:00"
    return _stamp(datetime.combine(day + timedelta(days=1), time(), UTC))


def last_before(db: OfficeDatabase, end: str, journal: str = "main") -> int:
    """The newest change set written before ``end``, 0 if none; the order is the journal's, since clocks go back too."""
    row = db.execute_sql(_LAST_BEFORE.format(journal=journal), (end,)).fetchone()
    return int(row[0] or 0)


def require_generation(db: OfficeDatabase, wanted: int | None) -> None:
    """Refuse what was drawn up on another state of the office; to be asked inside the transaction that writes."""
    if wanted not in (None, generation(db)):
        raise InputProblem(
            "plan.stale",
            Message("The office has changed since this was prepared. Nothing was written. Prepare it again."),
        )


def append(db: OfficeDatabase, entry: Entry, changes: Sequence[RecordChange]) -> ChangeSet:
    """Write the change set with its changes, chained to the newest one."""
    rows = [_change_row(entry.id, change) for change in changes]
    head = head_text(
        entry.id, _stamp(entry.at), entry.day, entry.who, entry.act.value, entry.title.template,
        canonical(dict(entry.title.params)), entry.key, entry.undoes, entry.import_id, len(rows),
    )  # fmt: skip
    previous = db.execute_sql("SELECT digest FROM changesets ORDER BY id DESC LIMIT 1").fetchone()
    digest = chained(previous[0] if previous else "", head, (row[1:] for row in rows))
    db.execute_sql(
        insert_sql(ChangesetRow),
        (
            entry.id, _stamp(entry.at), entry.day, entry.who, entry.act.value, entry.title.template,
            canonical(dict(entry.title.params)), entry.key, entry.undoes, None, entry.import_id, len(rows), digest,
        ),
    )  # fmt: skip
    first = next_id(db, "changes")
    insert_rows(db, ChangeRow, ((first + number, *row) for number, row in enumerate(rows)))
    return ChangeSet(
        entry.id, entry.at, entry.who, entry.act, entry.title, len(rows), entry.undoes, None, entry.import_id,
        tuple(changes),
    )  # fmt: skip


def head_text(*columns: object) -> str:
    """The head of a change set as it goes into the digest: all columns but ``undone_by`` and ``digest``."""
    return canonical(columns)


def chained(previous: str, head: str, rows: Iterable[Sequence[Any]]) -> str:
    """Digest of a change set: of the one before, its head, and its changes from ``kind`` on."""
    digest = hashlib.sha256(previous.encode())
    digest.update(head.encode())
    for row in rows:
        digest.update("\x1f".join(["" if part is None else str(part) for part in row]).encode() + b"\x1e")
    return digest.hexdigest()


def mark_undone(db: OfficeDatabase, changeset_id: int, by: int | None) -> None:
    """Note that the change set was taken back by another one, or stands again (None)."""
    db.execute(ChangesetRow.update(undone_by=by).where(ChangesetRow.id == changeset_id))


def read_one(db: OfficeDatabase, changeset_id: int) -> ChangeSet | None:
    """The change set with all its changes."""
    heads = _heads(db, ChangesetRow.select().where(ChangesetRow.id == changeset_id))
    if not heads:
        return None
    rows = db.execute(ChangeRow.select().where(ChangeRow.changeset_id == changeset_id).order_by(ChangeRow.id))
    return _with(heads[0], tuple(_change(row) for row in rows))


def read_heads(db: OfficeDatabase, limit: int, before: int | None) -> list[ChangeSet]:
    """Change sets without their changes, newest first, older than ``before``."""
    query = ChangesetRow.select()
    if before is not None:
        query = query.where(ChangesetRow.id < before)
    return _heads(db, query.order_by(ChangesetRow.id.desc()).limit(limit))


def read_history(db: OfficeDatabase, kind: str, record_id: int) -> list[ChangeSet]:
    """The change sets that touched a record, newest first, each with only its change and what was merged into it."""
    model = ChangeRow
    mine = (model.kind == kind) & (model.record_id == record_id)
    merges = ChangesetRow.select(ChangesetRow.id).where(ChangesetRow.act == Act.MERGE.value)
    joined = (
        (model.kind == kind)
        & model.changeset_id.in_(merges)
        & (fn.json_extract(model.new, f"$.{MERGED}") == record_id)
    )
    found: dict[int, list[RecordChange]] = {}
    for condition in (mine, joined):
        for row in db.execute(model.select().where(condition).order_by(model.id)):
            found.setdefault(row[1], []).append(_change(row))
    heads = _heads(db, ChangesetRow.select().where(_numbered(found)))
    heads.sort(key=lambda head: head.id, reverse=True)
    return [_with(head, tuple(found[head.id])) for head in heads]


def read_changes(db: OfficeDatabase, kind: str, ids: Iterable[int], after: int, upto: int) -> list[ChangeSet]:
    """The change sets in (after, upto] that touched the records, oldest first, each with only their changes."""
    model = ChangeRow
    wanted = SQL("record_id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))
    between = (model.kind == kind) & (model.changeset_id > after) & (model.changeset_id <= upto) & wanted
    found: dict[int, list[RecordChange]] = {}
    for row in db.execute(model.select().where(between).order_by(model.id)):
        found.setdefault(row[1], []).append(_change(row))
    heads = _heads(db, ChangesetRow.select().where(_numbered(found)).order_by(ChangesetRow.id))
    return [_with(head, tuple(found[head.id])) for head in heads]


def _numbered(ids: Iterable[int]) -> Any:
    return SQL("id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))


def find_key(db: OfficeDatabase, key: str) -> ChangeSet | None:
    """The change set that was written under ``key``."""
    row = db.execute_sql('SELECT id FROM changesets WHERE "key" = ?', (key,)).fetchone()
    return read_one(db, row[0]) if row else None


def _heads(db: OfficeDatabase, query: Any) -> list[ChangeSet]:
    return [
        ChangeSet(
            row[0], datetime.fromisoformat(row[1]), row[3], Act(row[4]), Message(row[5], json.loads(row[6])),
            row[11], row[8], row[9], row[10],
        )
        for row in db.execute(query)
    ]  # fmt: skip


def _with(head: ChangeSet, changes: tuple[RecordChange, ...]) -> ChangeSet:
    return ChangeSet(
        head.id, head.at, head.who, head.act, head.title, head.size, head.undoes, head.undone_by, head.import_id,
        changes,
    )  # fmt: skip


def _change(row: Sequence[Any]) -> RecordChange:
    _, _, kind, record_id, label, old, new, file, sheet, number = row
    place = Place(file, sheet, number) if file or sheet or number is not None else None
    return RecordChange(
        kind, record_id, label, json.loads(old) if old else None, json.loads(new) if new else None, place
    )


def _change_row(changeset_id: int, change: RecordChange) -> tuple[Any, ...]:
    place = change.place or _NOWHERE
    return (
        changeset_id, change.kind, change.id, change.label,
        None if change.old is None else _encode(change.old),
        None if change.new is None else _encode(change.new),
        place.file, place.sheet, place.row,
    )  # fmt: skip


_NOWHERE = Place()
_LAST_BEFORE = "SELECT max(id) FROM {journal}.changesets WHERE at < ?"


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")
