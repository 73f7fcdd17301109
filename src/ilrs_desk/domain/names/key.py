"""Names compared across scripts, transliterations, order of parts and initials."""

from __future__ import annotations

import re

from ..text import clean, fold, has_han, loose_key, pinyin
from .split import split_name
from .titles import take_titles

_ARTICLE = re.compile(r"\b(?:al|el|ul|as|ash|an|ar)[-\s](?=[^\W\d_]{3})")
_HYPHEN = re.compile("(?<=[^\\W\\d_])[-\u2010\u2011](?=[^\\W\\d_])")


def name_tokens(family: str | None, given: str | None, full: str | None = None) -> tuple[str, ...]:
    """The words of a name, each in one loose Latin spelling, in alphabetic order.

    Titles are left out, hyphenated names and the Arabic article are one word with what follows, the given
    name of a Chinese name is one word ("Xiao-ming", 小明 and "Xiaoming" agree).
    """
    text = " ".join(part for part in (family, given) if part) or full or ""
    plain = take_titles(clean(text)).name
    tokens = _chinese(family, given, plain) if has_han(plain) else _spelt(plain)
    return tuple(sorted(token for token in tokens if token))


def name_key(family: str | None, given: str | None, full: str | None = None) -> str:
    """One key for a name in whatever script and order: for finding candidates, never proof of one person."""
    return " ".join(name_tokens(family, given, full))


def compatible(one: str, other: str) -> bool:
    """Whether two full names can be one person's: every part of the shorter is in the longer, at least as its initial.

    At least one part must agree in full; "I. Ivanov", "Иванов Иван Иванович" and "Ivan Ivanov" are compatible.
    """
    fewer, more = sorted((name_tokens(None, None, one), name_tokens(None, None, other)), key=len)
    left = list(more)
    agreed = [token for token in fewer if len(token) > 1 and token in left]
    for token in agreed:
        left.remove(token)
    for token in (token for token in fewer if token not in agreed):
        match = next((each for each in left if _is_initial_of(token, each)), None)
        if match is None:
            return False
        left.remove(match)
    return bool(agreed)


def _is_initial_of(one: str, other: str) -> bool:
    return one[0] == other[0] and 1 in (len(one), len(other))


def _spelt(plain: str) -> list[str]:
    joined = _HYPHEN.sub("", _ARTICLE.sub("al", fold(plain)))
    return loose_key(joined).split()


def _chinese(family: str | None, given: str | None, plain: str) -> list[str]:
    parts = (family, given) if family and given else split_name(plain, None, None) or plain.split()
    return [loose_key("".join(pinyin(part))) if has_han(part) else loose_key(part) for part in parts]
