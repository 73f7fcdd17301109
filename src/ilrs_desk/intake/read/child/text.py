"""A text file: a list with delimiters, a web page, or Excel's XML of 2003; told apart by how it begins."""

from __future__ import annotations

from ..stop import Stop
from .delimited import read_delimited, warn_about_rows
from .emit import Emitter, tidy
from .html import is_html, read_tables
from .letters import announced_charset, decode
from .xml2003 import is_xml2003, read_xml2003

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_HEAD = 1 << 16
_OPENINGS = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_SHEET_NAMES = (".xls", ".xlsx", ".xlsm", ".xlsb", ".ods")


def read_text(request: dict[str, Any], data: bytes, emitter: Emitter) -> None:
    """Send what a text file holds."""
    head = _plain(data[:_HEAD])
    if is_xml2003(head):
        read_xml2003(data, emitter, request["cells"])
    elif is_html(head):
        _read_html(request, data, emitter)
    elif head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<svg")):
        raise Stop("file.not_a_sheet", what="an XML document of another program")
    else:
        _read_list(request, data, emitter)


def _plain(head: bytes) -> bytes:
    """The beginning of a page or XML file in UTF-16 as if it were in UTF-8, so that signs in it are seen."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), *_OPENINGS):
        if head.startswith(mark):
            return head.decode(encoding, "ignore").encode()
    return head


def _read_list(request: dict[str, Any], data: bytes, emitter: Emitter) -> None:
    text, encoding, proved = decode(data, request["encoding"])
    text = text.lstrip("\ufeff")
    if not text.strip():
        raise Stop("file.empty")
    rows, delimiter = read_delimited(text, request["suffix"])
    emitter.send("book", format="tsv" if delimiter == "\t" else "csv", encoding=encoding, delimiter=delimiter)
    if request["suffix"] in _SHEET_NAMES:
        emitter.warn("file.csv_as_xls")
    if not proved:
        emitter.warn("file.encoding_guessed", encoding=encoding)
    name = request["stem"]
    emitter.send("sheet", name=name, hidden=False)
    emitter.rows((tidy(list(row)) for row in rows), len(rows), 0.0, 1.0)
    emitter.send("end", merged=[], hidden_rows=[], hidden_columns=[])
    warn_about_rows(rows, name, emitter)


def _read_html(request: dict[str, Any], data: bytes, emitter: Emitter) -> None:
    charset = announced_charset(data[:_HEAD])
    try:
        text, encoding, _ = decode(data, request["encoding"] or charset)
    except Stop:
        if request["encoding"] or not charset:
            raise
        text, encoding, _ = decode(data, None)
    tables = read_tables(text.lstrip("\ufeff"), request["cells"])
    if not tables:
        raise Stop("file.not_a_sheet", what="a web page without a table")
    emitter.send("book", format="html", encoding=encoding)
    emitter.warn("file.html_as_xls")
    for number, table in enumerate(tables, 1):
        emitter.send("sheet", name=request["stem"] if len(tables) == 1 else f"Table {number}", hidden=False)
        emitter.rows(map(tidy, table.rows), len(table.rows), (number - 1) / len(tables), 1 / len(tables))
        emitter.send("end", merged=table.merged, hidden_rows=[], hidden_columns=[])
