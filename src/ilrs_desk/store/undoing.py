"""Undo and redo: the inverse of a change set, without what later edits own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ilrs_desk.domain.changes import MERGED, TRASHED, Act, ChangeSet, Kept, RecordChange
from ilrs_desk.domain.fields import link_column
from ilrs_desk.domain.kinds import JOURNALLED
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.records import Value
from ilrs_desk.domain.wording import Message

from . import rows
from .connection import OfficeDatabase
from .journal import MARKERS, now, read_heads, read_one
from .later import Later, later_than
from .linking import linking_to, links_into
from .models import ChangeRow, ChangesetRow
from .provenance import survivors
from .seals import require_unsealed
from .writing import label_of

_CHANGED_SINCE = "changed since (change {by}: {act})"


@dataclass(slots=True)
class Reversal:
    """What an undo does: the states to restore, the changes for the journal, and what it leaves alone."""

    undone: ChangeSet
    updates: dict[str, list[tuple[int, Mapping[str, Value], dict[str, Value]]]] = field(default_factory=dict)
    creations: dict[str, dict[int, dict[str, Value]]] = field(default_factory=dict)
    deletions: dict[str, dict[int, Mapping[str, Value]]] = field(default_factory=dict)
    changes: list[RecordChange] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)

    def apply(self, db: OfficeDatabase, version: int) -> None:
        """Write the states; records that are linked to come before those that link to them, and go after them."""
        for kind in JOURNALLED:
            days = _first_days(db, kind, self.creations.get(kind, {}))
            rows.create(db, kind, version, [(i, days[i], v) for i, v in self.creations.get(kind, {}).items()])
            rows.update(db, kind, version, self.updates.get(kind, []))
        for kind in reversed(JOURNALLED):
            rows.delete(db, kind, self.deletions.get(kind, {}))

    def planned(self, who: str) -> ChangeSet | None:
        """The change set that it would be, with id 0; None when it would change nothing."""
        if not self.changes:
            return None
        act = Act.REDO if self.undone.act is Act.UNDO else Act.UNDO
        changes = tuple(self.changes)
        return ChangeSet(0, now(), who, act, self.undone.title, len(changes), self.undone.id, changes=changes)


def next_undo(db: OfficeDatabase) -> int | None:
    """The newest change set that stands; not the one that founded the office."""
    row = db.execute_sql(
        "SELECT id FROM changesets WHERE undone_by IS NULL AND act NOT IN (?, ?) AND NOT (id = 1 AND act = ?) "
        "ORDER BY id DESC LIMIT 1",
        (*MARKERS, Act.SETTINGS.value),
    ).fetchone()
    return int(row[0]) if row else None


def next_redo(db: OfficeDatabase) -> int | None:
    """The undoing that was done last and stands."""
    row = db.execute_sql(
        "SELECT id FROM changesets WHERE undone_by IS NULL AND act = ? ORDER BY id DESC LIMIT 1",
        (Act.UNDO.value,),
    ).fetchone()
    return int(row[0]) if row else None


def find_undoable(db: OfficeDatabase, changeset_id: int | None) -> ChangeSet:
    """The change set to take back; raises InputProblem in words when there is none."""
    wanted = next_undo(db) if changeset_id is None else changeset_id
    found = None if wanted is None else read_one(db, wanted)
    if wanted is None:
        raise InputProblem("undo.nothing", Message("There is nothing to undo."))
    if found is None:
        raise InputProblem("undo.unknown", Message("There is no change number {id}.", {"id": wanted}))
    if found.id == 1 and found.act is Act.SETTINGS:
        raise InputProblem(
            "undo.founding",
            Message(
                "This gave the office its targets and counting rules; without them nothing could be counted. Nothing "
                "was taken back. Change the rules instead."
            ),
        )
    if found.act is Act.REDO and found.undone_by is None:
        return find_undoable(db, original_of(db, found).id)
    if found.undone_by is not None:
        raise InputProblem(
            "undo.done",
            Message(
                "Change {id} ({title}) was taken back already, by change {by}.",
                {"id": found.id, "title": str(found.title), "by": found.undone_by},
            ),
        )
    return found


def find_redoable(db: OfficeDatabase) -> ChangeSet:
    """The undoing to take back; raises InputProblem in words when there is none."""
    wanted = next_redo(db)
    found = None if wanted is None else read_one(db, wanted)
    if found is None:
        raise InputProblem("redo.nothing", Message("There is nothing to redo."))
    return found


def original_of(db: OfficeDatabase, changeset: ChangeSet) -> ChangeSet:
    """The ordinary change set behind an undo or redo."""
    while changeset.undoes is not None:
        before = read_one(db, changeset.undoes)
        if before is None:
            break
        changeset = before
    return changeset


def reverse(db: OfficeDatabase, changeset: ChangeSet) -> Reversal:
    """Draw up the inverse of ``changeset`` on the office as it stands; nothing is written.

    Raises InputProblem if it would change what stands in a seal.
    """
    reversal = Reversal(changeset)
    later = later_than(db, changeset)
    by_kind: dict[str, list[RecordChange]] = defaultdict(list)
    for change in changeset.changes:
        by_kind[change.kind].append(change)
    now = {kind: rows.load(db, kind, [c.id for c in found]) for kind, found in by_kind.items()}
    for kind in JOURNALLED:
        for change in by_kind.get(kind, ()):
            current = now[kind].get(change.id)
            _Undo(reversal, later, change, None if current is None else current.values).plan()
    _follow_merges(db, reversal)
    _keep_dangling(db, reversal)
    _keep_linked(db, reversal)
    for kind in JOURNALLED:
        reversal.changes += _changes(kind, reversal)
    _require_unsealed(db, reversal)
    reversal.kept = _with_acts(db, reversal.kept)
    return reversal


def _require_unsealed(db: OfficeDatabase, reversal: Reversal) -> None:
    """Passing over it without a word would take back something older that nobody thought of."""
    try:
        require_unsealed(db, reversal.changes)
    except InputProblem as sealed:
        template = "{why} Other changes can be taken back one by one from the history."
        raise InputProblem(sealed.code, Message(template, {"why": sealed.message})) from sealed


def _with_acts(db: OfficeDatabase, found: Iterable[Kept]) -> list[Kept]:
    """What is kept because of a later change, with what that change was: its number alone says nothing."""
    numbers = {each.changeset for each in found if each.changeset is not None}
    titles = {number: read_heads(db, 1, number + 1)[0].title for number in numbers}
    return [
        each
        if each.changeset is None
        else replace(each, why=Message(_CHANGED_SINCE, {"by": each.changeset, "act": titles[each.changeset]}))
        for each in found
    ]


@dataclass(slots=True)
class _Undo:
    """One record's change being taken back."""

    reversal: Reversal
    later: Later
    change: RecordChange
    values: Mapping[str, Value] | None

    def plan(self) -> None:
        change, values = self.change, self.values
        key = (change.kind, change.id)
        if change.new is None and values is None:
            self.reversal.creations.setdefault(change.kind, {})[change.id] = dict(change.old or {})
        elif change.old is None and values is not None:
            if edited := self.later.edited.get(key, {}):
                by = max(edited.values())
                self._keep(None, None, Message(_CHANGED_SINCE), by)
            else:
                self.reversal.deletions.setdefault(change.kind, {})[change.id] = values
        elif change.old is not None and change.new is not None:
            self._cells(change.old, change.new, self.later.edited.get(key, {}))

    def _cells(self, old: Mapping[str, Value], new: Mapping[str, Value], touched: Mapping[str, int]) -> None:
        if self.values is None:
            for key in new:
                self._keep(key, None, Message("the record is no longer there"), None)
            return
        back = dict(self.values)
        for key in new:
            owner = max((touched.get(one, 0) for one in _together(self.change.kind, key)), default=0)
            if owner and self.values.get(key) != old.get(key) and not self._told_with_text(key, new):
                self._keep(key, self.values.get(key), Message(_CHANGED_SINCE), owner)
            elif not owner and self._stands(key, new):
                _put(back, key, old.get(key))
                self._part_found(key, new, back)
        if back != self.values:
            update = (self.change.id, self.values, back)
            self.reversal.updates.setdefault(self.change.kind, []).append(update)

    def _stands(self, key: str, new: Mapping[str, Value]) -> bool:
        """What this change made of the cell is there; if not, something that it rested on was taken back before.

        A link that leads where this change led it stands, whatever its target is called by now.
        """
        now = self.values or {}
        number = _together(self.change.kind, key)[-1]
        if number in self._moved:
            return True
        if number in new and new[number] is not None:
            return now.get(number) == new[number]
        return now.get(key) == new[key]

    def _part_found(self, key: str, new: Mapping[str, Value], back: dict[str, Value]) -> None:
        """A text that is taken back takes with it the target that it found since."""
        number = _together(self.change.kind, key)[-1]
        if number != key and number not in new and self._moved.get(number, key) is None:
            _put(back, number, None)

    @property
    def _moved(self) -> Mapping[str, Value]:
        return self.later.moved.get((self.change.kind, self.change.id), {})

    def _told_with_text(self, key: str, new: Mapping[str, Value]) -> bool:
        """The number behind a link goes without saying where its text is told."""
        pair = _together(self.change.kind, key)
        return key != pair[0] and pair[0] in new

    def _keep(self, key: str | None, value: Value, why: Message, by: int | None) -> None:
        change = self.change
        self.reversal.kept.append(Kept(change.kind, change.id, change.label, key, value, why, by))


def _together(kind: str, key: str) -> tuple[str, ...]:
    """A link's text and number stay or go together."""
    for link in JOURNALLED[kind].links:
        pair = (link.key, link_column(link.key))
        if key in pair:
            return pair
    return (key,)


def _follow_merges(db: OfficeDatabase, reversal: Reversal) -> None:
    """A link that is brought back leads to the record of which its target became a part since."""
    for kind, declared in JOURNALLED.items():
        for link in declared.links:
            column, target = link_column(link.key), link.target or ""
            states = [new for _, _, new in reversal.updates.get(kind, [])]
            states += reversal.creations.get(kind, {}).values()
            wanted = {int(new[column] or 0) for new in states if new.get(column) is not None}
            parted = {number for number, old, _ in reversal.updates.get(target, []) if old.get(MERGED)}
            became = survivors(db, target, wanted - parted)
            for new in states:
                if new.get(column) is not None:
                    new[column] = became.get(int(new[column] or 0), new[column])


def _keep_linked(db: OfficeDatabase, reversal: Reversal) -> None:
    """Leave a created record alone if one that stays links to it now, or was merged into it."""
    # Those that link first: an institution may go only if the people of the same import that link to it go.
    for kind in reversed(JOURNALLED):
        # Again after each one that stays: it may itself have been merged into one about to go.
        while holders := _holders(db, reversal, kind):
            _leave(db, reversal, kind, holders)


def _leave(db: OfficeDatabase, reversal: Reversal, kind: str, holders: Mapping[int, tuple[str, int]]) -> None:
    doomed = reversal.deletions.get(kind, {})
    for record_id, (other, holder) in holders.items():
        label = label_of(kind, record_id, doomed.pop(record_id))
        values = rows.load(db, other, [holder])[holder].values
        merged = other == kind and values.get(MERGED) == record_id
        template = "{label} was merged into it" if merged else "{label} is linked to it now"
        why = Message(template, {"label": label_of(other, holder, values)})
        reversal.kept.append(Kept(kind, record_id, label, None, None, why))


def _holders(db: OfficeDatabase, reversal: Reversal, kind: str) -> dict[int, tuple[str, int]]:
    """Records about to go to which one that stays links: id → kind and id of the latter."""
    doomed = reversal.deletions.get(kind, {})
    found: dict[int, tuple[str, int]] = {}
    pointing = [(other, link_column(link.key)) for other, link in linking_to(kind)]
    for other, column in [*pointing, (kind, MERGED)] if doomed else ():
        released = {number: new.get(column) for number, _, new in reversal.updates.get(other, [])}
        leaving = reversal.deletions.get(other, {})
        for record_id, target in links_into(db, other, column, doomed):
            if record_id not in leaving and released.get(record_id, target) == target:
                found.setdefault(target, (other, record_id))
    return found


def _keep_dangling(db: OfficeDatabase, reversal: Reversal) -> None:
    """Do not bring back a link to a record that is no longer there, nor a merging into it."""
    for kind, declared in JOURNALLED.items():
        for link in declared.links:
            why = Message("the record that it linked to is no longer there")
            _let_go(db, reversal, kind, (link_column(link.key), link.key, link.target or ""), why)
        why = Message("the record that it was merged into is no longer there")
        _let_go(db, reversal, kind, (MERGED, TRASHED, kind), why)
        updates = reversal.updates.get(kind, [])
        reversal.updates[kind] = [update for update in updates if update[1] != update[2]]


def _let_go(
    db: OfficeDatabase, reversal: Reversal, kind: str, pointer: tuple[str, str, str], why: Message
) -> None:
    """Leave a column that would point to a record that is not there, and what goes with it, as they are."""
    column, companion, target = pointer
    states = [(number, old, new) for number, old, new in reversal.updates.get(kind, [])]
    states += [(number, {}, new) for number, new in reversal.creations.get(kind, {}).items()]
    wanted = {int(new[column] or 0) for _, _, new in states if new.get(column) is not None}
    there = set(rows.load(db, target, wanted)) - reversal.deletions.get(target, {}).keys()
    there |= reversal.creations.get(target, {}).keys()
    for number, old, new in states:
        if new.get(column) is not None and new[column] not in there:
            label = label_of(kind, number, new)
            reversal.kept.append(Kept(kind, number, label, companion, old.get(companion), why))
            _put(new, column, old.get(column))
            if old:
                _put(new, companion, old.get(companion))


def _changes(kind: str, reversal: Reversal) -> Iterable[RecordChange]:
    for number, values in reversal.creations.get(kind, {}).items():
        yield RecordChange(kind, number, label_of(kind, number, values), None, values)
    for number, old, new in reversal.updates.get(kind, []):
        different = [key for key in {**old, **new} if old.get(key) != new.get(key)]
        before, after = {key: old.get(key) for key in different}, {key: new.get(key) for key in different}
        yield RecordChange(kind, number, label_of(kind, number, new), before, after)
    for number, gone in reversal.deletions.get(kind, {}).items():
        yield RecordChange(kind, number, label_of(kind, number, gone), dict(gone), None)


def _first_days(db: OfficeDatabase, kind: str, ids: Iterable[int]) -> dict[int, str]:
    """The day on which each record first came into the office."""
    wanted = set(ids)
    if not wanted:
        return {}
    query = (
        ChangeRow.select(ChangeRow.record_id, ChangesetRow.day)
        .join(ChangesetRow, on=(ChangesetRow.id == ChangeRow.changeset_id))
        .where((ChangeRow.kind == kind) & ChangeRow.old.is_null())
        .order_by(ChangeRow.id.desc())
    )
    return {record_id: day for record_id, day in db.execute(query) if record_id in wanted}


def _put(values: dict[str, Value], key: str, value: Value) -> None:
    if value is None:
        values.pop(key, None)
    else:
        values[key] = value
