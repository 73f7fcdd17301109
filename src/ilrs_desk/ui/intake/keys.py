"""How decisions name a sheet or a table of the plan on screen."""

from __future__ import annotations

from ilrs_desk.intake.plan import ImportPlan, table_key


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
