"""The hidden keys of rows that were sent out: which row of which file a row is, and which of its cells are as sent."""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from hashlib import blake2s

from ..sheets import Cell, Sheet

#: Header of the hidden column, and the first signs of each key.
KEY_HEADER = "ilrs:key"

_BLANK = "----"
_SIGNS = 4
_KEY = re.compile(
    rf"{KEY_HEADER}1\.([0-9a-f]{{16}})\.(\d{{1,8}})\.([A-Za-z0-9_-]*)\.([0-9a-f-]*)\.([0-9a-f]{{8}})"
)
#: What more rows than this hold in common tells none of them.
_FEW = 20


@dataclass(frozen=True, slots=True)
class ReturnedKey:
    """Where a row stood when it was sent out.

    ``sha256``: the first 16 signs of the digest of the file it came from; ``sheet`` and ``row`` as its sender saw
    them there; ``cells``: a short digest of each of its cells as sent, ``----`` for a blank one.
    """

    sha256: str
    sheet: str
    row: int
    cells: tuple[str, ...]


def make_key(sha256: str, sheet: str, row: int, cells: Sequence[Cell]) -> str:
    """The text of the key of ``row`` (the sender's number); ``cells`` are all cells of the row, see :func:`row_cells`.

    An empty ``cells`` says where the row stood and nothing of what it held.
    """
    name = base64.urlsafe_b64encode(sheet.encode("utf-8", "surrogatepass")).decode().rstrip("=")
    digests = "".join(map(_digest, cells))
    while digests.endswith(_BLANK):
        digests = digests[: -len(_BLANK)]
    body = f"{KEY_HEADER}1.{sha256[:16]}.{row}.{name}.{digests}"
    return f"{body}.{_check(body)}"


def read_key(text: Cell) -> ReturnedKey | None:
    """The key that ``text`` is; None for anything else, also for a key that was touched."""
    if not isinstance(text, str) or not text.startswith(KEY_HEADER):
        return None
    match = _KEY.fullmatch(text.strip())
    if match is None or _check(text.strip().rpartition(".")[0]) != match[5] or len(match[4]) % _SIGNS:
        return None
    try:
        sheet = base64.urlsafe_b64decode(match[3] + "=" * (-len(match[3]) % 4)).decode(
            "utf-8", "surrogatepass"
        )
    except (binascii.Error, UnicodeDecodeError):
        return None
    cells = tuple(match[4][place : place + _SIGNS] for place in range(0, len(match[4]), _SIGNS))
    return ReturnedKey(match[1], sheet, int(match[2]), cells)


def unchanged(key: ReturnedKey, cells: Sequence[Cell]) -> frozenset[int]:
    """The columns (from 0) of ``cells`` that hold what they held when the row was sent out, blank ones too.

    None of them where the key says nothing of the cells.
    """
    if not key.cells:
        return frozenset()
    width = max(len(cells), len(key.cells))
    now = list(map(_digest, cells)) + [_BLANK] * (width - len(cells))
    then = key.cells + (_BLANK,) * (width - len(key.cells))
    return frozenset(column for column in range(width) if now[column] == then[column])


def row_cells(sheet: Sheet, row: int) -> list[Cell]:
    """The cells of ``row`` (from 0) with those merged over several rows repeated in it."""
    cells = list(sheet.rows[row]) if row < len(sheet.rows) else []
    for top, left, bottom, _ in sheet.merged:
        if top < row <= bottom and (left >= len(cells) or cells[left] is None):
            cells += [None] * (left + 1 - len(cells))
            cells[left] = sheet.cell(top, left)
    return cells


def take_keys(sheet: Sheet) -> tuple[Sheet, dict[int, ReturnedKey]]:
    """The sheet without its key column, and the keys by row (from 0) that they belong to.

    A key that was left behind when the cells beside it were sorted goes with the row that still holds most of
    what was sent; one that fits no row, or that stands beside several, says nothing and is dropped.
    """
    found: dict[int, ReturnedKey] = {}
    rows: list[list[Cell]] = list(sheet.rows)
    for number, row in enumerate(sheet.rows):
        marked = [column for column, cell in enumerate(row) if _is_ours(cell)]
        if not marked:
            continue
        if key := next((key for column in marked if (key := read_key(row[column]))), None):
            found[number] = key
        rows[number] = _without(row, marked)
    if not found and all(new is old for new, old in zip(rows, sheet.rows, strict=True)):
        return sheet, {}
    while rows and not rows[-1]:
        rows.pop()
    bare = replace(sheet, rows=rows)
    return bare, _placed(bare, {row: key for row, key in found.items() if row < len(rows)})


def hidden_by_sender(sheet: Sheet) -> frozenset[int]:
    """The hidden columns (from 0) that do not hold our keys."""
    if not sheet.hidden_columns:
        return frozenset()
    # By the cells there are: a sender may have hidden all sixteen thousand columns that hold nothing.
    return sheet.hidden_columns - {
        column for row in sheet.rows for column, cell in enumerate(row) if _is_ours(cell)
    }


def _is_ours(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.startswith(KEY_HEADER)


def _without(row: list[Cell], marked: Sequence[int]) -> list[Cell]:
    cut = [None if column in marked else cell for column, cell in enumerate(row)]
    while cut and cut[-1] is None:
        cut.pop()
    return cut


def _placed(sheet: Sheet, keys: Mapping[int, ReturnedKey]) -> dict[int, ReturnedKey]:
    """Each key with the row that it belongs to; of a row that was copied the first one keeps the key."""
    cells = {row: row_cells(sheet, row) for row, found in enumerate(sheet.rows) if found}
    holders = _holders(cells)
    claims: dict[int, list[tuple[bool, ReturnedKey]]] = defaultdict(list)
    for row, key in keys.items():
        home = _home(row, key, holders)
        if home in cells and _fits(key, cells[home]):
            claims[home].append((home != row, key))
    placed = {}
    for row, found in claims.items():
        moved, key = min(found, key=lambda claim: claim[0])
        if not moved or len(found) == 1:
            placed[row] = key
    return dict(_once(placed))


def _holders(cells: Mapping[int, Sequence[Cell]]) -> dict[tuple[int, str], list[int]]:
    """The rows that show something in a column, by column and digest."""
    holders: dict[tuple[int, str], list[int]] = defaultdict(list)
    for row, found in cells.items():
        for column, cell in enumerate(found):
            if (digest := _digest(cell)) != _BLANK:
                holders[(column, digest)].append(row)
    return holders


def _home(row: int, key: ReturnedKey, holders: Mapping[tuple[int, str], list[int]]) -> int:
    """The row that holds the most of what few rows hold of what was sent: that beside the key if none holds more."""
    votes: Counter[int] = Counter()
    for place in enumerate(key.cells):
        rows = holders.get(place, ())
        if len(rows) <= _FEW:
            votes.update(dict.fromkeys(rows, 1))
    best = votes.most_common(2)
    if not best or best[0][1] <= votes[row] or (len(best) > 1 and best[1][1] == best[0][1]):
        return row
    return best[0][0]


def _fits(key: ReturnedKey, cells: Sequence[Cell]) -> bool:
    """Whether at least half of what the row held is still in it."""
    filled = {column for column, digest in enumerate(key.cells) if digest != _BLANK}
    return len(filled) <= 2 * len(filled & unchanged(key, cells))


def _once(placed: Mapping[int, ReturnedKey]) -> Iterator[tuple[int, ReturnedKey]]:
    seen: set[tuple[str, str, int]] = set()
    for row, key in sorted(placed.items()):
        place = (key.sha256, key.sheet, key.row)
        if place not in seen:
            seen.add(place)
            yield row, key


def _digest(cell: Cell) -> str:
    """Four signs of what the cell shows: the same however the spreadsheet program that saved it spaces or types it."""
    text = _shown(cell)
    return blake2s(text.encode("utf-8", "surrogatepass"), digest_size=2).hexdigest() if text else _BLANK


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float):
        return f"{cell:.10g}"
    if isinstance(cell, int):
        return f"{cell:.10g}" if abs(cell) < 10**10 else str(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.replace(microsecond=0).isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return " ".join(unicodedata.normalize("NFC", str(cell)).split())


def _check(body: str) -> str:
    return blake2s(body.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
