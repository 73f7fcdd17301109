"""Dates that name a part of a year in words: a quarter, a half, "early 2024", "about March 2024"."""

from __future__ import annotations

import re
from functools import cache

from ..resources import load_json
from ..text import fold, words
from .words import word_key

_PIECE = re.compile(r"\d+|[^\d]+")
_CJK_PART = re.compile("(\\d{4})\\s*年?\\s*第?([一二三四1-4上下])\\s*(季度|季|四半期|半年|半期)")
_CJK_ORDINALS = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}
_LEAST_WORDS, _MOST_WORDS = 2, 8


def year_and_month(folded: str) -> tuple[str, int] | None:
    """The year, as written, and the first month of the quarter or half year that `folded` names; None if none."""
    if match := _CJK_PART.search(folded):
        place = _CJK_ORDINALS.get(match[2]) or int(match[2])
        return (match[1], _first_month(place, match[3] in ("季度", "季", "四半期"))) if place <= 4 else None
    pieces = [piece for word in words(folded) for piece in _PIECE.findall(word)]
    if not _LEAST_WORDS <= len(pieces) <= _MOST_WORDS:
        return None
    quarter, half = _part_words()
    spans = [piece for piece in pieces if piece in quarter or piece in half]
    years = [piece for piece in pieces if piece.isdigit() and len(piece) == 4]
    if not spans or len(years) != 1:
        return None
    rest = [piece for piece in pieces if piece not in (spans[0], years[0])]
    places = {_ordinals()[piece] for piece in rest if piece in _ordinals()}
    unknown = [piece for piece in rest if piece not in _ordinals() and piece not in _fillers()]
    if len(places) != 1 or unknown:
        return None
    place, is_quarter = places.pop(), spans[0] in quarter
    return (years[0], _first_month(place, is_quarter)) if is_quarter or place <= 2 else None


def without_rough_words(folded: str) -> str | None:
    """`folded` without words such as "early" or "about"; None where it has none."""
    pieces = words(folded.replace("~", " ~ "))
    kept = [piece for piece in pieces if piece not in _rough()]
    if "~" in folded:
        return folded.replace("~", " ").strip()
    if len(kept) == len(pieces) or not any(char.isdigit() for char in folded):
        return None
    return " ".join(piece for piece in re.split(r"[\s\-]+", folded) if piece.strip(".,") not in _rough())


def without_label(text: str) -> str:
    """`text` without a label before it ("Date: …") and without a note in brackets that holds no number behind it."""
    label = re.match(r"\s*([^\W\d_]+)\s*[:：]\s*", text)
    if label and fold(label[1]) in _openers():
        text = text[label.end() :]
    return re.sub(r"(?<=\d)\.?\s*[(（][^()（）\d]{1,40}[)）]\s*$", "", text)


def _first_month(place: int, is_quarter: bool) -> int:
    return 3 * place - 2 if is_quarter else 6 * place - 5


@cache
def _part_words() -> tuple[frozenset[str], frozenset[str]]:
    listed = load_json("reference", "date_words.json")
    quarters, halves = (frozenset(word_key(word) for word in listed[key]) for key in ("quarters", "halves"))
    return quarters, halves


@cache
def _ordinals() -> dict[str, int]:
    listed = load_json("reference", "date_words.json")["ordinals"]
    return {word_key(word): place for place, group in enumerate(listed, start=1) for word in group}


@cache
def _fillers() -> frozenset[str]:
    listed = load_json("reference", "date_words.json")["fillers"]
    more = (
        "й",
        "я",
        "е",
        "o",
        "a",
        "er",
        "ere",
        "eme",
        "e",
        "re",
        "st",
        "nd",
        "rd",
        "th",
        "ий",
        "ый",
        "year",
        "ปี",
    )
    return frozenset(word_key(word) for group in (*listed.values(), more) for word in group)


@cache
def _rough() -> frozenset[str]:
    return frozenset(word_key(word) for word in load_json("reference", "date_words.json")["rough"]) - {""}


@cache
def _openers() -> frozenset[str]:
    return frozenset(fold(word) for word in load_json("reference", "date_words.json")["openers"])
