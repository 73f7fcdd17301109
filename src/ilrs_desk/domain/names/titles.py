"""Titles, ranks, degrees and forms of address around a person's name, taken off it and kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..resources import load_json
from ..text import fold, words

# Beyond this length no cell is one name, and looking for its parts would only cost time.
LONGEST_NAME = 200
_MOST_WORDS = 4
_INITIALS = re.compile(r"(?:[A-ZА-Я]\.\s?){1,3}$")
# Of the short titles only these go without a dot: Pan, Don, Ma or Sip may be somebody's name.
_UNDOTTED = frozenset({"dr", "mr", "ms", "mrs", "sir", "sra", "mme", "drs"})
_DEGREES = frozenset({"PHD", "MBA", "MSC", "BSC"})
_UNSPACED_DOT = re.compile(r"(?<=[^\W\d_]{2})\.(?=[^\W\d_]{2})")
_CJK_ENDING = re.compile("[\u3400-\u9fff\uac00-\ud7af]$")


@dataclass(frozen=True, slots=True)
class Titled:
    """A name without its titles, and the titles as written, in their order."""

    name: str
    titles: tuple[str, ...]


def take_titles(text: str) -> Titled:
    """`text` with what stands before and behind the name taken off; never all of it."""
    if len(text) > LONGEST_NAME:
        return Titled(text, ())
    before: list[str] = []
    behind: list[str] = []
    name = text
    while True:
        shorter = _first_title(name) or _fused_first(name)
        if shorter:
            before.append(shorter[0])
            name = shorter[1]
            continue
        shorter = _last_title(name) or _fused_last(name)
        if not shorter:
            return Titled(name.strip(" ,;"), (*before, *behind))
        behind.insert(0, shorter[0])
        name = shorter[1]


def is_title(text: str) -> bool:
    """Whether `text` as a whole is a title, a rank, a degree or a form of address."""
    return title_key(text) in _known("before") | _known("behind")


@cache
def name_words() -> dict[str, Any]:
    """The words around and inside personal names that ship with the program."""
    listed: dict[str, Any] = load_json("reference", "person_names.json")
    return listed


def title_key(text: str) -> str:
    """`text` as titles are compared: folded words without dots."""
    return " ".join(words(fold(text).replace(".", "")))


@cache
def _known(place: str) -> frozenset[str]:
    listed = {title_key(title) for title in name_words()[place]} | {
        " ".join(words(t)) for t in name_words()[place]
    }
    return frozenset(listed - {""})


@cache
def _ends(place: str) -> frozenset[str]:
    """The outermost words of the titles, by which most names are seen to have none."""
    outermost = 0 if place == "before" else -1
    return frozenset(title.split()[outermost] for title in _known(place))


def _first_title(name: str) -> tuple[str, str] | None:
    """The longest title that opens `name`, and the rest."""
    # "Dr.Ana" and "Prof.Dr. Ana" are written without spaces; initials ("A.B. Ivanov") are left alone.
    tokens = (_UNSPACED_DOT.sub(". ", name) if "." in name else name).split()
    if len(tokens) < 2 or title_key(tokens[0]).partition(" ")[0] not in _ends("before"):
        return None
    for size in range(min(_MOST_WORDS, len(tokens) - 1), 0, -1):
        title = " ".join(tokens[:size])
        rest = " ".join(tokens[size:]).lstrip(" ,")
        if title_key(title) in _known("before") and _is_title(title, rest):
            return title.strip(","), rest
    return None


def _last_title(name: str) -> tuple[str, str] | None:
    head, comma, tail = name.rpartition(",")
    if comma and head.strip() and title_key(tail) in _known("behind"):
        return tail.strip(), head.strip(" ,")
    tokens = name.split()
    if len(tokens) < 2 or title_key(tokens[-1]).rpartition(" ")[2] not in _ends("behind"):
        return None
    for size in range(min(_MOST_WORDS, len(tokens) - 1), 0, -1):
        title = " ".join(tokens[-size:])
        rest = " ".join(tokens[:-size]).rstrip(" ,")
        if title_key(title) in _known("behind") and _is_title(title, rest):
            return title, rest
    return None


def _is_title(title: str, rest: str) -> bool:
    """Whether a short word is marked as a title: by its dot or case, and by names enough not to be initials."""
    if _INITIALS.match(title):
        return sum(len(word) > 1 for word in words(rest)) > 1
    letters = [char for char in title if char.isalpha()]
    short = len(letters) < 4 and fold("".join(letters)).isascii()
    degree = "".join(letters) in _DEGREES or re.match("[A-Z][a-z]+[A-Z]", title)
    return not short or "." in title or title_key(title) in _UNDOTTED or bool(degree)


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
