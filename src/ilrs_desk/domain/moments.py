"""Of which day something is asked: in force on it by the dates in the records, and as the office knew it then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .dates import format_partial
from .wording import Message


@dataclass(frozen=True, slots=True)
class Moment:
    """``as_of``: what was in force on that day by the records' own dates.

    ``known_on``: what the office held at the end of that day (UTC) by its journal (None: now). Both may be given.
    Without ``as_of`` the dates are judged by the day it was known on, as the office would have told them then: today
    if that is not given either.
    """

    as_of: date | None = None
    known_on: date | None = None

    @property
    def is_now(self) -> bool:
        """Whether it asks for nothing but the present."""
        return self.as_of is None and self.known_on is None

    @property
    def day(self) -> date:
        """The day by which the records' dates are judged."""
        if self.as_of is not None:
            return self.as_of
        today = date.today()
        return today if self.known_on is None else min(self.known_on, today)

    def words(self) -> Message:
        """The moment as a phrase: "in force on 5 May 2025, as known on 1 June 2025"."""
        days = {
            name: format_partial(day.isoformat()) if day else ""
            for name, day in (("day", self.as_of), ("known", self.known_on))
        }
        if self.known_on is None:
            return Message("today" if self.as_of is None else "in force on {day}", days)
        if self.as_of is None:
            return Message("as known on {known}", days)
        return Message("in force on {day}, as known on {known}", days)


#: Today, as known now.
NOW = Moment()
