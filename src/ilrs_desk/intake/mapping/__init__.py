"""What a table holds: the kind of its records and the field of each column."""

from __future__ import annotations

from .choice import Choice
from .choose import UNKNOWN_HEADER, choose_fields
from .columns import Column, read_columns
from .content import names_institution
from .fields import CONCEPT_FIELDS
from .kind import find_kind, names_its_records
from .parts import PART_FIELDS
from .questions import column_questions

__all__ = [
    "CONCEPT_FIELDS",
    "PART_FIELDS",
    "UNKNOWN_HEADER",
    "Choice",
    "Column",
    "choose_fields",
    "column_questions",
    "find_kind",
    "names_institution",
    "names_its_records",
    "read_columns",
]
