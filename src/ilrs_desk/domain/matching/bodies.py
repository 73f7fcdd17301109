"""Names of institutions compared by what their words mean, across languages, spellings and forms of company."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from ..countries import find_country
from ..names import NameWord, name_word, same_word, word_link
from ..resources import load_json
from ..text import fold, has_han, latin_key, words

_UNSPACED = re.compile("[\u0e00-\u0e7f\u3400-\u9fff\uf900-\ufaff]")
#: Where a space was forgotten: "CaraboboUniversity".
_RUN_TOGETHER = re.compile("(?<=[a-zß-öø-ÿа-яё])(?=[A-ZÀ-ÖØ-ÞА-ЯЁ][a-zß-öø-ÿа-яё]{3})")
_SHORTEST_STEM = 4
_LEAST_SLIPPED = 6
_ENDS = 4
_TELLING_SENSES = 3
_LONG, _NEAR_RATIO = 8, 88.0
#: A longer word that only one name has is no slip of a small word.
_SLIPPED_IN = 3
_GROUPS = ("types", "subjects", "qualities")


class BodyLikeness(IntEnum):
    """How alike two names of institutions are."""

    NOT = 0
    PART = 1
    NEAR = 2
    WORDS = 3


@dataclass(frozen=True, slots=True)
class BodyWord:
    """A word in Latin letters, and what it means: itself, where that is not known."""

    latin: str
    sense: str


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name by its words: meanings by group, ``proper`` names, ``countries`` named in it, ``numbers``.

    ``spelt``: all words but small ones, in their order.
    """

    types: frozenset[str]
    subjects: frozenset[str]
    qualities: frozenset[str]
    proper: tuple[NameWord, ...]
    countries: frozenset[str]
    numbers: frozenset[str]
    spelt: tuple[BodyWord, ...]


class BodyReader:
    """Reads names of institutions; a word that comes again is read once."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, object]] = {}

    def read(self, name: str) -> BodyName:
        """The name by its words."""
        found: dict[str, list[object]] = {}
        spelt = []
        for word in _cut(name):
            if word not in self._known:
                self._known[word] = _sense(word)
            group, sense = self._known[word]
            found.setdefault(group, []).append(sense)
            if group != "small":
                latin = latin_key(word)
                spelt.append(BodyWord(latin, sense if isinstance(sense, str) else latin))
        types, subjects, qualities = (
            frozenset(part for sense in found.get(group, ()) for part in str(sense).split(" "))
            for group in _GROUPS
        )
        countries, numbers = (
            frozenset(str(sense) for sense in found.get(group, ())) for group in ("country", "number")
        )
        proper = tuple(word for word in found.get("proper", ()) if isinstance(word, NameWord))
        return BodyName(types, subjects, qualities, proper, countries, numbers, tuple(spelt))


def bodies_alike(one: BodyName, other: BodyName) -> BodyLikeness:
    """How alike two names are: sorts of body, subjects and numbers must agree, proper names all find a partner."""
    if one.numbers != other.numbers:
        return BodyLikeness.NOT
    found = _by_sense(one, other)
    if found >= BodyLikeness.NEAR:
        return found
    found = max(found, _by_letters(one.spelt, other.spelt))
    if bool(one.countries) == bool(other.countries):
        return found
    # A country that only one of them names is no other word.
    return max(found, _by_letters(_without_country(one), _without_country(other)))


def _without_country(name: BodyName) -> list[BodyWord]:
    return [word for word in name.spelt if word.sense not in name.countries]


def _by_sense(one: BodyName, other: BodyName) -> BodyLikeness:
    if _contradict(one.types, other.types):
        return BodyLikeness.NOT
    if _contradict(one.countries, other.countries) or not _within(one.subjects, other.subjects):
        return BodyLikeness.NOT
    if not _within(one.qualities, other.qualities):
        return BodyLikeness.NOT
    fewer, more = sorted((one, other), key=lambda name: len(name.proper))
    link = _proper(fewer.proper, more.proper)
    if link is BodyLikeness.NOT or (not fewer.proper and more.proper):
        return BodyLikeness.NOT
    if not more.proper:
        return _without_proper(one, other)
    same_sense = one.types == other.types and one.subjects == other.subjects
    return link if same_sense else BodyLikeness.PART


def _without_proper(one: BodyName, other: BodyName) -> BodyLikeness:
    """Names of common words only, such as "National Space Agency": all that tell must be there on both sides."""
    if one.types != other.types or one.subjects != other.subjects or not (one.types or one.subjects):
        return BodyLikeness.NOT
    same = one.qualities == other.qualities
    return BodyLikeness.WORDS if same else BodyLikeness.PART


def _proper(fewer: Sequence[NameWord], more: Sequence[NameWord]) -> BodyLikeness:
    left = list(more)
    weakest = BodyLikeness.WORDS
    open_words = []
    for word in fewer:
        partner = next((each for each in left if same_word(word, each)), None)
        if partner is None:
            open_words.append(word)
        else:
            left.remove(partner)
    for word in open_words:
        partner = next((each for each in left if word_link(word, each)), None)
        if partner is None:
            return BodyLikeness.NOT
        left.remove(partner)
        weakest = BodyLikeness.NEAR
    return BodyLikeness.PART if left else weakest


def _by_letters(one: Sequence[BodyWord], other: Sequence[BodyWord]) -> BodyLikeness:
    """Names of the same words but for a slip in one of them, whatever their order, or for the gaps between them."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import OSA

    senses = [{word.sense for word in name} for name in (one, other)]
    odd = [
        [word.latin for word in name if word.sense not in known]
        for name, known in ((one, senses[1]), (other, senses[0]))
    ]
    ours, theirs = ("".join(word.latin for word in name) for name in (one, other))
    long = min(len(ours), len(theirs)) >= _LONG
    if len(odd[0]) == len(odd[1]) == 1:
        slipped = word_link(name_word(odd[0][0]), name_word(odd[1][0]))
        short = min(len(odd[0][0]), len(odd[1][0])) >= _SLIPPED_IN and OSA.distance(ours, theirs) == 1
        return BodyLikeness.NEAR if slipped or (short and long) else BodyLikeness.NOT
    if not all(odd) and len(odd[0]) + len(odd[1]) == 1:
        return BodyLikeness.NEAR if len((odd[0] + odd[1])[0]) <= _SLIPPED_IN else BodyLikeness.NOT
    near = long and fuzz.ratio(ours, theirs) >= _NEAR_RATIO
    return BodyLikeness.NEAR if ours == theirs or near else BodyLikeness.NOT


def _contradict(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and one.isdisjoint(other)


def _within(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def body_keys(body: BodyName) -> Iterator[str]:
    """Keys of which two names of one body nearly always share one: beginnings, ends and sounds of its proper names."""
    for word in body.proper:
        yield f"p{word.latin[:_ENDS]}"
        yield f"s{word.latin[-_ENDS:]}"
        for sound in word.sounds:
            yield f"k{sound}"
        for group in word.kin:
            yield f"g{group}"
    numbers = " ".join(sorted(body.numbers))
    yield f"j{''.join(word.latin for word in body.spelt)}"
    for spelt in (body.spelt, _without_country(body)):
        yield f"i{''.join(sorted(word.latin[:1] for word in spelt))} {numbers}"
    for sense in body.types | body.subjects:
        for code in body.countries:
            yield f"n{code} {sense} {numbers}"
    senses = sorted(body.types | body.subjects)
    if not body.proper or len(senses) >= _TELLING_SENSES:
        yield f"c{' '.join(senses)} {numbers}"


def initials(name: str) -> str:
    """The first letters of a name's words: "Moscow Aviation Institute" gives "mai"; none where it has a number."""
    found = [word for word in latin_key(name).split() if word not in _lexicon().small]
    return "" if any(word.isdigit() for word in found) else "".join(word[0] for word in found)


def _cut(name: str) -> Iterator[str]:
    """The words of a name; in scripts without spaces known words are cut out."""
    lexicon = _lexicon()
    for word in words(_RUN_TOGETHER.sub(" ", name)):
        if not _UNSPACED.search(word):
            yield word
            continue
        at, rest = 0, ""
        while at < len(word):
            known = next((each for each in lexicon.unspaced if word.startswith(each, at)), None)
            if known is None:
                rest += word[at]
                at += 1
                continue
            if rest:
                yield rest
                rest = ""
            yield known
            at += len(known)
        if rest:
            yield rest


def _sense(word: str) -> tuple[str, object]:
    """What a word is and says, such as ("types", "university"), ("country", "CN"), ("number", "5"), ("small", "")."""
    lexicon = _lexicon()
    latin = latin_key(word)
    if word in lexicon.small or latin in lexicon.small:
        return "small", ""
    if word.isdigit():
        return "number", word
    found = lexicon.words.get(word) or lexicon.words.get(latin) or lexicon.by_stem(latin)
    if found:
        return found
    code = find_country(word, nationality=True).code if len(word) > 3 or has_han(word) else None
    if code:
        return "country", code
    return lexicon.slipped(latin) or ("proper", name_word(word))


@dataclass(frozen=True, slots=True)
class _Lexicon:
    words: dict[str, tuple[str, str]]
    stems: dict[str, tuple[str, str]]
    unspaced: tuple[str, ...]
    small: frozenset[str]
    #: Long words (at 0) and long beginnings (by their length), in Latin letters.
    long: dict[int, list[str]]

    def by_stem(self, word: str) -> tuple[str, str] | None:
        """The meaning of the longest known beginning of a word."""
        for length in range(len(word), _SHORTEST_STEM - 1, -1):
            if word[:length] in self.stems:
                return self.stems[word[:length]]
        return None

    def slipped(self, word: str) -> tuple[str, str] | None:
        """The meaning of a long word that is a known one but for one slip: "Agnecy", "Auttonomous"."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if len(word) < _LEAST_SLIPPED - 1 or not word.isascii():
            return None
        for length, known in self.long.items():
            cuts = {word[: length + more] for more in (-1, 0, 1)} if length else {word}
            for cut in sorted(cuts):
                found = process.extractOne(cut, known, scorer=OSA.distance, score_cutoff=1)
                if found:
                    return self.stems[found[0]] if length else self.words[found[0]]
        return None


@cache
def _lexicon() -> _Lexicon:
    listed = load_json("reference", "institution_words.json")
    whole: dict[str, tuple[str, str]] = {}
    stems: dict[str, tuple[str, str]] = {}
    for group in _GROUPS:
        for sense, spellings in listed[group].items():
            for spelling in spellings:
                target = stems if spelling.endswith("-") else whole
                for form in {fold(spelling.rstrip("-")), latin_key(spelling)}:
                    target.setdefault(form, (group, sense))
    listed_small = [*listed["small"], *listed["forms"]]
    # One letter of another script stands for no Latin letter: Laboratory B.
    small = {fold(word) for word in listed_small} | {
        form for word in listed_small if len(form := latin_key(word)) > 1
    }
    unspaced = [word for word in (*whole, *small) if _UNSPACED.search(word)]
    long: dict[int, list[str]] = {
        0: [word for word in whole if word.isascii() and len(word) >= _LEAST_SLIPPED]
    }
    for stem in stems:
        if stem.isascii() and len(stem) >= _LEAST_SLIPPED:
            long.setdefault(len(stem), []).append(stem)
    longest_first = tuple(sorted(unspaced, key=len, reverse=True))
    return _Lexicon(whole, stems, longest_first, frozenset(small), long)
