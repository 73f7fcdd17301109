"""How alike two names of people are, word by word: spellings, order, initials, missing parts, slips of the pen."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from .spelling import NameWord, SpeltName, name_word

_LIKE_RATIO, _LONG_LIKE_RATIO = 60.0, 40.0
_LONG_SOUND = 3
_SLIPS = ((7, 2), (4, 1))
_SHORTEST_SLIP, _SHORTEST_SOUND, _MOST_SLIPS = 3, 4, 2
_LONG_ENOUGH = 6
_ENDINGS = (("ski", "skaia"), ("ski", "ska"), ("ii", "aia"), ("i", "aia"), ("ovic", "ovna"), ("evic", "evna"))


class Alike(IntEnum):
    """How alike two names are, from not at all to the same; less than SPELLING is never proof."""

    NOT = 0
    NEAR = 1
    SOUND = 2
    PART = 3
    INITIALS = 4
    SPELLING = 5
    SAME = 6


def alike(one: SpeltName, other: SpeltName) -> Alike:
    """How alike two names are: the weakest link among their words, whatever the order of family and given name."""
    fewer, more = sorted((one.words, other.words), key=len)
    if not fewer:
        return Alike.NOT
    cross = one.script != other.script
    found = _paired(fewer, more, cross)
    if found is Alike.NOT or found is Alike.NEAR:
        for joined in _joined(more, fewer):
            short, long = sorted((fewer, joined), key=len)
            better = _paired(short, long, cross)
            found = max(found, min(better, Alike.SPELLING))
    return found


def _paired(fewer: Sequence[NameWord], more: Sequence[NameWord], cross: bool) -> Alike:
    """The weakest link when each word of the shorter name is given its best partner in the longer one."""
    left = list(range(len(more)))
    open_words: list[NameWord] = []
    weakest, sure = Alike.SAME, 0
    for word in fewer:
        partner = next((at for at in left if not word.initial and same_word(word, more[at])), None)
        if partner is None:
            open_words.append(word)
            continue
        left.remove(partner)
        sure += 1
        weakest = min(weakest, Alike.SAME if word.latin == more[partner].latin else Alike.SPELLING)
    initials = []
    for word in open_words:
        link, at = max(((word_link(word, more[at], cross), -at) for at in left), default=(Alike.NOT, 0))
        if link is Alike.NOT:
            initials.append(word)
            continue
        if link is Alike.NEAR and weakest is Alike.NEAR and len(word.latin) < _SLIPS[0][0]:
            return Alike.NOT
        left.remove(-at)
        sure += link is not Alike.NEAR or len(word.loose) >= _LONG_ENOUGH
        weakest = min(weakest, link)
    if not sure or not _initials_agree(initials, left, more):
        return Alike.NOT
    if initials:
        weakest = min(weakest, Alike.INITIALS)
    if left:
        return min(weakest, Alike.PART) if len(fewer) > 1 else Alike.NOT
    return weakest


def same_word(one: NameWord, other: NameWord) -> bool:
    """Whether two whole words are one name in some spelling."""
    return not other.initial and (one.loose == other.loose or not one.kin.isdisjoint(other.kin))


def word_link(one: NameWord, other: NameWord, cross: bool = False) -> Alike:
    """How alike two whole words are: by their sounds, or but for a slip."""
    if one.initial or other.initial:
        return Alike.NOT
    found = _by_sound(one, other, cross) or _by_slip(one, other)
    return Alike.NOT if found and other_gender(one.loose, other.loose) else found


def _by_sound(one: NameWord, other: NameWord, cross: bool) -> Alike:
    if set(one.sounds).isdisjoint(other.sounds):
        return Alike.NOT
    if one.bare != other.bare:
        return Alike.SPELLING
    from rapidfuzz import fuzz

    least = _LIKE_RATIO if len(one.sounds[0]) < _LONG_SOUND else _LONG_LIKE_RATIO
    if min(len(one.latin), len(other.latin)) < _SHORTEST_SOUND or fuzz.ratio(one.loose, other.loose) < least:
        return Alike.NOT
    return Alike.SPELLING if cross else Alike.SOUND


def _by_slip(one: NameWord, other: NameWord) -> Alike:
    short = min(len(one.latin), len(other.latin))
    if short < _SHORTEST_SLIP or abs(len(one.latin) - len(other.latin)) > _MOST_SLIPS:
        return Alike.NOT
    from rapidfuzz.distance import OSA

    slips = min(
        OSA.distance(one.latin, other.latin, score_cutoff=_MOST_SLIPS),
        OSA.distance(one.loose, other.loose, score_cutoff=_MOST_SLIPS),
    )
    allowed = next((most for length, most in _SLIPS if short >= length), 0)
    turned = slips == 1 and short == _SHORTEST_SLIP and sorted(one.latin) == sorted(other.latin)
    return Alike.NEAR if slips <= allowed or turned else Alike.NOT


def other_gender(one: str, other: str) -> bool:
    """Whether two words are a man's and a woman's form of one name: Ivanov and Ivanova, Karim and Karima."""
    short, long = sorted((one, other), key=len)
    if long == f"{short}a" and short[-1:] not in "aeiou":
        return True
    return any(
        (a.endswith(man) and b.endswith(woman) and a[: -len(man)] == b[: -len(woman)])
        for man, woman in _ENDINGS
        for a, b in ((one, other), (other, one))
    )


def _initials_agree(words: Sequence[NameWord], left: list[int], more: Sequence[NameWord]) -> bool:
    """Take from ``left`` a partner for each word as its initial, in one order; father and son stay two."""
    for word in words:
        at = next((at for at in left if _initial_of(word, more[at])), None)
        if at is None:
            return False
        # What stands before the partner cannot be an initial of what comes after.
        left[:] = [place for place in left if place > at or (place < at and not more[place].initial)]
    return True


def _initial_of(one: NameWord, other: NameWord) -> bool:
    if not (one.initial or other.initial):
        return False
    short, long = sorted((one, other), key=lambda word: (not word.initial, len(word.latin)))
    return long.latin.startswith(short.latin) or long.loose[:1] == short.loose[:1]


def _joined(words: Sequence[NameWord], whole: Sequence[NameWord]) -> list[list[NameWord]]:
    """The name with two neighbours as one word where ``whole`` has one of that length: "Xiao ming", "Xiaoming"."""
    found = []
    for at in range(len(words) - 1):
        one, other = words[at], words[at + 1]
        length = len(one.latin) + len(other.latin)
        fits = any(abs(len(word.latin) - length) <= _MOST_SLIPS for word in whole)
        if fits and not one.initial and not other.initial:
            found.append([*words[:at], name_word(one.latin + other.latin), *words[at + 2 :]])
    return found
