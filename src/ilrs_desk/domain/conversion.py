"""How the office's own records went on from stage to stage, told by its journal: what became of those on the way."""

from __future__ import annotations

import math
import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from .counting import CountingRule, Places, judge
from .course import StageRate
from .pace import DAYS_A_MONTH
from .records import Record

#: The stages before anything is signed, in order.
ON_THE_WAY = ("contact", "talks", "applied")
_JOINED = frozenset({"signed", "active"})
_ENDED = frozenset({"declined", "withdrawn"})
#: By how long they stand there already, in days: who has waited for years will hardly come on like a newcomer.
_WAITED = (0, 182, 365, 730)
#: The part of those that came on by whose time the others are measured.
_MOST = 0.8


@dataclass(frozen=True, slots=True)
class StageStep:
    """A record came to a stage on the day on which that was entered; None: its stage was taken away."""

    record_id: int
    day: date
    stage: str | None


def rates_of(
    steps: Iterable[StageStep], live: Collection[int], waiting: Collection[int], day: date
) -> tuple[StageRate, ...]:
    """How records went on from the stages on the way by ``day``, apart by how long they had stood there.

    ``steps`` in the order of the journal. Of the ``live`` records those tell; those ``waiting``, which would count
    if they signed, stand at the stages. A step back is a correction: only where a record ended up tells. What was
    entered with its end on one day tells nothing: it is history that was typed in, not watched.
    """
    paths: dict[int, list[StageStep]] = {}
    for step in steps:
        if step.day <= day and step.record_id in live:
            paths.setdefault(step.record_id, []).append(step)
    found = []
    for stage in ON_THE_WAY:
        stays = {number: stay for number, path in paths.items() if (stay := _stay(stage, path, day))}
        here = [
            stays[number].days for number in waiting if number in stays and paths[number][-1].stage == stage
        ]
        for since, until in pairwise((*_WAITED, sys.maxsize)):
            standing = sum(since <= days < until for days in here)
            if standing:
                found.append(_rate(stage, standing, since, stays.values()))
    return tuple(found)


def waiting_of(rule: CountingRule, records: Iterable[Record], day: date, places: Places) -> frozenset[int]:
    """Ids of the partners or institutions that do not count on ``day`` and would by a full agreement signed then."""
    signature = {
        "stage": "signed", "signed_on": day.isoformat(), "ended_on": None, "instrument": "agreement"
    }  # fmt: skip
    return frozenset(
        record.id
        for record in records
        if not judge(rule, record, day, places).counted
        and judge(rule, replace(record, values={**record.values, **signature}), day, places).counted
    )


@dataclass(frozen=True, slots=True)
class _Stay:
    """From coming to a stage until it came on (``joined``) or ended, or until now: so many ``days`` of ``known``."""

    days: int
    known: int
    joined: bool


def _stay(stage: str, path: Sequence[StageStep], day: date) -> _Stay | None:
    at = next((at for at, step in enumerate(path) if step.stage == stage), None)
    if at is None:
        return None
    start, last = path[at].day, path[-1]
    known = (day - start).days
    if last.stage not in _JOINED | _ENDED:
        return _Stay(known, known, joined=False)
    signed = next((step.day for step in path[at:] if step.stage in _JOINED), None)
    days = ((signed or last.day) - start).days
    return _Stay(days, known, joined=signed is not None) if days > 0 else None


def _rate(stage: str, standing: int, since: int, stays: Iterable[_Stay]) -> StageRate:
    """Of those that had stood there for ``since`` days: who came on, among those known long enough to tell."""
    stood = [stay for stay in stays if stay.days >= since]
    waits = sorted(stay.days - since for stay in stood if stay.joined)
    usual = waits[math.ceil(len(waits) * _MOST) - 1] if waits else 0
    tried = [stay for stay in stood if stay.known - since >= usual and (waits or stay.days < stay.known)]
    joined = sum(stay.joined for stay in tried)
    return StageRate(stage, standing, joined, len(tried), usual / DAYS_A_MONTH)
