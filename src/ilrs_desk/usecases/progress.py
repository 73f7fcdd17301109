"""How far the office is from each target on a day, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ilrs_desk.domain.kinds import CLAIMS, JOURNALLED, RULES, TARGETS
from ilrs_desk.domain.progress import Progress
from ilrs_desk.domain.progress import progress as count_progress
from ilrs_desk.store.office import Office


def progress(office: Office, as_of: date | None = None, known_on: date | None = None) -> Progress:
    """The figures by the dates in the records on ``as_of`` (today if None), as the office knew them on ``known_on``."""
    snapshot = office.snapshot(tuple(JOURNALLED), known_on=known_on)
    if known_on is not None and not snapshot.of(TARGETS.key):
        # Before the office was set up nothing was known, but what is aimed at can still be told.
        settings = office.snapshot((TARGETS.key, RULES.key, CLAIMS.key))
        snapshot = replace(snapshot, records={**snapshot.records, **settings.records})
    return count_progress(snapshot, as_of or date.today())
