"""A table as it lies on a sheet, before anything in it is understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..sheets import Cell, Sheet

#: Joins the header of a group with that of its column.
JOINER = " › "
_LABELLED = re.compile(r"\s*([^:：\n]{2,60})[:：]\s*(\S.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Header:
    """One column's header: ``column`` counted from 0, ``text`` as shown, ``own`` without the ``group`` above it."""

    column: int
    text: str
    own: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table or a form found on a sheet; rows and columns are counted from 0.

    ``first`` to ``last`` (both inside) are the rows under the header, ``rows`` their cells cut to the
    table's columns, in the order of ``headers``.
    ``above``: rows over the header that hold titles and key–value lines. ``repeated``: rows that repeat the header.
    ``filled``: columns in which a cell merged over several rows was repeated in each of them; ``carried``: the places
    (index into ``rows``, column) where it was.
    """

    sheet: Sheet
    layout: str
    header_rows: tuple[int, ...]
    headers: tuple[Header, ...]
    first: int
    last: int
    rows: Sequence[Sequence[Cell]]
    above: tuple[int, ...] = ()
    repeated: frozenset[int] = field(default=frozenset())
    filled: frozenset[int] = field(default=frozenset())
    carried: frozenset[tuple[int, int]] = field(default=frozenset())


def label_and_value(text: str) -> tuple[str, str] | None:
    """The label and the value of a cell that holds both, as "Institution: Helios Lab"; None for any other."""
    match = _LABELLED.match(text)
    return (match[1].strip(), match[2].strip()) if match else None


def shown(cell: Cell) -> str:
    """A cell as text: whole numbers without a point, blank as ""."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
