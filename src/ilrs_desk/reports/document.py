"""What a report says, apart from any file format: sections of paragraphs, tables, and charts as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ilrs_desk.domain.wording import fill

from .style import PLAIN, Style

#: What a writer says by itself; in the language of the report it stands in ``Document.own_words``.
WRITER_WORDS = (
    "Contents",
    "Back to the contents",
    "Page {page} of {pages}",
    "{title} (continued)",
    "Section",
    "Code",
    "Country",
    "Stage",
    "free",
    "counted",
    "not counted",
    "{value} of {target}",
    "{count} more rows are left out here; the workbook holds them all.",
)

#: What stands in a cell: text, a number, a day, or nothing.
CellValue = str | int | float | date | None


class ColumnType(StrEnum):
    """How a column's values are written: days and numbers as such, a share (0.2) as percent."""

    TEXT = "text"
    DATE = "date"  # a day, or text where only the month or year is known
    NUMBER = "number"
    SHARE = "share"
    PHONE = "phone"  # text that may begin with + without being a formula


class Paper(StrEnum):
    """Sheet sizes of print."""

    A4 = "A4"
    LETTER = "Letter"


class ChartKind(StrEnum):
    """Bars lie flat, first row on top; columns stand; a line runs over days."""

    BAR = "bar"
    COLUMN = "column"
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
    """A chart over a table that stands in the same document: ``values`` are columns drawn against ``labels``.

    A value that is no number (nothing, or "<5") is a gap.
    """

    title: str
    kind: ChartKind
    table: Table
    values: tuple[int, ...]
    labels: int = 0
    #: Columns drawn as single marks without a line: claims beside a curve. They are among ``values``, too.
    points: tuple[int, ...] = ()
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


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure to be seen from the far end of the room: ``value`` of ``target``, with short lines below it."""

    label: str
    value: int
    target: int | None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TileRow:
    """Figures side by side."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class SeatTile:
    """One country on the seat board: two letters and a name; ``stage`` is a key, ``stage_words`` what it is called."""

    code: str
    label: str
    stage: str
    stage_words: str
    counted: bool


@dataclass(frozen=True, slots=True)
class SeatBoard:
    """A tile for each seat of the target ``total``, taken ones first; empty ones are drawn as such.

    Who does not count has a tile too, and takes no seat by it.
    A writer without drawing writes the tiles as a table of code, name and stage in the same order.
    """

    seats: tuple[SeatTile, ...]
    total: int
    title: str = ""

    @property
    def taken(self) -> int:
        """How many seats are taken."""
        return sum(seat.counted for seat in self.seats)


Block = Heading | Paragraph | TableBlock | ChartRow | TileRow | SeatBoard


@dataclass(frozen=True, slots=True)
class Page:
    """A section to be read: blocks below each other on a grid of column widths (characters).

    ``printed``: so many first blocks go on paper, None all; the rest is the data behind the charts. ``single``: what
    is printed goes on one sheet, made smaller where it must. ``upright``: the sheet stands, else it lies or as fits.
    ``language``: its own, where not the document's.
    """

    title: str
    grid: tuple[int, ...]
    blocks: tuple[Block, ...]
    printed: int | None = None
    single: bool = False
    upright: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Records:
    """A section to be sorted and filtered: one table, its header at the top."""

    title: str
    table: Table


@dataclass(frozen=True, slots=True)
class Document:
    """A report. What follows ``title`` and ``sections`` stands on each page of it where it is filled.

    ``moment``: of which day in words; ``as_of``: that day; ``rules``: codes and versions of the counting rules;
    ``filter_words``: to what it is narrowed; ``subtitle``: under the title on the first page; ``language``: code of
    the language that all its words are in; ``own_words``: what a writer adds itself (:data:`WRITER_WORDS`) in it.
    ``audience_words``: who it is for and what that means, in words.
    """

    title: str
    sections: tuple[Page | Records, ...]
    office: str = ""
    as_of: date | None = None
    audience: str = ""
    moment: str = ""
    rules: str = ""
    filter_words: str = ""
    subtitle: str = ""
    language: str = "en"
    page_words: str = "Page {page} of {pages}"
    contents_words: str = "Contents"
    paper: Paper = Paper.A4
    style: Style = PLAIN
    audience_words: str = ""
    own_words: Mapping[str, str] = field(default_factory=dict)

    def word(self, template: str, **params: object) -> str:
        """One of :data:`WRITER_WORDS` in the language of the report, its places filled."""
        return fill(self.own_words.get(template, template), params)

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands on each page: office, of which day, by which rules, narrowed to what, and for whom."""
        known = (self.office, self.moment, self.rules, self.filter_words, self.audience_words)
        return tuple(part for part in known if part)

    @property
    def right_to_left(self) -> bool:
        """Whether the language of the report runs from right to left."""
        return self.language.split("-")[0] in {"ar", "fa", "he", "ur"}
