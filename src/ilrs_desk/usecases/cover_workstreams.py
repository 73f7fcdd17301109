"""Who works on which workstream at a moment, and where nobody does."""

from __future__ import annotations

from ilrs_desk.domain.coverage import Coverage, coverage_of
from ilrs_desk.domain.kinds import INSTITUTIONS, WORKSTREAMS
from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.domain.progress import Progress
from ilrs_desk.domain.workstreams import workstreams_of
from ilrs_desk.store.office import Office

from .progress import progress


def cover_workstreams(office: Office, moment: Moment = NOW, found: Progress | None = None) -> Coverage:
    """Every workstream with the countries, institutions and people that are recorded as working on it.

    Of each, how many count toward which target at ``moment``; whoever is recorded is told whether in force or not.
    ``found``: the figures at that moment, if they were counted already.
    """
    if moment.known_on is not None:
        past = office.as_known(moment.known_on)
        try:
            return cover_workstreams(past, Moment(moment.day), found)
        finally:
            past.close()
    snapshot = office.snapshot((INSTITUTIONS.key, WORKSTREAMS.key))
    return coverage_of(
        workstreams_of(snapshot),
        snapshot.of(INSTITUTIONS.key),
        ((crew.workstream, crew.country, crew.count) for crew in office.work.crews()),
        office.work.places(),
        (found or progress(office, moment, listed=0)).breakdowns.get("workstream", {}),
    )
