"""How far the office is from each target on a day: figures, who is left out and why, trend, breakdowns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from .counting import (
    Attention,
    CountingRule,
    Places,
    Term,
    Verdict,
    attention_of,
    breakdowns_of,
    day_of,
    judge,
    term_of,
)
from .forecast import Forecast, Pace
from .records import Record, Snapshot
from .targets import Claim, Target, claims_from, latest_claim, rules_from, targets_from
from .wording import Message

_DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Listed:
    """A record named beside a figure, and why."""

    id: int
    label: str
    why: Message


@dataclass(frozen=True, slots=True)
class Double:
    """What might have counted twice and how the rule takes it: the record, the others that it is one with, and why.

    ``code``: "person.two_institutions", "institution.two_names", "person.two_nationalities", "record.merged",
    "country.two_records".
    """

    code: str
    id: int
    label: str
    others: tuple[int, ...]
    counted: int
    why: Message


@dataclass(frozen=True)
class Figure:
    """One target on one day.

    ``trend``: (day, value) at each day on which the value changed, up to the day asked; it holds until the next.
    ``uncertain``: records whose day or country is not fully known, whether counted or not.
    ``needed_per_month``: how many must join each month to reach the target by its deadline; None without one.
    ``claims``: all of the target made by the day, oldest first. ``reasons``: why records do not count, with how many.
    ``not_counted`` and ``uncertain`` may hold only the first ones; the totals say how many there are.
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
    targets = targets_from(snapshot.of("targets"))
    rules = rules_from(snapshot.of("rules"), targets)
    claims = claims_from(snapshot.of("claims"))
    figures, counted = [], {}
    for target in targets:
        terms = _terms(rules[target.key], snapshot)
        figures.append(_figure(target, rules[target.key], terms, latest_claim(claims, target.key, day), day))
        counted[target.key] = frozenset(figures[-1].counted_ids)
    breakdowns = breakdowns_of(snapshot, rules, counted, day)
    return Progress(day, tuple(figures), breakdowns, attention_of(snapshot, day))


def verdicts(snapshot: Snapshot, record: Record, day: date) -> tuple[tuple[Target, Verdict], ...]:
    """For each target whose kind the record is of: whether it counts, and why or why not."""
    targets = [target for target in targets_from(snapshot.of("targets")) if target.kind == record.kind]
    rules = rules_from(snapshot.of("rules"), targets)
    return tuple(
        (target, judge(rules[target.key], record, day, Places.of(snapshot, rules[target.key])))
        for target in targets
    )


def _terms(rule: CountingRule, snapshot: Snapshot) -> list[tuple[Record, Term]]:
    places = Places.of(snapshot, rule)
    return [(record, term_of(rule, record, places)) for record in snapshot.of(rule.kind)]


def _figure(
    target: Target, rule: CountingRule, terms: list[tuple[Record, Term]], claim: Claim | None, day: date
) -> Figure:
    counted: list[int] = []
    left_out: list[Listed] = []
    uncertain: list[Listed] = []
    for record, term in terms:
        within = term.covers(day)
        if within:
            counted.append(record.id)
        else:
            left_out.append(Listed(record.id, record.label, term.outside(day)))
        if term.doubt is not None:
            uncertain.append(Listed(record.id, record.label, term.doubt))
    return Figure(
        target=target,
        rule=rule,
        value=len(counted),
        counted_ids=tuple(counted),
        not_counted=tuple(left_out),
        uncertain=tuple(uncertain),
        claim=claim,
        trend=_trend((term for _, term in terms), day),
        needed_per_month=_needed(target, len(counted), day),
        not_counted_total=len(left_out),
        uncertain_total=len(uncertain),
    )


def _trend(terms: Iterable[Term], day: date) -> tuple[tuple[date, int], ...]:
    """The value at each day on which it changed."""
    changes: Counter[date] = Counter()
    for term in terms:
        if term.since is None or (term.until and term.until < term.since):
            continue
        changes[term.since] += 1
        if term.until and term.until < day:
            changes[term.until + timedelta(days=1)] -= 1
    value = changes.pop(date.min, 0)
    if value and not changes:
        return ((day, value),)
    steps = []
    for when in sorted(changes):
        if when > day:
            break
        value += changes[when]
        if changes[when]:
            steps.append((when, value))
    return tuple(steps)


def _needed(target: Target, value: int, day: date) -> float | None:
    deadline = day_of(target.deadline)
    if deadline is None or deadline <= day:
        return None
    months = (deadline - day).days / _DAYS_A_MONTH
    return round(max(0, target.number - value) / months, 1)
