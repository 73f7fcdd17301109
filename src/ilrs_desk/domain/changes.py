"""What a change set says: who, when, why, from where, and the old and new value of each field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from .records import Value
from .wording import Message

#: Pseudo field of the journal: a record in the trash has "yes" there.
TRASHED = "trashed"
#: Pseudo field of the journal: the id of the record into which a trashed one was merged.
MERGED = "merged_into"


class Act(StrEnum):
    """By what a change set came about."""

    FORM = "form"
    CELL = "cell"
    PASTE = "paste"
    COMMAND = "command"
    IMPORT = "import"
    MERGE = "merge"
    REFERENCE = "reference"
    TRASH = "trash"
    RESTORE = "restore"
    SETTINGS = "settings"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a sender's file a record's values came from; ``row`` as the sender sees it."""

    file: str | None = None
    sheet: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Write:
    """One record to be written: ``id`` None creates it; ``values`` only the fields that are to change.

    ``version_seen`` refuses the write if the record was changed since it was read.
    ``place`` is kept with the change as its provenance. ``apart``: records of the kind that it was said not to be.
    """

    kind: str
    values: Mapping[str, Value]
    id: int | None = None
    version_seen: int | None = None
    place: Place | None = None
    apart: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Draft:
    """All that is to be written in one act; committed whole or not at all.

    ``title`` names the act in words ("change of 3 people"); ``key`` makes it happen once even if tried twice;
    ``generation`` refuses it if the journal has gone on since that change set.
    """

    act: Act
    title: Message
    writes: tuple[Write, ...]
    key: str | None = None
    generation: int | None = None


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What one change set did to one record; ``old`` None: created, ``new`` None: taken away again."""

    kind: str
    id: int
    label: str
    old: Mapping[str, Value] | None
    new: Mapping[str, Value] | None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One entry of the journal; ``undone_by`` took it back, ``undoes`` is what it took back itself."""

    id: int
    at: datetime
    who: str
    act: Act
    title: Message
    size: int
    undoes: int | None = None
    undone_by: int | None = None
    import_id: int | None = None
    changes: tuple[RecordChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A cell that an undo left as it is, because somebody changed it since (or something now hangs on it)."""

    kind: str
    id: int
    label: str
    field: str | None
    value: Value
    why: Message
    changeset: int | None = None


@dataclass(frozen=True, slots=True)
class UndoResult:
    """The inverse change set (None when nothing could be taken back) and what was left alone."""

    undone: ChangeSet
    changeset: ChangeSet | None
    kept: tuple[Kept, ...] = field(default=())
