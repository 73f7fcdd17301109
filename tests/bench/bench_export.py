"""Export of people to a workbook against bare openpyxl write-only of the same cells."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import openpyxl
from _measure import side_by_side, tell
from _people import write_roster

from ilrs_desk.domain.tables import Query
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.export_view import export_view
from ilrs_desk.usecases.open_office import create_office, open_office
from ilrs_desk.usecases.preview_import import preview_import


def main() -> None:
    """Print the ratio."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=5000)
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--quick", action="store_true", help="500 rows, one run: only whether it works")
    arguments = asked.parse_args()
    count, runs = (500, 1) if arguments.quick else (arguments.rows, arguments.runs)
    with tempfile.TemporaryDirectory() as folder:
        _bench(Path(folder), count, runs)


def _bench(folder: Path, count: int, runs: int) -> None:
    write_roster(folder / "roster.xlsx", count)
    create_office(folder / "office.ilrs")
    desk = open_office(folder / "office.ilrs")
    try:
        commit_import(desk, preview_import(desk, [folder / "roster.xlsx"]).plan)
        export_view(desk, "personnel", Query(), folder / "cells.xlsx", audience="internal")
        cells = _cells(folder / "cells.xlsx")
        ratio = side_by_side(
            lambda: export_view(desk, "personnel", Query(), folder / "ours.xlsx", audience="internal"),
            lambda: _bare(cells, folder / "bare.xlsx"),
            runs,
        )
    finally:
        desk.close()
    tell(f"export of {count:,} people", ratio, "bare openpyxl write-only of the same cells")


def _cells(path: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def _bare(cells: list[list[object]], path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("People")
    for row in cells:
        sheet.append(row)
    book.save(path)


if __name__ == "__main__":
    main()
