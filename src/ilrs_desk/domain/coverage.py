"""Which countries, institutions and people work on which workstream, and where nobody does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .records import Record
from .workstreams import Workstream, is_known, workstream_keys, workstream_label


@dataclass(frozen=True, slots=True)
class Line:
    """Who works on one workstream; ``known`` False: a text that no workstream has as its name.

    ``institutions``: those that say so themselves; ``through_people``: those that do not, but whose people do.
    ``countries``: where any of these come from. ``counted``: target key → how many of those that count toward it.
    """

    key: str
    label: str
    group: str | None
    known: bool
    countries: tuple[str, ...] = ()
    institutions: tuple[int, ...] = ()
    through_people: tuple[int, ...] = ()
    people: int = 0
    counted: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_gap(self) -> bool:
        """Whether nobody works on it."""
        return not (self.institutions or self.through_people or self.people)


@dataclass(frozen=True, slots=True)
class Coverage:
    """All workstreams in their order, then the texts that are known by no name, most people first.

    ``people_without``: how many say nothing; ``institutions_without``: those that say nothing, whose people may.
    """

    lines: tuple[Line, ...]
    people_without: int
    institutions_without: tuple[int, ...]

    @property
    def gaps(self) -> tuple[Line, ...]:
        """The workstreams on which nobody works."""
        return tuple(line for line in self.lines if line.known and line.is_gap)

    @property
    def unknown(self) -> tuple[Line, ...]:
        """Texts that are no name of a workstream: a name may be added to one, or they may be corrected."""
        return tuple(line for line in self.lines if not line.known)


@dataclass
class _Found:
    countries: set[str] = field(default_factory=set)
    institutions: list[int] = field(default_factory=list)
    through_people: set[int] = field(default_factory=set)
    people: int = 0


def coverage_of(
    workstreams: tuple[Workstream, ...],
    institutions: Iterable[Record],
    crews: Iterable[tuple[str | None, str | None, int]],
    places: Iterable[tuple[str, int]],
    counted: Mapping[str, Mapping[str, int]],
) -> Coverage:
    """Put together who works on what.

    ``crews``: what people say, their country, how many; ``places``: what is said by somebody of which institution;
    ``counted``: target key → key of the workstream → number that counts. Whoever works on two is told of both.
    """
    found = {one.key: _Found() for one in workstreams}
    bodies = {record.id: record for record in institutions}
    silent = []
    for record in bodies.values():
        keys = workstream_keys(record.text("workstream"), workstreams)
        for key in keys:
            line = found.setdefault(key, _Found())
            line.institutions.append(record.id)
            line.countries.update(_known(record.text("country")))
        if not keys:
            silent.append(record.id)
    without = _people(found, workstreams, crews)
    for text, number in places:
        for key in workstream_keys(text, workstreams) if number in bodies else ():
            line = found.setdefault(key, _Found())
            line.through_people.add(number)
            line.countries.update(_known(bodies[number].text("country")))
    return Coverage(tuple(_lines(found, workstreams, _by_key(counted, workstreams))), without, tuple(silent))


def _people(
    found: dict[str, _Found],
    workstreams: tuple[Workstream, ...],
    crews: Iterable[tuple[str | None, str | None, int]],
) -> int:
    without = 0
    for text, country, number in crews:
        keys = workstream_keys(text, workstreams)
        if not keys:
            without += number
        for key in keys:
            line = found.setdefault(key, _Found())
            line.people += number
            line.countries.update(_known(country))
    return without


def _lines(
    found: Mapping[str, _Found], workstreams: tuple[Workstream, ...], counted: Mapping[str, Mapping[str, int]]
) -> list[Line]:
    groups = {one.key: one.group for one in workstreams}
    lines = [
        Line(
            key=key,
            label=workstream_label(key, workstreams),
            group=groups.get(key),
            known=is_known(key, workstreams),
            countries=tuple(sorted(one.countries)),
            institutions=tuple(sorted(one.institutions)),
            through_people=tuple(sorted(one.through_people - set(one.institutions))),
            people=one.people,
            counted=counted.get(key, {}),
        )
        for key, one in found.items()
    ]
    place = {one.key: at for at, one in enumerate(workstreams)}
    return sorted(lines, key=lambda line: (place.get(line.key, len(place)), -line.people, line.label))


def _by_key(
    counted: Mapping[str, Mapping[str, int]], workstreams: tuple[Workstream, ...]
) -> dict[str, dict[str, int]]:
    """Key of the workstream → target key → number, from the figures' breakdowns by workstream."""
    found: dict[str, Counter[str]] = {}
    for target, parts in counted.items():
        for text, number in parts.items():
            for key in workstream_keys(text, workstreams):
                found.setdefault(key, Counter())[target] += number
    return {key: dict(numbers) for key, numbers in found.items()}


def _known(code: str | None) -> tuple[str, ...]:
    return (code,) if code else ()
