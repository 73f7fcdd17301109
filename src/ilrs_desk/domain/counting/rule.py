"""The counting rule: from which day to which one record counts toward a target, and if not, why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ..countries import country_name, is_countable_country
from ..records import Record, Snapshot
from ..wording import Message
from .people import Home, person_term
from .terms import Term, effective_stage, never, starting, written
from .words import rule_words

_UNSIGNED = {
    "contact": Message("in contact, nothing signed"),
    "talks": Message("in talks, nothing signed"),
    "applied": Message("applied, nothing signed"),
    "declined": Message("declined"),
    "withdrawn": Message("withdrawn"),
    None: Message("no stage and no day of signing recorded"),
}


@dataclass(frozen=True, slots=True)
class CountingRule:
    """What counts toward the target ``target``, whose records are of ``kind``.

    ``stages`` count; hosts, founders, applicants, organisations and the host country's own institutions and
    people (``count_home``) are out unless the rule takes them in. ``code`` is quoted beside every figure.
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

    @property
    def counted_stages(self) -> tuple[str, ...]:
        """The stages that count, applicants among them where the rule takes them in."""
        if not self.count_applicants or "applied" in self.stages:
            return self.stages
        return (*self.stages, "applied")

    def words(self) -> Message:
        """The rule as a sentence; it changes with every setting."""
        return rule_words(self)


@dataclass(frozen=True, slots=True)
class Places:
    """What the judgement of one record needs to know of the others.

    ``institutions``: country by institution id. ``seats``: by country the partner record that stands for it,
    so that a second record of the same country adds nothing.
    """

    institutions: Mapping[int, str | None] = field(default_factory=dict)
    seats: Mapping[str, Record] = field(default_factory=dict)

    @staticmethod
    def of(snapshot: Snapshot, rule: CountingRule) -> Places:
        """The places of ``snapshot`` as ``rule`` needs them."""
        if rule.kind == "partners":
            return Places(seats=_seats(rule, snapshot.of("partners")))
        if rule.kind == "personnel":
            return Places(institutions={one.id: one.text("country") for one in snapshot.of("institutions")})
        return Places()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a record counts on a day; ``why`` says it in words, ``since`` is its first day.

    ``uncertain``: the day or the country behind the verdict is not fully known; ``why`` then tells which.
    """

    counted: bool
    why: Message
    uncertain: bool = False
    since: date | None = None


def judge(rule: CountingRule, record: Record, day: date, places: Places) -> Verdict:
    """Whether ``record`` counts by ``rule`` on ``day``, and why or why not."""
    term = term_of(rule, record, places)
    uncertain = term.doubt is not None
    if term.covers(day):
        return Verdict(True, term.reason(), uncertain, term.since)
    return Verdict(False, term.outside(day), uncertain, term.since)


def term_of(rule: CountingRule, record: Record, places: Places) -> Term:
    """The days on which ``record`` counts by ``rule``: the one code path behind every total."""
    if record.trashed:
        return never(Message("in the trash"))
    if record.kind == "personnel":
        return person_term(record, Home(None if rule.count_home else rule.host, places.institutions))
    if record.kind == "institutions":
        return _institution_term(rule, record)
    return _partner_term(rule, record, places)


def _partner_term(rule: CountingRule, record: Record, places: Places) -> Term:
    term = _own_partner_term(rule, record)
    seat = places.seats.get(record.text("country") or "")
    if term.since is None or seat is None or seat.id == record.id or _is_organisation(record):
        return term
    return never(Message("the same country as {name}, record {id}", {"name": seat.label, "id": seat.id}))


def _own_partner_term(rule: CountingRule, record: Record) -> Term:
    out = _organisation_out(rule) if _is_organisation(record) else _country_out(rule, record.text("country"))
    return never(out) if out else _signed_term(rule, record)


def _is_organisation(record: Record) -> bool:
    return record.values.get("kind") == "organisation"


def _organisation_out(rule: CountingRule) -> Message | None:
    return None if rule.count_organisations else Message("an organisation, not a country")


def _country_out(rule: CountingRule, code: str | None) -> Message | None:
    if code is None:
        return Message("no country recorded")
    if code == rule.host:
        return None if rule.count_host else Message("is the host country")
    if code in rule.founders:
        return None if rule.count_founders else Message("founder, not a partner that joined")
    return None if is_countable_country(code) else Message("a place that is not counted as a country")


def _institution_term(rule: CountingRule, record: Record) -> Term:
    code = record.text("country")
    if code is not None and code == rule.host and not rule.count_home:
        return never(Message("in the host country ({country})", {"country": country_name(code)}))
    term = _signed_term(rule, record)
    if code is None and term.since and rule.host and not rule.count_home:
        return term.doubted(Message("no country recorded, so it cannot be told whether it is foreign"))
    return term


def _signed_term(rule: CountingRule, record: Record) -> Term:
    """From the first day of signing, if the stage counts."""
    stage = effective_stage(record)
    if stage not in rule.counted_stages:
        return never(_stage_out(stage, record))
    return starting(record.text("signed_on"), record.entered_on, signed=True)


def _stage_out(stage: str | None, record: Record) -> Message:
    signed_on = record.text("signed_on")
    if stage in ("contact", "talks", "applied") and signed_on:
        return Message(
            "stage {stage}, although {day} is recorded as the day of signing",
            {"stage": stage, "day": written(signed_on)},
        )
    return _UNSIGNED.get(stage) or Message("stage {stage} does not count by this rule", {"stage": stage})


def _seats(rule: CountingRule, partners: Iterable[Record]) -> dict[str, Record]:
    """By country the partner that counts first; of two on the same day the older record."""
    seats: dict[str, tuple[date, int, Record]] = {}
    for record in partners:
        code, since = record.text("country"), _own_partner_term(rule, record).since
        if code is None or since is None or _is_organisation(record):
            continue
        claim = (since, record.id, record)
        if code not in seats or claim[:2] < seats[code][:2]:
            seats[code] = claim
    return {code: claim[2] for code, claim in seats.items()}
