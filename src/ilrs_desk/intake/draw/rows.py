"""From read rows and their matches to the rows of the plan: what each would do, to which record, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ilrs_desk.domain.matching import Likeness, Match, Places, differences
from ilrs_desk.domain.problems import Problem, Severity
from ilrs_desk.domain.records import Record, Value
from ilrs_desk.domain.wording import Message

from ..plan import CERTAIN, Action, Candidate, RowPlan


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row stands: which file and table of the plan, and its number as the sender sees it."""

    file: int
    table: int
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """One row with what was read of it."""

    source: Source
    record: Mapping[str, Value]
    problems: tuple[Problem, ...]


def draw_rows(
    kind: str,
    rows: Sequence[Drawn],
    matches: Sequence[Match],
    records: Mapping[int, Record],
    same_as: Mapping[tuple[int, int, int], int],
    places: Places,
) -> list[RowPlan]:
    """The plan of each row of one kind, in the given order."""
    plans: list[RowPlan] = []
    for row, match in zip(rows, matches, strict=True):
        place = (row.source.file, row.source.table, row.source.row)
        told = records.get(same_as[place]) if place in same_as else None
        if told is not None:
            plans.append(_told(kind, row, told, places))
        else:
            plans.append(_plan(rows, row, match, plans))
    return plans


def _told(kind: str, row: Drawn, record: Record, places: Places) -> RowPlan:
    """A person said which record the row is."""
    changes = differences(kind, record.values, row.record, places)
    action = Action.UPDATE if changes else Action.SAME
    if _unusable(row):
        action = Action.REJECT
    return _made(row, action, matched=record.id, changes=changes)


def _plan(rows: Sequence[Drawn], row: Drawn, match: Match, plans: Sequence[RowPlan]) -> RowPlan:
    certain = match.certain
    earlier = match.earlier
    if earlier is not None and (plans[earlier].action is not Action.REJECT or _unusable(row)):
        return _repeat(rows, row, match, earlier)
    candidates = tuple(_candidate(like) for like in match.likes)
    matched = certain.record.id if certain else None
    changes = certain.changes if certain else {}
    if _unusable(row):
        return _made(
            row, Action.REJECT, matched=matched, changes=changes, candidates=() if certain else candidates
        )
    if certain:
        return _made(row, Action.UPDATE if changes else Action.SAME, matched=matched, changes=changes)
    if not match.likes:
        return _made(row, Action.ADD)
    return _made(row, Action.POSSIBLE if len(match.likes) == 1 else Action.CONFLICT, candidates=candidates)


def _repeat(rows: Sequence[Drawn], row: Drawn, match: Match, earlier: int) -> RowPlan:
    first = rows[earlier].source
    candidate = Candidate(None, _label(rows[earlier].record), match.reasons, first.row)
    where = {"row": first.row, "sheet": first.sheet}
    if match.repeats:
        said = Message("Row {row} of {sheet} says the same already.", where)
        return _made(
            row, Action.SAME, candidates=(candidate,), more=(Problem("row.repeated", said, Severity.WARNING),)
        )
    said = Message(
        "The same as row {row} of {sheet}, but not all values agree. Keep one of the two, or take both as different.",
        where,
    )
    action = Action.REJECT if _unusable(row) else Action.CONFLICT
    return _made(row, action, candidates=(candidate,), more=(Problem("row.same_as", said),))


def _made(
    row: Drawn,
    action: Action,
    *,
    matched: int | None = None,
    changes: Mapping[str, tuple[Value, Value]] | None = None,
    candidates: tuple[Candidate, ...] = (),
    more: tuple[Problem, ...] = (),
) -> RowPlan:
    return RowPlan(
        row.source.sheet, row.source.row, action, row.record, matched, changes or {}, candidates,
        row.problems + more if more else row.problems, action in CERTAIN,
    )  # fmt: skip


def _unusable(row: Drawn) -> bool:
    return bool(row.problems) and any(problem.severity is Severity.ERROR for problem in row.problems)


def _candidate(like: Likeness) -> Candidate:
    return Candidate(like.record.id, like.record.label, like.reasons)


def _label(record: Mapping[str, Value]) -> str:
    parts = [record.get(key) for key in ("given_name", "family_name")]
    whole = record.get("full_name") or record.get("name") or record.get("title") or record.get("reference")
    return str(whole) if whole else " ".join(str(part) for part in parts if part)
