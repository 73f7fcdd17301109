"""What a foreign workbook holds once it has been read: sheets of plain cells, with the sender's own numbering."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import TypeAlias

from ilrs_desk.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that shows an error of the spreadsheet program; ``code`` is what it shows, e.g. ``#DIV/0!``."""

    code: str

    def __str__(self) -> str:
        return self.code


Cell: TypeAlias = "str | int | float | bool | date | datetime | time | CellError | None"
"""One cell. Whole numbers are ``int`` up to 15 digits; text is as it was written (never stripped,
never a formula); a cell with nothing but white space is ``None``; a formula cell is its stored value."""

MergedRange: TypeAlias = tuple[int, int, int, int]
"""First row, first column, last row, last column; counted from 0, both ends inside."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``rows[0]`` is the sender's row 1, ``rows[r][0]`` the sender's column A.

    Rows are ragged: each ends at its last filled cell, a blank row is an empty list (which blank
    rows may share, so never change one). ``total_rows`` is ``len(rows)``: the last row that holds
    anything. ``hidden_rows`` and ``hidden_columns`` are counted from 0.
    """

    name: str
    hidden: bool
    rows: list[list[Cell]]
    merged: list[MergedRange] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    @property
    def total_rows(self) -> int:
        """The number of rows up to the last one that holds anything."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """The number of columns up to the last one that holds anything."""
        return max(map(len, self.rows), default=0)

    def cell(self, row: int, column: int) -> Cell:
        """The cell at 0-based ``row`` and ``column``; None wherever the sheet holds nothing."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        return self.rows[row][column]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as it was read.

    ``format`` is one of xlsx, xlsm, xls, xlsb, ods, csv, tsv, html, xml: what the file is, whatever its name
    says. ``sha256`` and ``size`` (bytes) are of the file on disk. ``encoding`` and ``delimiter`` are set for
    text files. ``warnings`` are to be shown before anything is imported; each names its sheet in its message.
    """

    path: Path
    format: str
    sha256: str
    size: int
    sheets: Sequence[Sheet]
    epoch1904: bool = False
    encoding: str | None = None
    delimiter: str | None = None
    warnings: Sequence[Problem] = ()
