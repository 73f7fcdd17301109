"""Which rows of a sheet are a header, how many of them, and what the joined headers of the columns are."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from ..lexicon import guesses, header_key, is_exact_word, is_header_word, language_told
from ..sheets import Cell, Sheet
from .leads import is_pair
from .raw import JOINER, Header, shown
from .words import counts

#: Share of a row's cells that must be header words, and how far down a header row may reach.
_KNOWN_SHARE = 0.4
_SURE_SHARE = 0.75
#: Years and numbers may head a few columns, more of them beside three known words.
_SOME_DATA = 0.2
_MOST_DATA = 0.34
MOST_HEADER_ROWS = 3
#: One column of so many may lack its word in the second language.
_SPARE = 4
_SEEN_BELOW = 20
_SHORTEST_GRID = 5
_GRID = re.compile(r"\d{1,2}([./-]\d{1,2}([./-]\d{2,4})?)?$|\d{4}-\d\d-\d\d")
_DATA_LIKE = re.compile(r"@|https?://|www\.|^[+(]?[\d\s().,/:+-]{4,}$|^\d+([.,]\d+)?$")


def is_header_row(row: Sequence[Cell]) -> bool:
    """Whether the words of this row alone make it the header of a table of two or more columns."""
    row = _without_grid(row)
    cells = [(column, shown(cell)) for column, cell in enumerate(row) if cell is not None]
    data = _data_share(row)
    if len(cells) < 2 or _is_key_value(cells) or data > _MOST_DATA:
        return False
    known = [column for column, text in cells if is_header_word(text) or counts(text)]
    if data > _SOME_DATA and len(known) < 3:
        return False
    share = len(known) / len(cells)
    if len(known) >= 2 and share >= _KNOWN_SHARE:
        return share >= _SURE_SHARE or _adjacent(known, [column for column, _ in cells])
    scores = [found[0].score for _, text in cells if (found := guesses(text)) and found[0].score >= 0.6]
    return len(scores) >= 3 and sum(scores) >= 0.5 * len(cells) and len(scores) >= 0.6 * len(cells)


def looks_like_header(row: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> bool:
    """Whether ``row`` stands over ``below`` like a header though its words are not known.

    All text, all different, nothing that only data holds, and cells of data (numbers, dates, addresses) under it.
    """
    texts = [shown(cell) for cell in row if cell is not None]
    narrow = len(texts) == 2 and any(map(is_exact_word, texts)) and _fit(row, below)
    if (len(texts) < 3 and not narrow) or len(set(texts)) < len(texts) or _data_share(row) > 0:
        return False
    if _is_key_value([(column, shown(cell)) for column, cell in enumerate(row) if cell is not None]):
        return False
    filled = [column for column, cell in enumerate(row) if cell is not None]
    wide = [
        each
        for each in below
        if sum(column < len(each) and each[column] is not None for column in filled) >= 2
    ]
    return any(_data_share(each) > 0 for each in wide[:5])


def _without_grid(row: Sequence[Cell]) -> Sequence[Cell]:
    """The cells before a run of days or numbers that stand over the boxes of an attendance sheet."""
    end = len(row)
    while end and row[end - 1] is not None and _GRID.match(shown(row[end - 1])):
        end -= 1
    return row[:end] if len(row) - end >= _SHORTEST_GRID else row


def _fit(row: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> bool:
    """Whether the rows below hold nothing beside the columns of ``row`` but perhaps numbers of their own."""
    columns = {column for column, cell in enumerate(row) if cell is not None}
    return all(
        len({column for column, cell in enumerate(each) if cell is not None} - columns) <= 1
        for each in below[:_SEEN_BELOW]
    )


def header_block(sheet: Sheet, main: int, floor: int) -> tuple[int, ...]:
    """The rows of the header around its ``main`` row, top first; none above ``floor``."""
    rows = [main]
    while rows[0] > floor and len(rows) < MOST_HEADER_ROWS and _is_group_row(sheet, rows[0] - 1, rows[0]):
        rows.insert(0, rows[0] - 1)
    while len(rows) < MOST_HEADER_ROWS and _is_sub_row(sheet, rows[-1], rows[-1] + 1):
        rows.append(rows[-1] + 1)
    if len(rows) < MOST_HEADER_ROWS and _says_it_again(sheet, rows[-1], rows[-1] + 1):
        rows.append(rows[-1] + 1)
    return tuple(rows)


def joined_headers(sheet: Sheet, rows: Sequence[int]) -> list[Header]:
    """The header of each column that has one, the groups above it joined with " › ", two languages with " / "."""
    if len(rows) > 1 and _says_it_again(sheet, rows[-2], rows[-1]):
        second = {header.column: header for header in joined_headers(sheet, rows[-1:])}
        return [_both(header, second.get(header.column)) for header in joined_headers(sheet, rows[:-1])]
    lines = [_spread(sheet, row, rows) for row in rows]
    width = max((column for line in lines for column in line), default=-1) + 1
    headers = []
    for column in range(width):
        parts: list[str] = []
        for line in lines:
            text = line.get(column, "")
            if text and header_key(text) not in map(header_key, parts):
                parts.append(text)
        if parts:
            headers.append(Header(column, JOINER.join(parts), parts[-1], JOINER.join(parts[:-1])))
    return headers


def _both(header: Header, other: Header | None) -> Header:
    """One header in two languages; its ``own`` word is the one that is better known."""
    if other is None or header_key(other.text) == header_key(header.own):
        return header
    known = [found[0].score if (found := guesses(each.own)) else 0.0 for each in (header, other)]
    own = other.own if known[1] > known[0] else header.own
    return Header(header.column, f"{header.text} / {other.text}", own, header.group)


def _spread(sheet: Sheet, row: int, rows: Sequence[int]) -> dict[int, str]:
    """Texts of a header row by column, each carried over the columns that it covers."""
    texts = {column: shown(cell) for column, cell in enumerate(sheet.rows[row]) if cell is not None}
    if row == rows[-1]:
        return texts
    merges = _merges(sheet, row)
    below = sheet.rows[row + 1]
    width = max(len(sheet.rows[each]) for each in rows)
    spread = dict(texts)
    for column, text in texts.items():
        for right in range(column + 1, merges.get(column, width - 1) + 1):
            if right in texts or (column not in merges and (merges or _cell(below, right) is None)):
                break
            spread[right] = text
    return spread


def _merges(sheet: Sheet, row: int) -> dict[int, int]:
    """First to last column of each block merged sideways that begins in ``row``."""
    return {left: right for top, left, _, right in sheet.merged if top == row and right > left}


def _is_group_row(sheet: Sheet, row: int, header: int) -> bool:
    """Whether ``row`` holds the groups over the columns of ``header``, rather than a title or a line of its own."""
    above, below = sheet.rows[row], sheet.rows[header]
    filled = [column for column, cell in enumerate(above) if cell is not None]
    columns = [column for column, cell in enumerate(below) if cell is not None]
    if not filled or not columns or _data_share(above) > 0 or filled[0] > columns[-1]:
        return False
    texts = [shown(above[column]) for column in filled]
    if any(text.endswith((":", "：")) or is_pair(text) for text in texts):
        return False
    span = range(min(columns[0], filled[0]), max(columns[-1], filled[-1]) + 1)
    merges = {left: right for left, right in _merges(sheet, row).items() if right - left + 1 < len(span)}
    if len(_merges(sheet, row)) > len(merges):
        return False
    if merges:
        return True
    over_blank = [column for column in filled if _cell(below, column) is None]
    over_group = [column for column in filled if _cell(below, column) is not None]
    if any(_cell(above, column + 1) is not None for column in over_group):
        return False
    named = any(guesses(shown(above[column])) for column in filled)
    return len(filled) >= 2 and (named or bool(over_blank))


def _is_sub_row(sheet: Sheet, header: int, row: int) -> bool:
    """Whether ``row`` splits groups of ``header`` into columns, rather than being the first row of data."""
    if row >= len(sheet.rows):
        return False
    above, below = sheet.rows[header], sheet.rows[row]
    columns = [column for column, cell in enumerate(below) if cell is not None]
    if not columns or _data_share(below) > 0:
        return False
    merges = _merges(sheet, header)
    grouped: set[int] = {column for left, right in merges.items() for column in range(left, right + 1)}
    if not merges:
        grouped = _blank_groups(above)
    whole = len(merges) == 1 and len(above) - above.count(None) == 1
    # Beside groups that are split a column of one word may be split or told again: "Contact" over "e-mail".
    apart = [column for column in columns if column not in grouped]
    inside = len(apart) < len(columns) / 2 and all(is_header_word(shown(below[column])) for column in apart)
    known = sum(bool(guesses(shown(below[column]))) for column in columns)
    return bool(grouped) and not whole and inside and (bool(merges) or known >= len(columns) / 2)


def _says_it_again(sheet: Sheet, header: int, row: int) -> bool:
    """Whether ``row`` holds the words of ``header`` again: in another language, or as a program names its columns."""
    if row >= len(sheet.rows):
        return False
    above, below = sheet.rows[header], sheet.rows[row]
    texts = [cell for cell in below if isinstance(cell, str)]
    columns = [{column for column, cell in enumerate(each) if cell is not None} for each in (above, below)]
    if len(texts) < 2 or len(texts) < len(columns[1]) or len(set(texts)) < len(texts):
        return False
    if len(columns[0] ^ columns[1]) > len(columns[0]) / _SPARE or list(above) == list(below):
        return False
    named = [shown(cell) for cell in above if cell is not None]
    return len(set(named)) == len(named) and sum(map(_says_what, texts)) >= _SURE_SHARE * len(texts)


def _says_what(text: str) -> bool:
    """Whether a cell is a header word or names the language of the one above it: "(English)"."""
    return is_header_word(text) or (text.startswith(("(", "（", "[")) and language_told(text) is not None)


def _blank_groups(row: Sequence[Cell]) -> set[int]:
    """Columns of header cells that are followed by blanks, with these blanks."""
    grouped: set[int] = set()
    start = None
    for column in range(len(row) + 1):
        if _cell(row, column) is not None:
            start = column
        elif start is not None:
            grouped.update((start, column))
    return grouped


def _cell(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None


def _is_key_value(cells: list[tuple[int, str]]) -> bool:
    """Whether labels stand in the row with their values: beside a colon, or behind it in one cell."""
    colons = sum(text.endswith((":", "：")) for _, text in cells)
    return 0 < colons < len(cells) or any(is_pair(text) for _, text in cells)


def _adjacent(known: list[int], filled: list[int]) -> bool:
    places = [filled.index(column) for column in known]
    return any(right - left == 1 for left, right in itertools.pairwise(places))


def _data_share(row: Sequence[Cell]) -> float:
    """Share of the filled cells that hold what no header holds: numbers, dates, addresses, long text."""
    cells = [cell for cell in row if cell is not None]
    data = sum(
        not isinstance(cell, str) or len(cell) > 150 or bool(_DATA_LIKE.search(cell)) for cell in cells
    )
    return data / len(cells) if cells else 0.0
