"""Where the tables of a sheet are: their headers on any row, what stands above, beside and below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..lexicon import guesses, header_key, is_exact_word, is_header_word
from ..sheets import Cell, Sheet
from .bands import find_bands, split_repeated
from .bare import find_bare
from .header import header_block, is_header_row, joined_headers, looks_like_header
from .leads import filled, holds_pairs, lead_start
from .raw import Header, RawTable

#: A header is looked for in so many filled rows before the sheet is held to have none.
_SEARCHED_ROWS = 80
#: A header right under the rows of another table has at least so many cells.
_FEWEST_UNANNOUNCED = 3


def find_tables(sheet: Sheet, header_rows: Sequence[int] | None = None) -> list[RawTable]:
    """The tables of a sheet from left to right, each column of them downwards; a list without header if that is all.

    ``header_rows`` (counted from 0) is a person's answer to where the header of the only table is.
    """
    if header_rows:
        return _tables(sheet, [tuple(sorted(header_rows))])
    main = _first_header(sheet)
    bands = _bands(sheet, main)
    if main is None and len(bands) == 1:
        return [bare] if (bare := find_bare(sheet)) else []
    return [table for band in bands for table in _tables(band, list(_header_blocks(band)))]


def _bands(sheet: Sheet, main: int | None) -> list[Sheet]:
    """The sheet parted into what stands side by side: below the first header, but for tables that begin above it."""
    whole = find_bands(sheet, 0)
    if main is None:
        return whole
    top = header_block(sheet, main, floor=0)[0]
    if len(whole) > 1 and any((own := _first_header(band)) is not None and own < top for band in whole):
        return whole
    below = find_bands(sheet, top)
    return below if len(below) > 1 else whole


def _tables(sheet: Sheet, blocks: Sequence[tuple[int, ...]]) -> list[RawTable]:
    """The tables under these headers, one below the other."""
    tables: list[RawTable] = []
    for number, block in enumerate(blocks):
        floor = blocks[number - 1][-1] + 1 if number else 0
        end = _end(sheet, block, blocks[number + 1] if number + 1 < len(blocks) else None)
        above = _above(sheet, block[0], floor, first=number == 0)
        tables += _side_by_side(sheet, block, end, above)
    return tables


def _header_blocks(sheet: Sheet) -> Iterator[tuple[int, ...]]:
    """The header rows of each table: the first found, then each other one after a blank row, a title or rows of data.

    The same header again begins another table only under labels of its own.
    """
    main = _first_header(sheet)
    if main is None:
        return
    block = header_block(sheet, main, floor=0)
    yield block
    keys = _keys(sheet, block)
    row = block[-1] + 2
    while row < len(sheet.rows):
        if _may_begin(sheet, row):
            found = header_block(sheet, row, floor=block[-1] + 1)
            if (new := _keys(sheet, found)) != keys or _has_labels(sheet, found[0], block[-1] + 1):
                block, keys = found, new
                yield block
            row = found[-1]
        row += 1


def _first_header(sheet: Sheet) -> int | None:
    filled = [number for number, row in enumerate(sheet.rows) if row][:_SEARCHED_ROWS]
    for number in filled:
        if is_header_row(sheet.rows[number]):
            return number
    for number in filled:
        below = [sheet.rows[each] for each in filled if each > number]
        if looks_like_header(sheet.rows[number], below):
            return number
    return next((number for number in filled if _is_single_column(sheet, number)), None)


def _is_single_column(sheet: Sheet, number: int) -> bool:
    """A header word alone in its row, with cells under it and nothing beside them."""
    row = sheet.rows[number]
    column = len(row) - 1
    if (
        len(row) - row.count(None) != 1
        or not isinstance(row[column], str)
        or str(row[column]).endswith((":", "："))
    ):
        return False
    below = [each for each in sheet.rows[number + 1 :] if each]
    alone = all(len(each) == column + 1 and each.count(None) == column for each in below)
    return bool(below) and alone and is_header_word(str(row[column]))


def _may_begin(sheet: Sheet, row: int) -> bool:
    """Whether a header may stand in ``row``: announced by a blank row, a title or labels, or else beyond any doubt."""
    cells, before = sheet.rows[row], sheet.rows[row - 1]
    if len(cells) < 2:
        return False
    if filled(before) <= 1 or (filled(cells) > 2 and holds_pairs(before)):
        return is_header_row(cells)
    texts = [cell for cell in cells if isinstance(cell, str)]
    if len(texts) < _FEWEST_UNANNOUNCED or len(texts) < filled(cells) or not is_exact_word(texts[0]):
        return False
    return all(map(is_exact_word, texts[1:])) and len(set(texts)) == len(texts)


def _has_labels(sheet: Sheet, header: int, floor: int) -> bool:
    return any(holds_pairs(sheet.rows[row]) for row in range(lead_start(sheet, header, floor), header))


def _keys(sheet: Sheet, block: Sequence[int]) -> list[str]:
    return [header_key(header.text) for header in joined_headers(sheet, block)]


def _end(sheet: Sheet, block: Sequence[int], following: Sequence[int] | None) -> int:
    """The last row that belongs to the table: the last filled one before the next table and what leads to it."""
    end = len(sheet.rows) - 1
    if following is not None:
        end = lead_start(sheet, following[0], block[-1] + 1) - 1
    while end > block[-1] and not sheet.rows[end]:
        end -= 1
    return end


def _above(sheet: Sheet, header: int, floor: int, *, first: bool) -> tuple[int, ...]:
    """Filled rows over the header: all of them for the first table, what leads to it for a later one."""
    start = floor if first else lead_start(sheet, header, floor)
    return tuple(row for row in range(start, header) if sheet.rows[row])


def _side_by_side(sheet: Sheet, block: tuple[int, ...], end: int, above: tuple[int, ...]) -> list[RawTable]:
    """The one table under a header, or several where blank columns part it and each part has its own header."""
    headers = joined_headers(sheet, block)
    body = sheet.rows[block[-1] + 1 : end + 1]
    used = {column for row in body for column, cell in enumerate(row) if cell is not None}
    named = {header.column: header for header in headers}
    columns = sorted(used | set(named))
    every = [named.get(column, Header(column, "", "")) for column in columns]
    parts = [part for each in _parts(every) for part in split_repeated(each)]
    return [_table(sheet, block, end, above, part) for part in parts]


def _parts(headers: list[Header]) -> list[list[Header]]:
    parts: list[list[Header]] = [[]]
    for header in headers:
        if parts[-1] and header.column > parts[-1][-1].column + 1:
            parts.append([])
        parts[-1].append(header)
    concepts = [{found[0].concept for each in part if (found := guesses(each.own))} for part in parts]
    apart = (
        len(parts) > 1
        and all(len(each) >= 2 for each in concepts)
        and bool(concepts[0].intersection(*concepts[1:]))
    )
    return parts if apart else [headers]


def _table(
    sheet: Sheet, block: tuple[int, ...], end: int, above: tuple[int, ...], headers: list[Header]
) -> RawTable:
    first = block[-1] + 1
    columns = [header.column for header in headers]
    body, carried = _filled_down(sheet, first, end, frozenset(columns))
    repeated = frozenset(first + number for number in _repeats(body, [sheet.rows[row] for row in block]))
    cells = _cut(body, columns)
    merged = frozenset(column for _, column in carried)
    return RawTable(
        sheet, "table", block, tuple(headers), first, end, cells, above, repeated, merged, carried
    )


def _repeats(body: Sequence[Sequence[Cell]], header: Sequence[Sequence[Cell]]) -> Iterator[int]:
    """The rows that say what a row of the header says, be it in other letters or spaces."""
    wanted = [_plain(row) for row in header]
    begins = {next(filter(None, row), "") for row in wanted}
    for number, row in enumerate(body):
        first = next((cell for cell in row if cell is not None), None)
        if isinstance(first, str) and first.strip().casefold() in begins and _plain(row) in wanted:
            yield number


def _plain(row: Sequence[Cell]) -> list[str]:
    return [cell.strip().casefold() if isinstance(cell, str) else "" for cell in row]


def _filled_down(
    sheet: Sheet, first: int, end: int, columns: frozenset[int]
) -> tuple[list[list[Cell]], frozenset[tuple[int, int]]]:
    """The rows of the body with each cell that is merged over several rows repeated in them, and where that was.

    A row with nothing else in it stays blank.
    """
    body = sheet.rows[first : end + 1]
    changed: set[tuple[int, int]] = set()
    for top, left, bottom, _ in sheet.merged:
        if bottom == top or top < first or top > end or left not in columns or sheet.cell(top, left) is None:
            continue
        for row in range(top + 1 - first, min(bottom, end) + 1 - first):
            if body[row] and (left >= len(body[row]) or body[row][left] is None):
                body[row] = body[row] + [None] * (left + 1 - len(body[row]))
                body[row][left] = sheet.cell(top, left)
                changed.add((row, left))
    return body, frozenset(changed)


def _cut(body: Sequence[Sequence[Cell]], columns: list[int]) -> list[Sequence[Cell]]:
    """The cells of each row in the table's columns, blank rows as they are."""
    if not columns:
        return [() for _ in body]
    low, width = columns[0], columns[-1] + 1 - columns[0]
    if len(columns) == width:
        return [
            row[low:] if len(row) == low + width else (list(row[low : low + width]) + [None] * width)[:width]
            for row in body
        ]
    return [[row[column] if column < len(row) else None for column in columns] for row in body]
