"""The fast reader (calamine) behind a door: whatever it throws comes out as one known exception."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from .emit import GRID_COLUMNS, GRID_ROWS


class FastReaderGaveUp(Exception):
    """The fast reader cannot read the file or sheet."""


class FastWorkbook:
    """A workbook held by the fast reader."""

    def __init__(self, data: bytes) -> None:
        try:
            self._book = CalamineWorkbook.from_filelike(BytesIO(data))
            self._sheets = [m for m in self._book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
        except MemoryError:
            raise
        except BaseException as fault:  # noqa: BLE001  (a panic of the library is no Exception)
            raise FastReaderGaveUp(str(fault)) from None

    def sheets(self) -> list[tuple[str, bool]]:
        """Name and "hidden" of each worksheet, in order."""
        return [(sheet.name, sheet.visible != SheetVisibleEnum.Visible) for sheet in self._sheets]

    def sheet(self, name: str) -> FastSheet:
        """The sheet of that name, parsed."""
        try:
            return FastSheet(self._book.get_sheet_by_name(name))
        except MemoryError:
            raise
        except BaseException as fault:  # noqa: BLE001
            raise FastReaderGaveUp(str(fault)) from None


class FastSheet:
    """One parsed sheet; ``top`` is its first filled row from 0, ``height`` the number of rows up to the last one."""

    def __init__(self, sheet: CalamineSheet) -> None:
        self._sheet = sheet
        self.top, self._left = sheet.start or (0, 0)
        bottom, right = sheet.end or (-1, -1)
        if bottom >= GRID_ROWS or right >= GRID_COLUMNS:
            raise FastReaderGaveUp("outside the grid")
        self.height = bottom + 1

    def rows(self) -> Iterator[list[object]]:
        """The rows from the sender's row 1 and column A; an empty cell is an empty text."""
        rows: Iterator[list[object]] = self._sheet.iter_rows()  # type: ignore[assignment]
        if not self._left:
            return rows
        pad: list[object] = [""] * self._left
        return (pad + row for row in rows)

    def merged(self) -> list[tuple[int, int, int, int]]:
        """Merged ranges, where the format tells them."""
        ranges = self._sheet.merged_cell_ranges or []
        return [(top, left, bottom, right) for (top, left), (bottom, right) in ranges]
