"""A column as it is weighed: the meanings of its header under the group above it, and what its cells are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ilrs_desk.domain.text import words

from ..layout import Header
from ..lexicon import (
    SENSITIVE,
    Guess,
    best_first,
    composed_guesses,
    guesses,
    near_guesses,
    short_guesses,
    stem_guesses,
)
from .content import Content

#: A header known by less than this may be a misspelt or shortened one.
_SURE_OF_WORDS = 0.8
#: A header with a full stop in it is first taken for a short one.
_SURE_OF_SHORT = 0.9
_SURE_OF_GROUP = 0.7
#: Words of a header that are listed tell less than all its words: "Nationality at birth", "N° de acuerdo".
_SURE_OF_LISTED = 0.85
_SURE_OF_WHOLE = 0.95
_FURTHER = 0.05
_PREFIX = re.compile(r"([^:：\n›>»–—]{3,40}?)\s*(?:[:：›>»–—\n]|\s-\s)\s*[^\W\d_]")
_FEWEST_OF_GROUP = 2
_TOLD_BY_THE_WHOLE = {
    ("row_no", "agreement_no"),
    ("agreement_title", "agreement_no"),
    ("instrument_type", "agreement_no"),
    ("signatory", "partner"),
}
#: A near spelling of the one is outdone by words that mean the other.
_OPPOSED = frozenset(
    {
        ("start_date", "end_date"),
        ("end_date", "start_date"),
        ("effective_on", "expires_on"),
        ("expires_on", "effective_on"),
    }
)
#: What a date is of: words that tell it say more than the one word that only says that it is a date.
_DATES = frozenset(
    {
        "start_date",
        "end_date",
        "effective_on",
        "expires_on",
        "date_signed",
        "announced_on",
        "applied_on",
        "left_on",
    }
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it is weighed: its header, the header's meanings and its cells."""

    header: Header
    guesses: tuple[Guess, ...]
    content: Content

    @property
    def concepts(self) -> frozenset[str]:
        """What the header may mean, surely enough."""
        return frozenset(guess.concept for guess in self.guesses if guess.score >= _SURE_OF_GROUP)

    @property
    def best(self) -> float:
        """How surely the header is known; 0 where no word of it is."""
        return self.guesses[0].score if self.guesses else 0.0


def read_columns(headers: Sequence[Header], cells: Sequence[Sequence[object]]) -> list[Column]:
    """Each header with its meanings and its column of ``cells``."""
    shared = Counter(_prefix(header.own) for header in headers)
    return [
        Column(header, _meanings(_grouped(header, shared)), Content(column))  # type: ignore[arg-type]
        for header, column in zip(headers, cells, strict=True)
    ]


def _prefix(text: str) -> str:
    match = _PREFIX.match(text)
    return match[1] if match else ""


def _grouped(header: Header, shared: Counter[str]) -> Header:
    """A header under the group that it names itself, as its neighbours do: "Contact: name", "Contact: phone"."""
    prefix = _prefix(header.own)
    if not prefix or header.group or shared[prefix] < _FEWEST_OF_GROUP:
        return header
    return replace(header, group=prefix, own=header.own[len(prefix) :].lstrip(" :：-–—›>»/\n"))


def _meanings(header: Header) -> tuple[Guess, ...]:
    own = _own_meanings(header.own)
    if not header.group:
        return own
    group = guesses(header.group)
    if any(guess.concept == SENSITIVE and guess.score >= _SURE_OF_WORDS for guess in group):
        return group
    whole = guesses(f"{header.group} {header.own}")
    above = {guess.concept for guess in group if guess.score >= _SURE_OF_GROUP}
    return _under_group(own, above) or own or whole or group


def _own_meanings(text: str) -> tuple[Guess, ...]:
    """By the lexicon's words as they stand, shortened, misspelt or in another ending; else by what they are about."""
    listed = _listed_meanings(text)
    composed = composed_guesses(text)
    if not composed or not listed:
        return composed or listed
    told = (listed[0].concept, composed[0].concept)
    dated = told[0] == "any_date" and told[1] in _DATES
    if listed[0].score < 1 and (dated or told in _OPPOSED):
        return composed
    pair = listed[0].concept, composed[0].concept
    if pair in _TOLD_BY_THE_WHOLE and listed[0].score < _SURE_OF_WHOLE:
        return composed
    if listed[0].score >= _SURE_OF_LISTED:
        return listed
    if listed[0].concept == "period" and composed[0].concept == "any_date":
        # The same word is said of one day and of two: the cells tell.
        return best_first((*listed, *composed))
    if composed[0].score > listed[0].score or composed[0].concept == SENSITIVE:
        return composed
    known = {guess.concept for guess in listed}
    further = (
        replace(guess, score=guess.score - _FURTHER) for guess in composed if guess.concept not in known
    )
    return best_first((*listed, *further))


def _listed_meanings(text: str) -> tuple[Guess, ...]:
    own = guesses(text)
    sure = own[0].score if own else 0.0
    if sure >= (_SURE_OF_SHORT if "." in text else _SURE_OF_WORDS):
        return own
    short = short_guesses(text)
    if short and short[0].score >= sure:
        own = short
    near = near_guesses(text) if sure < _SURE_OF_WORDS else ()
    if near and (not own or near[0].score > own[0].score):
        own = near
    if not own or (own[0].concept == "thing_name" and own[0].score < _SURE_OF_WORDS):
        return stem_guesses(text) or own
    if own[0].score < _SURE_OF_GROUP and words(text)[:1] == words(own[0].word)[:1]:
        # What a header is about stands last in Turkic languages: "Görev başlangıcı" is a beginning.
        stems = stem_guesses(text)
        own = stems if stems and stems[0].score > own[0].score else own
    return own


def _under_group(own: tuple[Guess, ...], group: set[str]) -> tuple[Guess, ...]:
    """Meanings that a bare word takes from the group above: "Contact › Name", "Agreement › No."."""
    turned = []
    for guess in own:
        for above, concept, becomes in _GROUPS:
            if above in group and guess.concept == concept:
                turned.append(replace(guess, concept=becomes, score=min(guess.score + 0.02, 1.0)))
    if not turned:
        return ()
    kept = [replace(guess, score=guess.score - 0.2) for guess in own]
    return tuple(turned + kept)


_GROUPS = (
    ("contact_person", "full_name", "contact_person"),
    ("contact_person", "thing_name", "contact_person"),
    ("contact_person", "given_name", "contact_part"),
    ("contact_person", "family_name", "contact_part"),
    ("institution", "thing_name", "institution"),
    ("institution", "full_name", "institution"),
    ("agreement_title", "row_no", "agreement_no"),
    ("agreement_title", "any_date", "date_signed"),
    ("agreement_title", "thing_name", "agreement_title"),
    ("agreement_title", "type", "instrument_type"),
    ("instrument_type", "row_no", "agreement_no"),
    ("instrument_type", "any_date", "date_signed"),
    ("instrument_type", "thing_name", "agreement_title"),
    ("partner", "thing_name", "partner"),
    ("partner", "full_name", "partner"),
    ("partner", "type", "partner_kind"),
)
