"""The blank template as a workbook: headers in the partner's language, tags, drop-downs, hints, examples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ilrs_desk.domain.fields import Field, ValueType

from ..returned import KEY_HEADER
from ..sheets import Cell
from ..tags import GUIDE_TAG, tag
from ..texts import Texts, country_in, header_in, texts
from .examples import example_key
from .fields import asked_fields, choice_list, country_list, example_rows, hint, is_needed, states_country

_TITLE, _STRONG = Font(name="Calibri", bold=True, size=15), Font(name="Calibri", bold=True)
_HEAD_FONT, _HEAD = Font(name="Calibri", bold=True, color="FFFFFF"), PatternFill("solid", fgColor="2F4B6E")
_NEEDED_HEAD = PatternFill("solid", fgColor="1F5FBF")
_EXAMPLE_FONT, _EXAMPLE = (
    Font(name="Calibri", italic=True, color="6B7280"),
    PatternFill("solid", fgColor="F0F1F3"),
)
_MISSING = PatternFill("solid", bgColor="FDE3B8")
_LISTS = "Lists"
_ROWS = 2_000
_FIRST = 2
_PIXELS = 7
_ON_A_PAGE = 14
_NEWEST = "36526"


def template(kind: str, language: str, country: str | None = None) -> Book:
    """A workbook for records of ``kind`` in ``language`` (one of ``texts.languages()``).

    ``country`` (alpha-2) stands first in the lists and, for institutions and personnel, above the table for all rows.
    """
    said = texts(language)
    fields = asked_fields(kind, country)
    book = Book()
    sheet: Any = book.active
    sheet.title = said.template[kind][:31]
    header = _head(sheet, kind, said, country)
    _columns(sheet, kind, said, fields, header)
    _examples(sheet, kind, said, fields, header + 2, country)
    _lists(book, sheet, said, fields, header + 2, country)
    sheet.conditional_formatting.add(*_missing(kind, fields, header + 2))
    _guide(book, kind, said, fields)
    _page(sheet, said, header)
    return book


def _head(sheet: Any, kind: str, said: Texts, country: str | None) -> int:
    """Title, what to do, and the country of all rows; gives the row of the header."""
    sheet.cell(1, 1, said.template[kind]).font = _TITLE
    lines = [said.template[key] for key in ("fill", "examples", "back")]
    for line, text in enumerate(lines, 2):
        sheet.cell(line, 1, text).alignment = _reading(said)
    line = len(lines) + 2
    if country is not None and states_country(kind):
        label = header_in(
            kind, next(f for f in asked_fields(kind, None) if f.key == "country"), said.language
        )
        sheet.cell(line, 1, f"{label}: {country_in(country, said.language)}").font = _STRONG
        line += 1
    return line + 1


def _reading(said: Texts) -> Alignment:
    """The direction of a sentence, so that its stop stands at its end."""
    return Alignment(readingOrder=2 if said.right_to_left else 1)


def _columns(sheet: Any, kind: str, said: Texts, fields: Sequence[Field], header: int) -> None:
    sheet.column_dimensions["A"].width = 11
    sheet.cell(header, 1, "№").font = _HEAD_FONT
    sheet.cell(header, 1).fill = _HEAD
    sheet.cell(header, 1).alignment = Alignment(vertical="center", horizontal="center")
    for column, field in enumerate(fields, _FIRST):
        needed = is_needed(kind, field)
        cell = sheet.cell(header, column, header_in(kind, field, said.language) + (" *" if needed else ""))
        cell.font, cell.fill = _HEAD_FONT, _NEEDED_HEAD if needed else _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        sheet.cell(header + 1, column, tag(kind, field.key))
        width = sheet.column_dimensions[get_column_letter(column)]
        width.width = max(field.width / _PIXELS, 12)
        width.number_format = "yyyy-mm-dd" if field.type is ValueType.DATE else "@"
    sheet.row_dimensions[header].height = 48
    sheet.row_dimensions[header + 1].hidden = True
    keys = len(fields) + _FIRST
    sheet.cell(header, keys, KEY_HEADER).alignment = Alignment(horizontal="fill")
    sheet.column_dimensions[get_column_letter(keys)].hidden = True


def _examples(
    sheet: Any, kind: str, said: Texts, fields: Sequence[Field], first: int, country: str | None
) -> None:
    for line, example in enumerate(example_rows(kind, said, country), first):
        cells: list[Cell] = [said.template["example"], *(example.get(field.key) for field in fields)]
        for column, value in enumerate(cells, 1):
            cell = sheet.cell(line, column, value)
            cell.font, cell.fill = _EXAMPLE_FONT, _EXAMPLE
            cell.number_format = sheet.column_dimensions[get_column_letter(column)].number_format
        key = sheet.cell(line, len(cells) + 1, example_key(line, cells))
        key.alignment = Alignment(
            horizontal="fill"
        )  # a hidden text must not run over into the cell beside it


def _lists(
    book: Book, sheet: Any, said: Texts, fields: Sequence[Field], first: int, country: str | None
) -> None:
    """Drop-downs and hints; another word than those listed may be written all the same."""
    lists: Any = book.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    lists.cell(1, 1, GUIDE_TAG)
    places: dict[tuple[str, ...], str] = {}
    for column, field in enumerate(fields, _FIRST):
        if field.type is ValueType.COUNTRY:
            rule = _drop_down(lists, places, country_list(said, country))
        elif field.type is ValueType.CHOICE:
            rule = _drop_down(lists, places, choice_list(field, said))
        elif field.type is ValueType.DATE:
            rule = DataValidation("date", operator="greaterThan", formula1=_NEWEST, errorStyle="information")
        elif hint(field, said):
            rule = DataValidation(None)
        else:
            continue
        rule.allow_blank = rule.showInputMessage = rule.showErrorMessage = True
        rule.prompt = hint(field, said)[:255]
        rule.error = rule.prompt
        letter = get_column_letter(column)
        rule.add(f"{letter}{first}:{letter}{first + _ROWS}")
        sheet.add_data_validation(rule)


def _drop_down(lists: Any, places: dict[tuple[str, ...], str], words: Sequence[str]) -> DataValidation:
    key = tuple(words)
    if key not in places:
        column = len(places) + 1
        for line, word in enumerate(words, 2):
            lists.cell(line, column, word)
        letter = get_column_letter(column)
        places[key] = f"{_LISTS}!${letter}$2:${letter}${len(words) + 1}"
    return DataValidation("list", formula1=places[key], errorStyle="warning")


def _missing(kind: str, fields: Sequence[Field], first: int) -> tuple[str, Rule]:
    """Colour what is needed in a row that holds anything else."""
    needed = next(place for place, field in enumerate(fields, _FIRST) if is_needed(kind, field))
    letter, last = get_column_letter(needed), get_column_letter(len(fields) + 1)
    formula = f'AND({letter}{first}="",COUNTA($B{first}:${last}{first})>0)'
    return f"{letter}{first}:{letter}{first + _ROWS}", Rule(
        "expression", formula=[formula], dxf=DifferentialStyle(fill=_MISSING)
    )


def _guide(book: Book, kind: str, said: Texts, fields: Sequence[Field]) -> None:
    guide: Any = book.create_sheet(said.template["guide"][:31])
    guide.sheet_view.rightToLeft = said.right_to_left
    guide.sheet_view.showGridLines = False
    guide.cell(1, 1, said.template["guide"]).font = _TITLE
    guide.cell(1, 3, GUIDE_TAG)
    guide.column_dimensions["C"].hidden = True
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 34, 90
    lines = [said.template[key] for key in ("fill", "examples", "back")]
    for line, text in enumerate(lines, 3):
        guide.cell(line, 1, text).alignment = Alignment(wrap_text=True, vertical="top")
        guide.merge_cells(start_row=line, start_column=1, end_row=line, end_column=2)
        guide.row_dimensions[line].height = 30
    for line, field in enumerate(fields, 4 + len(lines)):
        star = " *" if is_needed(kind, field) else ""
        guide.cell(line, 1, header_in(kind, field, said.language) + star).font = _STRONG
        guide.cell(line, 2, hint(field, said) or None).alignment = Alignment(wrap_text=True, vertical="top")


def _page(sheet: Any, said: Texts, header: int) -> None:
    sheet.sheet_view.rightToLeft = said.right_to_left
    sheet.freeze_panes = sheet.cell(header + 2, _FIRST + 1)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1 + sheet.max_column // _ON_A_PAGE, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{header}:{header}"
