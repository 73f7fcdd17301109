"""Personal names: titles taken off, parts told apart where they can be, and how alike two of them are."""

from __future__ import annotations

from .column import names_order
from .likeness import Alike, alike, same_word, word_link
from .person import PersonName, read_person_name
from .spelling import NameWord, Speller, SpeltName, name_word
from .split import NameOrder
from .titles import is_title, take_titles, title_key

__all__ = [
    "Alike",
    "NameOrder",
    "NameWord",
    "PersonName",
    "Speller",
    "SpeltName",
    "alike",
    "is_title",
    "name_word",
    "names_order",
    "read_person_name",
    "same_word",
    "take_titles",
    "title_key",
    "word_link",
]
