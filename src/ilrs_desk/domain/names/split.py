"""Family and given name told apart, only where the writing itself, its script or the header tells."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Literal

from ..text import fold, words
from .titles import name_words

NameOrder = Literal["family_first", "given_first"]
Parts = tuple[str, str]

_HAN_NAME = re.compile("[\u3005\u3400-\u9fff]{2,4}$")
# A Japanese name whose parts stand apart: the given one may be in kana, the family name may repeat a sign.
_JAPANESE_NAME = re.compile("[\u3005\u30f6\u3400-\u9fff]{1,4} [\u3005\u3040-\u30ff\u3400-\u9fff]{1,5}$")
_HANGUL_NAME = re.compile("[\uac00-\ud7af]{2,4}$")
_THAI = re.compile("[\u0e00-\u0e7f\\s.]+$")
# Where a name of another tradition may stand before the family name, and the given name behind it.
_FAMILY_INSIDE = frozenset({"HK", "MO", "SG", "MY", "CN", "TW"})
_GENERATIONS = frozenset({"II", "III", "IV", "JR", "SR"})
_INITIALS = re.compile(r"(?:[^\W\d_]\.[\s-]?){1,3}$|[^\W\d_]$")


def split_name(name: str, order: NameOrder | None, country: str | None) -> Parts | None:
    """(family, given) of a name without titles, or None where it cannot be told."""
    if re.search(r"[\d@·•・/&]", name):
        return None
    if "," in name:
        return _by_comma(name, order, country)
    tokens = name.split()
    ways: tuple[Callable[[], Parts | None], ...] = (
        lambda: _cjk(name, country),
        lambda: _by_capitals(tokens, country),
        lambda: _by_father(tokens),
        lambda: _by_initials(tokens),
        lambda: _by_order(tokens, order or ("given_first" if _THAI.match(name) else None)),
    )
    return next((parts for way in ways if (parts := way())), None)


def is_initials(word: str) -> bool:
    """Whether `word` is initials: "I.I.", "J.-P." or one letter."""
    return bool(_INITIALS.match(word))


def _by_comma(name: str, order: NameOrder | None, country: str | None) -> Parts | None:
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if len(parts) != 2 and not (len(parts) == 3 and order == "family_first"):
        return None
    given = " ".join(parts[1:])
    if len(parts[0].split()) > 4 or len(given.split()) > 4 or given[0].islower():
        return None
    if country in _FAMILY_INSIDE and (inside := _by_capitals(parts[0].split(), country)):
        return inside[0], f"{inside[1]} {given}"
    return parts[0], given


def _cjk(name: str, country: str | None) -> Parts | None:
    """Chinese and Korean names put the family first, in one character or a known pair; Japanese ones vary."""
    tokens = name.split()
    joined = "".join(tokens)
    if len(tokens) == 2 and _JAPANESE_NAME.match(" ".join(tokens)) and not _HAN_NAME.match(joined):
        return tokens[0], tokens[1]
    if not (_HAN_NAME.match(joined) or _HANGUL_NAME.match(joined)):
        return None
    if len(tokens) == 2 and (len(tokens[0]) <= 3 or country == "JP"):
        return tokens[0], tokens[1]
    compounds = name_words()["compound_families"]
    if joined[:2] in compounds and len(joined) > 2:
        return joined[:2], joined[2:]
    known = joined[0] in name_words()["families_zh"] or bool(_HANGUL_NAME.match(joined))
    if len(tokens) == 1 and len(joined) <= 3 and country != "JP" and known:
        return joined[0], joined[1:]
    return None


def _by_capitals(tokens: list[str], country: str | None) -> Parts | None:
    """A family name in capitals at one end of the name, with its particles."""
    capital = [_is_capitals(token) for token in tokens]
    if not any(capital) or all(big or is_initials(token) for big, token in zip(capital, tokens, strict=True)):
        return None
    first, last = capital.index(True), len(capital) - 1 - capital[::-1].index(True)
    inside = zip(capital[first : last + 1], tokens[first : last + 1], strict=True)
    if not all(big or _is_particle(token) for big, token in inside):
        return None
    if first == 0:
        return " ".join(tokens[: last + 1]), " ".join(tokens[last + 1 :])
    while first > 1 and _is_particle(tokens[first - 1]):
        first -= 1
    if last != len(tokens) - 1:
        # "Peter CHAN Tai Man": the name of another tradition stands before the family name.
        whole = country in _FAMILY_INSIDE and " ".join(tokens[:first] + tokens[last + 1 :])
        return (" ".join(tokens[first : last + 1]), whole) if whole else None
    return " ".join(tokens[first:]), " ".join(tokens[:first])


def _is_particle(token: str) -> bool:
    return fold(token) in _particles()


def _is_capitals(token: str) -> bool:
    letters = [char for char in token if char.isalpha()]
    if token in _GENERATIONS or token[0] in "([{\"'«“":
        return False
    # Mac, Mc and Arabic Al- stay small in capitals.
    core = re.sub(r"^(?:Ma?c|[AaEe]l-)(?=[A-Z])", "", token)
    return len(letters) > 1 and core.isupper() and not is_initials(token)


def _by_father(tokens: list[str]) -> Parts | None:
    """Where the father's name stands tells where the family name stands: it follows the given name."""
    if len(tokens) == 4 and fold(tokens[3]) in name_words()["father_words"]:
        return tokens[0], " ".join(tokens[1:])
    if len(tokens) == 4 and fold(tokens[2]) in name_words()["father_words"]:
        return tokens[3], " ".join(tokens[:3])
    if len(tokens) != 3:
        return None
    if _is_patronymic(tokens[1]) and not _is_patronymic(tokens[0]):
        return tokens[2], " ".join(tokens[:2])
    if _is_patronymic(tokens[2]):
        return tokens[0], " ".join(tokens[1:])
    return None


def _is_patronymic(word: str) -> bool:
    plain = fold(word)
    endings: list[str] = name_words()["patronymic_endings"]
    # Serbian family names end in a c or ћ that folding makes a plain c: those endings are not listed.
    return (len(plain) > 5 and plain.endswith(tuple(endings))) or plain in name_words()["short_patronymics"]


def _by_initials(tokens: list[str]) -> Parts | None:
    """One written-out name beside initials is the family name: "Ivanov I.I.", "J. van Dam"."""
    initials = [is_initials(token) for token in tokens]
    full = [token for token, initial in zip(tokens, initials, strict=True) if not initial]
    names = [token for token in full if fold(token) not in _particles()]
    together = initials in (sorted(initials), sorted(initials, reverse=True))
    if len(names) != 1 or not any(initials) or not together or (names == full and _one_letter(tokens)):
        return None
    given = " ".join(token for token, initial in zip(tokens, initials, strict=True) if initial)
    return " ".join(full), given


def _one_letter(tokens: list[str]) -> bool:
    """Whether all that looks like initials is one letter without a dot, which may be a name: "Ek O", "U Thant"."""
    initials = [token for token in tokens if is_initials(token)]
    return len(initials) == 1 and len(initials[0]) == 1


def _by_order(tokens: list[str], order: NameOrder | None) -> Parts | None:
    """The order that the header gives, where two names leave no choice where one ends and the other begins."""
    if order is None:
        return None
    if (
        order == "given_first"
        and len(tokens) > 2
        and all(fold(token) in _particles() for token in tokens[1:-1])
    ):
        return " ".join(tokens[1:]), tokens[0]
    if len(tokens) != 2:
        return None
    return (tokens[0], tokens[1]) if order == "family_first" else (tokens[1], tokens[0])


@cache
def _particles() -> frozenset[str]:
    return frozenset(word for particle in name_words()["particles"] for word in words(particle))
