"""How country names are compared: folded, without dots, brackets and spaces between Han characters."""

from __future__ import annotations

import re

from ..text import fold, words

_HAN_GAP = re.compile("(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
_BRACKETS = re.compile(r"[(\[（【](.*?)[)\]）】]")


def country_fold(name: str) -> str:
    """`name` as the country indexes hold it: folded words, "U.A.E." one word, Han characters joined."""
    plain = " ".join(words(fold(name).replace(".", "")))
    return _HAN_GAP.sub("", plain)


def without_brackets(name: str) -> str:
    """`name` without what stands in brackets, for a second look only: the brackets may hold the difference."""
    return " ".join(_BRACKETS.sub(" ", name).split())


def bracketed(name: str) -> list[str]:
    """What stands in brackets in `name`."""
    return [inner.strip() for inner in _BRACKETS.findall(name)]
