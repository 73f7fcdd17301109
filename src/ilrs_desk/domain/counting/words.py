"""A counting rule told as a sentence that changes with each of its settings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..countries import country_name
from ..kinds import STAGES
from ..wording import Message

if TYPE_CHECKING:
    from .rule import CountingRule

_SUBJECTS = {
    "partners": Message("Each country is counted once, from the day of signing, if its stage is {stages}."),
    "institutions": Message("Each institution is counted from the day of signing, if its stage is {stages}."),
    "personnel": Message("Each person is counted from the day of starting to the last day."),
}
_STAGE_WORDS = {choice.key: choice.label.lower() for choice in STAGES}


def rule_words(rule: CountingRule) -> Message:
    """The rule in words: what is counted from when, what is in beside it, and what is out."""
    parts = {"subject": _subject(rule)}
    inside, outside = _settings(rule)
    template = "{subject}"
    if inside:
        template += " Counted too: {inside}."
        parts["inside"] = _listed(inside)
    if outside:
        template += " Not counted: {outside}."
        parts["outside"] = _listed(outside)
    return Message(template, parts)


def _subject(rule: CountingRule) -> Message:
    subject = _SUBJECTS[rule.kind]
    if rule.kind == "personnel":
        return subject
    stages = [Message(_STAGE_WORDS.get(stage, stage)) for stage in rule.stages]
    return Message(subject.template, {"stages": _listed(stages, last=" or ")})


def _settings(rule: CountingRule) -> tuple[list[Message], list[Message]]:
    """What the rule takes in and what it leaves out beside its subject."""
    inside: list[Message] = []
    outside: list[Message] = []
    for counted, what in _choices(rule):
        (inside if counted else outside).append(what)
    return inside, outside


def _choices(rule: CountingRule) -> Iterable[tuple[bool, Message]]:
    host = country_name(rule.host) if rule.host else ""
    if rule.kind == "partners":
        if rule.host:
            yield rule.count_host, Message("the host country ({host})", {"host": host})
        if rule.founders:
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


def _listed(items: Sequence[Message], last: str = ", ") -> Message:
    """The items after each other as one message whose places are the items themselves."""
    names = [f"item{number}" for number in range(len(items))]
    places = [f"{{{name}}}" for name in names]
    template = ", ".join(places[:-1]) + (last if len(items) > 1 else "") + places[-1] if items else ""
    return Message(template, dict(zip(names, items, strict=True)))
