"""How far the office is from each target at a moment, which records that are, and which stand behind each part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType

from ilrs_desk.domain.count import Count, Listed, count_target
from ilrs_desk.domain.ground import Ground, asked_years
from ilrs_desk.domain.kinds import JOURNALLED, PERSONNEL, TARGETS
from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.domain.progress import Figure, Progress, draw_progress
from ilrs_desk.domain.records import Record
from ilrs_desk.domain.targets import targets_from
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office

from .attention import attention
from .look_back import look_back
from .stage_rates import stage_rates

_NOTHING: Mapping[str, tuple[Record, ...]] = MappingProxyType({})
_FEW = tuple(kind for kind in JOURNALLED if kind != PERSONNEL.key)


def progress(office: Office, moment: Moment = NOW, *, listed: int | None = None) -> Progress:
    """The figures at ``moment``; each list of records holds at most ``listed`` of them, the totals are whole.

    People are grouped by the store and judged group by group, so that a million of them cost no more than a walk
    over an index; ``Figure.counted_ids`` stays empty, ask :func:`counted_ids`.
    """
    with _counting(office, moment) as (desk, ground):
        seen = attention(desk, moment.day, ground.snapshot)
        return draw_progress(ground, listed=listed, rates=stage_rates(desk, ground), attention=seen)


def progress_with_ids(
    office: Office, moment: Moment
) -> tuple[tuple[Figure, ...], Mapping[str, tuple[int, ...]]]:
    """The figures at ``moment`` without lists, and by target who counts, all from one count."""
    with _counting(office, moment) as (desk, ground):
        figures = draw_progress(ground, listed=0, rates=stage_rates(desk, ground), attention=()).figures
        return figures, {target.key: count_target(ground, target).ids() for target in ground.targets}


def counted(office: Office, moment: Moment, target: str) -> int:
    """How many records count toward the target with this key at ``moment``; 0 if there is none of that key."""
    with _counting(office, moment) as (_, ground):
        return sum(count_target(ground, one).tally.value for one in ground.targets if one.key == target)


def supposed_progress(
    office: Office, supposed: Mapping[str, tuple[Record, ...]], moment: Moment = NOW
) -> Progress:
    """The figures as they would be if the office held other records of these kinds (not people); lists stay empty."""
    with _counting(office, moment, supposed) as (desk, ground):
        return draw_progress(ground, listed=0, rates=stage_rates(desk, ground), attention=())


def counted_ids(office: Office, moment: Moment, target: str) -> tuple[int, ...]:
    """Ids of the records that count toward the target with this key at ``moment``, in order."""
    with _counted(office, moment, target) as count:
        return count.ids()


def supposed_ids(
    office: Office, supposed: Mapping[str, tuple[Record, ...]], moment: Moment, target: str
) -> tuple[int, ...]:
    """Ids of the records that would count toward the target if the office held other records of these kinds."""
    with _counting(office, moment, supposed) as (_, ground):
        return count_target(ground, ground.target(target)).ids()


def left_out(
    office: Office,
    moment: Moment,
    target: str,
    *,
    reason: Message | None = None,
    offset: int = 0,
    limit: int = 500,
) -> tuple[Listed, ...]:
    """A stretch of the records that do not count, by id, each with why; only those out for ``reason``, if given.

    ``reason`` is one of ``Figure.reasons`` at the same moment.
    """
    with _counted(office, moment, target) as count:
        return count.left_out(reason, offset, limit)


def members(office: Office, moment: Moment, target: str, dimension: str, value: str) -> tuple[int, ...]:
    """Ids of the records that the breakdown by ``dimension`` counts under ``value``, in order."""
    with _counted(office, moment, target) as count:
        return count.members(dimension, value)


@contextmanager
def _counted(office: Office, moment: Moment, target: str) -> Iterator[Count]:
    with _counting(office, moment) as (_, ground):
        yield count_target(ground, ground.target(target))


@contextmanager
def _counting(
    office: Office, moment: Moment, supposed: Mapping[str, tuple[Record, ...]] = _NOTHING
) -> Iterator[tuple[Office, Ground]]:
    """The office that ``moment`` asks about and what the counting needs of it, all read from one moment."""
    with look_back(office, moment.known_on) as desk, desk.one_moment():
        snapshot = desk.snapshot(_FEW)
        snapshot = replace(snapshot, records={**snapshot.records, **supposed})
        targets = targets_from(snapshot.of(TARGETS.key))
        crowd = desk.tallies.crowd(moment.day, years=asked_years(targets))
        yield desk, Ground(snapshot, moment.day, crowd, desk.tallies.brought(), desk.tallies.merged)
