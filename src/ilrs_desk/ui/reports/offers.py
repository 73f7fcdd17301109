"""What a report can be of: the meetings, partners and agencies of the office, read off the GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ilrs_desk.domain.counting import day_of
from ilrs_desk.domain.kinds import MEETINGS
from ilrs_desk.domain.records import Record
from ilrs_desk.domain.text import fold
from ilrs_desk.store.office import Office
from ilrs_desk.ui.text import isolate, tr, visible
from ilrs_desk.ui.values import shown_date
from ilrs_desk.usecases.agency_desk import agency_desk


@dataclass(frozen=True, slots=True)
class Offers:
    """Lines of words and what each stands for: meetings newest first, partners and agencies by name.

    ``coming``: the next meeting that is still to be held, None without one.
    """

    meetings: tuple[tuple[str, int], ...] = ()
    coming: int | None = None
    partners: tuple[tuple[str, int], ...] = ()
    agencies: tuple[tuple[str, str], ...] = ()


def read_offers(office: Office, day: date) -> Offers:
    """What the office has; ``day``: on which it is decided what is still to come."""
    found = office.snapshot((MEETINGS.key, "partners"))
    meetings = sorted(
        found.of(MEETINGS.key), key=lambda one: (one.text("held_on") or "", one.id), reverse=True
    )
    partners = sorted(found.of("partners"), key=lambda one: fold(one.label))
    names = [state.agency.name for state in agency_desk(office, day) if state.agency.name]
    return Offers(
        tuple((_words(one), one.id) for one in meetings),
        next_meeting(meetings, day),
        tuple((isolate(visible(one.label)), one.id) for one in partners),
        tuple((isolate(visible(name)), name) for name in names),
    )


def next_meeting(meetings: Sequence[Record], day: date) -> int | None:
    """The first of ``meetings`` that is held on ``day`` or later."""
    coming = [(on, one.id) for one in meetings if (on := day_of(one.text("held_on"))) and on >= day]
    return min(coming)[1] if coming else None


def _words(meeting: Record) -> str:
    held = meeting.text("held_on")
    return tr(
        "{meeting}, {day}", meeting=meeting.label, day=shown_date(held) if held else tr("day not known")
    )
