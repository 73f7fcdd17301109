"""The counting rule as a visible object: what counts toward a target, with every setting, version and days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from ..dates import last_day
from ..wording import Message
from .terms import day_of
from .words import rule_words


@dataclass(frozen=True, slots=True)
class Scope:
    """To which part of all records a target is narrowed: M49 region or subregion by name, others by key; or none.

    ``grouping_label``, ``workstream_label``: what the office calls them, where that is known.
    """

    region: str | None = None
    grouping: str | None = None
    workstream: str | None = None
    year: int | None = None
    grouping_label: str | None = field(default=None, compare=False)
    workstream_label: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class CountingRule:
    """What counts toward the target ``target``, whose records are of ``kind``.

    ``stages`` count; hosts, founders, applicants, organisations and the host country's own institutions and
    people (``count_home``) are out unless the rule takes them in, countries in unless ``omit_countries``.
    ``minimum_instrument``: the least that must have been signed (a key of ``kinds.INSTRUMENTS``), None for anything.
    ``doubles``: "once" or "each"; ``nationalities``: "first", "foreign" or "home" (see ``kinds``).
    It applies from ``effective_from`` to ``effective_until`` (partial dates, None: open). ``code`` is quoted beside
    every figure, ``definition`` is the office's own wording; ``id`` is the record that holds it, None for a standard
    rule. ``scope`` is the narrowing of its target.
    """

    code: str
    target: str
    kind: str
    version: int = 1
    stages: tuple[str, ...] = ("signed", "active")
    host: str | None = "CN"
    founders: tuple[str, ...] = ("RU",)
    count_host: bool = False
    count_founders: bool = False
    count_applicants: bool = False
    count_organisations: bool = False
    count_home: bool = False
    definition: str | None = None
    omit_countries: bool = False
    minimum_instrument: str | None = None
    doubles: str = "once"
    nationalities: str = "first"
    effective_from: str | None = None
    effective_until: str | None = None
    supersedes: int | None = None
    id: int | None = None
    scope: Scope = Scope()

    @property
    def counted_stages(self) -> tuple[str, ...]:
        """The stages that count, applicants among them where the rule takes them in."""
        if not self.count_applicants or "applied" in self.stages:
            return self.stages
        return (*self.stages, "applied")

    @property
    def home(self) -> str | None:
        """The country whose own institutions and people do not count; None: all of them count."""
        return None if self.count_home else self.host

    def covers(self, day: date) -> bool:
        """Whether the rule applies on ``day``; until a month or year means to its last day."""
        since, until = day_of(self.effective_from), self.effective_until
        if since is not None and day < since:
            return False
        return until is None or day_of(until) is None or day <= last_day(until)

    def words(self) -> Message:
        """The rule as sentences; they change with every setting."""
        return rule_words(self)


def rule_on(versions: Iterable[CountingRule], day: date) -> CountingRule | None:
    """Of the versions of one rule that in force on ``day``: the newest that applies then.

    Where none applies, the one that begins next, else the newest: a figure is never without a rule.
    """
    known = sorted(versions, key=lambda rule: (rule.version, rule.id or 0))
    applying = [rule for rule in known if rule.covers(day)]
    if applying:
        return applying[-1]
    later = [rule for rule in known if (day_of(rule.effective_from) or date.min) > day]
    if later:
        return min(later, key=lambda rule: day_of(rule.effective_from) or date.min)
    return known[-1] if known else None
