"""OpenDocument spreadsheets: values, repeats, spans, what is hidden, what is no cell text."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from tests.intake.read.making import changed, ods_book

from ilrs_desk.intake.sheets import CellError


def element(name: str, inner: str, attributes: dict[str, str]) -> str:
    """``office_value_type`` in ``attributes`` is ``office:value-type``."""
    written = "".join(
        f' {key.replace("_", ":", 1).replace("_", "-")}="{value}"' for key, value in attributes.items()
    )
    return f"<table:{name}{written}>{inner}</table:{name}>"


def cell(text: str = "", **attributes: str) -> str:
    return element("table-cell", text, attributes)


def row(*cells: str, **attributes: str) -> str:
    return element("table-row", "".join(cells), attributes)


def table(*rows: str, name: str = "S", style: str = "") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{"".join(rows)}</table:table>'


def text(words: str) -> str:
    return cell(f"<text:p>{words}</text:p>", office_value_type="string")


def typed(kind: str, **attributes: str) -> str:
    return cell("<text:p>shown</text:p>", office_value_type=kind, **attributes)


def test_values_of_every_type(read: Any) -> None:
    """Numbers, shares, money, dates, times, lengths, truth."""
    book = ods_book(
        table(
            row(
                typed("float", office_value="3"),
                typed("percentage", office_value="0.25"),
                typed("currency", office_value="1.5"),
                typed("date", office_date_value="2024-02-29"),
                typed("date", office_date_value="2024-02-29T10:30:00"),
                typed("time", office_time_value="PT03H04M05S"),
                typed("time", office_time_value="PT30H05M00S"),
                typed("boolean", office_boolean_value="true"),
                typed("float", office_value="x"),
                typed("date", office_date_value="-0044-03-15"),
            )
        )
    )
    assert read(book, "x.ods").sheets[0].rows == [
        [
            3,
            0.25,
            1.5,
            date(2024, 2, 29),
            datetime(2024, 2, 29, 10, 30),
            time(3, 4, 5),
            "30:05:00",
            True,
            "shown",
            "shown",
        ]
    ]


def test_what_is_text_and_what_is_not(read: Any) -> None:
    """Paragraphs, runs, spaces and tabs are text; notes and phonetic guides are not."""
    workbook = read(
        ods_book(
            table(
                row(
                    cell(
                        "<text:p>a<text:s text:c='2'/>b<text:tab/>c</text:p><text:p><text:span>d</text:span></text:p>"
                    ),
                    cell("<office:annotation><text:p>note</text:p></office:annotation><text:p>e</text:p>"),
                    cell(
                        "<text:p><text:ruby><text:ruby-base>東</text:ruby-base><text:ruby-text>ひ</text:ruby-text></text:ruby></text:p>"
                    ),
                    text("=1+1"),
                )
            )
        ),
        "x.ods",
    )
    assert workbook.sheets[0].rows == [["a  b\tc\nd", "e", "東", "=1+1"]]


def test_repeats_spans_and_what_is_hidden(read: Any) -> None:
    """Repeated cells and rows stand as often as they are seen; spans are merged cells."""
    hidden = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    workbook = read(
        ods_book(
            table(
                '<table:table-column table:number-columns-repeated="2"/>',
                '<table:table-column table:visibility="collapse"/>',
                row(
                    cell("", table_number_columns_repeated="2"),
                    text("x"),
                    cell("", table_number_columns_repeated="16381"),
                ),
                row(
                    text("r").replace(
                        "<table:table-cell", '<table:table-cell table:number-columns-repeated="3"'
                    ),
                    table_number_rows_repeated="2",
                ),
                row(
                    cell(
                        "<text:p>m</text:p>", table_number_columns_spanned="2", table_number_rows_spanned="2"
                    ),
                    "<table:covered-table-cell/>",
                    text("n"),
                    table_visibility="filter",
                ),
                row(cell("", table_number_columns_repeated="16384"), table_number_rows_repeated="1048572"),
            )
            + table(row(text("y")), name="H", style="h"),
            styles=hidden,
        ),
        "x.ods",
    )
    first, second = workbook.sheets
    assert first.rows == [[None, None, "x"], ["r", "r", "r"], ["r", "r", "r"], ["m", None, "n"]]
    assert (first.merged, first.hidden_columns, first.hidden_rows) == ([(3, 0, 4, 1)], {2}, {3})
    assert (second.name, second.hidden) == ("H", True)
    assert {w.code for w in workbook.warnings} == {
        "file.hidden_rows",
        "file.hidden_columns",
        "file.hidden_sheet",
    }


def test_errors_formulas_links_and_macros(read: Any) -> None:
    """An error is an error, a formula its value; linked tables and macros are told and left alone."""
    workbook = read(
        ods_book(
            table(
                '<table:table-source xlink:href="x" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
                row(
                    cell("<text:p>#DIV/0!</text:p>", table_formula="of:=1/0", calcext_value_type="error"),
                    cell("<text:p>Err:502</text:p>", table_formula="of:=X()", office_value_type="string"),
                    cell("", table_formula="of:=1"),
                    text("#N/A"),
                ),
            ),
            extra={"Basic/Standard/Module1.xml": b"<x/>"},
        ),
        "x.ods",
    )
    assert workbook.sheets[0].rows == [[CellError("#DIV/0!"), CellError("Err:502"), None, "#N/A"]]
    assert {w.code for w in workbook.warnings} == {
        "file.error_cells",
        "file.formulas",
        "file.formulas_unsaved",
        "file.external_links",
        "file.macros_ignored",
    }


def test_refusals(refuse: Any) -> None:
    """Locked, broken, beyond the grid, without a sheet."""
    good = ods_book(table(row(text("x"))))
    locked = changed(good, **{"META-INF__manifest_dot_xml": b"<m><encryption-data/></m>"})
    assert refuse(locked, "x.ods").code == "ask.password"
    assert refuse(locked, "x.ods", password="luna").code == "file.locked"
    assert refuse(changed(good, content_dot_xml=b"<office:document-content>"), "x.ods").code == "file.damaged"
    below = ods_book(table(row(cell(""), table_number_rows_repeated="1048576"), row(text("x"))))
    assert refuse(below, "x.ods").code == "file.damaged"
    aside = ods_book(table(row(cell("", table_number_columns_repeated="16384"), text("x"))))
    assert refuse(aside, "x.ods").code == "file.damaged"
    assert refuse(ods_book(""), "x.ods").code == "file.not_a_sheet"
    assert refuse(ods_book(table(row(cell(table(row(text("x"))))))), "x.ods").code == "file.damaged"
    deep = ods_book(table(row(cell("<text:span>" * 100 + "</text:span>" * 100))))
    assert refuse(deep, "x.ods").code == "file.xml"
