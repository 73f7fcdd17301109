"""A table as shown on screen, as a workbook or a text table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.wording import Message
from ilrs_desk.reports.csv import write_csv
from ilrs_desk.reports.document import Column, Table
from ilrs_desk.reports.files import staged
from ilrs_desk.reports.view import view_document, view_table
from ilrs_desk.reports.xlsx import write_xlsx
from ilrs_desk.store.office import Office

from .write_document import require_wanted


def export_view(
    office: Office,
    kind: str,
    query: Query,
    path: Path,
    *,
    columns: Sequence[str] | None = None,
    limit: int | None = None,
    audience: str = "partners",
    header: bool = True,
    stopped: Callable[[], bool] = lambda: False,
) -> int:
    """Write the records that ``query`` shows, with ``columns`` (all fields if None), to .xlsx or .csv.

    Personal contact data is left out unless ``audience`` is "internal". Of a day gone by or to come the file says of
    which: on each page of a workbook, in a last column of a text table. A text table can go without ``header``.
    Returns the number of records written; where ``stopped()`` by then, raises InputProblem ``cancelled`` and what
    stood at ``path`` stays.
    """
    records = office.find(kind, query, limit=limit)
    require_wanted(stopped)
    keys = tuple(columns or KINDS[kind].by_key)
    table = view_table(KINDS[kind], keys, records, audience=audience)
    moment = Moment(query.in_force_on, office.known_on)
    export_table(table, path, moment=moment, header=header, stopped=stopped)
    return len(records)


def export_table(
    table: Table,
    path: Path,
    *,
    moment: Moment = NOW,
    header: bool = True,
    stopped: Callable[[], bool] = lambda: False,
) -> None:
    """Write ``table`` to .xlsx or .csv as :func:`export_view` does; ``moment``: of which day it is."""
    with staged(path) as whole:
        match path.suffix.lower():
            case ".xlsx":
                write_xlsx(replace(view_document(table), as_of=moment.as_of, moment=_told(moment)), whole)
            case ".csv":
                write_csv(_dated(table, moment), whole, header=header)
            case _:
                raise _unknown_ending(path)
        require_wanted(stopped)


def _unknown_ending(path: Path) -> InputProblem:
    template = "{file}: a table is written as .xlsx or .csv. Choose one of these endings."
    return InputProblem("export.format", Message(template, {"file": path.name}))


def _told(moment: Moment) -> str:
    return "" if moment.is_now else str(moment.words())


def _dated(table: Table, moment: Moment) -> Table:
    """The table with a last column that says of which day it is: a text table has no other place for it."""
    if moment.is_now:
        return table
    rows = tuple([(*row, str(moment.words())) for row in table.rows])
    return replace(table, columns=(*table.columns, Column("Moment")), rows=rows)
