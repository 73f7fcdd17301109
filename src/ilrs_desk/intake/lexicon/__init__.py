"""What a header word means in any of the languages of the lexicon, and the lists of words that sheets use."""

from __future__ import annotations

from .composed import composed_guesses
from .index import SENSITIVE, UNWANTED, Guess, best_first, header_key
from .lists import kind_words, language_told, nothing_words, word_list
from .meanings import guesses, is_exact_word, is_header_word
from .order import name_order
from .several import named_things
from .short import short_guesses
from .spelling import near_guesses, stem_guesses

__all__ = [
    "SENSITIVE",
    "UNWANTED",
    "Guess",
    "best_first",
    "composed_guesses",
    "guesses",
    "header_key",
    "is_exact_word",
    "is_header_word",
    "kind_words",
    "language_told",
    "name_order",
    "named_things",
    "near_guesses",
    "nothing_words",
    "short_guesses",
    "stem_guesses",
    "word_list",
]
