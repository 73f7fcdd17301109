"""Agencies that send returns: what they sent, when the next one is due, and what is still open in the last."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from .counting import Attention
from .dates import format_partial
from .wording import Message

#: Outcomes of rows that came into the office, and of those that wait for somebody.
_TAKEN = ("add", "update", "same")
_OPEN = ("possible", "conflict", "reject")
_LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Return:
    """A file that an agency sent and that stands: the day that it is of, and how many rows came to what."""

    import_id: int
    file: str
    day: date
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def taken(self) -> int:
        """Rows that were added, changed something or said what was known."""
        return sum(self.counts.get(key, 0) for key in _TAKEN)

    @property
    def rows(self) -> int:
        """All rows, those that somebody left out too."""
        return self.taken + self.open + self.counts.get(_LEFT_OUT, 0)

    @property
    def open(self) -> int:
        """Rows that were left out and wait for somebody."""
        return sum(self.counts.get(key, 0) for key in _OPEN)


@dataclass(frozen=True, slots=True)
class Agency:
    """Who sends returns. ``return_months``: how old a return may grow, None: no return is expected.

    ``contact``: whom to write to; ``language``: in which language. ``returns``: the newest first.
    """

    id: int
    name: str
    return_months: int | None = None
    contact: str | None = None
    language: str | None = None
    returns: tuple[Return, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyState:
    """An agency on a day: ``received`` the last return by then, ``age`` its days, ``expected`` when the next is due.

    ``due``: it is overdue on the day. ``accepted``: the share of rows taken of all its returns, None without rows.
    ``open``: rows of the last return that wait for somebody.
    """

    agency: Agency
    received: Return | None
    sent: int
    age: int | None
    expected: date | None
    due: bool
    accepted: float | None
    open: int


def state_of(agency: Agency, day: date) -> AgencyState:
    """How the agency stands on ``day``; returns of later days are left out."""
    sent = [one for one in agency.returns if one.day <= day]
    last = max(sent, key=lambda one: (one.day, one.import_id), default=None)
    expected = _expected(agency, last, day)
    taken, rows = sum(one.taken for one in sent), sum(one.rows for one in sent)
    return AgencyState(
        agency=agency,
        received=last,
        sent=len(sent),
        age=(day - last.day).days if last else None,
        expected=expected,
        due=expected is not None and expected <= day,
        accepted=taken / rows if rows else None,
        open=last.open if last else 0,
    )


def due_returns(agencies: Iterable[Agency], day: date, meeting: date | None) -> Iterator[Attention]:
    """Whose return is overdue on ``day``, then whose will be by the next ``meeting``, the longest due first."""
    states = [state_of(agency, day) for agency in agencies]
    expected = sorted(
        ((one.expected, one) for one in states if one.expected), key=lambda pair: (pair[0], pair[1].agency.id)
    )
    for _, state in expected:
        if state.due:
            yield _attention("agency.due", state, _overdue(state))
    for when, state in expected:
        if not state.due and meeting is not None and when <= meeting:
            params = {"agency": state.agency.name, "day": _words(when), "meeting": _words(meeting)}
            template = "{agency} should send a return by {day}, before the meeting of {meeting}"
            yield _attention("agency.due_before_meeting", state, Message(template, params))


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _expected(agency: Agency, last: Return | None, day: date) -> date | None:
    """Who never sent anything is expected to do so at once."""
    if agency.return_months is None:
        return None
    return add_months(last.day, agency.return_months) if last else day


def _overdue(state: AgencyState) -> Message:
    params: dict[str, object] = {"agency": state.agency.name, "months": state.agency.return_months}
    if state.received is None:
        return Message("{agency} has not sent a return, and one is expected", params)
    params["day"] = _words(state.received.day)
    return Message("{agency} sent its last return on {day}, more than {months} months ago", params)


def _attention(code: str, state: AgencyState, message: Message) -> Attention:
    return Attention(code, "agencies", state.agency.id, message, ids=(state.agency.id,))


def _words(day: date) -> str:
    return format_partial(day.isoformat())
