"""Personal names: titles taken off, parts told apart where they can be, and keys to compare them by."""

from __future__ import annotations

from .key import compatible, name_key
from .person import PersonName, read_person_name
from .split import NameOrder
from .titles import is_title

__all__ = [
    "NameOrder",
    "PersonName",
    "compatible",
    "is_title",
    "name_key",
    "read_person_name",
]
