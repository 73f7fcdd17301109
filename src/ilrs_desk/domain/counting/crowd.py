"""Very many people, grouped by what counting rules look at, so that nobody is judged twice for the same reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import NamedTuple, Protocol

from ..records import Record
from .breakdowns import stage_on
from .people import working_term
from .terms import Term

#: What stands for people whom no rule tells apart by anything but the days of their terms; and for those of a cell.
Who = Hashable
Key = Hashable


class Cell(NamedTuple):
    """``number`` people whom every rule judges alike on the day asked, of one ``workstream`` as it is written.

    ``when`` stands for what the day makes of their terms. ``sample`` makes a record of anybody of them.
    """

    key: Key
    who: Who
    when: Hashable
    workstream: str | None
    number: int
    sample: Callable[[], Record]


@dataclass(slots=True)
class Span:
    """People of one sort whose terms are alike on the day asked: ``term`` is that of any of them, ``stage`` of all."""

    term: Term
    stage: str
    number: int = 0
    cells: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class Sort:
    """People whom a rule lets in or leaves out alike, whenever they come and go; ``record`` is any of them."""

    record: Record
    number: int = 0
    spans: list[Span] = field(default_factory=list)


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

    def sorts(self) -> Sequence[Sort]:
        """All people, grouped."""

    def steps(self, asked: Sequence[Collection[Key]]) -> list[Steps]:
        """For each of the ``asked``: when the people of these cells come and go."""

    def ids(
        self,
        keys: Collection[Key],
        *,
        without: Collection[int] = (),
        limit: int | None = None,
        year: int | None = None,
        agency: str | None = None,
    ) -> Sequence[int]:
        """Ids of the people in the cells, in order, at most ``limit``; not those ``without``.

        ``year``: only who started in it. ``agency``: only those whom its return brought first, "" whom none did.
        """

    def passing(self, since: date) -> Sequence[int]:
        """Ids of those who began to work after ``since`` and worked no more on the day asked, in order."""

    def records(self, ids: Sequence[int]) -> list[Record]:
        """The people with these ids, in order."""

    def sharers(self) -> list[Record]:
        """Everyone who has an ORCID or an e-mail address in common with somebody, by id."""

    def of_several_nations(self, limit: int | None) -> list[Record]:
        """The first people by id of whom other nationalities are recorded."""

    def agencies(self, asked: Sequence[Collection[Key]]) -> list[Counter[str]]:
        """For each of the ``asked``: how many people of these cells the returns of each agency brought first.

        "": those whom none did.
        """

    def agencies_of(self, ids: Collection[int]) -> Counter[str]:
        """How many of the people with these ids the returns of each agency brought first; "": those whom none did."""


class ListedCrowd:
    """A crowd whose people are all at hand as records."""

    def __init__(self, people: Sequence[Record], day: date) -> None:
        self._people = {record.id: record for record in people}
        self._day = day

    def sorts(self) -> Sequence[Sort]:
        """See :class:`Crowd`."""
        cells = []
        for record in self._people.values():
            term, text = working_term(record), record.text("workstream")
            cells.append(Cell(record.id, self._who(record), id(term), text, 1, partial(_itself, record)))
        return sorts_of(cells, self._day)

    def steps(self, asked: Sequence[Collection[Key]]) -> list[Steps]:
        """See :class:`Crowd`."""
        found = []
        for keys in asked:
            steps = Steps()
            for number in keys:
                if isinstance(number, int):
                    add_term(steps, working_term(self._people[number]), self._day)
            found.append(steps)
        return found

    def ids(
        self,
        keys: Collection[Key],
        *,
        without: Collection[int] = (),
        limit: int | None = None,
        year: int | None = None,
        agency: str | None = None,
    ) -> Sequence[int]:
        """See :class:`Crowd`."""
        if agency:
            return []
        left = set(without)
        return [
            number
            for number in sorted(number for number in keys if isinstance(number, int) and number not in left)
            if year is None or _started(self._people[number]) == year
        ][:limit]

    def passing(self, since: date) -> Sequence[int]:
        """See :class:`Crowd`."""
        terms = {number: working_term(record) for number, record in sorted(self._people.items())}
        return [number for number, term in terms.items() if term.passed(since, self._day)]

    def records(self, ids: Sequence[int]) -> list[Record]:
        """See :class:`Crowd`."""
        return [self._people[number] for number in ids]

    def sharers(self) -> list[Record]:
        """See :class:`Crowd`."""
        return list(self._people.values())

    def of_several_nations(self, limit: int | None) -> list[Record]:
        """See :class:`Crowd`."""
        return [one for one in self._people.values() if one.values.get("other_nationalities")][:limit]

    def agencies(self, asked: Sequence[Collection[Key]]) -> list[Counter[str]]:
        """See :class:`Crowd`."""
        return [Counter({"": len(keys)}) for keys in asked]

    def agencies_of(self, ids: Collection[int]) -> Counter[str]:
        """See :class:`Crowd`."""
        return Counter({"": len(ids)})

    def _who(self, record: Record) -> Who:
        values = record.values
        return (
            values.get("nationality"),
            values.get("other_nationalities"),
            values.get("country"),
            values.get("institution_id"),
            values.get("status"),
            "end_date" in values,
            record.trashed,
        )


def sorts_of(cells: Iterable[Cell], day: date) -> list[Sort]:
    """The cells put together."""
    sorts: dict[Who, Sort] = {}
    spans: dict[tuple[Who, Hashable], Span] = {}
    for cell in cells:
        at = cell.who, cell.when
        span = spans.get(at)
        if span is None:
            record = cell.sample()
            span = spans[at] = Span(working_term(record), stage_on(record, day))
            sorts.setdefault(cell.who, Sort(record)).spans.append(span)
        span.number += cell.number
        span.cells.append(cell)
        sorts[cell.who].number += cell.number
    return list(sorts.values())


def add_term(found: Steps, term: Term, day: date, number: int = 1) -> None:
    """Add (or with a negative ``number`` take away) the coming and going of one term."""
    if term.since is None or term.first is None or not term.ever:
        return
    dated = term.start is not None
    (found.joined if dated else found.undated_joined)[term.since] += number
    if term.until is not None:
        (found.left if dated else found.undated_left)[term.until] += number
    if term.covers(day):
        found.present[(term.first or term.since).year] += number


def _itself(record: Record) -> Record:
    return record


def _started(record: Record) -> int | None:
    since = working_term(record).since
    return since.year if since else None
