"""How far the office is from each target on a day: figures, who is left out and why, trend, breakdowns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from .count import Count, CrowdCount, Listed, add_days, count_target
from .counting import (
    DIMENSIONS,
    Attention,
    Check,
    CountingRule,
    Double,
    Steps,
    Verdict,
    attention_of,
    checks_of,
    day_of,
    judge,
    places_for,
)
from .course import StageRate
from .forecast import Forecast, forecast_of
from .ground import Ground
from .pace import Pace, needed_per_month, pace_of
from .records import Record, Snapshot
from .targets import Claim, Target, claims_from, latest_claim, rules_from, targets_from
from .wording import Message

__all__ = ["Double", "Figure", "Listed", "Progress", "draw_progress", "explained", "progress", "verdicts"]


@dataclass(frozen=True)
class Figure:
    """One target on one day.

    ``trend``: (day, value) at each day on which the value changed, up to the day asked; it holds until the next.
    ``uncertain``: records whose day or country is not fully known, whether counted or not.
    ``needed_per_month``: how many must join each month to reach the target by its deadline; None without one.
    ``claims``: all of the target made by the day, oldest first. ``reasons``: why records do not count, with how many.
    ``not_counted``, ``uncertain`` and ``doubles`` may hold only the first ones; the totals say how many there are.
    ``counted_ids`` is filled only where all records are at hand (previews): for an office ask ``counted_ids()``.
    """

    target: Target
    rule: CountingRule
    value: int
    counted_ids: tuple[int, ...]
    not_counted: tuple[Listed, ...]
    uncertain: tuple[Listed, ...]
    claim: Claim | None
    trend: tuple[tuple[date, int], ...]
    needed_per_month: float | None
    claims: tuple[Claim, ...] = ()
    pace: Pace | None = None
    forecast: Forecast | None = None
    doubles: tuple[Double, ...] = ()
    reasons: tuple[tuple[Message, int], ...] = ()
    not_counted_total: int = 0
    uncertain_total: int = 0
    doubles_total: int = 0

    @property
    def share(self) -> float:
        """Value as a part of the target, 0.2 for 10 of 50; may pass 1."""
        return self.value / self.target.number if self.target.number else 0.0

    @cached_property
    def words(self) -> Message:
        """The counting rule in words."""
        return self.rule.words()

    @cached_property
    def difference(self) -> Message | None:
        """The claimed figure beside the documented one; None without a claim."""
        if self.claim is None:
            return None
        params = {"claimed": self.claim.words, "value": self.value}
        return Message("claimed {claimed}, documented {value}", params)


@dataclass(frozen=True, slots=True)
class Progress:
    """All figures as of one day; ``breakdowns``: dimension → target key → value → number of records."""

    as_of: date
    figures: tuple[Figure, ...]
    breakdowns: Mapping[str, Mapping[str, Mapping[str, int]]]
    attention: tuple[Attention, ...]


def progress(snapshot: Snapshot, day: date) -> Progress:
    """The figures on ``day`` from a snapshot that holds the four kinds, targets, rules and claims."""
    return draw_progress(Ground(snapshot, day), with_ids=True)


def draw_progress(
    ground: Ground,
    *,
    listed: int | None = None,
    with_ids: bool = False,
    rates: Mapping[str, Sequence[StageRate]] | None = None,
    attention: tuple[Attention, ...] | None = None,
) -> Progress:
    """The figures of an office, each list at most ``listed`` records long.

    ``with_ids``: also who counts. ``rates``: by target how its records went on from stages before signing.
    ``attention``: what to look at, where more is known of it than the snapshot tells.
    """
    claims = claims_from(ground.snapshot.of("claims"))
    sorts = ground.crowd.sorts() if any(one.kind == "personnel" for one in ground.targets) else ()
    counts = [count_target(ground, target, sorts) for target in ground.targets]
    add_days(ground.crowd, [count for count in counts if isinstance(count, CrowdCount)])
    figures = []
    for count in counts:
        key = count.target.key
        mine = [claim for claim in claims if claim.target == key]
        figures.append(_figure(count, mine, listed, with_ids, (rates or {}).get(key, ())))
    breakdowns = {
        name: {count.target.key: count.tally.breakdown(name) for count in counts} for name in DIMENSIONS
    }
    if attention is None:
        attention = attention_of(ground.snapshot, ground.day)
    return Progress(ground.day, tuple(figures), breakdowns, attention)


def verdicts(snapshot: Snapshot, record: Record, day: date) -> tuple[tuple[Target, Verdict], ...]:
    """For each target whose kind the record is of: whether it counts, and why or why not."""
    targets = [target for target in targets_from(snapshot.of("targets")) if target.kind == record.kind]
    rules = rules_from(snapshot.of("rules"), targets, day)
    return tuple(
        (
            target,
            judge(rules[target.key], record, day, places_for(snapshot, rules[target.key], day)),
        )
        for target in targets
    )


def explained(snapshot: Snapshot, record: Record, day: date) -> tuple[tuple[Target, tuple[Check, ...]], ...]:
    """For each target whose kind the record is of: every test of its rule, passed or not."""
    targets = [target for target in targets_from(snapshot.of("targets")) if target.kind == record.kind]
    rules = rules_from(snapshot.of("rules"), targets, day)
    return tuple(
        (
            target,
            checks_of(rules[target.key], record, day, places_for(snapshot, rules[target.key], day)),
        )
        for target in targets
    )


def _figure(
    count: Count, claims: Sequence[Claim], listed: int | None, with_ids: bool, rates: Sequence[StageRate]
) -> Figure:
    target, tally, day = count.target, count.tally, count.ground.day
    made = sorted(
        (claim for claim in claims if (day_of(claim.claimed_on) or date.max) <= day),
        key=lambda claim: day_of(claim.claimed_on) or date.max,
    )
    left = Counter({when + timedelta(days=1): n for when, n in tally.steps.left.items() if when < date.max})
    pace = pace_of(tally.steps.joined, left, day, target, tally.value)
    return Figure(
        target=target,
        rule=count.rule,
        value=tally.value,
        counted_ids=count.ids() if with_ids else (),
        not_counted=count.left_out(limit=listed),
        uncertain=count.uncertain(listed),
        claim=latest_claim(claims, target.key, day),
        trend=_trend(tally.steps, day),
        needed_per_month=needed_per_month(target, tally.value, day),
        claims=tuple(made),
        pace=pace,
        forecast=forecast_of(pace, day, target, tally.value, rates, tally.undated),
        doubles=count.doubles(listed),
        reasons=tally.reasons,
        not_counted_total=tally.left_out,
        uncertain_total=tally.uncertain,
        doubles_total=count.doubles_total(listed),
    )


def _trend(steps: Steps, day: date) -> tuple[tuple[date, int], ...]:
    """The value at each day on which it changed."""
    changes: Counter[date] = Counter(steps.joined)
    changes.update(steps.undated_joined)
    for left in (steps.left, steps.undated_left):
        for when, number in left.items():
            if when < day:
                changes[when + timedelta(days=1)] -= number
    value = changes.pop(date.min, 0)
    found: list[tuple[date, int]] = []
    for when in sorted(changes):
        if when > day:
            break
        value += changes[when]
        if changes[when]:
            found.append((when, value))
    return tuple(found) if found or not value else ((day, value),)
