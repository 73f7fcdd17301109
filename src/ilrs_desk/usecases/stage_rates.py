"""How records went on from stage to stage, for the forecast of each target."""

from __future__ import annotations

from collections.abc import Mapping

from ilrs_desk.domain.conversion import rates_of, waiting_of
from ilrs_desk.domain.course import StageRate
from ilrs_desk.domain.ground import Ground
from ilrs_desk.domain.kinds import INSTITUTIONS, PARTNERS
from ilrs_desk.store.office import Office


def stage_rates(office: Office, ground: Ground) -> Mapping[str, tuple[StageRate, ...]]:
    """By key of each target for partners or institutions: what became of those on the way, and who is on it."""
    found = {}
    for target in ground.targets:
        if target.kind not in (PARTNERS.key, INSTITUTIONS.key):
            continue
        rule, records = ground.rules[target.key], ground.snapshot.of(target.kind)
        waiting = waiting_of(rule, records, ground.day, ground.places(rule))
        live = {record.id for record in records}
        found[target.key] = rates_of(office.stages.steps(target.kind), live, waiting, ground.day)
    return found
