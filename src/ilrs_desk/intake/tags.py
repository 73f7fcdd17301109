"""The hidden tag row of our own template: which field each column holds, whatever its header has become."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ilrs_desk.domain.kinds import KINDS

from .sheets import Cell, Sheet

#: Stands on a sheet of ours that explains or lists choices and holds no records.
GUIDE_TAG = "#ilrs+guide"

_TAG = re.compile(r"\s*#\s*([a-z]+)\s*\+\s*([a-z_]+)\s*", re.IGNORECASE)
_SEARCHED_ROWS = 60


@dataclass(frozen=True, slots=True)
class Tags:
    """A tag row: ``row`` and the columns of ``fields`` are counted from 0; ``kind`` of record → field by column.

    ``own``: no tags, but the header of a table that we wrote ourselves.
    """

    row: int
    kind: str
    fields: Mapping[int, str]
    own: bool = False

    @property
    def header(self) -> int:
        """The row of the header, from 0."""
        return self.row if self.own else self.row - 1


def tag(kind: str, field: str) -> str:
    """The tag of a column: ``#personnel+family_name``."""
    return f"#{kind}+{field}"


def tags_of(row: Sequence[Cell]) -> tuple[str, Mapping[int, str]] | None:
    """The kind and the field of each column, if it is a tag row: two tags or more, of one kind, nothing else."""
    cells = [(column, cell) for column, cell in enumerate(row) if cell is not None]
    if len(cells) < 2:
        return None
    kinds: set[str] = set()
    fields: dict[int, str] = {}
    for column, cell in cells:
        match = _TAG.fullmatch(cell) if isinstance(cell, str) else None
        if match is None:
            return None
        kind, field = match[1].lower(), match[2].lower()
        kinds.add(kind)
        if kind in KINDS and field in KINDS[kind].by_key and field not in fields.values():
            fields[column] = field
    return (kinds.pop(), fields) if len(kinds) == 1 and fields else None


def find_tags(sheet: Sheet) -> Tags | None:
    """The first tag row of a sheet that has a row above it for its header."""
    for number, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        if number and sheet.rows[number - 1] and (found := tags_of(row)):
            return Tags(number, *found)
    return None


def is_guide(sheet: Sheet) -> bool:
    """Whether the sheet is one of ours that holds no records."""
    return any(cell == GUIDE_TAG for row in sheet.rows[:5] for cell in row)
