"""Is the office sound: its pages, links and journal, and every record against what the journal says of it."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from peewee import JOIN

from ilrs_desk.domain.changes import TRASHED
from ilrs_desk.domain.kinds import JOURNALLED, KINDS
from ilrs_desk.domain.records import Value
from ilrs_desk.domain.wording import Message

from . import rows
from .connection import OfficeDatabase
from .derived import derivation, search_body, sort_keys
from .faults import sqlite_error
from .imports import digest_of
from .journal import canonical, chained, head_text
from .models import (
    RECORDS,
    SEARCH,
    SORTED,
    ChangeRow,
    ChangesetRow,
    ImportedRowRow,
    ImportRow,
    ImportTableRow,
    KeptFileRow,
    NameRow,
    SourceRow,
)
from .seals import check_seals
from .writing import label_of

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found; ``records_sha256`` is the digest of the canonical dump, "" if it cannot be read."""

    problems: tuple[Message, ...]
    records: Mapping[str, int]
    records_sha256: str
    sqlite: str

    @property
    def ok(self) -> bool:
        """Nothing was found."""
        return not self.problems


def check(db: OfficeDatabase) -> CheckResult:
    """Look at everything; a step that cannot be done is itself a problem, and the others still are."""
    problems: list[Message] = []
    for step in (_pages, _links, _journal, _imports, _kept_files, check_seals, _derived):
        problems += _tried(step, db)
    counts: dict[str, int] = {}
    digest = hashlib.sha256()
    try:
        for kind in KINDS:
            counts[kind] = 0
            for line in _dump(db, kind):
                counts[kind] += 1
                digest.update(line.encode() + b"\n")
    except Exception as problem:
        if sqlite_error(problem) is None and not isinstance(problem, ValueError):
            raise
        problems.append(Message("Not all records can be read: {problem}.", {"problem": str(problem)}))
        return CheckResult(tuple(problems), counts, "", _sqlite())
    return CheckResult(tuple(problems), counts, digest.hexdigest(), _sqlite())


def dump(db: OfficeDatabase) -> Iterator[str]:
    """Every live record of the listed kinds with its values and links, one line of canonical JSON each."""
    for kind in KINDS:
        yield from _dump(db, kind)


def _dump(db: OfficeDatabase, kind: str) -> Iterator[str]:
    model = RECORDS[kind]
    query = model.select(*rows.columns(kind)).where(model.trashed.is_null()).order_by(model.id)
    for row in db.execute(query):
        yield canonical({"kind": kind, "id": row[0], **rows.stored(kind, row).values})


def _tried(step: Callable[[OfficeDatabase], Iterator[Message]], db: OfficeDatabase) -> list[Message]:
    found: list[Message] = []
    try:
        for message in step(db):
            found.append(message)
            if len(found) >= _SHOWN:
                found.append(Message("… and more of the same."))
                break
    except Exception as problem:
        # What a damaged page gives back may break any assumption; a bug of ours would show on sound offices.
        if sqlite_error(problem) is None and not isinstance(problem, ValueError | KeyError | TypeError):
            raise
        found.append(Message("A part of the file cannot be read ({problem}).", {"problem": str(problem)}))
    return found


def _pages(db: OfficeDatabase) -> Iterator[Message]:
    for (line,) in db.execute_sql(f"PRAGMA integrity_check({_SHOWN})").fetchall():
        if line != "ok":
            yield Message("SQLite finds the file damaged: {finding}.", {"finding": line})


def _links(db: OfficeDatabase) -> Iterator[Message]:
    for table, number, parent, _ in db.execute_sql("PRAGMA foreign_key_check").fetchall():
        yield Message(
            "{table} {id} points to a row of {parent} that is not there.",
            {"table": table, "id": number, "parent": parent},
        )


@dataclass(slots=True)
class _Folded:
    """A record as the journal tells it."""

    version: int
    entered_on: str
    values: dict[str, Value]


def _journal(db: OfficeDatabase) -> Iterator[Message]:
    """The chain of digests, and each record's row against the sum of its changes."""
    folded: dict[str, dict[int, _Folded]] = {kind: {} for kind in JOURNALLED}
    first_days: dict[tuple[str, int], str] = {}
    previous = ""
    undone: dict[int, int | None] = {}
    changes = _changes_by_changeset(db)
    for head in db.execute(ChangesetRow.select().order_by(ChangesetRow.id)):
        mine = next(changes, (head[0], []))[1] if head[11] else []
        previous, sound = _chain(previous, head, mine)
        if not sound:
            yield Message("Change {id} of the journal was altered after it was written.", {"id": head[0]})
        _note_undone(undone, head)
        for row in mine:
            yield from _fold(folded, first_days, head, row)
    for (number, by), _ in zip(
        db.execute_sql("SELECT id, undone_by FROM changesets ORDER BY id"), undone, strict=False
    ):
        if undone.get(number) != by:
            yield Message("Change {id} of the journal is marked as taken back wrongly.", {"id": number})
    for kind in JOURNALLED:
        yield from _compare(db, kind, folded[kind])


def _changes_by_changeset(db: OfficeDatabase) -> Iterator[tuple[int, list[Any]]]:
    found: list[Any] = []
    for row in db.execute(ChangeRow.select().order_by(ChangeRow.changeset_id, ChangeRow.id)):
        if found and found[-1][1] != row[1]:
            yield found[0][1], found
            found = []
        found.append(row)
    if found:
        yield found[0][1], found


def _chain(previous: str, head: Any, mine: list[Any]) -> tuple[str, bool]:
    number, at, day, who, act, title, params, key, undoes, _, import_id, size, digest = head
    text = head_text(number, at, day, who, act, title, params, key, undoes, import_id, size)
    made = chained(previous, text, (row[2:] for row in mine))
    return digest, made == digest and size == len(mine) and all(row[1] == number for row in mine)


def _note_undone(undone: dict[int, int | None], head: Any) -> None:
    number, undoes = head[0], head[8]
    undone[number] = None
    if undoes is not None:
        before = undone.get(undoes)
        undone[undoes] = number
        if head[4] == "redo" and before is None:
            for original, by in undone.items():
                if by == undoes:
                    undone[original] = None
                    break


def _fold(
    folded: dict[str, dict[int, _Folded]], first_days: dict[tuple[str, int], str], head: Any, row: Any
) -> Iterator[Message]:
    _, _, kind, record_id, label, old_text, new_text, *_ = row
    old = json.loads(old_text) if old_text else None
    new = json.loads(new_text) if new_text else None
    states = folded[kind]
    if old is None and new is not None:
        day = first_days.setdefault((kind, record_id), head[2])
        states[record_id] = _Folded(head[0], day, dict(new))
        return
    state = states.get(record_id)
    before = {} if state is None else state.values
    if state is None or any(before.get(key) != value for key, value in (old or {}).items()):
        yield Message(
            "The journal does not agree with itself about {kind} {id} ({label}) at change {change}.",
            {"kind": JOURNALLED[kind].singular.lower(), "id": record_id, "label": label, "change": head[0]},
        )
    if new is None:
        states.pop(record_id, None)
    else:
        merged = {**before, **new}
        day = first_days.get((kind, record_id), head[2])
        states[record_id] = _Folded(
            head[0], day, {key: value for key, value in merged.items() if value is not None}
        )


def _compare(db: OfficeDatabase, kind: str, folded: dict[int, _Folded]) -> Iterator[Message]:
    seen: set[int] = set()
    for row in db.execute(RECORDS[kind].select(*rows.columns(kind))):
        found = rows.stored(kind, row)
        seen.add(row[0])
        told = folded.get(row[0])
        if told is None:
            yield _differs(kind, row[0], found.values, "the journal does not know it")
        elif told.values != found.values:
            keys = [
                key
                for key in {**told.values, **found.values}
                if told.values.get(key) != found.values.get(key)
            ]
            yield _differs(kind, row[0], told.values, "not as the journal says: " + ", ".join(sorted(keys)))
        elif (told.version, told.entered_on) != (found.version, found.entered_on):
            yield _differs(
                kind, row[0], told.values, "its number of the last change or its day of entry is wrong"
            )
    for number in folded.keys() - seen:
        yield _differs(kind, number, folded[number].values, "it is missing")


def _imports(db: OfficeDatabase) -> Iterator[Message]:
    tables = _grouped(db, ImportTableRow)
    listed = _grouped(db, ImportedRowRow)
    query = ImportRow.select(
        ImportRow.id, ImportRow.digest, ImportRow.changeset_id, ImportRow.at, ImportRow.who, SourceRow.title,
        SourceRow.sha256, SourceRow.size, ImportRow.agency_id, ImportRow.counts, ImportRow.dated,
    ).join(SourceRow, JOIN.LEFT_OUTER, on=(SourceRow.id == ImportRow.source_id))  # fmt: skip
    for number, digest, *head in db.execute(query.order_by(ImportRow.id)):
        if digest_of(head, tables.get(number, []), listed.get(number, [])) != digest:
            yield Message(
                "What was noted of import {id} ({file}) was altered.", {"id": number, "file": head[3] or "?"}
            )


def _kept_files(db: OfficeDatabase) -> Iterator[Message]:
    query = KeptFileRow.select(KeptFileRow.packed, SourceRow.title, SourceRow.sha256, SourceRow.size)
    for packed, title, sha256, size in db.execute(
        query.join(SourceRow, JOIN.LEFT_OUTER, on=(SourceRow.id == KeptFileRow.source_id))
    ):
        if _unpacked_digest(packed, size) != sha256:
            yield Message("The kept file {file} is not as it came.", {"file": title or "?"})


def _unpacked_digest(packed: bytes, size: int | None) -> str | None:
    unpacking = zlib.decompressobj()
    try:
        # No more than the file had: what a damaged page gives back may swell without end.
        contents = unpacking.decompress(packed, (size or 0) + 1)
    except zlib.error:
        return None
    return hashlib.sha256(contents).hexdigest()


def _grouped(db: OfficeDatabase, model: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in db.execute(model.select().order_by(model.id)):
        found.setdefault(row[1], []).append(row[1:])
    return found


def _derived(db: OfficeDatabase) -> Iterator[Message]:
    """Search text, sort keys and names of each record, if they were made by this way of folding."""
    if db.execute_sql("SELECT value FROM about WHERE \"key\" = 'derivation'").fetchone() != (derivation(),):
        return
    for kind in KINDS:
        model, table = RECORDS[kind], SEARCH[kind]
        bodies = dict(db.execute(table.select(table.rowid, table.body)))
        names: dict[int, set[str]] = {}
        for name, number in db.execute(
            NameRow.select(NameRow.name, NameRow.record_id).where(NameRow.kind == kind)
        ):
            names.setdefault(number, set()).add(name)
        keys = [getattr(model, f"sort_{key}") for key in SORTED[kind]]
        sort_columns = {row[0]: tuple(row[1:]) for row in db.execute(model.select(model.id, *keys))}
        for row in db.execute(model.select(*rows.columns(kind))):
            values = rows.stored(kind, row).values
            body = None if values.get(TRASHED) else search_body(kind, values)
            right = (body, set(rows.names_of(kind, values)), sort_keys(kind, values))
            if (bodies.pop(row[0], None), names.pop(row[0], set()), sort_columns[row[0]]) != right:
                yield _differs(
                    kind, row[0], values, "its entry in the search index or its sort keys are wrong"
                )
        for number in {**bodies, **names}:
            yield _differs(kind, number, {}, "the search index holds it, the table does not")


def _differs(kind: str, number: int, values: Mapping[str, Value], what: str) -> Message:
    return Message(
        "{kind} {id} ({label}): {what}.",
        {
            "kind": JOURNALLED[kind].singular,
            "id": number,
            "label": label_of(kind, number, values),
            "what": what,
        },
    )


def _sqlite() -> str:
    return ".".join(str(part) for part in OfficeDatabase.server_version)
