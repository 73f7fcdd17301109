"""Which field each column of a table holds, decided by its words, its neighbours and its cells together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ilrs_desk.domain.wording import Message

from ..lexicon import SENSITIVE, Guess
from .cells import fields_by_cells
from .choice import Choice
from .columns import Column
from .combined import part_of
from .fields import CONCEPT_FIELDS, fits
from .leftover import by_person_names, only_dates
from .parts import PART_FIELDS
from .settle import settle
from .spoken import languages_named

#: Below this a column is left out rather than taken on a guess.
_BAR = 0.6
_OTHER_LANGUAGE = 0.08
#: A field that scores so little less than the best of its column may be meant as well.
_AS_WELL = 0.25
_SURE_OF_WORDS = 0.85
_MOST = 0.99
_JOINED = {
    "middle_name": "given_name",
    "second_family_name": "family_name",
    "contact_part": "contact_name",
}
#: Concepts of two things at once, which part_of judges.
_TWOFOLD = frozenset({"period", "institution_and_position"})
_FURTHER = frozenset({"other_emails", "other_phones"})


@dataclass(frozen=True, slots=True)
class _Offer:
    """A field that a column may hold: how surely, and by which word or which cells."""

    score: float
    index: int
    choice: Choice

    @property
    def field(self) -> str:
        return self.choice.field or ""


def choose_fields(
    kind: str, columns: Sequence[Column], languages: frozenset[str] = frozenset()
) -> list[Choice]:
    """The field of each column for a table of ``kind``: the best pairs first, each field once.

    ``languages``: of the sheet's titles or the sender, where they are known; the headers' own come first.
    """
    language = main_language(columns) or languages
    hidden = {index for index, column in enumerate(columns) if _is_sensitive(kind, column, language)}
    offers = [
        offer
        for index, column in enumerate(columns)
        if index not in hidden
        for offer in _offers(kind, index, column, language)
    ]
    chosen: dict[int, Choice] = {}
    taken: dict[str, int] = {}
    others = _alternatives(offers)
    for offer in sorted(offers, key=lambda each: (-round(each.score, 2), others[each.index], each.index)):
        joined = offer.choice.part == "joined"
        if offer.index in chosen or offer.score < _BAR or (offer.field in taken and not joined):
            continue
        chosen[offer.index] = offer.choice
        if not joined:
            taken[offer.field] = offer.index
    by_person_names(kind, columns, chosen, taken)
    only_dates(kind, columns, chosen, taken)
    choices = [
        _SENSITIVE
        if index in hidden
        else chosen.get(index) or _left_out(column, taken, [each for each in offers if each.index == index])
        for index, column in enumerate(columns)
    ]
    return settle(kind, columns, choices, language)


def main_language(columns: Iterable[Column]) -> frozenset[str]:
    """The language or languages that most headers are written in."""
    votes: Counter[str] = Counter()
    for column in columns:
        if column.best >= 0.9:
            languages = frozenset().union(*(g.languages for g in column.guesses if g.score >= 0.9))
            votes.update({language: 1 / len(languages) for language in languages})
    if not votes:
        return frozenset()
    most = max(votes.values())
    return frozenset(language for language, count in votes.items() if count >= 0.95 * most)


def _alternatives(offers: Iterable[_Offer]) -> dict[int, int]:
    """How many fields each column may as well hold: of two columns for a field the one that can be nothing else."""
    found: dict[int, dict[str, float]] = {}
    for offer in offers:
        fields = found.setdefault(offer.index, {})
        if offer.field not in _FURTHER:
            fields[offer.field] = max(offer.score, fields.get(offer.field, 0.0))
    return {
        index: sum(score >= max(fields.values()) - _AS_WELL for score in fields.values())
        for index, fields in found.items()
    }


def _offers(kind: str, index: int, column: Column, language: frozenset[str]) -> list[_Offer]:
    """All that the column may hold, by its halves, by its words and by its cells."""
    return [
        *_by_halves(kind, index, column),
        *_by_words(kind, index, column, language),
        *(
            _Offer(score, index, Choice(field, score, reason, concept=what))
            for score, field, what, reason in fields_by_cells(kind, column)
        ),
    ]


def _by_halves(kind: str, index: int, column: Column) -> list[_Offer]:
    found = part_of(kind, column)
    if found is None:
        return []
    part, score = found
    concept = "period" if part == "period" else column.guesses[0].concept if column.guesses else ""
    return [
        _Offer(sure, index, Choice(field, min(sure, _MOST), _TWO_THINGS, part, concept=concept))
        for place, field in enumerate(PART_FIELDS[kind][part])
        for sure in [score - 0.02 * place]
    ]


def _by_words(kind: str, index: int, column: Column, language: frozenset[str]) -> list[_Offer]:
    fields = CONCEPT_FIELDS[kind]
    spoken = [(_in_language(guess, language), guess) for guess in column.guesses]
    foreign = max(
        (score for score, guess in spoken if guess.concept not in fields.keys() | _TWOFOLD), default=0.0
    )
    found = []
    for base, guess in spoken:
        if base < foreign:
            continue
        for field, share in fields.get(guess.concept, ()):
            if field in _FURTHER and guess.score < _SURE_OF_WORDS:
                continue
            score = base * share * fits(kind, field, column.content)
            part = "joined" if guess.concept in _JOINED else "value"
            choice = Choice(field, min(score, _MOST), _why(guess, language), part, concept=guess.concept)
            found.append(_Offer(score, index, choice))
    return found


def _in_language(guess: Guess, language: frozenset[str]) -> float:
    """The score of a meaning, less where it is that of a language in which the other headers are not written."""
    return guess.score - (
        0.0
        if not language or not guess.languages or not language.isdisjoint(guess.languages)
        else _OTHER_LANGUAGE
    )


def _is_sensitive(kind: str, column: Column, language: frozenset[str]) -> bool:
    """Whether the header means what is never taken by default; between two meanings the one of the language counts."""
    spoken = [(_in_language(guess, language), guess.concept) for guess in column.guesses]
    sensitive = max((score for score, concept in spoken if concept == SENSITIVE), default=0.0)
    others = max((score for score, concept in spoken if concept != SENSITIVE), default=0.0)
    return sensitive > others or (sensitive == others > 0 and kind == "personnel")


def _why(guess: Guess, here: frozenset[str]) -> Message:
    if not guess.languages:
        return _COMPOSED
    languages = languages_named(guess.languages, here)
    return Message('Read as "{word}" ({languages}).', {"word": guess.word, "languages": languages})


def _left_out(column: Column, taken: Mapping[str, int], offers: Sequence[_Offer]) -> Choice:
    concept = column.guesses[0].concept if column.guesses else ""
    if any(offer.score >= _BAR and offer.field in taken for offer in offers):
        return Choice(None, 0.0, _RIVAL, concept=concept)
    if concept in _UNWANTED:
        return Choice(None, 0.0, _UNWANTED[concept], concept=concept)
    if column.best >= _SURE_OF_WORDS and any(offer.field not in taken for offer in offers):
        return Choice(None, 0.0, _DENIED, concept=concept, asked=True)
    if concept and column.best >= _BAR:
        return Choice(None, 0.0, _NO_FIELD, concept=concept)
    return Choice(None, 0.0, UNKNOWN_HEADER, concept=concept)


_COMPOSED = Message("No header that is listed; understood by its words.")
UNKNOWN_HEADER = Message("The header is not known.")
_TWO_THINGS = Message("Holds two things at once; each cell is parted.")
_SENSITIVE = Choice(
    None,
    0.0,
    Message("Sensitive: left out unless you choose a field for it."),
    sensitive=True,
    concept=SENSITIVE,
)
_RIVAL = Message("Another column fits this field better.")
_DENIED = Message("The cells do not hold what the header says.")
_NO_FIELD = Message("This kind of record has no field for it.")
_NOT_KEPT = Message("Not kept by the office.")
_UNWANTED = {
    "row_no": Message("A row number."),
    "gender": _NOT_KEPT,
    "not_kept": _NOT_KEPT,
    "wechat_or_messenger": Message("A messenger account is no telephone number."),
    "institution_and_position": Message(
        "Holds two things at once: choose what it is, or have the sender part it."
    ),
}
