"""Text as it is kept, compared, romanised and sought: the front door to the `text_` modules."""

from __future__ import annotations

from .text_clean import clean, is_formula_like, suspicious
from .text_fold import fold, words
from .text_latin import has_han, latin_key, loose_key, pinyin
from .text_search import search_terms, search_text

__all__ = [
    "clean",
    "fold",
    "has_han",
    "is_formula_like",
    "latin_key",
    "loose_key",
    "pinyin",
    "search_terms",
    "search_text",
    "suspicious",
    "words",
]
