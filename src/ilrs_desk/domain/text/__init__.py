"""Text as it is kept, compared, romanised and sought."""

from __future__ import annotations

from .cleaning import clean, suspicious
from .folding import fold, words
from .latin import has_han, latin_key, loose_key, pinyin
from .searching import search_terms, search_text

__all__ = [
    "clean",
    "fold",
    "has_han",
    "latin_key",
    "loose_key",
    "pinyin",
    "search_terms",
    "search_text",
    "suspicious",
    "words",
]
