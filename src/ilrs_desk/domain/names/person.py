"""A person's name read from one cell: titles taken off, the other script and the parts told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..text import clean, has_han, loose_key, pinyin
from .split import NameOrder, split_name
from .titles import LONGEST_NAME, take_titles

_LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u02af\u0300-\u036f\u1e00-\u1eff"
# Letters of one script with all that is no letter between them.
_RUN = re.compile(rf"[{_LATIN}](?:[{_LATIN}]|[\W\d_])*|(?:[^\W\d_{_LATIN}])(?:[^{_LATIN}])*")
_BETWEEN = " \t\n/|,;-–—·()[]（）【】"


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
    titled = take_titles(text, country)
    name, beside = _other_script(titled.name)
    inner = take_titles(name, country)
    parts = split_name(inner.name, order_hint, country) or _by_native(inner.name, beside or native)
    family, given = parts or (None, None)
    return PersonName(family, given, inner.name, beside, (*titled.titles, *inner.titles))


def _by_native(name: str, native: str | None) -> tuple[str, str] | None:
    """The family name of "Wang Wei" where 王伟 stands beside it: the word that sounds like the native family name."""
    parts = split_name(native, None, None) if native else None
    tokens = name.split()
    if not parts or len(tokens) < 2:
        return None
    family = _sound(parts[0])
    same = [place for place in (0, len(tokens) - 1) if _sound(tokens[place]) == family]
    if len(same) != 1:
        return None
    return tokens.pop(same[0]), " ".join(tokens)


def _sound(name: str) -> str:
    return loose_key("".join(pinyin(name)) if has_han(name) else name)


def _other_script(name: str) -> tuple[str, str | None]:
    """A name and its form in another script, where both stand in one cell."""
    if name.isascii():
        return name, None
    runs = [run.strip(_BETWEEN) for run in _RUN.findall(name)]
    if len(runs) != 2 or min(map(_letters, runs)) < 2:
        return name, None
    one, other = runs
    return (one, other) if re.match(f"[{_LATIN}]", one) else (other, one)


def _letters(text: str) -> int:
    return sum(char.isalpha() for char in text)
