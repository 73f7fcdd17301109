"""What a report says, apart from any file format: sections of paragraphs, tables, and charts as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

#: What stands in a cell: text, a number, a day, or nothing.
CellValue = str | int | float | date | None


class ColumnType(StrEnum):
    """How a column's values are written: days and numbers as such, a share (0.2) as percent."""

    TEXT = "text"
    DATE = "date"  # a day, or text where only the month or year is known
    NUMBER = "number"
    SHARE = "share"
    PHONE = "phone"  # text that may begin with + without being a formula


class ChartKind(StrEnum):
    """Bars lie flat, first row on top; a line runs over days."""

    BAR = "bar"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``width`` in characters is a wish, ``span`` how many columns of a page it takes."""

    label: str
    type: ColumnType = ColumnType.TEXT
    width: int = 14
    span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many values as there are columns; ``name`` is what a workbook calls it."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[CellValue, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart over a table that stands in the same document: ``values`` are columns drawn against ``labels``."""

    title: str
    kind: ChartKind
    table: Table
    values: tuple[int, ...]
    labels: int = 0
    #: Row of the table with which the chart begins.
    first: int = 0
    #: Height and width in centimetres.
    height: float = 6.0
    width: float = 12.0


@dataclass(frozen=True, slots=True)
class Heading:
    """Title of what follows; ``new_page``: it begins a page in print."""

    text: str
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence, after a short ``label`` where it has one; ``under``: it belongs to the labelled one above it."""

    text: str
    label: str = ""
    quiet: bool = False
    under: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A small table on a page, its charts stacked to its right; ``strong``: so many first columns stand out."""

    table: Table
    charts: tuple[Chart, ...] = ()
    strong: int = 0


@dataclass(frozen=True, slots=True)
class ChartRow:
    """Charts side by side; each begins at its column of the page's grid."""

    charts: tuple[tuple[int, Chart], ...]


Block = Heading | Paragraph | TableBlock | ChartRow


@dataclass(frozen=True, slots=True)
class Page:
    """A section to be read: blocks below each other on a grid of column widths (characters).

    ``printed``: so many first blocks go on paper, None all; the rest is the data behind the charts.
    """

    title: str
    grid: tuple[int, ...]
    blocks: tuple[Block, ...]
    printed: int | None = None


@dataclass(frozen=True, slots=True)
class Records:
    """A section to be sorted and filtered: one table, its header at the top."""

    title: str
    table: Table


@dataclass(frozen=True, slots=True)
class Document:
    """A report: ``office``, ``as_of`` and ``audience`` stand on each page of it where they are known."""

    title: str
    sections: tuple[Page | Records, ...]
    office: str = ""
    as_of: date | None = None
    audience: str = ""
