"""A table with the tag row of our own template: what its columns hold, and which of its rows are records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ilrs_desk.domain.wording import Message

from ..layout import RawTable
from ..mapping import Choice, Column
from ..returned import ReturnedKey, row_cells
from ..tags import Tags
from ..template import is_example
from .asides import EMPTY, EXAMPLE
from .sorting import SortedRows

TAG_ROW = Message("The hidden row that names the fields.")
_BY_TAG = Message("Named by the hidden row of our template.")
_OWN = Message("A table that this program wrote.")
_OTHER_HAS_TAG = Message("Another column has the tag of this field.")


def tagged_fields(columns: Sequence[Column], choices: Sequence[Choice], tags: Tags) -> list[Choice]:
    """``choices`` with the tagged columns settled; other columns keep what they are, unless a tag has that field."""
    settled = []
    taken = set(tags.fields.values())
    for column, choice in zip(columns, choices, strict=True):
        key = tags.fields.get(column.header.column)
        if key is not None:
            settled.append(Choice(key, 1.0, _OWN if tags.own else _BY_TAG, concept=choice.concept))
        elif tags.own:
            settled.append(Choice(None, 0.0, _OWN))
        elif choice.field in taken:
            settled.append(replace(choice, field=None, confidence=0.0, reason=_OTHER_HAS_TAG, part="value"))
        else:
            settled.append(choice)
    return settled


def sort_tagged(raw: RawTable, tags: Tags, keys: Mapping[int, ReturnedKey]) -> SortedRows:
    """Every row with something in a tagged column is a record, but for the tags themselves and the examples."""
    places = [place for place, header in enumerate(raw.headers) if header.column in tags.fields]
    records: list[int] = []
    left_out: dict[int, Message] = {}
    blank = 0
    for index, row in enumerate(raw.rows):
        number = raw.first + index
        if not any(cell is not None for cell in row):
            blank += 1
        elif number == tags.row:
            left_out[index] = TAG_ROW
        elif is_example(keys.get(number), row_cells(raw.sheet, number)):
            left_out[index] = EXAMPLE
        elif all(row[place] is None for place in places):
            left_out[index] = EMPTY
        else:
            records.append(index)
    return SortedRows(records, left_out, blank)
