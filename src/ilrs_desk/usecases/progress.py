"""How far the office is from each target at a moment, which records that are, and which stand behind each part."""

from __future__ import annotations

from dataclasses import replace

from ilrs_desk.domain.counting import members_of
from ilrs_desk.domain.kinds import CLAIMS, JOURNALLED, RULES, TARGETS
from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.domain.progress import Figure, Progress
from ilrs_desk.domain.progress import progress as count_progress
from ilrs_desk.domain.records import Snapshot
from ilrs_desk.store.office import Office

from .attention import attention


def progress(office: Office, moment: Moment = NOW, *, listed: int | None = None) -> Progress:
    """The figures at ``moment``; each list of records not counted or uncertain holds at most ``listed`` of them."""
    snapshot = _snapshot(office, moment)
    found = count_progress(snapshot, moment.day)
    if moment.known_on is None:
        found = replace(found, attention=attention(office, moment.day, snapshot))
    if listed is None:
        return found
    figures = tuple(
        replace(one, not_counted=one.not_counted[:listed], uncertain=one.uncertain[:listed])
        for one in found.figures
    )
    return replace(found, figures=figures)


def counted_ids(office: Office, moment: Moment, target: str) -> tuple[int, ...]:
    """Ids of the records that count toward the target with this key at ``moment``, in order."""
    return _figure(progress(office, moment), target).counted_ids


def members(office: Office, moment: Moment, target: str, dimension: str, value: str) -> tuple[int, ...]:
    """Ids of the records that the breakdown by ``dimension`` counts under ``value``, in order."""
    snapshot = _snapshot(office, moment)
    figure = _figure(count_progress(snapshot, moment.day), target)
    counted = frozenset(figure.counted_ids)
    return members_of(snapshot, figure.rule, counted, moment.day, dimension, value)


def _snapshot(office: Office, moment: Moment) -> Snapshot:
    snapshot = office.snapshot(tuple(JOURNALLED), known_on=moment.known_on)
    if moment.known_on is not None and not snapshot.of(TARGETS.key):
        # Before the office was set up nothing was known, but what is aimed at can still be told.
        settings = office.snapshot((TARGETS.key, RULES.key, CLAIMS.key))
        snapshot = replace(snapshot, records={**snapshot.records, **settings.records})
    return snapshot


def _figure(found: Progress, target: str) -> Figure:
    figure = next((one for one in found.figures if one.target.key == target), None)
    if figure is None:
        raise LookupError(f"no target {target!r}")
    return figure
