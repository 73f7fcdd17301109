"""The sealed figures of meetings: added whole, never changed, and holding fast what they were counted by."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Any

from ilrs_desk.domain.changes import RecordChange
from ilrs_desk.domain.kinds import JOURNALLED, MEETINGS, RULES
from ilrs_desk.domain.problems import InputProblem, MachineFault
from ilrs_desk.domain.sealing import (
    Seal,
    SealedFigure,
    SealedFile,
    digest_of,
    file_digest,
    read_seal,
    sealed_text,
)
from ilrs_desk.domain.wording import Message

from . import journal
from .connection import OfficeDatabase
from .journal import next_id, require_generation
from .models import SealedRow, SealFileRow, SealRow

#: What may still be noted of a record in a seal: it is no part of what was told.
_FREE = {MEETINGS.key: frozenset({"notes"})}


class SealBook:
    """The seals of an office. ``read`` opens one moment of it, ``note`` writes; there is no way to change a seal."""

    def __init__(
        self,
        read: Callable[[], AbstractContextManager[OfficeDatabase]],
        note: Callable[[Callable[[OfficeDatabase], None]], None],
        who: str,
    ) -> None:
        self._read = read
        self._note = note
        self._who = who

    def all(self) -> tuple[Seal, ...]:
        """Every seal, the newest first."""
        with self._read() as db:
            return _seals(db, SealRow.select())

    def of_meeting(self, meeting_id: int) -> tuple[Seal, ...]:
        """The seals of a meeting, the newest first."""
        with self._read() as db:
            return _seals(db, SealRow.select().where(SealRow.meeting_id == meeting_id))

    def get(self, seal_id: int) -> Seal | None:
        """The seal with this number."""
        with self._read() as db:
            return next(iter(_seals(db, SealRow.select().where(SealRow.id == seal_id))), None)

    def sealed(self, kind: str) -> frozenset[int]:
        """Ids of the records of ``kind`` (rules, meetings) that stand in a seal."""
        with self._read() as db:
            return _sealed(db, kind)

    def add(
        self,
        meeting_id: int,
        as_of: date,
        figures: Iterable[SealedFigure],
        files: Iterable[SealedFile] = (),
        *,
        generation: int,
    ) -> Seal:
        """Seal ``figures`` for a meeting; InputProblem if the office went on since change set ``generation``."""
        draft = Seal(
            0, meeting_id, as_of, journal.now(), self._who, generation, tuple(figures), "", tuple(files)
        )
        text = sealed_text(draft)
        packed = zlib.compress(text.encode())
        written: list[Seal] = []

        def work(db: OfficeDatabase) -> None:
            require_generation(db, generation)
            number = next_id(db, "seals")
            seal = replace(draft, id=number, digest=digest_of(text))
            db.execute(
                SealRow.insert(
                    id=number, meeting_id=meeting_id, at=seal.at.isoformat(timespec="milliseconds"), who=seal.who,
                    as_of=as_of.isoformat(), generation=generation, body=packed, digest=seal.digest,
                )
            )  # fmt: skip
            for kind, record_id in sorted(seal.records):
                db.execute(SealedRow.insert(kind=kind, record_id=record_id, seal_id=number))
            for file in seal.files:
                _add_file(db, seal, file)
            written.append(seal)

        self._note(work)
        return written[0]

    def add_file(self, seal_id: int, file: SealedFile) -> Seal:
        """Note a further file that was made of the sealed figures."""
        seal = self.get(seal_id)
        if seal is None:
            raise InputProblem("seal.unknown", Message("There is no seal number {id}.", {"id": seal_id}))
        self._note(lambda db: _add_file(db, seal, file))
        return replace(seal, files=(*seal.files, file))


def require_unsealed(db: OfficeDatabase, changes: Iterable[RecordChange]) -> None:
    """Refuse changes of what stands in a seal, whoever makes them: a form, an undo, a merging."""
    for change in changes:
        touched = {*(change.old or {}), *(change.new or {})} - _FREE.get(change.kind, frozenset())
        if change.kind in _REFUSALS and touched and change.id in _sealed(db, change.kind):
            raise InputProblem(
                "record.sealed", Message(_REFUSALS[change.kind], {"label": _label(db, change)})
            )


_REFUSALS = {
    RULES.key: "The figures of a meeting were sealed by rule {label}, so it stays as it is. Nothing was changed. "
    "Save other settings as a new rule, which takes its place from then on.",
    MEETINGS.key: "The figures told to {label} were sealed, so its name and day stay as they are. Nothing was "
    "changed. Only its notes can be changed.",
}


def check_seals(db: OfficeDatabase) -> Iterator[Message]:
    """Each seal against its digest, its files and the records it holds fast; none may be missing."""
    held: dict[int, set[tuple[str, int]]] = {}
    for kind, record_id, seal_id in db.execute_sql("SELECT kind, record_id, seal_id FROM sealed"):
        held.setdefault(seal_id, set()).add((kind, record_id))
    digests: dict[int, str] = {}
    for row in db.execute(SealRow.select().order_by(SealRow.id)):
        digests[row[0]] = row[-1]
        seal = _sound(row)
        if seal is None or held.get(row[0], set()) != set(seal.records):
            yield Message("Seal {id} is not as it was sealed.", {"id": row[0]})
    files = list(db.execute(SealFileRow.select()))
    for _, seal_id, name, sha256, size, digest in files:
        if file_digest(digests.get(seal_id, ""), SealedFile(name, sha256, size)) != digest:
            template = "What was noted of file {file} of seal {id} was altered."
            yield Message(template, {"file": name, "id": seal_id})
    # Numbers are never given twice, so a gap is a row that somebody took away.
    for number in sorted({*range(1, next_id(db, "seals"))} - digests.keys()):
        yield Message("Seal {id} is missing.", {"id": number})
    for number in sorted({*range(1, next_id(db, "seal_files"))} - {row[0] for row in files}):
        yield Message("What was noted of file {id} of a seal is missing.", {"id": number})


def _sound(row: Any) -> Seal | None:
    """The seal in a row if it is as it was written."""
    number, meeting_id, at, who, as_of, generation, body, digest = row
    try:
        text = zlib.decompress(body).decode()
        seal = read_seal(number, text)
    except (zlib.error, ValueError, KeyError, TypeError):
        return None
    told = (seal.meeting_id, seal.at.isoformat(timespec="milliseconds"), seal.who, seal.as_of.isoformat())
    sound = told == (meeting_id, at, who, as_of) and (seal.generation, seal.digest) == (generation, digest)
    return seal if sound else None


def _seals(db: OfficeDatabase, query: Any) -> tuple[Seal, ...]:
    files: dict[int, list[SealedFile]] = {}
    for _, seal_id, name, sha256, size, _ in db.execute(SealFileRow.select().order_by(SealFileRow.id)):
        files.setdefault(seal_id, []).append(SealedFile(name, sha256, size))
    found = []
    for row in db.execute(query.order_by(SealRow.id.desc())):
        seal = _sound(row)
        if seal is None:
            raise MachineFault("seal.damaged", Message(_DAMAGED, {"id": row[0]}))
        found.append(replace(seal, files=tuple(files.get(row[0], ()))))
    return tuple(found)


_DAMAGED = (
    "Seal {id} is not as it was sealed: the office file is damaged or was changed by something else. Nothing was "
    "changed. Open your newest backup and compare."
)


def _sealed(db: OfficeDatabase, kind: str) -> frozenset[int]:
    found = db.execute(SealedRow.select(SealedRow.record_id).where(SealedRow.kind == kind))
    return frozenset(row[0] for row in found)


def _add_file(db: OfficeDatabase, seal: Seal, file: SealedFile) -> None:
    db.execute(
        SealFileRow.insert(
            seal_id=seal.id, name=file.name, sha256=file.sha256, size=file.size,
            digest=file_digest(seal.digest, file),
        )
    )  # fmt: skip


def _label(db: OfficeDatabase, change: RecordChange) -> str:
    """What the record is called as it was sealed, not as the change would call it."""
    field = JOURNALLED[change.kind].label_fields[0]
    if (old := (change.old or {}).get(field)) is not None:
        return str(old)
    row = db.execute_sql(f'SELECT "{field}" FROM {change.kind} WHERE id = ?', (change.id,)).fetchone()  # noqa: S608
    return str(row[0]) if row and row[0] else change.label
