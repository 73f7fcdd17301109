"""The words of a person's name as they are compared: in Latin letters, in one letter a sound, by their consonants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ..resources import load_json
from ..text import clean, fold, has_han, latin_key, loose_key, pinyin, words
from .split import split_name
from .titles import LONGEST_NAME, take_titles

_INITIAL = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,2})\.")
_ARTICLE = re.compile(r"\b(?:(?:al|el|ul)[-\s]+|(?:as|ash|an|ar|ad|at|az)-)(?=[^\W\d_]{3})")
_SERVANT = re.compile(r"^abd(?:(?:ou|[aeiou])(?:l+|(?=([rsnzdt])\1)|(?=r)))?(?=[^\W\d_]{3})")
_SERVANT_ALONE = re.compile("abd(?:(?:ou|[aeiou])[lrsnzdt]?)?$")
_BARE_SERVANT, _BARE_ARTICLE = "عبد", re.compile("^ال(?=..)")
#: Scripts that leave vowels unwritten, so that only consonants can be compared.
_BARE = re.compile("[\u0590-\u08ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_VOWELS = re.compile("[aeiouvyw]+")
_OTHER_LETTERS = str.maketrans("جضذظ", "كززز")
_END_CLASSES = str.maketrans("pfghqxkcsjzdeiouy", "bbkkkkksssstaaaaa")
_CLASSES = str.maketrans("pfghqxkcsjzd", "bbkkkkksssst")
_SHORTEST_SOUND = 2


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word of a name.

    ``loose`` has one letter for each sound, ``sounds`` only the classes of its consonants: two where a j may sound
    as in Jakarta or as in Jena. ``kin``: groups of spellings that it belongs to (Yuri, Iurii, Jurij). ``bare``: from
    a script without vowels. ``initial``: written as one. ``ends``: the classes of the sounds with which it may begin,
    and behind a dot those with which it ends; vowels are one class, and not written in some scripts.
    """

    latin: str
    loose: str
    sounds: tuple[str, ...]
    kin: frozenset[int] = frozenset()
    bare: bool = False
    initial: bool = False
    ends: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SpeltName:
    """A name as its words in their order. ``script``: "han", "latin" or "other"."""

    words: tuple[NameWord, ...]
    script: str = "latin"


class Speller:
    """Spells names; a word that comes again is read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, bool], NameWord] = {}

    def spell(self, family: str | None, given: str | None, full: str | None = None) -> SpeltName:
        """The words of a name, family before given where they are told apart, without titles."""
        text = (" ".join(part for part in (family, given) if part) or full or "")[:LONGEST_NAME]
        if has_han(text) or _HANGUL.search(text):
            return SpeltName(self._han(family, given, text), "han")
        plain = take_titles(clean(text)).name
        initials = (
            frozenset(fold(found) for found in _INITIAL.findall(plain)) if "." in plain else frozenset()
        )
        found = words(_ARTICLE.sub("", fold(plain)))
        spelt = tuple(self._word(word, len(word) == 1 or word in initials) for word in _whole_servants(found))
        script = "latin" if plain.isascii() or not any(ord(char) > 0x36F for char in fold(plain)) else "other"
        return SpeltName(tuple(word for word in spelt if word.latin), script)

    def cantonese(self, family: str | None, given: str | None, full: str | None) -> SpeltName | None:
        """A name in Han characters as Hong Kong spells it, if all its characters are known."""
        parts = _han_parts(family, given, "".join(part for part in (family, given) if part) or full or "")
        readings = [_cantonese(part) for part in parts]
        if not all(readings):
            return None
        return SpeltName(tuple(self._word(reading, False) for part in readings for reading in part), "han")

    def _han(self, family: str | None, given: str | None, text: str) -> tuple[NameWord, ...]:
        plain = take_titles(clean(text)).name
        spelt: list[NameWord] = []
        for part in _han_parts(family, given, plain):
            if has_han(part):
                spelt.append(self._word("".join(pinyin(part)), False))
            elif _HANGUL.search(part):
                spelt.append(self._word(latin_key(part).replace(" ", ""), False))
            else:
                spelt += [self._word(word, False) for word in words(part)]
        return tuple(word for word in spelt if word.latin)

    def _word(self, word: str, initial: bool) -> NameWord:
        found = self._known.get((word, initial))
        if found is None:
            found = self._known[word, initial] = name_word(word, initial)
        return found


def name_word(word: str, initial: bool = False) -> NameWord:
    """One folded word of a name with its spellings."""
    bare = bool(_BARE.search(word))
    latin = latin_key(_BARE_ARTICLE.sub("", word) if bare else word).replace(" ", "")
    loose = _bare_loose(word) if bare else loose_key(latin)
    kin = _kin().get(latin, frozenset())
    sounds = [
        sound for each in (loose, *_heard_otherwise(word, latin, bare)) for sound in _sounds(each, bare)
    ]
    heard = tuple(dict.fromkeys(sounds))
    first = {text[:1].translate(_END_CLASSES) for text in (loose, latin)}
    if len(heard) > 1:
        first |= {sound[:1] for sound in heard}
    last = set() if initial else {f".{loose[-1:].translate(_END_CLASSES)}"}
    ends = first | last | {f"={group}" for group in kin} | ({"a", ".a"} if bare else set())
    return NameWord(latin, loose, heard, kin, bare, initial, frozenset(ends))


def _bare_loose(word: str) -> str:
    """A word of a script without vowels with one Latin letter for each of its letters."""
    letters = (latin_key(letter) for letter in _BARE_ARTICLE.sub("", word))
    return "".join(letter if len(letter) < 2 else loose_key(f"{letter}a")[:1] for letter in letters)


def _heard_otherwise(word: str, latin: str, bare: bool) -> list[str]:
    """Loose spellings of a word whose letters sound in two ways: j and c, Arabic jim (Jamal, Gamal), Persian zad."""
    if bare:
        return [_bare_loose(word.translate(_OTHER_LETTERS))]
    return [
        loose_key(re.sub(f"{letter}(?!h)", sound, latin))
        for letter, sound in (("j", "ch"), ("c", "k"))
        if letter in latin
    ]


def _sounds(loose: str, bare: bool) -> list[str]:
    """Classes of the consonants; where there is hardly one, also with a mark for each vowel."""
    plain = loose[:-1] if len(loose) > (1 if bare else 3) and loose.endswith("h") else loose
    plain = re.sub("(?<=[bd])h", "", plain)
    classes = re.sub(r"(.)\1+", r"\1", _VOWELS.sub("", plain).translate(_CLASSES))
    if bare or len(classes) >= _SHORTEST_SOUND:
        return [classes]
    marked = re.sub("[aeiou]+", "a", plain).translate(_CLASSES)
    return [marked, classes] if classes else [marked]


def _whole_servants(found: Sequence[str]) -> list[str]:
    """Names that begin with "servant of" (Abdul Rahman, Abdurrahman, عبد الرحمن) as one word in one form."""
    whole: list[str] = []
    servant = ""
    for word in found:
        if word == _BARE_SERVANT or (word.startswith("abd") and _SERVANT_ALONE.match(word)):
            servant = "عبد" if word == _BARE_SERVANT else "abd"
            continue
        if servant:
            word = servant + _BARE_ARTICLE.sub("", word)
            servant = ""
        elif word.startswith("abd"):
            word = _SERVANT.sub("abd", word)
        elif word.startswith(_BARE_SERVANT + "ال"):
            word = _BARE_SERVANT + word[len(_BARE_SERVANT) + 2 :]
        whole.append(word)
    return [*whole, servant] if servant else whole


def _han_parts(family: str | None, given: str | None, plain: str) -> Sequence[str]:
    if family and given:
        return family, given
    return split_name(plain, None, None) or plain.split()


def _cantonese(part: str) -> list[str]:
    table = _spellings()["cantonese"]
    if part in table:
        return [table[part]]
    return [table[char] for char in part] if all(char in table for char in part) else []


@cache
def _kin() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(_spellings()["spellings"]):
        for word in group:
            groups.setdefault(latin_key(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}


@cache
def _spellings() -> dict[str, dict[str, str]]:
    listed: dict[str, dict[str, str]] = load_json("reference", "name_spellings.json")
    return listed
