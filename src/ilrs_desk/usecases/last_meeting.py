"""The meeting before a day, and since which moment changes are told that its members have not heard of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date

from ilrs_desk.domain.counting import day_of
from ilrs_desk.domain.kinds import MEETINGS
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.records import Record
from ilrs_desk.domain.sealing import Seal
from ilrs_desk.store.office import Office


@dataclass(frozen=True, slots=True)
class SinceMeeting:
    """A meeting, its newest seal if its figures were frozen, and the moment of what it was told."""

    meeting: Record
    moment: Moment
    seal: Seal | None = None

    @property
    def upto(self) -> int | None:
        """The newest change set that was known when the figures were sealed; None without a seal."""
        return self.seal.generation if self.seal else None


def last_meeting(office: Office, day: date, *, other_than: int | None = None) -> SinceMeeting | None:
    """The newest meeting that was held before ``day``; None without one. ``other_than``: not this one."""
    held = [
        (on, meeting.id, meeting)
        for meeting in office.snapshot((MEETINGS.key,)).of(MEETINGS.key)
        if (on := day_of(meeting.text("held_on"))) and on < day and meeting.id != other_than
    ]
    return since_meeting(office, max(held, key=lambda one: one[:2])[2]) if held else None


def since_meeting(office: Office, meeting: Record) -> SinceMeeting | None:
    """What the meeting was told: by its newest seal, else what was known on its day; None if that is not recorded."""
    seals = office.seals.of_meeting(meeting.id)
    if seals:
        seal = max(seals, key=lambda one: one.id)
        return SinceMeeting(meeting, Moment(seal.as_of, seal.at.astimezone(UTC).date()), seal)
    day = day_of(meeting.text("held_on"))
    return SinceMeeting(meeting, since_day(office, day)) if day else None


def since_day(office: Office, day: date) -> Moment:
    """The day as it was known then; as known now where the office did not exist yet."""
    first = office.changeset(1)
    return Moment(day, day if first is not None and first.at.astimezone(UTC).date() <= day else None)
