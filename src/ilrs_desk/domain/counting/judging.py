"""The judgement of one record by a rule: from which day to which one it counts, and if not, why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..records import Record
from ..wording import Message
from .gates import GATES, doubt_of, off_workstream_words, sufficient
from .people import working_term
from .places import Places, Twin
from .rule import CountingRule
from .standing import standing_term
from .terms import Term, never

#: The kinds whose records are counted.
COUNTED_KINDS = tuple(GATES)

_TWIN = {
    "country": "the same country as {name}, record {id}",
    "ror": "the same institution as {name}, record {id} (one ROR)",
    "orcid": "the same person as {name}, record {id} (one ORCID)",
    "email": "the same person as {name}, record {id} (one e-mail address, a like name)",
}
_TWIN_SORT = {
    "country": Message("the same country as another record"),
    "ror": Message("the same institution as another record"),
    "orcid": Message("the same person as another record"),
    "email": Message("the same person as another record"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a record counts on a day; ``why`` says it in words, ``since`` is its first day.

    ``uncertain``: the day or the country behind the verdict is not fully known; ``why`` then tells which.
    """

    counted: bool
    why: Message
    uncertain: bool = False
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One test of a rule as a record meets it: ``code`` names the test, ``words`` say what speaks for or against."""

    code: str
    passed: bool
    words: Message


def judge(rule: CountingRule, record: Record, day: date, places: Places) -> Verdict:
    """Whether ``record`` counts by ``rule`` on ``day``, and why or why not."""
    term = term_of(rule, record, places)
    uncertain = term.doubt is not None
    if term.covers(day):
        return Verdict(True, term.reason(), uncertain, term.since)
    return Verdict(False, term.outside(day), uncertain, term.since)


def checks_of(rule: CountingRule, record: Record, day: date, places: Places) -> tuple[Check, ...]:
    """Every test that ``rule`` puts to ``record`` on ``day``; the record counts if it passes all of them."""
    return tuple(_checks(rule, record, day, places))


def _checks(rule: CountingRule, record: Record, day: date, places: Places) -> Iterator[Check]:
    signed = True
    for gate in GATES[record.kind]:
        out = gate.out(rule, record, places)
        signed &= gate.code != "stage" or out is None
        words = out.why if out else gate.passed(rule, record, places)
        if words is not None:
            yield Check(gate.code, out is None, words)
    dated = _dated(rule, record, places)
    twin = places.twins.get(record.id)
    if dated.since is not None and signed:
        yield Check("day", dated.covers(day), dated.reason() if dated.covers(day) else dated.outside(day))
        if rule.scope.year is not None:
            joined = (twin and twin.joined) or dated.since
            yield Check("year", joined.year == rule.scope.year, _year_words(joined))
    if twin is not None:
        yield Check("double", trimmed(dated, twin).covers(day), _twin_words(twin))


def term_of(rule: CountingRule, record: Record, places: Places) -> Term:
    """The days on which ``record`` counts by ``rule``: the one code path behind every total."""
    term = scoped_term(rule, record, places)
    twin = places.twins.get(record.id)
    return of_the_year(rule, term if twin is None else trimmed(term, twin))


def own_term(rule: CountingRule, record: Record, places: Places) -> Term:
    """The days on which ``record`` counts, whether or not another record stands for the same."""
    return of_the_year(rule, scoped_term(rule, record, places))


def scoped_term(rule: CountingRule, record: Record, places: Places) -> Term:
    """The days on which ``record`` counts by itself, in whatever year it joined."""
    barred = _shut_out(rule, record, places)
    if barred is not None:
        return barred
    term = _dated(rule, record, places)
    doubt = doubt_of(rule, record, places)
    return term if doubt is None else term.doubted(doubt)


def barred_term(rule: CountingRule, record: Record, places: Places) -> Term | None:
    """Why the record counts on no day, whatever its dates and its workstream; None where it may count."""
    if rule.scope.workstream is not None:
        rule = replace(rule, scope=replace(rule.scope, workstream=None))
    return _shut_out(rule, record, places)


def off_workstream(rule: CountingRule, places: Places) -> Term:
    """The term of a record that is not of the workstream which the rule asks for."""
    return never(off_workstream_words(rule, places))


def _shut_out(rule: CountingRule, record: Record, places: Places) -> Term | None:
    for gate in GATES[record.kind]:
        out = gate.out(rule, record, places)
        if out is not None:
            return never(out.why, out.sort, out.doubt)
    return None


def trimmed(term: Term, twin: Twin) -> Term:
    """What is left of ``term`` beside the days on which ``twin`` counts for the same."""
    if term.since is None:
        return term
    words, sort = _twin_words(twin), _TWIN_SORT[twin.code]
    if twin.until is None or twin.until == date.max:
        return never(words, sort)
    after = twin.until + timedelta(days=1)
    if after <= term.since:
        return term if twin.joined is None else replace(term, joined=twin.joined)
    if term.until is not None and term.until < after:
        return never(words, sort)
    return replace(term, since=after, note=words, sort=sort, joined=twin.joined)


def of_the_year(rule: CountingRule, term: Term) -> Term:
    """The term where it begins in the year that the rule asks for, else one without a day."""
    if rule.scope.year is None or term.first is None or term.first.year == rule.scope.year:
        return term
    return never(_year_words(term.first), Message("joined in another year"))


def _dated(rule: CountingRule, record: Record, places: Places) -> Term:
    if record.kind == "personnel":
        return working_term(record)
    return standing_term(rule, record, sufficient(rule, record, places))


def _twin_words(twin: Twin) -> Message:
    return Message(_TWIN[twin.code], {"name": twin.label, "id": twin.id})


def _year_words(since: date) -> Message:
    return Message("joined in {year}", {"year": str(since.year)})
