"""The words of the lexicon by their key, each with the concepts that it may mean and in which languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ilrs_desk.domain.resources import load_json
from ilrs_desk.domain.text import fold, latin_key, words

#: Concept of a column that is never imported by default.
SENSITIVE = "sensitive"
#: Columns known and left alone.
UNWANTED = frozenset({SENSITIVE, "row_no", "gender", "wechat_or_messenger", "not_kept"})


@dataclass(frozen=True, slots=True)
class Guess:
    """One meaning of a header: ``score`` 0 to 1, the lexicon's ``word`` it rests on and that word's languages."""

    concept: str
    score: float
    word: str
    languages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the lexicon, its pieces, and the languages in which it means each of its concepts."""

    word: str
    pieces: tuple[str, ...]
    concepts: dict[str, frozenset[str]]

    def guesses(self, score: float) -> dict[str, Guess]:
        """A guess of ``score`` for each concept."""
        return {
            concept: Guess(concept, score, self.word, languages)
            for concept, languages in self.concepts.items()
        }


def header_key(text: str) -> str:
    """A header reduced to its letters and digits, for comparing: "E-mail :" and "email" are one."""
    return "".join(words(text)) or fold(text).strip(" :*")


def best_first(found: Iterable[Guess]) -> tuple[Guess, ...]:
    """Guesses in the order in which they are believed."""
    return tuple(sorted(found, key=lambda guess: (-guess.score, guess.concept)))


@cache
def index() -> dict[str, Entry]:
    """Every word of the lexicon by its key."""
    found: dict[str, Entry] = {}
    for concept, language, word in _all_words():
        pieces = tuple(words(word))
        key = "".join(pieces) or header_key(word)
        for each, spoken in {key: language, **_serbian_latin(word, language)}.items():
            entry = found.setdefault(each, Entry(word, pieces, {}))
            entry.concepts[concept] = entry.concepts.get(concept, frozenset()) | {spoken}
    return found


#: Letters that Serbian writes in Latin as one letter with a mark, where Russian takes two.
_SERBIAN = str.maketrans("чшжцхЧШЖЦХ", "čšžchČŠŽCH")


def _serbian_latin(word: str, language: str) -> dict[str, str]:
    return {header_key(latin_key(word.translate(_SERBIAN))): "sr-Latn"} if language == "sr-Cyrl" else {}


def _all_words() -> Iterator[tuple[str, str, str]]:
    base = load_json("reference", "header_lexicon.json")
    extra = load_json("reference", "header_lexicon_extra.json")
    for section in (base["fields"], base["extra_fields"], {SENSITIVE: base["sensitive"]}, extra["fields"]):
        for concept, languages in section.items():
            for language, found in languages.items():
                if language != "note":
                    for word in found:
                        yield _CONCEPTS.get((concept, language), concept), language, word


# One concept that the lexicon keeps together and that means two things by language.
_CONCEPTS = {("patronymic_or_father_name", "es"): "second_family_name"} | {
    ("patronymic_or_father_name", language): "middle_name"
    for language in ("en", "ru", "kk", "az", "ur", "ar", "sr-Cyrl", "sr-Latn")
}
