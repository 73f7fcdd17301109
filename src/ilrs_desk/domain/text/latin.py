"""Text of any script in Latin letters: a readable form, and a loose one for any transliteration."""

from __future__ import annotations

import re
from functools import cache

from .folding import fold, split_folded

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3005\u3007"
_HAN_RUN = re.compile(f"[{HAN}]+")
_SERBIAN = re.compile("[ђћљњџј]")
_SERBIAN_LETTERS = str.maketrans(
    {
        "ђ": "d",
        "ћ": "c",
        "ч": "c",
        "џ": "dz",
        "ш": "s",
        "ж": "z",
        "ц": "c",
        "х": "h",
        "ј": "j",
        "љ": "lj",
        "њ": "nj",
    }
)
# Where plain transliteration follows Russian or leaves marks, but the languages that own the letter do not.
_CYRILLIC_LETTERS = str.maketrans(
    {
        "ь": "",
        "ъ": "",
        "ә": "a",
        "ғ": "g",
        "қ": "q",
        "ң": "n",
        "ө": "o",
        "ұ": "u",
        "ү": "u",
        "һ": "h",
        "і": "i",
    }
    | {"ї": "i", "є": "ie", "ґ": "g", "ў": "u"}
)

# One spelling for sounds that transliterations write in several ways; the longest match wins.
_SOUNDS = {
    "shch": "s", "sch": "s", "tsch": "c", "dzh": "z", "dsch": "z",
    "sh": "s", "ch": "c", "cz": "c", "zh": "z", "kh": "h", "gh": "g", "ph": "f", "th": "t", "ts": "c",
    "tz": "c", "tc": "c", "dj": "d", "dz": "z", "ks": "x", "ck": "k", "ou": "u", "oo": "u", "ee": "i",
    "yo": "io", "yu": "iu", "ya": "ia", "ju": "iu", "ja": "ia", "ye": "e", "je": "e", "ie": "e",
    "iy": "i", "yi": "i", "ij": "i", "ii": "i", "yy": "i", "lj": "l", "nj": "n", "y": "i", "j": "i", "w": "v",
    "q": "k",
}  # fmt: skip


def latin_key(text: str) -> str:
    """`text` folded and in Latin letters, words apart; Han characters as toneless pinyin syllables.

    Serbian Cyrillic gives what folded Serbian Latin gives ("Ђурић" and "Đurić": "duric").
    """
    folded = fold(text)
    if folded.isascii():
        return " ".join(split_folded(folded))
    return " ".join(word for word in (_latin_word(word) for word in split_folded(folded)) if word)


def loose_key(text: str) -> str:
    """`latin_key` with one letter for each sound, so that most transliterations of a name agree.

    For finding candidates only: different names can have one loose key ("Juri", "Yuri", "Iurii": "iuri").
    """
    return " ".join(loose_word(word) for word in latin_key(text).split())


def pinyin(text: str) -> list[str]:
    """The Han characters of `text` as toneless syllables, one each; other characters are left out."""
    from pypinyin import Style, lazy_pinyin

    runs = _HAN_RUN.findall(text)
    return [fold(syllable) for run in runs for syllable in lazy_pinyin(run, style=Style.NORMAL, v_to_u=False)]


def has_han(text: str) -> bool:
    """Whether `text` has a Han character."""
    return bool(_HAN_RUN.search(text))


def _latin_word(word: str) -> str:
    if word.isascii():
        return word
    from anyascii import anyascii

    if has_han(word):
        word = _HAN_RUN.sub(lambda run: f" {' '.join(pinyin(run.group()))} ", word)
    if _SERBIAN.search(word):
        word = word.translate(_SERBIAN_LETTERS)
    plain = anyascii(word.replace("ου", "ou").translate(_CYRILLIC_LETTERS)).casefold()
    return " ".join(re.findall("[a-z0-9]+", plain.replace("'", "").replace("`", "")))


def loose_word(word: str) -> str:
    """One word of `latin_key` as `loose_key` has it; short words and numbers stay as they are."""
    if len(word) < 3 or not word.isalpha():
        return word
    sounds = _sound_pattern().sub(lambda match: _SOUNDS[match.group()], word)
    return re.sub(r"(.)\1+", r"\1", sounds)


@cache
def _sound_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
