"""From when to when a partner or institution is in: the days on which it applied, signed and left."""

from __future__ import annotations

from dataclasses import replace

from ..records import Record
from ..wording import Message
from .places import Paper
from .rule import CountingRule
from .terms import Term, day_of, effective_stage, partial_doubt, starting

WITHDRAWN = "withdrawn"
_NO_DAY_OF_LEAVING = Message("withdrawn; the day of leaving is not recorded, so it counts on no day")
_NO_DAY_OF_SIGNING = Message("withdrawn; no day of signing is recorded, so it counts on no day")


def stage_before_leaving(record: Record) -> str | None:
    """At which stage its dates show one that withdrew until the day on which it left; None where they do not tell."""
    if day_of(record.text("ended_on")) is None:
        return None
    if day_of(record.text("signed_on")) is not None:
        return "signed"
    return "applied" if day_of(record.text("applied_on")) is not None else None


def standing_stage(rule: CountingRule, record: Record) -> str | None:
    """The stage that ``rule`` goes by: of one that withdrew, where that is no stage that counts, the one before."""
    stage = effective_stage(record)
    if stage != WITHDRAWN or WITHDRAWN in rule.counted_stages:
        return stage
    return stage_before_leaving(record) or stage


def withdrawal_doubt(record: Record) -> Message | None:
    """What is not known of one that withdrew, so that it cannot be told when it counted."""
    if effective_stage(record) != WITHDRAWN or stage_before_leaving(record) is not None:
        return None
    return _NO_DAY_OF_LEAVING if day_of(record.text("ended_on")) is None else _NO_DAY_OF_SIGNING


def standing_term(rule: CountingRule, record: Record, paper: Paper | None) -> Term:
    """From its signature (its application, where that counts) to the day on which it left.

    ``paper``: the agreement that makes up for an instrument of its own that is not enough. Where withdrawn counts as
    a stage, leaving ends nothing.
    """
    applied_on = _applied_since(rule, record, paper)
    since = applied_on or signed_since(record, paper)
    applied = since == applied_on if since else standing_stage(rule, record) == "applied"
    term = starting(since, record.entered_on, signed=True, applied=applied)
    end = record.text("ended_on")
    until = None if WITHDRAWN in rule.counted_stages else day_of(end)
    return replace(term, until=until, end=end, doubt=term.doubt or partial_doubt(end)) if until else term


def signed_since(record: Record, paper: Paper | None) -> str | None:
    """The (partial) day from which a signature counts: its own, or that of the agreement that makes it enough."""
    own = record.text("signed_on")
    if paper is None or paper.signed_on is None:
        return own
    own_day, paper_day = day_of(own), day_of(paper.signed_on)
    return paper.signed_on if own_day is None or (paper_day and paper_day > own_day) else own


def _applied_since(rule: CountingRule, record: Record, paper: Paper | None) -> str | None:
    """The (partial) day of applying, where applicants count, that day is known, and the first that counts.

    What one that signed had in its hands when it applied was an application: where more is asked for, its days begin
    with what it signed.
    """
    applied_on, signed_on = record.text("applied_on"), record.text("signed_on")
    applied, signed = day_of(applied_on), day_of(signed_on)
    if "applied" not in rule.counted_stages or applied is None or paper is not None:
        return None
    if standing_stage(rule, record) != "applied" and rule.minimum_instrument not in (None, "application"):
        return None
    return applied_on if signed is None or applied < signed else None
