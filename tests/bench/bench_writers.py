"""Each writer of reports against its bare library writing the same cells: workbook, slides, text table and PDF."""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl
from _measure import side_by_side, tell
from pptx import Presentation
from pptx.util import Pt
from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

from ilrs_desk.reports.csv import write_csv
from ilrs_desk.reports.document import CellValue, Column, ColumnType, Document, Records, Table
from ilrs_desk.reports.pdf import write_pdf
from ilrs_desk.reports.pptx import write_pptx
from ilrs_desk.reports.pptx_tables import MOST_ROWS
from ilrs_desk.reports.xlsx import write_xlsx

_INSTITUTIONS = (
    "Deep Space Exploration Laboratory",
    "Universidad Mayor de San Andrés",
    "清华大学",
    "МГТУ им. Баумана",
)
_COLUMNS = (
    Column("Name"),
    Column("Family name"),
    Column("Institution"),
    Column("Country"),
    Column("Role"),
    Column("Workstream"),
    Column("Status"),
    Column("Start", ColumnType.DATE),
    Column("Publications", ColumnType.NUMBER),
    Column("Source"),
)
_ROWS_A_SLIDE = 18
_SIZES = (5_000, 100_000)
_KINDS = ("xlsx", "csv", "pdf", "pptx")
Work = Callable[[], object]


def main() -> None:
    """Print the ratios."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, nargs="*", default=list(_SIZES))
    asked.add_argument("--kinds", nargs="*", default=list(_KINDS), choices=_KINDS)
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--quick", action="store_true", help="500 rows, one run: only whether it works")
    arguments = asked.parse_args()
    sizes, runs = ([500], 1) if arguments.quick else (arguments.rows, arguments.runs)
    with tempfile.TemporaryDirectory() as folder:
        for count in sizes:
            _bench(Path(folder), count, arguments.kinds, runs if count <= _SIZES[0] else 1)


def _bench(folder: Path, count: int, kinds: list[str], runs: int) -> None:
    table = Table("Personnel", _COLUMNS, tuple(map(_row, range(count))))
    document = Document("People", (Records("Personnel", table),), "Office", moment="in force on 22 Nov 2026")
    ours, bare = folder / "ours", folder / "bare"
    works: dict[str, tuple[str, Work, Work]] = {
        "xlsx": (
            "openpyxl write-only",
            lambda: write_xlsx(document, ours.with_suffix(".xlsx")),
            lambda: _bare_xlsx(table, bare.with_suffix(".xlsx")),
        ),
        "csv": (
            "csv.writer",
            lambda: write_csv(table, ours.with_suffix(".csv")),
            lambda: _bare_csv(table, bare.with_suffix(".csv")),
        ),
        "pdf": (
            "QPainter on QPdfWriter",
            lambda: write_pdf(document, ours.with_suffix(".pdf")),
            lambda: _bare_pdf(table, bare.with_suffix(".pdf")),
        ),
        "pptx": (
            f"python-pptx tables of the {min(count, MOST_ROWS)} rows that slides bear",
            lambda: write_pptx(document, ours.with_suffix(".pptx")),
            lambda: _bare_pptx(table, bare.with_suffix(".pptx")),
        ),
    }
    for kind in kinds:
        floor, work, floor_work = works[kind]
        tell(
            f"{kind} of {count:,} rows, {len(_COLUMNS)} columns", side_by_side(work, floor_work, runs), floor
        )


def _row(number: int) -> tuple[CellValue, ...]:
    return (
        f"Person {number} of Many",
        f"Many {number % 977}",
        _INSTITUTIONS[number % len(_INSTITUTIONS)],
        ("Pakistan", "Bolivia", "China", "Russia")[number % 4],
        "Senior researcher",
        ("Power", "Communication", "Transport")[number % 3],
        "Active",
        date(2017, 1, 1) + timedelta(days=number % 3600),
        number % 400,
        f"return {number % 60}",
    )


def _bare_xlsx(table: Table, path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("People")
    sheet.append([column.label for column in table.columns])
    for row in table.rows:
        sheet.append(row)
    book.save(path)


def _bare_csv(table: Table, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.label for column in table.columns])
        writer.writerows(table.rows)


def _bare_pptx(table: Table, path: Path) -> None:
    made = Presentation()
    for first in range(0, min(len(table.rows), MOST_ROWS), _ROWS_A_SLIDE):
        rows = table.rows[first : min(first + _ROWS_A_SLIDE, MOST_ROWS)]
        slide = made.slides.add_slide(made.slide_layouts[5])
        frame = slide.shapes.add_table(len(rows) + 1, len(table.columns), Pt(20), Pt(80), Pt(680), Pt(400))
        for at, row in enumerate([tuple(column.label for column in table.columns), *rows]):
            for column, value in enumerate(row):
                frame.table.cell(at, column).text = str(value)
    made.save(str(path))


def _bare_pdf(table: Table, path: Path) -> None:
    writer = QPdfWriter(str(path))
    writer.setResolution(1440)
    margins = QMarginsF(15, 15, 15, 15)
    page = QPageSize(QPageSize.PageSizeId.A4)
    unit = QPageLayout.Unit.Millimeter
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Landscape, margins, unit))
    painter = QPainter(writer)
    font = QFont()
    font.setPointSizeF(7.5)
    painter.setFont(font)
    width, height, y = writer.width() / len(table.columns), 260.0, 0.0
    for row in table.rows:
        if y + height > writer.height():
            writer.newPage()
            y = 0.0
        for column, value in enumerate(row):
            painter.drawText(QRectF(column * width, y, width, height), str(value))
        y += height
    painter.end()


if __name__ == "__main__":
    main()
