"""How a record moved between two moments: by its days, its stage, what it became a part of, what was learned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .counting import CountingRule, Term, effective_stage
from .dates import format_partial
from .kinds import PERSON_STATUSES, STAGES
from .learned import Learned, told
from .movement import Move, Moved
from .records import Record
from .wording import Message

_OVER = ("declined", "withdrawn")
_LADDER = {choice.key: rung for rung, choice in enumerate(one for one in STAGES if one.key not in _OVER)}
_WORDS = {choice.key: Message(choice.label) for choice in (*PERSON_STATUSES, *STAGES)}


@dataclass(frozen=True, slots=True)
class Between:
    """The two moments: their days, their rules, and whether what is known is the same at both."""

    since: date
    until: date
    rule_before: CountingRule
    rule_after: CountingRule
    same_knowledge: bool = False

    @property
    def other_rule(self) -> bool:
        """Whether the two moments count by different rules."""
        return self.rule_before != self.rule_after


@dataclass(frozen=True, slots=True)
class Case:
    """All that is to be known of one record that moved; ``before`` and ``after`` as known then, None if not there.

    ``term``: its days as known at the second moment by the rule of that, ``by_old_rule`` by the rule of the first;
    ``early``: as ``term``, judged on the first day (what belongs to a grouping then need not do so later).
    ``absorbed``: a record that counted and became a part of this one; ``parted``: one that was a part of it and is
    not any more; ``into``: what it became a part of. ``able``: nothing but its stage can keep it from counting.
    ``learned``: what changed in it between the two, the oldest first.
    """

    id: int
    kind: str
    before: Record | None
    after: Record | None
    term: Term | None = None
    early: Term | None = None
    by_old_rule: Term | None = None
    absorbed: Record | None = None
    parted: Record | None = None
    into: Record | None = None
    able: bool = True
    learned: tuple[Learned, ...] = ()

    @property
    def label(self) -> str:
        """What the record is called, now or when it was last there."""
        found = self.after or self.before
        return found.label if found is not None else str(self.id)


def came(case: Case, between: Between) -> Moved:
    """Why a record counts at the second moment that did not at the first."""
    return _moved(case, *_came(case, between), effect=1)


def went(case: Case, between: Between) -> Moved:
    """Why a record does not count at the second moment that did at the first."""
    return _moved(case, *_went(case, between), effect=-1)


def passed(case: Case, between: Between) -> tuple[Moved, Moved]:
    """A record that counted for a while between the two moments and at neither: it joined, and it left."""
    return (
        _moved(case, Move.JOINED, _reason(case.term), effect=1),
        _moved(case, Move.LEFT, _outside(case.term, between), effect=-1),
    )


def stayed(case: Case) -> Moved | None:
    """What befell a record that moved no figure: it went up a stage, or became a part of another one."""
    if case.into is not None:
        return _moved(case, Move.MERGED, _merged_into(case), effect=0)
    if case.able and went_up(case.before, case.after):
        return _moved(case, Move.PROMOTED, _stage_words(case), effect=0)
    return None


def went_up(before: Record | None, after: Record | None) -> bool:
    """Whether a partner or institution stands on a higher rung of the stages than before."""
    if before is None or after is None or before.trashed or after.trashed or before.kind == "personnel":
        return False
    old, new = effective_stage(before), effective_stage(after)
    return new in _LADDER and old in _LADDER and _LADDER[new] > _LADDER[old]


def _came(case: Case, between: Between) -> tuple[Move, Message]:
    before, term = case.before, case.term
    if case.absorbed is not None:
        params = {"other": case.absorbed.label, "id": case.absorbed.id}
        return Move.MERGED, Message(
            "took the place of {other}, record {id}, which was merged into it", params
        )
    if before is not None and before.merged_into is not None:
        return Move.MERGED, _dated("was a part of another record and was parted from it", case)
    if case.early is not None and not case.early.covers(between.since):
        return Move.JOINED, _joined(case, between)
    if between.other_rule and case.by_old_rule and not case.by_old_rule.covers(between.until):
        return Move.RECOUNTED, _recounted(between, between.rule_before, case.by_old_rule)
    if between.same_knowledge:
        return Move.JOINED, _reason(term)
    undated = term is not None and term.start is None
    if undated and (went_up(case.before, case.after) or _was_planned(case)):
        return Move.JOINED, _stage_words(case)
    return Move.CORRECTED, _corrected(case, between)


def _went(case: Case, between: Between) -> tuple[Move, Message]:
    after, term = case.after, case.term
    if after is None:
        return Move.CORRECTED, _dated("was taken back: it is no longer in the office", case)
    if after.merged_into is not None:
        return Move.MERGED, _merged_into(case)
    if after.trashed:
        return Move.CORRECTED, _dated("was put into the trash", case)
    if case.parted is not None:
        params = {"other": case.parted.label, "id": case.parted.id}
        return Move.MERGED, Message("{other}, record {id}, was parted from it", params)
    if case.early is not None and case.early.covers(between.since):
        return Move.LEFT, _outside(term, between)
    if between.other_rule and case.by_old_rule and case.by_old_rule.covers(between.until):
        return Move.RECOUNTED, _recounted(between, between.rule_after, term)
    if between.same_knowledge:
        return Move.LEFT, _outside(term, between)
    if _way_out(after):
        return Move.LEFT, _stage_words(case)
    return Move.CORRECTED, _corrected(case, between)


def _way_out(after: Record) -> bool:
    """Whether it left, declined or withdrew without a recorded day."""
    if after.kind == "personnel":
        return after.text("status") == "left" and after.text("end_date") is None
    return effective_stage(after) in _OVER and after.text("ended_on") is None


def _moved(case: Case, move: Move, why: Message, *, effect: int) -> Moved:
    newest = case.learned[-1].changeset if case.learned else None
    return Moved(move, case.kind, case.id, case.label, why, effect, newest)


def _recounted(between: Between, rule: CountingRule, term: Term | None) -> Message:
    """``rule`` is the one that leaves it out, ``term`` its days by that."""
    params = {
        "new": between.rule_after.code,
        "old": between.rule_before.code,
        "out": rule.code,
        "why": _outside(term, between),
    }
    return Message("rule {new} in place of {old}; by {out}: {why}", params)


def _was_planned(case: Case) -> bool:
    before, after = case.before, case.after
    return (
        before is not None
        and after is not None
        and before.text("status") == "planned" != after.text("status")
    )


def _corrected(case: Case, between: Between) -> Message:
    if case.before is None and case.learned:
        params = {"entered": told(case.learned), "reason": _reason(case.term)}
        return Message("{entered}; {reason}", params)
    if case.learned:
        return told(case.learned)
    if case.term is None or case.term.covers(between.until):
        return _reason(case.term)
    return _outside(case.term, between)


def _stage_words(case: Case) -> Message:
    """From which stage or status to which it went, and when that was recorded."""
    key = "status" if case.kind == "personnel" else "stage"
    told_it = [one for one in case.learned if key in one.fields]
    words = [_standing_words(record) for record in (case.before, case.after)]
    if not told_it or None in words or words[0] == words[1]:
        return told(case.learned)
    params = {"old": words[0], "new": words[1], "day": told_it[-1].day_words}
    return Message("{old} → {new}, recorded on {day}", params)


def _standing_words(record: Record | None) -> Message | None:
    if record is None:
        return None
    key = record.text("status") if record.kind == "personnel" else effective_stage(record)
    return _WORDS.get(key or "")


def _merged_into(case: Case) -> Message:
    if case.into is None:
        return _dated("became a part of another record", case)
    params = {"other": case.into.label, "id": case.into.id}
    return _dated("became a part of {other}, record {id}", case, params)


def _dated(template: str, case: Case, params: dict[str, object] | None = None) -> Message:
    """The sentence with the day on which it was recorded, if that is known."""
    if not case.learned:
        return Message(template, params or {})
    told = Message(template, params or {})
    return Message("{what}, on {day}", {"what": told, "day": case.learned[-1].day_words})


def _joined(case: Case, between: Between) -> Message:
    """By which day it joined, or what had kept it from counting on the first day although it had signed or started."""
    since = None if case.term is None else case.term.since
    if case.early is None or since is None or since > between.since:
        return _reason(case.term)
    day = format_partial(between.since.isoformat())
    return Message("on {day} still: {why}", {"day": day, "why": case.early.outside(between.since)})


def _reason(term: Term | None) -> Message:
    if term is None:
        return Message("counts now")
    if term.start is None:
        return term.reason()
    return term.began()


def _outside(term: Term | None, between: Between) -> Message:
    return Message("does not count any more") if term is None else term.outside(between.until)


def in_order(moved: Iterable[Moved]) -> tuple[Moved, ...]:
    """By how they moved, as :class:`Move` has it, then by name."""
    places = {move: place for place, move in enumerate(Move)}
    return tuple(sorted(moved, key=lambda one: (places[one.move], one.label, one.id)))
