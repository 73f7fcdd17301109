"""Records that are reported but unconfirmed: listed with where they were read, counting toward nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from peewee import JOIN

from ilrs_desk.domain.records import Value

from .connection import OfficeDatabase, insert_numbered
from .journal import canonical, next_id
from .models import ReportedRow, SourceRow
from .sources import note_publication


@dataclass(frozen=True, slots=True)
class Reported:
    """A record that is reported but unconfirmed; ``id`` is given by the office, ``record_id`` when it is taken.

    ``reported_on``: the (partial) date of the first report, None where it is not known.
    """

    id: int
    kind: str
    values: Mapping[str, Value]
    source: str
    confidence: str
    why: str
    record_id: int | None = None
    reported_on: str | None = None


def add_reported(db: OfficeDatabase, items: Iterable[Reported]) -> None:
    """List reported records, except those that are listed with the same values already."""
    known = {
        (kind, record)
        for kind, record in db.execute(ReportedRow.select(ReportedRow.kind, ReportedRow.record))
    }
    new = [(canonical(dict(item.values)), item) for item in items]
    rows = [
        (
            item.kind, record, note_publication(db, item.source), item.confidence, item.why, item.record_id,
            item.reported_on,
        )
        for record, item in new
        if (item.kind, record) not in known
    ]  # fmt: skip
    insert_numbered(db, ReportedRow, next_id(db, "reported"), rows)


def read_reported(db: OfficeDatabase) -> list[Reported]:
    """The reported records, as listed."""
    query = (
        ReportedRow.select(
            ReportedRow.id, ReportedRow.kind, ReportedRow.record, SourceRow.title, ReportedRow.confidence,
            ReportedRow.why, ReportedRow.record_id, ReportedRow.reported_on,
        )
        .join(SourceRow, JOIN.LEFT_OUTER, on=(SourceRow.id == ReportedRow.source_id))
        .order_by(ReportedRow.id)
    )  # fmt: skip
    return [Reported(row[0], row[1], json.loads(row[2]), row[3] or "", *row[4:]) for row in db.execute(query)]


def mark_reported(db: OfficeDatabase, reported_id: int, record_id: int | None) -> None:
    """Note as which record a reported one was taken."""
    db.execute(ReportedRow.update(record_id=record_id).where(ReportedRow.id == reported_id))
