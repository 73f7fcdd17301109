"""What moved the figures between two moments, and why a sealed figure is not what today's knowledge says."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC

from ilrs_desk.domain.kinds import TARGETS
from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.domain.movement import Movement, TargetMovement
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.rule_versions import rule_values
from ilrs_desk.domain.sealing import Reckoning, Seal, SealedFigure
from ilrs_desk.domain.targets import Target
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office

from .knowledge import Knowledge
from .look_back import look_back
from .moved_records import moved_records


def movement(office: Office, since: Moment, until: Moment = NOW, *, upto: int | None = None) -> Movement:
    """What joined, left, was promoted, corrected, merged or counted anew, for each target that there is at ``until``.

    A moment without a day is of today. ``upto``: the newest change set that was known at ``since``, where a seal says
    so: the day of sealing went on after it. Raises InputProblem if ``since`` is of a later day than ``until``.
    """
    since, until = (replace(moment, as_of=moment.day) for moment in (since, until))
    if since.day > until.day:
        raise _backwards(since, until)
    with (
        office.one_moment(),
        look_back(office, since.known_on, upto) as earlier,
        look_back(office, until.known_on) as later,
    ):
        then, now = Knowledge(earlier, since.day), Knowledge(later, until.day)
        targets = tuple(_target(office, then, now, target) for target in now.ground.targets)
    return Movement(since, until, targets)


def reckon(office: Office, seal: Seal) -> tuple[Reckoning, ...]:
    """Each sealed figure beside what is known today of its day by the same rule, and what made the difference."""
    known_on = seal.at.astimezone(UTC).date()
    with office.one_moment(), closing(office.as_known(known_on, upto=seal.generation)) as past:
        then, now = Knowledge(past, seal.as_of), Knowledge(office, seal.as_of)
        return tuple(_reckoning(office, then, now, figure) for figure in seal.figures)


def _target(office: Office, then: Knowledge, now: Knowledge, target: Target) -> TargetMovement:
    rule, after = now.ground.rules[target.key], now.ids(target.key)
    if target.key in then.ground.rules:
        rule_before, before = then.ground.rules[target.key], then.ids(target.key)
    else:
        # Nobody aimed at it then: what would have been counted.
        aimed = next(one for one in now.few.of(TARGETS.key) if one.text("key") == target.key)
        rule_before, before = then.counted_by(rule_values(rule), aimed.values)
    moved = moved_records(office, then, now, (rule_before, rule), (before, after))
    return TargetMovement(target, rule_before, rule, len(before), len(after), moved)


def _reckoning(office: Office, then: Knowledge, now: Knowledge, figure: SealedFigure) -> Reckoning:
    before = frozenset(figure.ids)
    aimed = {"key": figure.target, "label": figure.label, "kind": figure.kind, "number": str(figure.number)}
    rule, after = now.counted_by(figure.rule_values, figure.target_values or aimed)
    moved = moved_records(office, then, now, (rule, rule), (before, after), beside=False)
    return Reckoning(figure, len(before), len(after), moved)


def _backwards(since: Moment, until: Moment) -> InputProblem:
    template = "What changed is asked from {since} to {until}, which is earlier. Choose an earlier day to begin with."
    return InputProblem(
        "movement.backwards", Message(template, {"since": since.words(), "until": until.words()})
    )
