"""The days that are offered when another day is asked for: those used lately, and the meetings of the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date

from ilrs_desk.domain.kinds import MEETINGS
from ilrs_desk.domain.moments import Moment
from ilrs_desk.store.office import Office
from ilrs_desk.ui.settings import Settings
from ilrs_desk.usecases.last_meeting import since_meeting

_KEY = "moments"
_KEPT = 5
_MEETINGS = 20


@dataclass(frozen=True, slots=True)
class Offer:
    """A moment with the name of the meeting that it belongs to, "" for none."""

    moment: Moment
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class Offers:
    """The newest meetings, and the day on which the office was begun (None: nothing was ever entered)."""

    meetings: tuple[Offer, ...] = ()
    begun: date | None = None


def read_offers(office: Office) -> Offers:
    """What the office has to offer."""
    meetings = office.snapshot((MEETINGS.key,)).of(MEETINGS.key)
    newest = sorted(meetings, key=lambda one: one.text("held_on") or "", reverse=True)[:_MEETINGS]
    told = [(since_meeting(office, meeting), meeting.label) for meeting in newest]
    first = office.changesets(limit=1, before=2)
    begun = first[0].at.astimezone(UTC).date() if first else None
    return Offers(tuple(Offer(one.moment, label) for one, label in told if one is not None), begun)


def lately(settings: Settings) -> tuple[Moment, ...]:
    """The moments that were looked at last, the newest first."""
    return tuple(_read(line) for line in settings.text(_KEY).splitlines() if _is_moment(line))


def keep_lately(settings: Settings, moment: Moment) -> None:
    """Put ``moment`` first among them."""
    kept = [moment, *(one for one in lately(settings) if one != moment)]
    settings.keep(_KEY, "\n".join(_written(one) for one in kept[:_KEPT]))


def _written(moment: Moment) -> str:
    return " ".join(day.isoformat() if day else "-" for day in (moment.as_of, moment.known_on))


def _is_moment(line: str) -> bool:
    try:
        return not _read(line).is_now
    except ValueError:
        return False


def _read(line: str) -> Moment:
    as_of, known_on = (None if text == "-" else date.fromisoformat(text) for text in line.split())
    return Moment(as_of, known_on)
