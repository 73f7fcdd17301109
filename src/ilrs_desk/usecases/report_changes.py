"""Since when a report tells of changes, and what moved since then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.movement import Movement
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.records import Record
from ilrs_desk.domain.sealing import Reckoning, Seal
from ilrs_desk.domain.wording import Message
from ilrs_desk.reports.language import Words
from ilrs_desk.reports.request import ReportKind, ReportRequest
from ilrs_desk.store.office import Office

from .last_meeting import SinceMeeting, last_meeting, since_day, since_meeting
from .movement import movement, reckon

#: Reports that can tell of changes.
_TELLING = (ReportKind.AS_OF, ReportKind.PROGRESS, ReportKind.PACK, ReportKind.CHANGE)
#: Reports that tell of changes since the last meeting without being asked.
_OF_THEMSELVES = (ReportKind.PROGRESS, ReportKind.PACK, ReportKind.CHANGE)


@dataclass(frozen=True, slots=True)
class Changes:
    """What moved, since when in words, and what a sealed meeting was told beside today's knowledge of its day."""

    movement: Movement | None = None
    words: str = ""
    seal: Seal | None = None
    reckonings: tuple[Reckoning, ...] = ()


def changes(
    office: Office, request: ReportRequest, meeting: Record | None, day: date, words: Words
) -> Changes:
    """What moved until ``day``; nothing where there is no meeting before it and no day was asked.

    Raises InputProblem where the day asked lies after it.
    """
    if request.kind not in _TELLING:
        return Changes()
    until = Moment(day, request.moment.known_on)
    if request.since is not None:
        since = _asked(office, request.since)
        return Changes(movement(office, since, until), words.day(since.day))
    found = _meeting_meant(office, request, meeting, day)
    if found is None:
        return Changes()
    if found.moment.day > day:
        raise _later(found.meeting)
    told = (found.meeting.label, words.day(found.meeting.text("held_on") or found.moment.day))
    reckoned = reckon(office, found.seal) if found.seal and request.kind is not ReportKind.PROGRESS else ()
    moved = movement(office, found.moment, until, upto=found.upto)
    return Changes(moved, ", ".join(told), found.seal, reckoned)


def _asked(office: Office, since: Moment) -> Moment:
    """The moment asked; what was to be known on a day before there was an office is taken as known now."""
    if since.known_on is None:
        return since
    return replace(since, known_on=since_day(office, since.known_on).known_on)


def _meeting_meant(
    office: Office, request: ReportRequest, meeting: Record | None, day: date
) -> SinceMeeting | None:
    """The meeting named, but of a pack, which is made for it, the one before it."""
    if meeting is not None and request.kind is not ReportKind.PACK:
        return since_meeting(office, meeting)
    if meeting is None and request.kind not in _OF_THEMSELVES:
        return None
    return last_meeting(office, day, other_than=meeting.id if meeting else None)


def _later(meeting: Record) -> InputProblem:
    message = Message(
        "{meeting} was held after the day of the report, so nothing can be told since then. Choose an earlier one.",
        {"meeting": meeting.label},
    )
    return InputProblem("report.since", message)
