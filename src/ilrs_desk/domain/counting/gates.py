"""The tests that a record has to pass to count by a rule, each with the words for passing and for not passing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..countries import country_name, is_countable_country, region, subregion
from ..kinds import INSTRUMENTS
from ..records import Record
from ..wording import Message
from ..workstreams import workstream_label
from .instruments import rung_of, suffices
from .people import origin, working_term
from .places import Paper, Places
from .rule import CountingRule
from .standing import standing_stage, withdrawal_doubt
from .terms import effective_stage, written

_UNSIGNED = {
    "contact": Message("in contact, nothing signed"),
    "talks": Message("in talks, nothing signed"),
    "applied": Message("applied, nothing signed"),
    "declined": Message("declined"),
    "withdrawn": Message("withdrawn"),
    None: Message("no stage and no day of signing recorded"),
}
_HOME_BY = {
    "nationality": "has the nationality of the host country ({country})",
    "country": "works in the host country ({country}), nationality not recorded",
    "institution": "works at an institution of the host country ({country}), nationality not recorded",
}
_RUNG_WORDS = {choice.key: choice.label.lower() for choice in INSTRUMENTS}


@dataclass(frozen=True, slots=True)
class Out:
    """Why a record is out; ``sort`` says it of all that are out for the same reason. ``doubt``: it may be wrong."""

    why: Message
    sort: Message | None = None
    doubt: Message | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """One test: ``out`` tells why a record does not pass (None: it does), ``passed`` what speaks for it."""

    code: str
    out: Callable[[CountingRule, Record, Places], Out | None]
    passed: Callable[[CountingRule, Record, Places], Message | None]


def doubt_of(rule: CountingRule, record: Record, places: Places) -> Message | None:
    """What is not fully known of a record that passes all gates, its dates aside."""
    if rule.home is None or rule.kind == "partners":
        return None
    if record.kind == "personnel":
        if origin(record, places.institutions, rule)[0] is not None:
            return None
        return Message("no nationality or country recorded, so it cannot be told whether foreign")
    if record.values.get("country") is not None:
        return None
    return Message("no country recorded, so it cannot be told whether it is foreign")


def sufficient(rule: CountingRule, record: Record, places: Places) -> Paper | None:
    """The first agreement that makes up for the record's own instrument; None where that one is enough by itself."""
    minimum = rule.minimum_instrument
    own = rung_of(record.text("instrument"))
    if minimum is None or (own and suffices(own, minimum)):
        return None
    papers = places.papers.get((record.kind, record.id), ())
    return next((paper for paper in papers if suffices(paper.rung, minimum)), None)


def country_of(rule: CountingRule, record: Record, places: Places) -> str | None:
    """The country that a record stands for: of a person where it comes from."""
    if record.kind == "personnel":
        return origin(record, places.institutions, rule)[0]
    return record.text("country")


def is_organisation(record: Record) -> bool:
    """Whether a partner is an organisation, not a country."""
    return record.values.get("kind") == "organisation"


def _trash(rule: CountingRule, record: Record, places: Places) -> Out | None:
    if not record.trashed:
        return None
    if record.merged_into is not None:
        return Out(Message("a part of record {id} since they were merged", {"id": record.merged_into}))
    return Out(Message("in the trash"))


def _kind(rule: CountingRule, record: Record, places: Places) -> Out | None:
    if is_organisation(record):
        return None if rule.count_organisations else Out(Message("an organisation, not a country"))
    return Out(Message("a country; this rule counts organisations only")) if rule.omit_countries else None


def _kind_words(rule: CountingRule, record: Record, places: Places) -> Message | None:
    return Message("an organisation" if is_organisation(record) else "a country")


def _place(rule: CountingRule, record: Record, places: Places) -> Out | None:
    if is_organisation(record):
        return None
    code = record.text("country")
    if code is None:
        return Out(Message("no country recorded"))
    if code == rule.host:
        return None if rule.count_host else Out(Message("is the host country"))
    if code in rule.founders:
        return None if rule.count_founders else Out(Message("founder, not a partner that joined"))
    if not is_countable_country(code):
        return Out(Message("a place that is not counted as a country"))
    return None


def _place_words(rule: CountingRule, record: Record, places: Places) -> Message | None:
    code = record.text("country")
    if is_organisation(record) or code is None:
        return None
    if code == rule.host:
        return Message("the host country, which this rule counts")
    if code in rule.founders:
        return Message("a founder, which this rule counts")
    return Message("neither host nor founder")


def _home(rule: CountingRule, record: Record, places: Places) -> Out | None:
    code = record.values.get("country")
    if code is None or code != rule.home:
        return None
    return Out(Message("in the host country ({country})", {"country": country_name(str(code))}))


def _origin(rule: CountingRule, record: Record, places: Places) -> Out | None:
    home = rule.home
    if home is None:
        return None
    code, known_by = origin(record, places.institutions, rule)
    return Out(Message(_HOME_BY[known_by], {"country": country_name(home)})) if code == home else None


def _foreign_words(rule: CountingRule, record: Record, places: Places) -> Message | None:
    if rule.home is None:
        return Message("wherever from: this rule counts the host country's own, too")
    code = country_of(rule, record, places)
    return Message("foreign ({country})", {"country": country_name(code)}) if code else None


def _stage(rule: CountingRule, record: Record, places: Places) -> Out | None:
    if standing_stage(rule, record) in rule.counted_stages:
        return None
    stage = effective_stage(record)
    sort = _UNSIGNED.get(stage) or Message("stage {stage} does not count by this rule", {"stage": stage})
    signed_on = record.text("signed_on")
    if stage in ("contact", "talks", "applied") and signed_on:
        params = {"stage": stage, "day": written(signed_on)}
        template = "stage {stage}, although {day} is recorded as the day of signing"
        return Out(Message(template, params), sort)
    return Out(sort, doubt=withdrawal_doubt(record))


def _stage_words(rule: CountingRule, record: Record, places: Places) -> Message | None:
    stage = standing_stage(rule, record)
    if stage != effective_stage(record):
        return Message("{stage} before it withdrew, which counts by this rule", {"stage": stage})
    return Message("stage {stage} counts by this rule", {"stage": stage})


def _instrument(rule: CountingRule, record: Record, places: Places) -> Out | None:
    minimum = rule.minimum_instrument
    if minimum is None:
        return None
    rung = places.instrument(record)
    least = Message(_RUNG_WORDS.get(minimum, minimum))
    if rung is None:
        unknown = Message(
            "what was signed is not recorded; this rule asks at least for: {least}", {"least": least}
        )
        return Out(unknown, doubt=unknown)
    if suffices(rung, minimum):
        return None
    params = {"rung": Message(_RUNG_WORDS[rung]), "least": least}
    return Out(Message("only this is signed: {rung}; this rule asks at least for: {least}", params))


def _instrument_words(rule: CountingRule, record: Record, places: Places) -> Message | None:
    rung = places.instrument(record)
    return Message("signed: {rung}", {"rung": Message(_RUNG_WORDS[rung])}) if rung else None


def _scope(rule: CountingRule, record: Record, places: Places) -> Out | None:
    scope = rule.scope
    if scope.region is None and scope.grouping is None and scope.workstream is None:
        return None
    code = country_of(rule, record, places)
    if scope.region is not None and scope.region not in (code and region(code), code and subregion(code)):
        return Out(Message("not of the region {region}", {"region": scope.region}))
    if scope.grouping is not None and (
        code is None or scope.grouping not in places.groupings.of_country(code, places.day)
    ):
        return Out(Message("not of the grouping {grouping}", {"grouping": _grouping_label(rule, places)}))
    if not places.is_of(record.text("workstream"), scope.workstream):
        return Out(off_workstream_words(rule, places))
    return None


def off_workstream_words(rule: CountingRule, places: Places) -> Message:
    """Why a record of no or of another workstream is out."""
    label = workstream_label(rule.scope.workstream or "", places.workstreams)
    return Message("not of the workstream {workstream}", {"workstream": label})


def _scope_words(rule: CountingRule, record: Record, places: Places) -> Message | None:
    named = [
        rule.scope.region,
        rule.scope.grouping and _grouping_label(rule, places),
        rule.scope.workstream and workstream_label(rule.scope.workstream, places.workstreams),
    ]
    said = ", ".join(name for name in named if name)
    return Message("within what the target asks for: {scope}", {"scope": said}) if said else None


def _grouping_label(rule: CountingRule, places: Places) -> str:
    return places.groupings.labels.get(rule.scope.grouping or "", rule.scope.grouping or "")


def _standing(rule: CountingRule, record: Record, places: Places) -> Out | None:
    out = working_term(record).out
    return Out(out) if out else None


def _nothing(rule: CountingRule, record: Record, places: Places) -> Message | None:
    return None


_IN_TRASH = Gate("trash", _trash, _nothing)
_SIGNED = (Gate("stage", _stage, _stage_words), Gate("instrument", _instrument, _instrument_words))
_IN_SCOPE = Gate("scope", _scope, _scope_words)

#: The tests of each kind that is counted, in the order in which a person would ask them.
GATES: dict[str, tuple[Gate, ...]] = {
    "partners": (
        _IN_TRASH,
        Gate("kind", _kind, _kind_words),
        Gate("place", _place, _place_words),
        *_SIGNED,
        _IN_SCOPE,
    ),
    "institutions": (_IN_TRASH, Gate("place", _home, _foreign_words), *_SIGNED, _IN_SCOPE),
    "personnel": (
        _IN_TRASH,
        Gate("origin", _origin, _foreign_words),
        Gate("standing", _standing, _nothing),
        _IN_SCOPE,
    ),
}
