"""Merge records that are the same into one of them; taking that change set back parts them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ilrs_desk.domain.changes import MERGED, TRASHED, Act, ChangeSet, Draft, Write
from ilrs_desk.domain.fields import Field, link_column
from ilrs_desk.domain.kinds import DISTINCTIONS, JOURNALLED, KINDS
from ilrs_desk.domain.merging import MOST, lost_names, merged_values
from ilrs_desk.domain.naming import count_of
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.progress import progress
from ilrs_desk.domain.records import Record, Snapshot, Value
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office


@dataclass(frozen=True, slots=True)
class MergeRow:
    """One field: its value in each record, in the order of ``MergePlan.records``, and what the one that stays gets."""

    field: Field
    values: tuple[Value, ...]
    merged: Value

    @property
    def same(self) -> bool:
        """All records hold the same."""
        return len(set(self.values)) == 1


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What merging would do. ``keep``: the record that stays. ``rows``: fields that any of them fills.

    ``values``: all that it would hold, by column. ``aliases``: names that become other names of it. ``moves``:
    (kind, link field) → how many live records would link to it instead. ``effect``: target key → how far its
    total would move.
    """

    kind: str
    keep: int
    records: tuple[Record, ...]
    rows: tuple[MergeRow, ...]
    values: Mapping[str, Value]
    aliases: tuple[str, ...]
    moves: Mapping[tuple[str, str], int]
    effect: Mapping[str, int]


def merge_plan(
    office: Office,
    kind: str,
    ids: Sequence[int],
    *,
    keep: int | None = None,
    values: Mapping[str, Value] | None = None,
) -> MergePlan:
    """What merging two to six records would do; nothing is written.

    ``keep`` stays, the oldest if None; ``values``: field → the stored value that a person chose for it.
    Raises InputProblem for records that cannot be merged.
    """
    records = _records(office, kind, ids)
    kept = min(ids) if keep is None else keep
    ordered = _kept_first(records, kept)
    merged = merged_values(ordered, values)
    others = [record.id for record in ordered[1:]]
    rows = [
        MergeRow(field, tuple(record.values.get(key) for record in records), merged.get(key))
        for key, field in KINDS[kind].by_key.items()
    ]
    return MergePlan(
        kind, kept, tuple(records), tuple(row for row in rows if any(row.values)), merged,
        lost_names(ordered, merged), _moves(office, kind, others), _effect(office, kind, kept, others, merged),
    )  # fmt: skip


def merge_records(
    office: Office,
    kind: str,
    keep: int,
    others: Sequence[int],
    values: Mapping[str, Value] | None = None,
    *,
    seen: Iterable[Record] = (),
) -> ChangeSet:
    """Make ``others`` a part of ``keep``: they go to the trash, what links to them links to it, as one change set.

    ``values``: field → the stored value that a person chose, see ``domain.merging``. ``seen``: the records as they
    were shown; one that was changed since is refused. Raises InputProblem for records that cannot be merged.
    """
    generation = office.generation
    records = _kept_first(_records(office, kind, [keep, *others]), keep)
    writes = _writes(office, records, values, {record.id: record.version for record in seen})
    writes += _distinctions(office, kind, [[keep, *others]])
    return _written(
        office, Draft(Act.MERGE, _title(kind, records, values), tuple(writes), generation=generation)
    )


def merge_alike(office: Office, kind: str, groups: Sequence[Sequence[int]]) -> ChangeSet:
    """Merge each group of records in which no field holds two values into its oldest one, all as one change set.

    Raises InputProblem for records that cannot be merged, also when they differ or stand in two groups.
    """
    generation = office.generation
    every = [record_id for group in groups for record_id in group]
    if len(set(every)) != len(every):
        raise _miscounted()
    writes: list[Write] = []
    for group in groups:
        records = _kept_first(_records(office, kind, group), min(group))
        if not alike(records):
            raise InputProblem(
                "merge.differ",
                Message(
                    "{label} differs from the others that it would be merged with. Nothing was written. Merge them by "
                    "themselves, and choose which values stay.",
                    {"label": records[0].label},
                ),
            )
        writes += _writes(office, records, None, {record.id: record.version for record in records})
    writes += _distinctions(office, kind, [sorted(group) for group in groups])
    title = Message("merging of {records}", {"records": count_of(kind, len(every))})
    return _written(office, Draft(Act.MERGE, title, tuple(writes), generation=generation))


def alike(records: Sequence[Record]) -> bool:
    """No field holds two different values among ``records``: whichever stays, nothing has to be chosen."""
    kind = KINDS[records[0].kind]
    return all(len({record.values.get(key) for record in records} - {None}) <= 1 for key in kind.by_key)


def _writes(
    office: Office, records: Sequence[Record], values: Mapping[str, Value] | None, versions: Mapping[int, int]
) -> list[Write]:
    """What makes ``records`` the first of them: its values, the trash for the others, and the links to these."""
    kind, keep, others = records[0].kind, records[0].id, [record.id for record in records[1:]]
    merged, ours = merged_values(records, values), records[0].values
    changed = {key: merged.get(key) for key in KINDS[kind].columns if merged.get(key) != ours.get(key)}
    writes = [Write(kind, changed, keep, versions.get(keep))]
    writes += [Write(kind, {TRASHED: "yes", MERGED: keep}, other, versions.get(other)) for other in others]
    for (linking, field), pairs in office.links_into(kind, others).items():
        writes += [Write(linking, {link_column(field): keep}, record_id) for record_id, _ in pairs]
    return writes


def _written(office: Office, draft: Draft) -> ChangeSet:
    changeset = office.write(draft)
    if changeset is None:
        raise AssertionError("records that were live are in the trash now")
    return changeset


def _records(office: Office, kind: str, ids: Sequence[int]) -> list[Record]:
    """The records in the order of ``ids``, if they can be merged."""
    if kind not in KINDS or not 2 <= len(set(ids)) <= MOST or len(set(ids)) != len(ids):
        raise _miscounted()
    records = office.records(kind, ids)
    singular = KINDS[kind].singular.lower()
    for record_id in ids:
        found = next((record for record in records if record.id == record_id), None)
        if found is None:
            raise InputProblem(
                "record.unknown",
                Message(
                    "There is no {kind} with number {id}. Nothing was written.",
                    {"kind": singular, "id": record_id},
                ),
            )
        if found.trashed:
            raise InputProblem(
                "merge.trashed",
                Message(
                    "{label} is in the trash, so it cannot be merged. Nothing was written. Restore it first.",
                    {"label": found.label},
                ),
            )
    return records


def _miscounted() -> InputProblem:
    return InputProblem(
        "merge.count",
        Message(
            "Two to {most} different records of one kind can be merged at once. Nothing was written. Choose them anew.",
            {"most": MOST},
        ),
    )


def _kept_first(records: Sequence[Record], keep: int) -> list[Record]:
    if all(record.id != keep for record in records):
        raise ValueError(f"{keep} is not one of the records to merge")
    return sorted(records, key=lambda record: record.id != keep)


def _moves(office: Office, kind: str, others: Sequence[int]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for (linking, field), pairs in office.links_into(kind, others).items():
        there = office.records(linking, [record_id for record_id, _ in pairs])
        if live := sum(1 for record in there if not record.trashed):
            found[linking, field] = live
    return found


def _effect(
    office: Office, kind: str, keep: int, others: Sequence[int], values: Mapping[str, Value]
) -> dict[str, int]:
    snapshot, today = office.snapshot(tuple(JOURNALLED)), date.today()
    was = {figure.target.key: figure.value for figure in progress(snapshot, today).figures}
    after = progress(_merged(snapshot, kind, keep, others, values), today)
    return {figure.target.key: figure.value - was[figure.target.key] for figure in after.figures}


def _merged(
    snapshot: Snapshot, kind: str, keep: int, others: Sequence[int], values: Mapping[str, Value]
) -> Snapshot:
    """The office as it would be: without the others, and what links to them linking to the one that stays."""
    gone = set(others)
    found: dict[str, tuple[Record, ...]] = {}
    for each, records in snapshot.records.items():
        links = [link_column(link.key) for link in JOURNALLED[each].links if link.target == kind]
        found[each] = tuple(
            replace(
                record,
                values=values if (each, record.id) == (kind, keep) else _moved(record, links, gone, keep),
            )
            for record in records
            if each != kind or record.id not in gone
        )
    return replace(snapshot, records=found)


def _moved(record: Record, links: Sequence[str], gone: set[int], keep: int) -> Mapping[str, Value]:
    if not any(record.values.get(column) in gone for column in links):
        return record.values
    return {**record.values, **{column: keep for column in links if record.values.get(column) in gone}}


def _distinctions(office: Office, kind: str, groups: Iterable[Sequence[int]]) -> list[Write]:
    """What the others were said not to be, the first of a group is not either; that they differ holds no more."""
    became = {record_id: group[0] for group in groups for record_id in group}
    noted = [r for r in office.snapshot((DISTINCTIONS.key,)).of(DISTINCTIONS.key) if r.values["kind"] == kind]
    pairs = {
        record.id: {int(record.values["one"] or 0), int(record.values["other"] or 0)} for record in noted
    }
    known = {frozenset(pair) for pair in pairs.values()}
    writes: list[Write] = []
    for number, pair in pairs.items():
        now = frozenset(became.get(each, each) for each in pair)
        if now == pair:
            continue
        if len(now) == 1 or now in known:
            writes.append(Write(DISTINCTIONS.key, {TRASHED: "yes"}, number))
            continue
        known.add(now)
        values: dict[str, Value] = {"one": str(min(now)), "other": str(max(now))}
        writes.append(Write(DISTINCTIONS.key, values, number))
    return writes


def _title(kind: str, records: Sequence[Record], values: Mapping[str, Value] | None) -> Message:
    into, others = replace(records[0], values=merged_values(records, values)).label, records[1:]
    named = others[0].label if len(others) == 1 else count_of(kind, len(others))
    return Message("merging of {records} into {label}", {"records": named, "label": into})
