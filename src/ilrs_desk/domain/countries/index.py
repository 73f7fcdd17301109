"""The names under which countries are looked up, built once from the reference data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..resources import load_json
from .folding import country_fold


@dataclass(frozen=True, slots=True)
class Question:
    """A name that must be asked about: the codes it may mean, and the one meant in a column of countries."""

    candidates: tuple[str, ...]
    likely: str | None = None


@cache
def aliases() -> dict[str, Any]:
    """Our own list of spellings, questions, special places and organisations."""
    listed: dict[str, Any] = load_json("reference", "country_aliases.json")
    return listed


@cache
def names() -> dict[str, Any]:
    """English names, alpha-3 codes and the CLDR names of all languages."""
    listed: dict[str, Any] = load_json("reference", "country_names.json")
    return listed


@cache
def accepted() -> dict[str, str]:
    """Folded spelling beyond CLDR to its code."""
    return {country_fold(name): row["code"] for row in aliases()["accept"] for name in row["names"]}


@cache
def questions() -> dict[str, Question]:
    """Folded name to what has to be asked; the ones that are words in small letters stand in `code_questions`."""
    return _questions(row for row in aliases()["ask"] if not row.get("capitals"))


@cache
def code_questions() -> dict[str, Question]:
    """Abbreviation, folded, to what has to be asked where it stands in capitals."""
    return _questions(row for row in aliases()["ask"] if row.get("capitals"))


@cache
def special_places() -> dict[str, tuple[str | None, tuple[str, ...]]]:
    """Folded name of a place that is no partner country: its code, or None and what stands for it."""
    return {
        country_fold(name): (row["code"], tuple(row.get("candidates", ())))
        for row in aliases()["special"]
        for name in row["names"]
    }


@cache
def special_codes() -> frozenset[str]:
    """Codes of the places that are no partner countries."""
    return frozenset(row["code"] for row in aliases()["special"] if row["code"])


@cache
def organisations() -> frozenset[str]:
    """Folded names of what stands in country columns and is no country."""
    return frozenset(country_fold(name) for name in aliases()["organisations"])


@cache
def official_forms() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Folded words like "republic of" that stand before, and after, a country's short name; longest first."""
    forms = aliases()["official_forms"]
    before, after = (
        tuple(sorted({country_fold(form) for form in forms[side]}, key=len, reverse=True))
        for side in ("before", "after")
    )
    return before, after


@cache
def demonyms() -> dict[str, tuple[str, ...]]:
    """Folded nationality word to the codes it may mean."""
    listed = load_json("reference", "demonyms.json")
    found: dict[str, tuple[str, ...]] = {}
    for language, rows in listed["languages"].items():
        if language != "zh_short":
            for code, words in rows.items():
                for word in words:
                    found.setdefault(country_fold(word), (code,))
    asked = {country_fold(word): tuple(codes) for word, codes in listed["ask"].items()}
    return found | asked


@cache
def chinese_short_names() -> dict[str, str]:
    """The one or two characters for a country that stand before 籍, to its code."""
    rows = load_json("reference", "demonyms.json")["languages"]["zh_short"]
    return {word: code for code, words in rows.items() for word in words}


def _questions(rows: Iterable[dict[str, Any]]) -> dict[str, Question]:
    return {
        country_fold(name): Question(tuple(row["candidates"]), row["likely"])
        for row in rows
        for name in row["names"]
    }
