"""From which day to which a record counts, and what to say of it before, within and after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ..dates import first_day, format_partial
from ..records import Record
from ..wording import Message

# By how a term begins.
_BEGAN = {"applied": "applied on {day}", "signed": "signed on {day}", "started": "started on {day}"}
_BEGINS_AFTER = {
    "applied": "applied on {start}, after {day}",
    "signed": "signed on {start}, after {day}",
    "started": "starts on {start}, after {day}",
}
_AFTER = {"applied": "applied after {day}", "signed": "signed after {day}", "started": "starts after {day}"}
_NOT_IN_OFFICE = {
    "applied": "no day of applying recorded, and not in the office before {day}",
    "signed": "no day of signing recorded, and not in the office before {day}",
    "started": "no start recorded, and not in the office before {day}",
}
_MISSING = {
    "applied": Message("no day of applying recorded"),
    "signed": Message("no day of signing recorded"),
    "started": Message("no start recorded"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """The days, first and last included, on which a record counts; ``since`` None: on none, and ``out`` says why.

    ``signed``: it begins by a signature, else by a person's start. ``start`` and ``end`` are the dates as
    recorded, None where none is. ``doubt`` says what is not fully known about it, ``note`` as what it counted until its
    first day. ``sort``: ``out`` said of all that are out for the same reason, where that one names the record.
    ``applied``: of what begins by a signature, that it is an application that was signed.
    ``joined``: the first day of all, where another record counted for the same until ``since``.
    """

    since: date | None
    until: date | None = None
    start: str | None = None
    end: str | None = None
    signed: bool = False
    doubt: Message | None = None
    out: Message | None = None
    sort: Message | None = None
    note: Message | None = None
    joined: date | None = None
    applied: bool = False

    @property
    def first(self) -> date | None:
        """The day of joining."""
        return self.joined or self.since

    def covers(self, day: date) -> bool:
        """Whether it counts on ``day``."""
        return self.since is not None and self.since <= day and (self.until is None or day <= self.until)

    def reason(self) -> Message:
        """Why the record counts within its days, and what is not fully known about it."""
        said = self.doubt or self.note
        if said is not None:
            return said
        return self.began()

    def began(self) -> Message:
        """On which recorded day it applied, signed or started."""
        return Message(_BEGAN[self._beginning], {"day": written(self.start)})

    @property
    def _beginning(self) -> str:
        if not self.signed:
            return "started"
        return "applied" if self.applied else "signed"

    def outside(self, day: date) -> Message:
        """Why it does not count on ``day``."""
        if self.out is not None:
            return self.out
        return self._not_yet(day) if self.since is None or self.since > day else self._no_more(day)

    def _not_yet(self, day: date) -> Message:
        if self.note is not None:
            return self.note
        if self.start is None:
            return Message(_NOT_IN_OFFICE[self._beginning], {"day": _words(self.since)})
        return Message(_BEGINS_AFTER[self._beginning], {"start": written(self.start), "day": _words(day)})

    def _no_more(self, day: date) -> Message:
        template = "left on {end}, before {day}" if self.signed else "ended on {end}, before {day}"
        return Message(template, {"end": written(self.end), "day": _words(day)})

    def sort_outside(self, day: date) -> Message:
        """Why it does not count on ``day``, in words that are the same for all of its sort."""
        if self.out is not None:
            return self.sort or self.out
        if self.since is None or self.since > day:
            if self.sort is not None:
                return self.sort
            if self.start is None:
                return Message("not in the office by {day}", {"day": _words(day)})
            return Message(_AFTER[self._beginning], {"day": _words(day)})
        return Message("left before {day}" if self.signed else "ended before {day}", {"day": _words(day)})

    @property
    def ever(self) -> bool:
        """Whether there is a day on which it counts."""
        return self.since is not None and (self.until is None or self.since <= self.until)

    def passed(self, since: date, until: date) -> bool:
        """Whether all of its days lie between the two days."""
        return (
            self.ever and self.since is not None and since < self.since and (self.until or date.max) < until
        )

    def doubted(self, doubt: Message) -> Term:
        """The same days, with ``doubt`` told; a doubt already there stays."""
        return self if self.doubt else replace(self, doubt=doubt)


def never(why: Message, sort: Message | None = None, doubt: Message | None = None) -> Term:
    """A record that counts on no day, and why; ``sort`` says it of all that are out for the same reason."""
    return Term(None, out=why, sort=sort, doubt=doubt)


def starting(text: str | None, entered_on: date | None, *, signed: bool, applied: bool = False) -> Term:
    """The term that begins on the date ``text``; without one, on the day the record came into the office.

    A date known only to the month or year counts from its first day and is in doubt.
    """
    since = day_of(text)
    if since is None:
        doubt = _undated(entered_on, "applied" if applied else "signed" if signed else "started")
        return Term(entered_on or date.min, signed=signed, doubt=doubt, applied=applied)
    return Term(since, start=text, signed=signed, doubt=partial_doubt(text), applied=applied)


def partial_doubt(text: str | None) -> Message | None:
    """What is not known of a date that names only its month or year."""
    if text is None or len(text) >= len("YYYY-MM-DD"):
        return None
    return Message(
        "known only as {date}; taken as {day}", {"date": written(text), "day": _words(day_of(text))}
    )


@lru_cache(maxsize=50_000)
def day_of(text: str | None) -> date | None:
    """First day of a partial date; None where there is none or it cannot be read."""
    try:
        return first_day(text) if text else None
    except ValueError:
        return None


@lru_cache(maxsize=50_000)
def written(text: str | None) -> str:
    """A partial date for people; what is no date stays as it is written."""
    return format_partial(text) if text and day_of(text) else text or ""


def effective_stage(record: Record) -> str | None:
    """The stage of a partner or institution; a day of signing alone says that it signed."""
    return record.text("stage") or ("signed" if record.values.get("signed_on") else None)


def _undated(entered_on: date | None, beginning: str) -> Message:
    missing = _MISSING[beginning]
    if entered_on is None:
        return Message("{missing}; counted at once", {"missing": missing})
    params = {"missing": missing, "day": _words(entered_on)}
    return Message("{missing}; counted from {day}, when it came into the office", params)


@lru_cache(maxsize=50_000)
def _words(day: date | None) -> str:
    return format_partial(day.isoformat()) if day else ""
