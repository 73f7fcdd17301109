"""What kind of records a table holds: people, institutions, partners or agreements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.text import fold, words

from ..lexicon import UNWANTED, kind_words
from .choice import Choice
from .choose import choose_fields
from .columns import Column
from .fields import CONCEPT_FIELDS, KIND_WEIGHTS

_NAME_FIELDS = {
    "personnel": frozenset({"full_name", "family_name", "given_name"}),
    "institutions": frozenset({"name"}),
    "partners": frozenset({"name", "country"}),
    "agreements": frozenset({"title", "reference", "instrument"}),
}
#: Concept and field of which little follows: the column would be the same in a table of another kind.
_SECOND_HAND = {
    ("full_name", "contact_name"): 0.3,
    ("contact_person", "full_name"): 0.3,
    ("institution", "agency"): 0.3,
    ("country", "name"): 0.7,
    ("country", "partner"): 0.5,
    ("position", "title"): 0.3,
    ("agreement_title", "instrument"): 0.2,
    ("start_date", "effective_on"): 0.5,
    ("end_date", "expires_on"): 0.5,
}
_TOLD_BY_SHEET = 3.0
_TOLD_BY_TITLE = 1.5
_NO_NAME = 6.0
_NO_FIELD = 0.8
_MOSTLY = 0.8
_SELDOM = 0.4
_PAPERS_LEAD = 5.0
_OF_PAPERS = frozenset({"agreement_no", "expires_on", "effective_on", "signatory"})
#: Birthdays, passports and the like stand in lists of people.
_PERSONAL = 0.8


def find_kind(
    columns: Sequence[Column],
    sheet: str,
    titles: Iterable[str],
    languages: frozenset[str] = frozenset(),
) -> tuple[str, list[Choice], dict[str, float]]:
    """The kind that explains the most columns, its choice of fields, and the score of each kind."""
    choices = {kind: choose_fields(kind, columns, languages) for kind in KINDS}
    scores = {kind: _score(kind, columns, choices[kind]) for kind in KINDS}
    text = " ".join(titles)
    for kind in KINDS:
        scores[kind] += _TOLD_BY_SHEET * _told(kind, sheet) + _TOLD_BY_TITLE * _told(kind, text)
    best = max(scores, key=lambda kind: scores[kind])
    return best, choices[best], scores


def names_its_records(kind: str, choices: Iterable[Choice]) -> bool:
    """Whether a column holds the name of the records."""
    return any(choice.field in _NAME_FIELDS[kind] for choice in choices)


def _score(kind: str, columns: Sequence[Column], choices: Sequence[Choice]) -> float:
    weights = KIND_WEIGHTS[kind]
    score = 0.0
    for column, choice in zip(columns, choices, strict=True):
        if kind == "personnel" and (choice.sensitive or "gender" in column.concepts):
            score += _PERSONAL
        if choice.field is not None:
            share = _SECOND_HAND.get((choice.concept, choice.field), 1.0)
            score += weights.get(choice.field, 0.5) * choice.confidence * share
        elif _speaks_against(kind, column):
            score -= _NO_FIELD * (2 if "agreement_no" in column.concepts else 1)
    if not names_its_records(kind, choices):
        score -= _NO_NAME
    if kind == "agreements" and _leads_with_papers(columns):
        score += _PAPERS_LEAD
    return score + _by_names(kind, columns, choices)


def _leads_with_papers(columns: Sequence[Column]) -> bool:
    """Whether papers are the first that the rows name, each another one; partners come first in their own lists."""
    for column in columns:
        content = column.content
        if content.paper >= _MOSTLY:
            return content.repeated < _SELDOM
        if max(content.country, content.institution, content.person) >= _MOSTLY:
            return False
    return False


def _speaks_against(kind: str, column: Column) -> bool:
    """Whether a column that was left out is of a sort that tables of this kind do not have."""
    if kind in ("partners", "agreements") and column.content.email >= _MOSTLY:
        return True
    known = column.concepts - UNWANTED
    if kind == "partners" and not _OF_PAPERS.isdisjoint(known):
        return True
    return bool(known) and known.isdisjoint(CONCEPT_FIELDS[kind])


def _by_names(kind: str, columns: Sequence[Column], choices: Sequence[Choice]) -> float:
    """What the cells of the name column say: countries, institutions or persons."""
    named = [
        (choice.field == "country", number)
        for number, choice in enumerate(choices)
        if choice.field in _NAME_FIELDS[kind] and columns[number].content.size
    ]
    if not named:
        return 0.0
    content = columns[min(named)[1]].content
    # "Dr Ada Moyo" is nobody's paper and no institution, whatever the header says.
    persons = -4.0 * content.titled_name
    if kind == "personnel":
        whole = any(
            choice.field == "full_name" and ("full_name" in column.concepts or choice.concept == "full_name")
            for column, choice in zip(columns, choices, strict=True)
        )
        bodies = max(content.institution, content.country if content.size > 2 else 0.0)
        return 2.0 * content.person * whole - 6.0 * bodies
    once = 4.0 * content.repeated
    if kind == "institutions":
        return 2.0 * content.institution - 4.0 * content.country - once + persons
    if kind == "partners":
        if _lists_bodies(columns, choices):
            return -once
        return 4.0 * content.country - (3.0 if content.country < 0.3 else 0.0) - once
    return -3.0 * content.country + persons


def _lists_bodies(columns: Sequence[Column], choices: Sequence[Choice]) -> bool:
    """Whether a column of different institutions stands before the countries: these are only where they are."""
    bodies = [
        index
        for index, choice in enumerate(choices)
        if choice.concept == "institution" and not columns[index].content.repeated
    ]
    named = [index for index, choice in enumerate(choices) if choice.field == "name"]
    return bool(bodies and named) and choices[named[0]].concept == "country" and bodies[0] < named[0]


def _told(kind: str, text: str) -> bool:
    folded = fold(text)
    parts = set(words(text))
    return any(
        word in parts or (word in folded if _unspaced(word) or " " in word else False)
        for word in kind_words()[kind]
    )


def _unspaced(word: str) -> bool:
    return any("\u0e00" <= char <= "\u0eff" or "\u3400" <= char <= "\u9fff" for char in word)
