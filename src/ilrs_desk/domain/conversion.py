"""How the office's own records went on from stage to stage, told by its journal: what became of those on the way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from .counting import CountingRule, Places, judge
from .forecast import StageRate
from .records import Record

#: The stages before anything is signed, in order.
ON_THE_WAY = ("contact", "talks", "applied")
_JOINED = frozenset({"signed", "active"})
_ENDED = frozenset({"declined", "withdrawn"})
_DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class StageStep:
    """A record came to a stage on the day on which that was entered; None: its stage was taken away."""

    record_id: int
    day: date
    stage: str | None


def rates_of(
    steps: Iterable[StageStep], live: Collection[int], waiting: Collection[int], day: date
) -> tuple[StageRate, ...]:
    """For each stage on the way that records came through by ``day``, how they went on.

    ``steps`` in the order of the journal. Of the ``live`` records those tell; those ``waiting``, which would count
    if they signed, stand at the stages. A step back is a correction: only where a record ended up tells. What was
    entered with its end on one day tells nothing: it is history that was typed in, not watched.
    """
    paths: dict[int, list[StageStep]] = {}
    for step in steps:
        if step.day <= day and step.record_id in live:
            paths.setdefault(step.record_id, []).append(step)
    found = (_rate(stage, paths, waiting, day) for stage in ON_THE_WAY)
    return tuple(rate for rate in found if rate.waiting or rate.tried)


def waiting_of(rule: CountingRule, records: Iterable[Record], day: date, places: Places) -> frozenset[int]:
    """Ids of the partners or institutions that do not count on ``day`` and would by a full agreement signed then."""
    signature = {"stage": "signed", "signed_on": day.isoformat(), "instrument": "agreement"}
    return frozenset(
        record.id
        for record in records
        if not judge(rule, record, day, places).counted
        and judge(rule, replace(record, values={**record.values, **signature}), day, places).counted
    )


def _rate(
    stage: str, paths: Mapping[int, Sequence[StageStep]], waiting: Collection[int], day: date
) -> StageRate:
    came_on: list[int] = []
    ended, open_for = 0, []
    for path in paths.values():
        at = next((at for at, step in enumerate(path) if step.stage == stage), None)
        if at is None:
            continue
        start, last = path[at].day, path[-1]
        signed = next((step.day for step in path[at:] if step.stage in _JOINED), None)
        if last.stage not in _JOINED | _ENDED:
            open_for.append((day - start).days)
        elif (signed or last.day) <= start:
            continue
        elif signed is not None:
            came_on.append((signed - start).days)
        else:
            ended += 1
    usual = median(came_on) if came_on else 0.0
    overdue = sum(days > usual for days in open_for) if came_on else 0
    standing = sum(paths[number][-1].stage == stage for number in waiting if number in paths)
    return StageRate(stage, standing, len(came_on), len(came_on) + ended + overdue, usual / _DAYS_A_MONTH)
