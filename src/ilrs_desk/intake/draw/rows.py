"""From read rows and their matches to the rows of the plan: what each would do, to which record, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ilrs_desk.domain.matching import Likeness, Match, Places, differences
from ilrs_desk.domain.memory import Lookups, Told
from ilrs_desk.domain.problems import Problem, Severity
from ilrs_desk.domain.records import Record, Value
from ilrs_desk.domain.wording import Message

from ..plan import CERTAIN, Action, Candidate, Decisions, RowKey, RowPlan
from .drawn import Drawn
from .policies import Changes, Settled, cleared, joined, settle
from .repeats import Repeat, find_repeats, unusable


@dataclass(frozen=True, slots=True)
class Ground:
    """What the rows of one kind are drawn against: the office's records by id, and what a person decided."""

    kind: str
    records: Mapping[int, Record]
    places: Places
    decisions: Decisions
    lookups: Lookups | None = None


def draw_rows(ground: Ground, rows: Sequence[Drawn], matches: Sequence[Match]) -> list[RowPlan]:
    """The plan of each row of one kind, in the given order."""
    met = [_met(ground, row, match) for row, match in zip(rows, matches, strict=True)]
    told = _tellers(ground, met)
    apart: dict[RowKey, set[int]] = {}
    for key, record_id in ground.decisions.apart:
        apart.setdefault(key, set()).add(record_id)
    repeats = find_repeats(ground.kind, rows, matches, ground.places)
    plans: list[RowPlan] = []
    for number, (row, match, found) in enumerate(zip(rows, matches, met, strict=True)):
        not_these = frozenset(apart.get(row.source.key, ()))
        repeat = repeats.get(number)
        if found is not None and (found.told or repeat is None):
            plans.append(_of_record(ground, row, found, told.get(found.record.id, {}), not_these))
        elif repeat is not None:
            plans.append(_repeat(rows[repeat.of], row, repeat, not_these))
        else:
            plans.append(_unmatched(row, match, not_these))
    return plans


@dataclass(frozen=True, slots=True)
class _Met:
    """The record that a row is, with all in which they differ; ``told``: a person or a key of ours says that it is."""

    record: Record
    differing: Changes
    told: bool


def _met(ground: Ground, row: Drawn, match: Match) -> _Met | None:
    said = ground.decisions.same_as.get(row.source.key, row.sent_as)
    record = ground.records.get(said) if said is not None else None
    if record is not None:
        changes: Changes = differences(ground.kind, record.values, row.record, ground.places)
    elif match.certain is not None:
        record, changes = match.certain.record, match.certain.changes
    else:
        return None
    unread = frozenset(problem.field for problem in row.problems if problem.field and problem.value)
    gone = cleared(ground.kind, row.rules, row.record, unread, record)
    sent_as_is = row.unchanged if record.id == row.sent_as else frozenset()
    differing = {key: pair for key, pair in {**changes, **gone}.items() if key not in sent_as_is}
    return _Met(record, joined(ground.kind, differing), told=said == record.id)


def _tellers(ground: Ground, met: Sequence[_Met | None]) -> Mapping[int, Mapping[str, Told]]:
    """Who told the values that rows would overwrite, by record and field."""
    ids = {
        found.record.id
        for found in met
        if found is not None and any(own is not None for own, _ in found.differing.values())
    }
    return ground.lookups.told(ground.kind, ids) if ground.lookups is not None and ids else {}


def _of_record(
    ground: Ground, row: Drawn, met: _Met, told: Mapping[str, Told], apart: frozenset[int]
) -> RowPlan:
    refused = ground.decisions.refused.get(row.source.key, frozenset())
    settled = settle(ground.kind, row.rules, met.record, met.differing, refused, told)
    action = Action.UPDATE if settled.changes else Action.SAME
    if unusable(row):
        action = Action.REJECT
    return _made(row, action, matched=met.record.id, settled=settled, apart=apart)


def _unmatched(row: Drawn, match: Match, apart: frozenset[int]) -> RowPlan:
    candidates = tuple(_candidate(like) for like in match.likes)
    if unusable(row):
        return _made(row, Action.REJECT, candidates=candidates, apart=apart)
    if not candidates:
        return _made(row, Action.ADD, apart=apart)
    action = Action.POSSIBLE if len(candidates) == 1 else Action.CONFLICT
    return _made(row, action, candidates=candidates, apart=apart)


def _repeat(chief: Drawn, row: Drawn, repeat: Repeat, apart: frozenset[int]) -> RowPlan:
    candidate = Candidate(None, _label(chief.record), repeat.reasons, chief.source.row)
    where = {"row": chief.source.row, "sheet": chief.source.sheet}
    if not repeat.says_more:
        said = Message("Row {row} of {sheet} says the same already.", where)
        more = (Problem("row.repeated", said, Severity.WARNING),)
        return _made(row, Action.SAME, candidates=(candidate,), more=more, apart=apart)
    said = Message(
        "The same as row {row} of {sheet}, but not all values agree. Keep one of the two, or take both as different.",
        where,
    )
    action = Action.REJECT if unusable(row) else Action.CONFLICT
    return _made(row, action, candidates=(candidate,), more=(Problem("row.same_as", said),), apart=apart)


def _made(
    row: Drawn,
    action: Action,
    *,
    matched: int | None = None,
    settled: Settled | None = None,
    candidates: tuple[Candidate, ...] = (),
    more: tuple[Problem, ...] = (),
    apart: frozenset[int] = frozenset(),
) -> RowPlan:
    changes = settled or _NOTHING
    problems = row.problems + more + changes.problems
    links = {key: number for key, number in row.links.items() if number > 0}
    return RowPlan(
        row.source.sheet, row.source.row, action, row.record, matched, changes.changes, candidates, problems,
        action in CERTAIN, None, changes.left_alone, changes.told, links, apart,
    )  # fmt: skip


_NOTHING = Settled()


def _candidate(like: Likeness) -> Candidate:
    return Candidate(like.record.id, like.record.label, like.reasons)


def _label(record: Mapping[str, Value]) -> str:
    parts = [record.get(key) for key in ("given_name", "family_name")]
    whole = record.get("full_name") or record.get("name") or record.get("title") or record.get("reference")
    return str(whole) if whole else " ".join(str(part) for part in parts if part)
