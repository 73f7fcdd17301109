"""A question to a table of records: search text, conditions, order, and the day asked about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Order:
    """Sort by one column, folded for its script; empty values last."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Which records of a kind, in which order.

    ``search`` is matched word by word as prefixes, folded for case, accents and script.
    ``where``: column equals value (None: is empty). ``ids``: only these. ``in_force_on``: by the records' own dates.
    """

    search: str = ""
    where: tuple[tuple[str, str | None], ...] = ()
    order: tuple[Order, ...] = ()
    ids: tuple[int, ...] | None = None
    trashed: bool = False
    in_force_on: date | None = None
