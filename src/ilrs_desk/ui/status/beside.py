"""What is read beside the figures, once these are seen: the last meeting, and who works on what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ilrs_desk.domain.coverage import Coverage, Line, coverage_of
from ilrs_desk.domain.kinds import INSTITUTIONS, PARTNERS, PERSONNEL, WORKSTREAMS
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.progress import Progress
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.workstreams import workstream_keys, workstreams_of
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.look_back import look_back

from .since import Since, read_since


@dataclass(frozen=True, slots=True)
class Beside:
    """The figures of the last meeting, if there was one, and who works on which workstream."""

    since: Since | None
    coverage: Coverage


def read_beside(office: Office, moment: Moment, found: Progress, known: Since | None) -> Beside:
    """Both at ``moment``; ``found`` are the figures then, ``known`` what was read of the last meeting before."""
    since = read_since(office, moment, known)
    with look_back(office, moment.known_on) as held:
        snapshot = held.snapshot((INSTITUTIONS.key, WORKSTREAMS.key))
        coverage = coverage_of(
            workstreams_of(snapshot),
            snapshot.of(INSTITUTIONS.key),
            ((crew.workstream, crew.country, crew.count) for crew in held.work.crews()),
            held.work.places(),
            found.breakdowns.get("workstream", {}),
        )
    return Beside(since, coverage)


def covering(office: Office, moment: Moment, line: Line, kind: str) -> Sequence[int]:
    """Ids of the records of ``kind`` behind one number of the coverage; of countries the partners."""
    if kind == INSTITUTIONS.key:
        return (*line.institutions, *line.through_people)
    with look_back(office, moment.known_on) as held:
        if kind == PARTNERS.key:
            partners = held.snapshot((PARTNERS.key,)).of(PARTNERS.key)
            return [one.id for one in partners if one.text("country") in line.countries]
        workstreams = workstreams_of(held.snapshot((WORKSTREAMS.key,)))
        said = {crew.workstream for crew in held.work.crews() if crew.workstream}
        return [
            number
            for text in sorted(said)
            if line.key in workstream_keys(text, workstreams)
            for number in held.ids(PERSONNEL.key, Query(where=(("workstream", text),)))
        ]
