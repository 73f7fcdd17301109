"""A person's name read from one cell: titles taken off, the other script and the parts told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..text import clean, fold, has_han, pinyin
from .split import NameOrder, split_name
from .titles import LONGEST_NAME, take_titles

_OTHER_SCRIPT = "\u0370-\u1fff\u2c00-\u2dff\u3040-\u9fff\ua000-\ud7ff\uf900-\ufdff\ufe70-\ufeff"
_BRACKETED = re.compile(r"^(.+?)\s*[(\[（【](.+?)[)\]）】]$")
_TWO_SCRIPTS = re.compile(
    f"^([{_OTHER_SCRIPT} ·]+?)[\\s/|]+([A-Z].*)$|^([A-Z][^{_OTHER_SCRIPT}]*?)[\\s/|]+([{_OTHER_SCRIPT} ·]+)$"
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as read: ``family`` and ``given`` only where they can be told, else None and ``full`` says it all.

    ``full`` is the name as written without titles, ``native`` the form in another script that stood beside it,
    ``titles`` what was taken off.
    """

    family: str | None
    given: str | None
    full: str
    native: str | None = None
    titles: tuple[str, ...] = ()


def read_person_name(
    full: str, *, order_hint: NameOrder | None = None, country: str | None = None, native: str | None = None
) -> PersonName:
    """A name from one cell; `order_hint` is what the header says, `country` where the person is from (alpha-2).

    `native` is the same name in another script, where it stands in another cell.

    Nothing is forced: a name whose parts the writing, the script or the header do not tell stays whole.
    """
    text = clean(full)
    if len(text) > LONGEST_NAME:
        return PersonName(None, None, text)
    titled = take_titles(text)
    name, beside = _other_script(titled.name)
    inner = take_titles(name)
    parts = split_name(inner.name, order_hint, country) or _by_native(inner.name, beside or native)
    family, given = parts or (None, None)
    return PersonName(family, given, inner.name, beside, (*titled.titles, *inner.titles))


def _by_native(name: str, native: str | None) -> tuple[str, str] | None:
    """The family name of "Wang Wei" where 王伟 stands beside it: the word that its first character sounds like."""
    parts = split_name(native, None, None) if native and has_han(native) else None
    tokens = name.split()
    if not parts or len(tokens) < 2:
        return None
    family = fold("".join(pinyin(parts[0])))
    same = [place for place in (0, len(tokens) - 1) if fold(tokens[place]) == family]
    if len(same) != 1:
        return None
    return tokens.pop(same[0]), " ".join(tokens)


def _other_script(name: str) -> tuple[str, str | None]:
    """A name and its form in another script, where both stand in one cell."""
    bracketed = _BRACKETED.match(name)
    if bracketed and _is_latin(bracketed[1]) != _is_latin(bracketed[2]):
        return _latin_first(bracketed[1], bracketed[2])
    beside = _TWO_SCRIPTS.match(name)
    if beside:
        one, other = (group for group in beside.groups() if group)
        return _latin_first(one.strip(), other.strip())
    return name, None


def _latin_first(one: str, other: str) -> tuple[str, str]:
    return (one, other) if _is_latin(one) else (other, one)


def _is_latin(text: str) -> bool:
    return not re.search(f"[{_OTHER_SCRIPT}]", text)
