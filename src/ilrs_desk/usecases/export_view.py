"""A table as shown on screen, as a workbook or a text table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.wording import Message
from ilrs_desk.reports.csv import write_csv
from ilrs_desk.reports.view import view_document, view_table
from ilrs_desk.reports.xlsx import write_xlsx
from ilrs_desk.store.office import Office


def export_view(
    office: Office,
    kind: str,
    query: Query,
    path: Path,
    *,
    columns: Sequence[str] | None = None,
    limit: int | None = None,
    audience: str = "partners",
) -> int:
    """Write the records that ``query`` shows, with ``columns`` (all fields if None), to .xlsx or .csv.

    Personal contact data is left out unless ``audience`` is "internal". Returns the number of records written.
    """
    records = office.find(kind, query, limit=limit)
    keys = tuple(columns or KINDS[kind].by_key)
    table = view_table(KINDS[kind], keys, records, audience=audience)
    match path.suffix.lower():
        case ".xlsx":
            write_xlsx(view_document(table), path)
        case ".csv":
            write_csv(table, path)
        case _:
            raise InputProblem(
                "export.format",
                Message(
                    "{file}: a table is written as .xlsx or .csv. Choose one of these endings.",
                    {"file": path.name},
                ),
            )
    return len(records)
