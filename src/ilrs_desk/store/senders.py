"""The agencies that send returns: when one is expected of them, whom to write to, and what they sent."""

from __future__ import annotations

import json

from ilrs_desk.domain.agencies import Agency, Return
from ilrs_desk.domain.dates import first_day, is_partial_date

from .connection import OfficeDatabase
from .imports import note_agency

_AGENCIES = "SELECT id, name, return_months, contact, language FROM agencies ORDER BY folded, id"
_RETURNS = """
SELECT i.agency_id, i.id, s.title, coalesce(i.dated, substr(i.at, 1, 10)), i.counts
FROM imports i JOIN sources s ON s.id = i.source_id LEFT JOIN changesets c ON c.id = i.changeset_id
WHERE i.agency_id IS NOT NULL AND c.undone_by IS NULL ORDER BY i.id DESC
"""


def read(db: OfficeDatabase) -> tuple[Agency, ...]:
    """Every agency by name, with its returns that were not taken back, newest first."""
    returns: dict[int, list[Return]] = {}
    for agency, number, file, day, counts in db.execute_sql(_RETURNS):
        if is_partial_date(day):
            found = Return(number, file, first_day(day), json.loads(counts))
            returns.setdefault(agency, []).append(found)
    return tuple(
        Agency(number, name, _months(months), contact, language, tuple(returns.get(number, ())))
        for number, name, months, contact, language in db.execute_sql(_AGENCIES)
    )


def settle(
    db: OfficeDatabase, name: str, months: int | None, contact: str | None, language: str | None
) -> None:
    """Note what is expected of the agency of that name; it is listed from now on if it was not."""
    number = note_agency(db, name)
    db.execute_sql(
        "UPDATE agencies SET return_months = ?, contact = ?, language = ? WHERE id = ?",
        (None if months is None else str(months), contact, language, number),
    )


def _months(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None
