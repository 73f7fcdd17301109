"""What a table holds: the kind of its records and the field of each column."""

from __future__ import annotations

from .choose import UNKNOWN_HEADER, Choice, Column, choose_fields, read_columns
from .content import names_institution
from .kind import find_kind, names_its_records
from .parts import PART_FIELDS

__all__ = [
    "PART_FIELDS",
    "UNKNOWN_HEADER",
    "Choice",
    "Column",
    "choose_fields",
    "find_kind",
    "names_institution",
    "names_its_records",
    "read_columns",
]
