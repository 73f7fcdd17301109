"""How far the office is from each target at a moment, which records that are, and which stand behind each part."""

from __future__ import annotations

from dataclasses import replace

from ilrs_desk.domain.count import count_target
from ilrs_desk.domain.ground import Ground
from ilrs_desk.domain.kinds import CLAIMS, JOURNALLED, RULES, TARGETS
from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.domain.progress import Progress, draw_progress
from ilrs_desk.store.office import Office

from .attention import attention
from .stage_rates import stage_rates


def progress(office: Office, moment: Moment = NOW, *, listed: int | None = None) -> Progress:
    """The figures at ``moment``; each list of records holds at most ``listed`` of them, the totals are whole."""
    ground = _ground(office, moment)
    seen = attention(office, moment.day, ground.snapshot) if moment.known_on is None else None
    rates = stage_rates(office, ground)
    return draw_progress(ground, listed=listed, with_ids=True, rates=rates, attention=seen)


def counted_ids(office: Office, moment: Moment, target: str) -> tuple[int, ...]:
    """Ids of the records that count toward the target with this key at ``moment``, in order."""
    ground = _ground(office, moment)
    return count_target(ground, ground.target(target)).ids()


def members(office: Office, moment: Moment, target: str, dimension: str, value: str) -> tuple[int, ...]:
    """Ids of the records that the breakdown by ``dimension`` counts under ``value``, in order."""
    ground = _ground(office, moment)
    return count_target(ground, ground.target(target)).members(dimension, value)


def _ground(office: Office, moment: Moment) -> Ground:
    snapshot = office.snapshot(tuple(JOURNALLED), known_on=moment.known_on)
    if moment.known_on is not None and not snapshot.of(TARGETS.key):
        # Before the office was set up nothing was known, but what is aimed at can still be told.
        settings = office.snapshot((TARGETS.key, RULES.key, CLAIMS.key))
        snapshot = replace(snapshot, records={**snapshot.records, **settings.records})
    return Ground(snapshot, moment.day)
