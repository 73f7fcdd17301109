"""Which country a text means, in any language: exactly, asked, or not at all, and what a country is called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ..text import clean, fold
from . import index
from .folding import bracketed, country_fold, without_brackets
from .nationality import base_names
from .regions import is_state

CountryKind = Literal["country", "organisation", "special", "unknown", "ask"]

# The longest official name has some 60 letters; lists of countries are longer.
_LONGEST = 200
_CODE = re.compile(r"[A-Z]{2,3}$")
_SEVERAL = re.compile(r"[/;、\n&+]| and | и | y | et | ve |, ")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_FLAG_A = 0x1F1E6
_SCRIPT_RUN = re.compile(
    r"[A-Za-z\u00c0-\u02af](?:[A-Za-z\u00c0-\u02af]|[\W\d_])*|[^\W\d_A-Za-z\u00c0-\u02af](?:[^A-Za-z\u00c0-\u02af])*"
)
_CHINESE_CITIZEN = re.compile("^(.+?)(?:国籍|國籍|籍|国人|人)$")


@dataclass(frozen=True, slots=True)
class CountryFind:
    """What a text in a country column means.

    ``kind`` country or special: ``code`` is the ISO alpha-2 code (a special place never counts as a partner;
    Kosovo has no code and stands in ``candidates``). organisation: no country at all. ask: ``candidates`` are what
    it may mean, ``likely`` the one meant if the column's other cells are countries. unknown: nothing found.
    """

    code: str | None = None
    candidates: tuple[str, ...] = ()
    kind: CountryKind = "unknown"
    likely: str | None = None


_UNKNOWN = CountryFind()


def find_country(text: str, *, nationality: bool = False, codes: bool = False) -> CountryFind:
    """The country that `text` names, exactly after folding; never a near spelling and never a part of a name.

    `nationality` allows words like "Peruvian" or 泰籍 as well. `codes` says that the column holds ISO codes
    (`is_code_column`), so that CH, IN or NO need not be asked.
    """
    text = clean(text)
    key = country_fold(text[: _LONGEST + 1])
    if not (key or _FLAG.search(text)) or len(text) > _LONGEST:
        return _UNKNOWN
    return (
        _by_code(text, trusted=codes)
        or _by_name(key)
        or (_by_nationality(key) if nationality else None)
        or _by_other_form(text, key)
        or (_by_nationality(country_fold(without_brackets(text))) if nationality else None)
        or _several(text, nationality)
        or _asked_nationality(key)
        or _UNKNOWN
    )


def is_code_column(texts: Iterable[str]) -> bool:
    """Whether a column holds ISO codes: four of five different cells are alpha-2 or alpha-3 codes in capitals."""
    cells = {clean(text) for text in texts} - {""}
    found = sum(1 for cell in cells if _code(cell))
    return bool(cells) and found >= 0.8 * len(cells) and any(not _is_asked(cell) for cell in cells)


def suggest_countries(text: str, limit: int = 4) -> tuple[str, ...]:
    """Codes of the countries whose names are spelt nearly like `text`, nearest first: only ever to be offered."""
    from rapidfuzz import fuzz, process

    key = country_fold(clean(text)[: _LONGEST + 1])
    if not 2 <= len(key) <= _LONGEST:
        return ()
    parts = [find.code for part in re.split("[,;/()]", text) if (find := find_country(part)).code]
    cutoff = 75 if key.isascii() else 60 if len(key) > 3 else 50
    near = process.extract(key, _spellings(key.isascii()), scorer=fuzz.ratio, score_cutoff=cutoff, limit=60)
    codes = (code for name, _, _ in near for code in _codes_of(name))
    return tuple(code for code in dict.fromkeys([*parts, *codes]) if code)[:limit]


def country_name(code: str, language: str = "en") -> str:
    """What the country is called in `language` (a locale such as "zh_Hans"); `code` itself if there is none."""
    if language == "en":
        labels: dict[str, str] = index.aliases()["labels"]
        english: dict[str, str] = index.names()["english"]
        return labels.get(code) or english.get(code, code)
    from babel import Locale, UnknownLocaleError

    try:
        territories = Locale.parse(language.replace("-", "_")).territories
    except (UnknownLocaleError, ValueError):
        return country_name(code)
    return str(territories.get(code) or country_name(code))


@cache
def country_codes() -> tuple[str, ...]:
    """All ISO 3166 alpha-2 codes, in order."""
    return tuple(index.names()["english"])


def is_countable_country(code: str) -> bool:
    """Whether a partner with this code can count as a country: a member or observer state of the United Nations."""
    return is_state(code)


def _by_code(text: str, *, trusted: bool) -> CountryFind | None:
    question = index.code_questions().get(fold(text))
    if question and not text.isupper():
        return _UNKNOWN
    if question and not (trusted and _code(text)):
        return CountryFind(candidates=question.candidates, kind="ask", likely=question.likely)
    code = _code(text)
    return _found(code) if code else None


def _code(text: str) -> str | None:
    if not _CODE.match(text):
        return None
    if len(text) == 3:
        alpha3: dict[str, str] = index.names()["alpha3"]
        return alpha3.get(text)
    return text if text in index.names()["english"] else None


def _is_asked(cell: str) -> bool:
    return fold(cell) in index.code_questions()


def _by_name(key: str) -> CountryFind | None:
    if key in index.special_places():
        code, candidates = index.special_places()[key]
        return CountryFind(code, candidates, "special")
    if key in index.organisations():
        return CountryFind(kind="organisation")
    if key in index.questions():
        question = index.questions()[key]
        return CountryFind(candidates=question.candidates, kind="ask", likely=question.likely)
    codes = _codes_of(key)
    if len(codes) > 1:
        return CountryFind(candidates=codes, kind="ask")
    return _found(codes[0]) if codes else None


def _codes_of(key: str) -> tuple[str, ...]:
    accepted = index.accepted().get(key)
    if accepted:
        return (accepted,)
    cldr: dict[str, str] = index.names()["names"]
    return tuple(cldr.get(key, "").split())


def _found(code: str) -> CountryFind:
    return CountryFind(code, kind="special" if code in index.special_codes() else "country")


def _by_nationality(key: str) -> CountryFind | None:
    codes = index.demonyms().get(key, ())
    if len(codes) == 1:
        return _found(codes[0])
    if codes:
        return CountryFind(candidates=codes, kind="ask")
    if match := _CHINESE_CITIZEN.match(key):
        short = index.chinese_short_names().get(match[1])
        return _found(short) if short else _by_name(match[1]) or _by_name(f"{match[1]}国")
    for base in base_names(key):
        known = index.demonyms().get(base, ())
        find = _found(known[0]) if len(known) == 1 else _by_name(base)
        if find and find.code:
            return find
    return None


def _by_other_form(text: str, key: str) -> CountryFind | None:
    """A name with brackets, or in an official form ("Republic of Kenya", "République française").

    The bare name that is left may still have to be asked.
    """
    if find := _in_other_order(text) or _said_twice(text):
        return find
    bare = country_fold(without_brackets(text))
    if bare and bare != key:
        return _without_brackets(bare, text)
    before, after = index.official_forms()
    shortened = {key.removeprefix(f"{form} ") for form in before} | {
        key.removesuffix(f" {form}") for form in after
    }
    if not key.isascii():
        shortened |= {key.removesuffix(form) for form in after} | {key.removeprefix(form) for form in before}
    for short in sorted(shortened - {key, ""}, key=len):
        find = _by_name(short) or _by_nationality(short)
        if find:
            return _found(find.likely) if find.likely else find
    return None


def _in_other_order(text: str) -> CountryFind | None:
    """A name put behind for its order: "Kazakhstan, Republic of", and one with a sign for "and"."""
    if "&" in text:
        return _by_name(country_fold(text.replace("&", " and ")))
    name, comma, form = text.partition(",")
    if not comma or "," in form or not (name.strip() and form.strip()):
        return None
    find = find_country(f"{form} {name}")
    return find if find.kind != "unknown" else None


def _said_twice(text: str) -> CountryFind | None:
    """One country by its code, its flag and its name, or in two scripts: "KE - Kenya", "埃及 Egypt"."""
    flags = ["".join(chr(ord(sign) - _FLAG_A + ord("A")) for sign in pair) for pair in _FLAG.findall(text)]
    bare = _FLAG.sub(" ", text).strip()
    pieces = [piece for piece in re.split(r"\s+[-–—]\s+|\s*:\s*", bare) if piece] if bare else []
    if len(pieces) == 1 and not flags:
        runs = [run.strip(" ,-–—") for run in _SCRIPT_RUN.findall(bare)]
        code, _, rest = bare.partition(" ")
        pieces = runs if len(runs) == 2 else [code, rest] if _code(code) and rest else []
    finds = [_by_code(piece, trusted=True) or _by_name(country_fold(piece)) for piece in (*flags, *pieces)]
    codes = {find.code or find.likely if find else None for find in finds}
    found = codes.pop() if len(codes) == 1 else None
    return _found(found) if found else None


def _without_brackets(bare: str, text: str) -> CountryFind | None:
    """The name outside the brackets, unless what stands in them is a place of its own ("China (Taiwan)")."""
    outside = _by_name(bare)
    places = [
        place
        for inner in bracketed(text)
        if (place := _by_code(inner, trusted=True) or _by_name(country_fold(inner)))
    ]
    if not outside or all(place in (outside, CountryFind(kind="organisation")) for place in places):
        return outside
    codes = (code for find in (outside, *places) for code in (find.code, *find.candidates) if code)
    return CountryFind(candidates=tuple(dict.fromkeys(codes)), kind="ask")


def _several(text: str, nationality: bool) -> CountryFind | None:
    """Several countries in one cell: named all, taken none; one country in two languages is taken."""
    parts = [part for part in _SEVERAL.split(text) if part.strip()]
    if len(parts) < 2:
        return None
    finds = [find_country(part, nationality=nationality) for part in parts]
    if not all(find.code for find in finds):
        return None
    codes = tuple(dict.fromkeys(find.code for find in finds if find.code))
    return _found(codes[0]) if len(codes) == 1 else CountryFind(candidates=codes, kind="ask")


def _asked_nationality(key: str) -> CountryFind | None:
    """A nationality in a column of countries, where it is no name of one."""
    codes = index.demonyms().get(key)
    return CountryFind(candidates=codes, kind="ask") if codes else None


@cache
def _spellings(ascii_only: bool) -> tuple[str, ...]:
    """The names near ones are sought among: for Latin letters those of English and our own list."""
    if not ascii_only:
        return tuple(name for name in index.names()["names"] if not name.isascii())
    english = (country_fold(name) for name in index.names()["english"].values())
    return tuple({*english, *(name for name in index.accepted() if name.isascii() and len(name) > 3)})
