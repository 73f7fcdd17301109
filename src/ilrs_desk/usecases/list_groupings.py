"""The groupings of countries and who belongs to them at a moment."""

from __future__ import annotations

from dataclasses import dataclass

from ilrs_desk.domain.grouping import Grouping, Groupings
from ilrs_desk.domain.kinds import GROUPINGS, MEMBERSHIPS
from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.store.office import Office


@dataclass(frozen=True, slots=True)
class GroupingOnDay:
    """A grouping with the codes of its members on the day asked."""

    grouping: Grouping
    members: tuple[str, ...]


def list_groupings(office: Office, moment: Moment = NOW) -> tuple[GroupingOnDay, ...]:
    """The shipped groupings and the office's own ones, with their members on the moment's day."""
    snapshot = office.snapshot((GROUPINGS.key, MEMBERSHIPS.key), known_on=moment.known_on)
    found = Groupings.of(snapshot)
    return tuple(GroupingOnDay(one, found.members(one.key, moment.day)) for one in found.all)
