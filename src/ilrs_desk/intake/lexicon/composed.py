"""Headers that no list holds, understood by what their words are about: a date of signing, a number of a paper."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ilrs_desk.domain.resources import load_json
from ilrs_desk.domain.text import fold, words

from .index import Guess, best_first

_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
#: The Arabic article, alone or joined to "and" or "for".
_ARTICLE = re.compile("^(?:[وبف]?ال|لل)(?=..)")
_SHORTEST = 3
#: From so many letters on, the last part of a joined word tells what it is: "Raumfahrtbehörde".
_SHORTEST_ENDING, _SHORTEST_JOINED = 5, 12
#: What a header may mean as well, where its cells say so: "Date of joining the cell" names a telephone too.
_AS_WELL, _MOST_MEANINGS = 0.1, 3
_MOST_WORDS = 8
_LEAST, _MOST = 0.6, 0.8
#: What words that are all there mean together, the telling ones first. A score is for a header of these words only.
_MEANINGS: tuple[tuple[frozenset[str], tuple[str, ...]], ...] = tuple(
    (frozenset(about.split()), tuple(concepts.split()))
    for about, concepts in (
        ("birth", "sensitive"),
        ("identity", "sensitive"),
        ("email", "email"),
        ("phone", "phone"),
        ("web", "website"),
        ("nationality", "nationality"),
        ("announce", "announced_on"),
        ("date apply", "applied_on"),
        ("date withdraw", "left_on end_date"),
        ("date join", "date_signed start_date"),
        ("country sign", "partner"),
        ("date sign", "date_signed"),
        ("sign by", "signatory"),
        ("expire", "expires_on"),
        ("valid end", "expires_on"),
        ("valid start", "effective_on"),
        ("date valid", "effective_on"),
        ("agreement start", "effective_on start_date"),
        ("agreement end", "expires_on end_date"),
        ("date start", "start_date"),
        ("date end", "end_date"),
        ("agreement number", "agreement_no"),
        ("agreement type", "instrument_type"),
        ("agreement status", "status stage"),
        ("agreement name", "agreement_title"),
        ("agreement subject", "agreement_title"),
        ("agreement date", "date_signed"),
        ("cooperation status", "stage"),
        ("contact name", "contact_person"),
        ("head name", "contact_person"),
        ("contact person", "contact_person"),
        ("short name", "acronym"),
        ("org short", "acronym"),
        ("org type", "type"),
        ("org country", "country"),
        ("org city", "city"),
        ("org address", "address"),
        ("org name", "institution"),
        ("partner name", "partner"),
        ("partner country", "partner"),
        ("partner type", "partner_kind"),
        ("country org", "partner"),
        ("person name", "full_name"),
        ("country name", "country"),
        ("full name", "full_name thing_name"),
        ("degree name", "academic_degree"),
        ("start", "start_date"),
        ("end", "end_date"),
        ("authority", "agency"),
        ("department", "department"),
        ("position", "position"),
        ("degree", "academic_degree"),
        ("field", "discipline"),
        ("contact", "contact_person"),
        ("head", "contact_person"),
        ("org", "institution"),
        ("country", "country"),
        ("city", "city"),
        ("address", "address"),
        ("source", "source"),
        ("notes", "notes"),
        ("type", "type"),
        ("status", "status stage"),
        ("agreement", "instrument_type"),
        ("partner", "partner"),
        ("person", "full_name"),
        ("subject", "agreement_title"),
        ("short", "acronym"),
        ("date", "any_date"),
        ("name", "thing_name"),
    )
)


@lru_cache(maxsize=5_000)
def composed_guesses(header: str) -> tuple[Guess, ...]:
    """What the words of ``header`` mean together; the surer, the more of its letters they are."""
    about, share = _about(header)
    fitting = [(wanted, concepts) for wanted, concepts in _MEANINGS if wanted <= about]
    if not fitting:
        return ()
    first = fitting[0][0]
    apart = [(wanted, concepts) for wanted, concepts in fitting if not wanted & first]
    found: dict[str, Guess] = {}
    for place, (wanted, concepts) in enumerate([fitting[0], *apart][:_MOST_MEANINGS]):
        score = _LEAST + (_MOST - _LEAST) * share * len(wanted) / len(about) - (_AS_WELL if place else 0)
        for concept in concepts:
            found.setdefault(concept, Guess(concept, score, header.strip(), frozenset()))
    return best_first(found.values())


def _about(header: str) -> tuple[frozenset[str], float]:
    """What the header is about, and the share of its letters that tell it."""
    tokens = words(header)
    if not tokens or len(tokens) > _MOST_WORDS:
        return frozenset(), 0.0
    found: set[str] = set()
    letters = place = 0
    while place < len(tokens):
        size = _phrase(tokens, place)
        token, place = " ".join(tokens[place : place + size]), place + size
        told = _in_unspaced(token) if _UNSPACED.search(token) else _of_word(token)
        found |= told
        letters += len(token.replace(" ", "")) if told else 0
    return frozenset(found), letters / sum(map(len, tokens))


def _phrase(tokens: list[str], place: int) -> int:
    """Of how many words from ``place`` on one known phrase is; Vietnamese writes each syllable by itself."""
    phrases = (" ".join(tokens[place : place + size]) for size in (3, 2))
    return next((phrase.count(" ") + 1 for phrase in phrases if phrase in _beginnings()), 1)


def _of_word(token: str) -> set[str]:
    """By the longest known beginning of the word; failing that, by what a joined word ends with."""
    token = _ARTICLE.sub("", token)
    if len(token) < _SHORTEST:
        return set(_beginnings().get(token, ()))
    for size in range(len(token), _SHORTEST - 1, -1):
        if told := _beginnings().get(token[:size]):
            return set() if size < 4 and len(token) > size + 3 else set(told)
    for start in (
        range(_SHORTEST, len(token) - _SHORTEST_ENDING + 1) if len(token) >= _SHORTEST_JOINED else ()
    ):
        if told := _beginnings().get(token[start:]):
            return set(told)
    return set()


def _in_unspaced(token: str) -> set[str]:
    return {
        about
        for word, abouts in _beginnings().items()
        if _UNSPACED.match(word) and word in token
        for about in abouts
    }


@cache
def _beginnings() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for about, listed in load_json("reference", "header_lexicon_extra.json")["atoms"].items():
        for word in listed:
            key = _ARTICLE.sub("", fold(word))
            if key:
                found[key] = found.get(key, frozenset()) | {about}
    return found
