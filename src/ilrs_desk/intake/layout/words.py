"""The words by which the parts of a sheet that hold no records are known."""

from __future__ import annotations

from functools import cache

from ilrs_desk.domain.resources import load_json
from ilrs_desk.domain.text import words

from ..lexicon import header_key


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(header_key(word) for word in load_json("reference", "layout_words.json")[name])


def is_listed(text: str, name: str) -> bool:
    """Whether ``text`` as a whole is on one of the lists ("count_words", "hint_words" …)."""
    return header_key(text) in _listed(name)


def begins_with_listed(text: str, name: str) -> bool:
    """Whether the first words of ``text`` are on one of the lists; in a script without spaces, its first letters."""
    parts = words(text)
    if not parts:
        return False
    known = _listed(name)
    return any("".join(parts[:size]) in known for size in range(1, min(len(parts), 5) + 1)) or _unspaced(
        "".join(parts), known
    )


def _unspaced(text: str, known: frozenset[str]) -> bool:
    if "\u0e00" <= text[0] <= "\u0eff" or "\u3040" <= text[0] <= "\u9fff":
        return any(text[:size] in known for size in range(1, min(len(text), 8) + 1))
    return False


def ends_with_listed(text: str, name: str) -> bool:
    """Whether the last words of ``text`` are on one of the lists."""
    parts = words(text)
    known = _listed(name)
    return any("".join(parts[-size:]) in known for size in range(1, min(len(parts), 3) + 1))


def after_listed(text: str, name: str) -> str | None:
    """What stands behind a listed word in ``text``, the longest that is found; None without one."""
    folded = text.casefold()
    for word in _by_length(name):
        start = folded.find(word)
        end = start + len(word)
        whole = start >= 0 and not (folded[start - 1 : start].isalpha() or folded[end : end + 1].isalpha())
        if start >= 0 and (whole or not word.isascii()):
            return text[end:]
    return None


@cache
def _by_length(name: str) -> tuple[str, ...]:
    listed = (word.casefold() for word in load_json("reference", "layout_words.json")[name])
    return tuple(sorted(listed, key=len, reverse=True))


def counts(text: str) -> bool:
    """Whether a header is that of a column that counts: "Number of persons", "人数", "Count of Name"."""
    return begins_with_listed(text, "count_words") or ends_with_listed(text, "count_words")
