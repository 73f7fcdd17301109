"""Whether one record counts toward its target and why, reading no more of the office than that takes."""

from __future__ import annotations

from datetime import date

from ilrs_desk.domain.counting import Verdict
from ilrs_desk.domain.progress import verdicts
from ilrs_desk.domain.records import Record, Snapshot
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.targets import Target
from ilrs_desk.store.office import Office


def judge_record(
    office: Office, record: Record, day: date | None = None
) -> tuple[tuple[Target, Verdict], ...]:
    """For each target whose kind ``record`` is of: whether it counts on ``day`` (today if None), and why or why not."""
    rules = office.snapshot(("targets", "rules"))
    around = Snapshot(rules.generation, {**rules.records, **_around(office, record)})
    return verdicts(around, record, day or date.today())


def _around(office: Office, record: Record) -> dict[str, tuple[Record, ...]]:
    """The other records that the judgement may ask for: partners of the same country, a person's institution."""
    if record.kind == "partners" and record.text("country"):
        same = Query(where=(("country", record.text("country")),))
        return {"partners": tuple(office.find("partners", same))}
    if record.kind == "personnel" and (linked := record.link("institution")):
        return {"institutions": tuple(office.records("institutions", [linked]))}
    return {}
