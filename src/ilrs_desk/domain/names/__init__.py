"""Personal names: titles taken off, parts told apart where they can be, and keys to compare them by."""

from __future__ import annotations

from .key import compatible, name_key, name_tokens
from .person import PersonName, looks_like_person, read_person_name
from .split import NameOrder, order_of_header

__all__ = [
    "NameOrder",
    "PersonName",
    "compatible",
    "looks_like_person",
    "name_key",
    "name_tokens",
    "order_of_header",
    "read_person_name",
]
