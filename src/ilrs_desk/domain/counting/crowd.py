"""Very many people, grouped by what counting rules look at, so that nobody is judged twice for the same reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from ..records import Record
from .people import working_term
from .terms import Term


@dataclass(frozen=True, slots=True)
class Cell:
    """People whom every rule judges alike on the day asked: ``record`` is any of them, ``number`` how many they are.

    ``who`` tells them apart by all but the days of their terms; ``key`` by everything.
    """

    key: str
    who: str
    record: Record
    number: int


@dataclass(slots=True)
class Steps:
    """How many began to work on a day and worked no more from a day on, by whether a start is recorded.

    ``present``: by year of starting, how many work on the day asked.
    """

    joined: Counter[date] = field(default_factory=Counter)
    left: Counter[date] = field(default_factory=Counter)
    undated_joined: Counter[date] = field(default_factory=Counter)
    undated_left: Counter[date] = field(default_factory=Counter)
    present: Counter[int] = field(default_factory=Counter)


class Crowd(Protocol):
    """The live people of one office at one moment."""

    def cells(self) -> Sequence[Cell]:
        """All people, grouped."""

    def steps(self, whos: Collection[str]) -> Steps:
        """When the people of these groups come and go."""

    def ids(
        self,
        keys: Collection[str],
        *,
        without: Collection[int] = (),
        limit: int | None = None,
        year: int | None = None,
        agency: str | None = None,
    ) -> Sequence[int]:
        """Ids of the people in the cells, in order, at most ``limit``; not those ``without``.

        ``year``: only who started in it. ``agency``: only those whom its return brought first, "" whom none did.
        """

    def records(self, ids: Sequence[int]) -> list[Record]:
        """The people with these ids, in order."""

    def sharers(self) -> list[Record]:
        """Everyone who has an ORCID or an e-mail address in common with somebody, by id."""

    def of_several_nations(self, limit: int | None) -> tuple[int, list[Record]]:
        """How many have several nationalities, and the first of them by id."""

    def agencies(self, keys: Collection[str], without: Collection[int]) -> Counter[str]:
        """How many people of the cells the returns of each agency brought first; "": those whom none did."""


class ListedCrowd:
    """A crowd whose people are all at hand as records: each is a group of its own."""

    def __init__(self, people: Sequence[Record], day: date) -> None:
        self._people = {str(record.id): record for record in people}
        self._day = day

    def cells(self) -> Sequence[Cell]:
        """See :class:`Crowd`."""
        return [Cell(key, key, record, 1) for key, record in self._people.items()]

    def steps(self, whos: Collection[str]) -> Steps:
        """See :class:`Crowd`."""
        found = Steps()
        for key in whos:
            add_term(found, working_term(self._people[key]), self._day)
        return found

    def ids(
        self,
        keys: Collection[str],
        *,
        without: Collection[int] = (),
        limit: int | None = None,
        year: int | None = None,
        agency: str | None = None,
    ) -> Sequence[int]:
        """See :class:`Crowd`."""
        if agency:
            return []
        wanted = (self._people[key] for key in keys)
        kept = (one for one in wanted if year is None or _started(one) == year)
        found = sorted({one.id for one in kept} - set(without))
        return found[:limit]

    def records(self, ids: Sequence[int]) -> list[Record]:
        """See :class:`Crowd`."""
        return [self._people[str(number)] for number in ids]

    def sharers(self) -> list[Record]:
        """See :class:`Crowd`."""
        return list(self._people.values())

    def of_several_nations(self, limit: int | None) -> tuple[int, list[Record]]:
        """See :class:`Crowd`."""
        found = [one for one in self._people.values() if one.values.get("other_nationalities")]
        return len(found), found[:limit]

    def agencies(self, keys: Collection[str], without: Collection[int]) -> Counter[str]:
        """See :class:`Crowd`."""
        return Counter({"": len(self.ids(keys, without=without))})


def add_term(found: Steps, term: Term, day: date, number: int = 1, *, present: bool = True) -> None:
    """Add (or with a negative ``number`` take away) the coming and going of one term, and that it is ``present``."""
    if term.since is None or not term.ever:
        return
    dated = term.start is not None
    (found.joined if dated else found.undated_joined)[term.since] += number
    if term.until is not None:
        (found.left if dated else found.undated_left)[term.until] += number
    if present and term.covers(day):
        found.present[term.since.year] += number


def _started(record: Record) -> int | None:
    since = working_term(record).since
    return since.year if since else None
