"""Titles, ranks, degrees and forms of address around a person's name, taken off it and kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from ..resources import load_json
from ..text import fold, words

# Beyond this length no cell is one name, and looking for its parts would only cost time.
LONGEST_NAME = 200
_MOST_WORDS = 5
# Of the short titles only these go without a dot: Pan, Don, Ma or Sip may be somebody's name.
_UNDOTTED = frozenset(
    {"dr", "mr", "ms", "mrs", "sir", "sra", "mme", "drs", "mlle", "pr", "mgr", "smt", "dra"}
)
_DEGREES = frozenset({"PHD", "MBA", "MSC", "BSC"})
_CAMEL = re.compile(r"[A-Z][a-z]+[A-Z]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){1,3}$")
_DOTTED_START = re.compile(r"((?:[^\W\d_]{1,5}\.-?){1,5})(?=[^\W\d_]{2,}(?![^\s,.]*\.))")
_CJK_ENDING = re.compile("[\u3400-\u9fff\uac00-\ud7af]$")
# Degrees are written in small letters where initials are capitals: "д.ф.-м.н.", "t.e.d.", "ф.-м.ғ.к."
_SMALL_DOTTED = re.compile(r"(?:[^\W\d_]{1,4}\.[-\s]{0,2}){2,5}$")
_DEGREE_IN_WORDS = re.compile(
    r"(?:д-р|доктор|докт\.?|кандидат|канд\.?|магистр)\s+(?:[^\W\d_]+\.?[-\s]{0,2}){1,4}\s*наук\b\.?,?",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^\d{1,4}\s?[.)]\s*(?=[^\W\d_])")
_NOTE_MARKS = re.compile(r"[*†‡¹²³⁴⁵]+$")
_BRACKETED_END = re.compile(r"\s*[(（\[]([^()（）\[\]]{1,40})[)）\]]$")


@dataclass(frozen=True, slots=True)
class Titled:
    """A name without its titles, and the titles as written, in their order."""

    name: str
    titles: tuple[str, ...]


def take_titles(text: str, country: str | None = None) -> Titled:
    """`text` with what stands before and behind the name taken off; never all of it.

    `country` (alpha-2) is where the person is from: a few words are titles there and names elsewhere.
    """
    if len(text) > LONGEST_NAME:
        return Titled(text, ())
    name = _NOTE_MARKS.sub("", _NUMBERING.sub("", text)) or text
    before: list[str] = []
    behind: list[str] = []
    while True:
        if front := _first_title(name, country):
            before.append(front[0])
            name = front[1]
        elif back := _last_title(name):
            behind.insert(0, back[0])
            name = back[1]
        else:
            return Titled(name.strip(" ,;"), (*before, *behind))


def is_title(text: str) -> bool:
    """Whether `text` as a whole is made of titles, ranks, degrees and forms of address."""
    parts = text.split()
    if not 0 < len(parts) <= _MOST_WORDS:
        return False
    if title_key(text) in _known("before") | _known("behind") or _is_degree(text):
        return True
    return any(
        is_title(" ".join(parts[:size])) and is_title(" ".join(parts[size:])) for size in range(1, len(parts))
    )


@cache
def name_words() -> dict[str, Any]:
    """The words around and inside personal names that ship with the program."""
    listed: dict[str, Any] = load_json("reference", "person_names.json")
    return listed


@lru_cache(maxsize=50_000)
def title_key(text: str) -> str:
    """`text` as titles are compared: its folded letters without dots, hyphens and spaces."""
    return "".join(words(text))


@cache
def _known(place: str) -> frozenset[str]:
    return frozenset({title_key(title) for title in name_words()[place]} - {""})


@cache
def _known_in(country: str | None) -> frozenset[str]:
    return frozenset(
        title_key(word)
        for each in name_words()["before_in"]
        if country in each["countries"]
        for word in each["words"]
    )


@cache
def _outermost(place: str) -> frozenset[str]:
    """The outermost words of the titles, by which most names are seen to have none."""
    end = 0 if place == "before" else -1
    return frozenset(title_key(title.split()[end]) for title in name_words()[place])


def _first_title(name: str, country: str | None) -> tuple[str, str] | None:
    """The longest title that opens `name`, and the rest."""
    tokens = name.split()
    if len(tokens) > 1:
        size = _leading_title(tokens, country)
        if size:
            while len(tokens) > size + 1 and _is_modifier(tokens[size]):
                size += 1
            return " ".join(tokens[:size]).strip(",;"), " ".join(tokens[size:]).lstrip(" ,")
    if degree := _DEGREE_IN_WORDS.match(name):
        rest = name[degree.end() :].strip(" ,")
        return (degree.group().strip(" ,"), rest) if rest else None
    return _joined_first(name) or _fused_first(name)


def _leading_title(tokens: list[str], country: str | None) -> int:
    """How many words the title takes that opens a name; 0 for none."""
    first = title_key(tokens[0])
    plain = first in _outermost("before") or first in _known("before")
    if not plain and "." not in tokens[0] and first not in _known_in(country):
        return 0
    for size in range(min(_MOST_WORDS, len(tokens) - 1), 0, -1):
        title, rest = " ".join(tokens[:size]), " ".join(tokens[size:])
        known = title_key(title) in (_known("before") | _known_in(country))
        if _is_degree(title) and not rest.islower():
            return size
        if known and (title_key(title) in _known_in(country) or _is_marked(title, rest)):
            return size
    return 0


def _is_modifier(token: str) -> bool:
    """Whether a word that follows a title belongs to it: "Dr. rer. nat.", "акад. РАН", "Cdre (R)"."""
    key = title_key(token)
    return key in _known("modifiers_bracketed" if token[0] in "([（" else "modifiers")


def _joined_first(name: str) -> tuple[str, str] | None:
    """Titles written together with the name: "Prof.Dr.Ana"."""
    match = _DOTTED_START.match(name)
    if not match:
        return None
    pieces = [piece for piece in match[1].replace("-", "").split(".") if piece]
    for size in range(len(pieces), 0, -1):
        key = title_key("".join(pieces[:size]))
        each = all(title_key(piece) in _known("before") for piece in pieces[:size])
        if (key in _known("before") or each) and max(map(len, pieces[:size])) > 1:
            title = ".".join(pieces[:size]) + "."
            return title, name[len(title) :].lstrip(" -.,")
    return None


def _last_title(name: str) -> tuple[str, str] | None:
    head, comma, tail = name.rpartition(",")
    if comma and head.strip() and (is_title(tail) or _is_foreign_degree(tail, head)):
        return tail.strip(), head.strip(" ,")
    if comma and not head.strip():
        return None
    if bracketed := _BRACKETED_END.search(name):
        rest = name[: bracketed.start()].strip()
        return (bracketed[1].strip(), rest) if rest and is_title(bracketed[1]) else None
    tokens = name.split()
    if len(tokens) < 2:
        return _fused_last(name)
    for size in range(min(_MOST_WORDS, len(tokens) - 1), 0, -1):
        title, rest = " ".join(tokens[-size:]), " ".join(tokens[:-size])
        known = title_key(title) in _known("behind") and _is_marked(title, rest)
        if (known or (_is_degree(title) and not rest.islower())) and not rest.endswith(","):
            return title, rest.rstrip(" ,")
    return _fused_last(name)


def _is_degree(text: str) -> bool:
    """Whether `text` is a degree by its form: small dotted letters, or "канд. … наук"."""
    if (
        "." in text
        and text == text.lower()
        and text != text.upper()
        and _SMALL_DOTTED.match(text.strip(" ,"))
    ):
        return True
    return bool(_DEGREE_IN_WORDS.fullmatch(text.strip()))


def _is_foreign_degree(tail: str, head: str) -> bool:
    """Whether dotted letters behind the comma of a whole name are a degree that is not listed: "S.Pd.I.", "M.Hum."."""
    tail = tail.strip()
    dotted = re.fullmatch(r"(?:[A-Z][A-Za-z]{0,4}\.\s?)+(?:[A-Z][A-Za-z]{0,6}\.?)?", tail)
    return bool(dotted) and not _INITIALS.match(tail) and len(head.replace(",", " ").split()) > 1


def _is_marked(title: str, rest: str) -> bool:
    """Whether a short word is marked as a title: by its dot or case, and by names enough not to be initials."""
    key = title_key(title)
    if _INITIALS.match(title) and title.isascii():
        return sum(len(word) > 1 for word in words(rest)) > 1
    if key in _known("perhaps_names") and len(rest.split()) < 2:
        return False
    letters = "".join(char for char in title if char.isalpha())
    short = len(letters) < 4 and fold(letters).isascii()
    return not short or "." in title or key in _UNDOTTED or letters in _DEGREES or bool(_CAMEL.match(title))


def _fused_first(name: str) -> tuple[str, str] | None:
    if name.isascii():
        return None
    for title in _longest_first("fused_before"):
        if name.startswith(title) and len(name) > len(title) + 1:
            return title, name.removeprefix(title).strip()
    return None


def _fused_last(name: str) -> tuple[str, str] | None:
    if not _CJK_ENDING.search(name):
        return None
    for title in _longest_first("fused_behind"):
        if name.endswith(title) and len(name) > len(title) + 1:
            return title, name.removesuffix(title).strip()
    return None


@cache
def _longest_first(place: str) -> tuple[str, ...]:
    return tuple(sorted(name_words()[place], key=len, reverse=True))
