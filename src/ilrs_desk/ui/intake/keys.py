"""How decisions name a file, a sheet or a table of the plan on screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from ilrs_desk.intake.plan import Decisions, ImportPlan, RowKey, table_key

V = TypeVar("V")


def key_of_table(plan: ImportPlan | None, file: int, table: int) -> str:
    """The key of table number ``table`` of file number ``file``."""
    if plan is None:
        raise LookupError("nothing was read yet")
    tables = plan.files[file].tables
    sheet = tables[table].sheet
    return table_key(file, sheet, sum(1 for other in tables[:table] if other.sheet == sheet))


def key_of_sheet(file: int, sheet: str) -> str:
    """The key of a sheet of file number ``file``, the same as that of its first table."""
    return table_key(file, sheet)


def without_file(decisions: Decisions, file: int) -> Decisions:
    """``decisions`` after file number ``file`` was taken out of the sitting: those of later files move up."""
    return replace(
        decisions,
        skip_sheets=frozenset(_tables(dict.fromkeys(decisions.skip_sheets), file)),
        take_sheets=frozenset(_tables(dict.fromkeys(decisions.take_sheets), file)),
        take_hidden=frozenset(_tables(dict.fromkeys(decisions.take_hidden), file)),
        kinds=_tables(decisions.kinds, file),
        header_rows=_tables(decisions.header_rows, file),
        fields=_tables(decisions.fields, file),
        date_orders=_tables(decisions.date_orders, file),
        same_as=rows_without_file(decisions.same_as, file),
        apart=frozenset((_row(row, file), one) for row, one in decisions.apart if row[0] != file),
        refused=rows_without_file(decisions.refused, file),
        agencies={_up(n, file): sender for n, sender in decisions.agencies.items() if n != file},
    )


def rows_without_file(rows: Mapping[RowKey, V], file: int) -> dict[RowKey, V]:
    """What is said of rows, after file number ``file`` was taken out."""
    return {_row(row, file): said for row, said in rows.items() if row[0] != file}


def _row(row: RowKey, file: int) -> RowKey:
    return _up(row[0], file), row[1], row[2]


def _tables(said: Mapping[str, V], file: int) -> dict[str, V]:
    found: dict[str, V] = {}
    for key, value in said.items():
        number, _, rest = key.partition("/")
        if int(number) != file:
            found[f"{_up(int(number), file)}/{rest}"] = value
    return found


def _up(number: int, file: int) -> int:
    return number - 1 if number > file else number
