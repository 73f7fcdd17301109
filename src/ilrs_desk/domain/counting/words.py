"""A counting rule told in sentences that change with each of its settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..countries import country_name
from ..kinds import INSTRUMENTS, STAGES
from ..wording import Message, listed
from .terms import day_of, written

if TYPE_CHECKING:
    from .rule import CountingRule

_SUBJECTS = {
    ("partners", "once"): "Each country is counted once, from the day of signing, if its stage is {stages}.",
    ("partners", "each"): (
        "Each record of a country is counted, from the day of signing, if its stage is {stages}; two records of one "
        "country count twice."
    ),
    ("organisations", "once"): (
        "Each organisation is counted, countries are not, from the day of signing, if its stage is {stages}."
    ),
    ("institutions", "once"): (
        "Each institution is counted once, from the day of signing, if its stage is {stages}."
    ),
    ("institutions", "each"): (
        "Each record of an institution is counted, from the day of signing, if its stage is {stages}, also where two "
        "have one ROR."
    ),
    ("personnel", "once"): "Each person is counted once, from the day of starting to the last day.",
    ("personnel", "each"): (
        "Each record of a person is counted, from the day of starting to the last day, also where two have one ORCID "
        "or e-mail address."
    ),
}
_NATIONALITIES = {
    "first": "Of several nationalities the one given first tells.",
    "foreign": "Of several nationalities one that is foreign is enough.",
    "home": "Whoever has the host country's nationality among several is at home.",
}
_APPLIES = {
    (True, True): "Applies from {since} to {until}.",
    (True, False): "Applies from {since}.",
    (False, True): "Applies until {until}.",
}
_STAGE_WORDS = {choice.key: choice.label.lower() for choice in STAGES}
_RUNG_WORDS = {choice.key: choice.label.lower() for choice in INSTRUMENTS}


def rule_words(rule: CountingRule) -> Message:
    """The rule in words: what is counted from when, what is in beside it, what is out, and every other setting."""
    said = {f"said{number}": one for number, one in enumerate(_sentences(rule))}
    return Message(" ".join(f"{{{name}}}" for name in said), said)


def _sentences(rule: CountingRule) -> Iterator[Message]:
    if rule.definition:
        yield Message("{definition}", {"definition": rule.definition})
    yield _subject(rule)
    yield from _scope(rule)
    inside = [what for counted, what in _choices(rule) if counted]
    outside = [what for counted, what in _choices(rule) if not counted]
    if inside:
        yield Message("Counted too: {inside}.", {"inside": listed(inside)})
    if outside:
        yield Message("Not counted: {outside}.", {"outside": listed(outside)})
    if rule.minimum_instrument and rule.kind != "personnel":
        least = Message(_RUNG_WORDS.get(rule.minimum_instrument, rule.minimum_instrument))
        template = (
            "The least that must be signed: {least}; "
            "where it is not recorded what was signed, it is not counted."
        )
        yield Message(template, {"least": least})
    if rule.home and rule.kind == "personnel":
        yield Message(_NATIONALITIES.get(rule.nationalities, _NATIONALITIES["first"]))
    yield from _days(rule)


def _subject(rule: CountingRule) -> Message:
    kind = "organisations" if rule.kind == "partners" and rule.omit_countries else rule.kind
    doubles = rule.doubles if (kind, rule.doubles) in _SUBJECTS else "once"
    stages = [Message(_STAGE_WORDS.get(stage, stage)) for stage in rule.stages]
    params = {} if kind == "personnel" else {"stages": listed(stages, last=" or ")}
    return Message(_SUBJECTS[kind, doubles], params)


def _scope(rule: CountingRule) -> Iterator[Message]:
    scope = rule.scope
    if scope.region:
        yield Message("Only of the region {region}.", {"region": Message(scope.region)})
    if scope.grouping:
        grouping = scope.grouping_label or scope.grouping
        yield Message("Only of the grouping {grouping}, as it is on the day.", {"grouping": grouping})
    if scope.workstream:
        workstream = scope.workstream_label or scope.workstream
        yield Message("Only of the workstream {workstream}.", {"workstream": workstream})
    if scope.year:
        yield Message("Only who joined in {year}.", {"year": str(scope.year)})


def _days(rule: CountingRule) -> Iterator[Message]:
    since, until = day_of(rule.effective_from), day_of(rule.effective_until)
    if since or until:
        params = {"since": written(rule.effective_from), "until": written(rule.effective_until)}
        yield Message(_APPLIES[since is not None, until is not None], params)


def _choices(rule: CountingRule) -> Iterator[tuple[bool, Message]]:
    host = country_name(rule.host) if rule.host else ""
    if rule.kind == "partners":
        if rule.host and not rule.omit_countries:
            yield rule.count_host, Message("the host country ({host})", {"host": host})
        if rule.founders and not rule.omit_countries:
            founders = ", ".join(country_name(code) for code in rule.founders)
            yield rule.count_founders, Message("founders ({founders})", {"founders": founders})
        yield rule.count_organisations, Message("organisations")
    elif rule.host and rule.kind == "institutions":
        yield rule.count_home, Message("institutions of the host country ({host})", {"host": host})
    elif rule.host:
        yield rule.count_home, Message("people from the host country ({host})", {"host": host})
    if rule.kind == "personnel":
        yield False, Message("people who have not started or have left")
    else:
        yield "applied" in rule.counted_stages, Message("applicants")
