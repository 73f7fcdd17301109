"""Who works on which workstream, counted once more."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from ilrs_desk.domain.moments import Moment
from ilrs_desk.usecases.cover_workstreams import cover_workstreams
from ilrs_desk.usecases.open_office import open_office

from .compare import census
from .held import held_now

#: The office of ten years may have to be made first, on a busy machine.
pytestmark = pytest.mark.timeout(240)

TODAY = date(2026, 11, 23)


def test_coverage_of_workstreams(few_years: Path) -> None:
    held = held_now(few_years)
    own = census(held, TODAY)
    people, bodies, through = defaultdict(set), defaultdict(set), defaultdict(set)
    live = {row["id"] for row in held.live("institutions")}
    for row in held.live("personnel"):
        for key in own.streams(row.get("workstream") or ""):
            people[key].add(row["id"])
            if row.get("institution_id") in live:
                through[key].add(row["institution_id"])
    for row in held.live("institutions"):
        for key in own.streams(row.get("workstream") or ""):
            bodies[key].add(row["id"])
    office = open_office(few_years, read_only=True)
    try:
        found = cover_workstreams(office, Moment(as_of=TODAY))
    finally:
        office.close()
    lines = {line.key: line for line in found.lines}
    assert {row["key"] for row in held.live("workstreams")} | people.keys() | bodies.keys() == lines.keys()
    counted = {target["key"]: own.count(target).breakdown("workstream") for target in own.targets()}
    for key, line in lines.items():
        assert line.people == len(people[key])
        assert set(line.institutions) == bodies[key]
        assert set(line.through_people) == through[key] - bodies[key]
        assert dict(line.counted) == {target: parts[key] for target, parts in counted.items() if key in parts}
        assert line.is_gap is not bool(people[key] or bodies[key] or through[key])
    assert found.people_without == sum(not row.get("workstream") for row in held.live("personnel"))
    silent = {row["id"] for row in held.live("institutions") if not row.get("workstream")}
    assert set(found.institutions_without) == silent
    assert {line.key for line in found.unknown} == {"Space law"}
