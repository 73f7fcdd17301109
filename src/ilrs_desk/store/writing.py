"""The one gate for writing: a draft becomes changed records and their entry in the journal, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from ilrs_desk.domain.changes import MERGED, TRASHED, Place, RecordChange, Write
from ilrs_desk.domain.fields import link_column
from ilrs_desk.domain.kinds import DISTINCTIONS, JOURNALLED
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.records import Value, record_label
from ilrs_desk.domain.wording import Message

from . import rows
from .connection import OfficeDatabase
from .journal import next_id, read_heads
from .linking import Links, Renamed, followers, waiting

_ASK_EVERY = 2_000


@dataclass(slots=True)
class Staged:
    """A record about to change: ``old`` None if it is new."""

    id: int
    old: Mapping[str, Value] | None
    new: dict[str, Value]
    place: Place | None = None


@dataclass(slots=True)
class Stage:
    """What one change set is about to do, kind after kind in the order in which links need them written."""

    db: OfficeDatabase
    version: int
    day: str
    cancelled: Callable[[], bool] | None = None
    changes: list[RecordChange] = field(default_factory=list)
    renamed: dict[str, list[Renamed]] = field(default_factory=dict)
    apart: dict[tuple[str, int, int], Place | None] = field(default_factory=dict)

    def run(self, writes: Iterable[Write]) -> list[RecordChange]:
        """Write all ``writes`` and what follows from them; returns the changes, none for values that stay."""
        by_kind: dict[str, list[Write]] = {}
        for write in writes:
            by_kind.setdefault(write.kind, []).append(write)
        unknown = by_kind.keys() - JOURNALLED.keys()
        if unknown:
            raise ValueError(f"no such kind: {sorted(unknown)}")
        links = Links(self.db)
        for kind in JOURNALLED:
            mine = by_kind.get(kind, [])
            if kind == DISTINCTIONS.key:
                mine = mine + self._distinctions()
            staged = self._staged(kind, mine, links)
            self._follow(kind, staged, links)
            self._flush(kind, staged.values())
        return self.changes

    def _staged(self, kind: str, writes: list[Write], links: Links) -> dict[int, Staged]:
        if not writes:
            return {}
        current = rows.load(self.db, kind, {write.id for write in writes if write.id is not None})
        number = next_id(self.db, kind)
        staged: dict[int, Staged] = {}
        for count, write in enumerate(writes):
            if count % _ASK_EVERY == 0:
                ask(self.cancelled)
            if write.id is None:
                found = Staged(number, None, {}, write.place)
                number += 1
            else:
                found = staged.get(write.id) or self._existing(write, current)
            staged[found.id] = found
            for other in write.apart - {found.id}:
                self.apart[kind, min(found.id, other), max(found.id, other)] = write.place
            given = checked(kind, write.values)
            _apply(found.new, given)
            links.settle(kind, given, found.new)
        return staged

    def _distinctions(self) -> list[Write]:
        """The pairs that were said not to be the same and are not known as such."""
        if not self.apart:
            return []
        known = self.db.execute_sql("SELECT kind, one, other FROM distinctions WHERE trashed IS NULL")
        pairs = self.apart.keys() - {(kind, int(one), int(other)) for kind, one, other in known}
        return [
            Write(
                DISTINCTIONS.key,
                {
                    "kind": kind,
                    "one": str(one),
                    "other": str(other),
                    "why": _said_in(self.apart[kind, one, other]),
                },
            )
            for kind, one, other in sorted(pairs)
        ]

    def _existing(self, write: Write, current: Mapping[int, rows.Stored]) -> Staged:
        found = current.get(write.id or 0)
        if found is None:
            raise _gone(write)
        if write.version_seen is not None and write.version_seen != found.version:
            raise self._changed_since(write.kind, found)
        return Staged(write.id or 0, found.values, dict(found.values), write.place)

    def _changed_since(self, kind: str, found: rows.Stored) -> InputProblem:
        last = read_heads(self.db, 1, found.version + 1)[0]
        return InputProblem(
            "record.changed_since",
            Message(
                "{label} has been changed since you opened it, by {who} on {at} ({title}). Nothing was saved. Look "
                "at it again and repeat your change.",
                {
                    "label": record_label(JOURNALLED[kind], found.values) or JOURNALLED[kind].singular,
                    "who": last.who,
                    "at": f"{last.at.astimezone():%Y-%m-%d %H:%M}",
                    "title": str(last.title),
                },
            ),
        )

    def _follow(self, kind: str, staged: dict[int, Staged], links: Links) -> None:
        """Let link texts follow renamed targets, and texts that named nothing link to what now bears the name."""
        for link in JOURNALLED[kind].links:
            renamed = self.renamed.get(link.target or "", [])
            if not renamed:
                continue
            moved = followers(self.db, kind, link, renamed)
            joined = waiting(self.db, kind, link, renamed)
            current = rows.load(self.db, kind, {*moved, *joined} - staged.keys())
            for record_id in sorted({*moved, *joined}):
                found = staged.get(record_id)
                if found is None:
                    values = current[record_id].values
                    found = staged[record_id] = Staged(record_id, values, dict(values))
                elif found.old is not None and found.new.get(link.key) != found.old.get(link.key):
                    continue
                if record_id in moved:
                    found.new[link.key] = moved[record_id]
                elif (
                    target := links.find(link, found.new.get(link.key), found.new.get("country"))
                ) is not None:
                    found.new[link_column(link.key)] = target

    def _flush(self, kind: str, staged: Iterable[Staged]) -> None:
        ask(self.cancelled)
        created = [found for found in staged if found.old is None]
        changed = [(f.id, f.old, f.new, f) for f in staged if f.old is not None and f.old != f.new]
        if created:
            rows.create(self.db, kind, self.version, [(found.id, self.day, found.new) for found in created])
        if changed:
            rows.update(self.db, kind, self.version, [(number, old, new) for number, old, new, _ in changed])
        for found in (*created, *(item[3] for item in changed)):
            self.changes.append(change_of(kind, found))
            self._note_name(kind, found)

    def _note_name(self, kind: str, found: Staged) -> None:
        before, after = rows.names_of(kind, found.old or {}), rows.names_of(kind, found.new)
        moved = (found.old or {}).get("country") != found.new.get("country")
        if after and (before != after or moved):
            label = record_label(JOURNALLED[kind], found.new) or ""
            self.renamed.setdefault(kind, []).append(Renamed(found.id, before, after, label, moved))


def _said_in(place: Place | None) -> str | None:
    """Why two records are known not to be the same, where it was said at a row of a file."""
    if place is None or place.file is None or place.row is None:
        return None
    return str(Message("said in the import of {file}, row {row}", {"file": place.file, "row": place.row}))


def change_of(kind: str, found: Staged) -> RecordChange:
    """The journal's entry for a staged record: all values of a new one, else only the columns that differ."""
    label = label_of(kind, found.id, found.new)
    if found.old is None:
        return RecordChange(kind, found.id, label, None, dict(found.new), found.place)
    different = [key for key in {**found.old, **found.new} if found.old.get(key) != found.new.get(key)]
    return RecordChange(
        kind, found.id, label,
        {key: found.old.get(key) for key in different}, {key: found.new.get(key) for key in different}, found.place,
    )  # fmt: skip


def label_of(kind: str, record_id: int, values: Mapping[str, Value]) -> str:
    """What the record is called, by its number if nothing else."""
    return record_label(JOURNALLED[kind], values) or f"{JOURNALLED[kind].singular} {record_id}"


def checked(kind: str, values: Mapping[str, Value]) -> dict[str, Value]:
    """``values`` with blank text as None; raises ValueError for what no field of the kind can hold."""
    types = _types(kind)
    found: dict[str, Value] = {}
    for key, value in values.items():
        if key not in types:
            raise ValueError(f"{kind} have no field {key!r}")
        if value is not None and (not isinstance(value, types[key]) or value is True or value is False):
            raise ValueError(f"{kind}.{key} cannot hold {value!r}")
        if isinstance(value, str) and not value.isascii():
            _require_text(value)
        found[key] = None if value == "" else value
    return found


@cache
def _types(kind: str) -> dict[str, type]:
    declared = JOURNALLED[kind]
    numbers = {MERGED, *(link_column(link.key) for link in declared.links)}
    return {key: int if key in numbers else str for key in (TRASHED, MERGED, *declared.columns)}


def ask(cancelled: Callable[[], bool] | None) -> None:
    """Stop the write if the user wants it stopped; the transaction around it takes everything back."""
    if cancelled is not None and cancelled():
        raise InputProblem("cancelled", Message("Cancelled. Nothing was written."))


def _apply(values: dict[str, Value], given: Mapping[str, Value]) -> None:
    for key, value in given.items():
        if value is None:
            values.pop(key, None)
        else:
            values[key] = value
    if TRASHED not in values:
        # Taken out of the trash by itself, it is no part of the other record any more.
        values.pop(MERGED, None)


def _require_text(value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError:
        shown = value.encode("ascii", "backslashreplace").decode()
        raise InputProblem(
            "value.not_text",
            Message(
                "The value {value} holds half a character that no file can keep. Nothing was written. Type it anew.",
                {"value": shown},
            ),
        ) from None


def _gone(write: Write) -> InputProblem:
    return InputProblem(
        "record.unknown",
        Message(
            "There is no {kind} with number {id}. Nothing was written.",
            {"kind": JOURNALLED[write.kind].singular.lower(), "id": write.id},
        ),
    )
