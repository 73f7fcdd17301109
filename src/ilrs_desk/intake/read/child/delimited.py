"""Lists in plain text (CSV, TSV and their kin), read strictly: a stray quotation mark never swallows rows."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from ..stop import Stop
from .emit import GRID_ROWS, LONGEST_TEXT, OLD_GRID_ROWS, Emitter
from .xlsx import few

_DELIMITERS = (",", ";", "\t", "|")
_PROBE_ROWS = 200
_PROBE_LETTERS = 200_000


def read_delimited(text: str, suffix: str) -> tuple[list[list[str]], str | None]:
    """Rows of text cells, and the delimiter (None for a list of one column)."""
    row = text.find("\0")
    if row >= 0:
        raise Stop("file.csv_nul", row=text.count("\n", 0, row) + 1)
    text, delimiter = _announced(text)
    if delimiter is None:
        delimiter = _find_delimiter(text, suffix)
    rows = _parse(text, delimiter or ",")
    _refuse_swallowed(rows, delimiter or ",")
    return rows, delimiter


def _announced(text: str) -> tuple[str, str | None]:
    """A first line ``sep=;`` is for the program and no row of the sender's."""
    first, end, rest = text.partition("\n")
    first = first.rstrip("\r")
    if len(first) == 5 and first.lower().startswith("sep="):
        return rest, first[4]
    if not end and "\r" in first[:7]:
        first, _, rest = text.partition("\r")
        if len(first) == 5 and first.lower().startswith("sep="):
            return rest, first[4]
    return text, None


def _find_delimiter(text: str, suffix: str) -> str | None:
    """The delimiter that cuts most rows into the same number of cells; more cells weigh more."""
    probe = text[:_PROBE_LETTERS]
    best, best_score = None, 0.0
    for delimiter in _DELIMITERS:
        widths: list[int] = []
        try:
            for row in csv.reader(StringIO(probe, newline=""), delimiter=delimiter):
                if row:
                    widths.append(len(row))
                if len(widths) >= _PROBE_ROWS:
                    break
        except csv.Error:
            continue
        width, times = _commonest(width for width in widths if width > 1)
        if not times:
            continue
        score = times / len(widths) * (1 - 1 / width) * (1.2 if delimiter == "\t" and suffix == ".tsv" else 1)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _parse(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(LONGEST_TEXT)
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as fault:
        code = "file.csv_field" if "field larger" in str(fault) else "file.csv_quote"
        raise Stop(code, row=len(rows) + 1) from None
    return rows


def _refuse_swallowed(rows: list[list[str]], delimiter: str) -> None:
    """A cell that holds several whole rows was opened by a stray quotation mark, even if another one closes it."""
    width, _ = _commonest(map(len, rows))
    if width < 2:
        return
    for number, row in enumerate(rows, 1):
        for cell in row:
            if "\n" in cell or "\r" in cell:
                inside = [line.count(delimiter) for line in cell.splitlines()[1:-1]]
                if sum(count == width - 1 for count in inside) > max(1, len(inside) // 2):
                    raise Stop("file.csv_quote", row=number)


def warn_about_rows(rows: list[list[str]], sheet: str, emitter: Emitter) -> None:
    """Rows with more filled cells than the list has columns, and a list that ends where its format does."""
    width, _ = _commonest(len(row) for row in rows if any(row))
    long = [number for number, row in enumerate(rows, 1) if len(row) > width and any(row[width:])]
    if width > 1 and 0 < len(long) < len(rows) // 2:
        emitter.warn("file.ragged_rows", rows=few(map(str, long)))
    if len(rows) in (OLD_GRID_ROWS, GRID_ROWS):
        emitter.warn("file.maybe_cut", sheet=sheet, rows=len(rows))


def _commonest(widths: Iterable[int]) -> tuple[int, int]:
    """The width met most often, the larger of two that tie, and how often; ``Counter`` would open files late."""
    times: dict[int, int] = {}
    for width in widths:
        times[width] = times.get(width, 0) + 1
    return max(
        ((width, count) for width, count in times.items()), key=lambda pair: pair[::-1], default=(0, 0)
    )
