"""How far a partner or an institution has come, and the other fixed choices, read from words of many languages."""

from __future__ import annotations

import re
from functools import cache

from .resources import load_json
from .text import clean, words

#: Stages in order; the last two are ways out.
STAGES = ("contact", "talks", "applied", "signed", "active", "declined", "withdrawn")

_LONGEST = 200
_BRACKETS = re.compile(r"[(\[（【].*?[)\]）】]")
_NUMBERING = re.compile(r"^\W*\d{1,2}\s*[.)、:\-–]\s*")


def read_stage(text: str) -> str | None:
    """The stage that a cell says in any of our languages; None where it says something else."""
    return _read(text, "stage")


def read_partner_kind(text: str) -> str | None:
    """ "country" or "organisation", as a cell says it in any of our languages; None where it says neither."""
    return _read(text, "partner_kind")


def read_status(text: str, kind: str) -> str | None:
    """The status of a person or an agreement (`kind` "personnel" or "agreements") that a cell says, or None."""
    return _read(text, {"personnel": "person_status", "agreements": "agreement_status"}[kind])


def _read(text: str, choice: str) -> str | None:
    known = _known(choice)
    if len(text) > _LONGEST:
        return None
    text = _NUMBERING.sub("", clean(text))
    bare = _key(_BRACKETS.sub(" ", text))
    return known.get(_key(text)) or known.get(bare) or _loosely(choice).get(_telling(bare))


@cache
def _known(choice: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, spellings in load_json("reference", "value_words.json")[choice].items():
        for spelling in (key, *spellings):
            found.setdefault(_key(spelling), key)
    return found


@cache
def _loosely(choice: str) -> dict[frozenset[str], str]:
    """By the telling words of each spelling, in any order; what tells two choices tells none."""
    found: dict[frozenset[str], set[str]] = {}
    for spelling, key in _known(choice).items():
        found.setdefault(_telling(spelling), set()).add(key)
    return {telling: keys.pop() for telling, keys in found.items() if telling and len(keys) == 1}


def _telling(spelling: str) -> frozenset[str]:
    """The words of a spelling but for those that only say that it goes on: "talks under way", "phase of talks"."""
    return frozenset(spelling.split()) - _small()


@cache
def _small() -> frozenset[str]:
    return frozenset(
        word for phrase in load_json("reference", "value_words.json")["small"] for word in words(phrase)
    )


def _key(text: str) -> str:
    return " ".join(words(text.replace("_", " ")))
