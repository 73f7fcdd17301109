"""What was signed, read into the rungs of ``kinds.INSTRUMENTS`` from words of many languages."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..kinds import INSTRUMENTS
from ..resources import load_json
from ..text import clean, words

#: Rungs, the strongest first.
RUNGS = tuple(choice.key for choice in INSTRUMENTS)
_PLACE = {rung: place for place, rung in enumerate(RUNGS)}
_LONGEST = 500
_PARTS = re.compile(r"\s*[;/|,；、，\n+]\s*")
#: In these scripts the last word of a title says what the paper is: 关于…的谅解备忘录.
_HEAD_LAST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
#: These write no spaces between words.
_RUN_ON = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@lru_cache(maxsize=20_000)
def rung_of(text: str | None) -> str | None:
    """The rung that an instrument as written stands on; of several papers the strongest, of "A or B" the weaker.

    None where nothing is written, where the words tell no rung, and of a paper that is only a draft.
    """
    if not text or len(text) > _LONGEST:
        return None
    found = [rung for part in _PARTS.split(clean(text)) if part and (rung := _part(part))]
    return min(found, key=_PLACE.__getitem__, default=None)


def suffices(rung: str, minimum: str) -> bool:
    """Whether a paper on ``rung`` is at least ``minimum``."""
    return _PLACE[rung] <= _PLACE.get(minimum, len(RUNGS))


def _part(text: str) -> str | None:
    said = words(text)
    if not said or _signs("draft") & set(said):
        return None
    for at, word in enumerate(said):
        if word in _signs("or"):
            sides = [_lead(" ".join(said[:at])), _lead(" ".join(said[at + 1 :]))]
            known = [side for side in sides if side is not None]
            if len(known) == len(sides):
                return max(known, key=_PLACE.__getitem__)
    return _lead(" ".join(said))


def _lead(said: str) -> str | None:
    """The rung of the words that lead the title: those that stand first, or last where the head of a phrase does."""
    if _RUN_ON.search(said):
        return _lead_run_on(said.replace(" ", ""))
    padded = f" {said} "
    found = [
        (at, -len(phrase), rung) for phrase, rung in _phrases() if (at := padded.find(f" {phrase} ")) >= 0
    ]
    return min(found)[2] if found else None


def _lead_run_on(said: str) -> str | None:
    last = bool(_HEAD_LAST.search(said))
    found = []
    for phrase, rung in _phrases():
        joined = phrase.replace(" ", "")
        if _RUN_ON.search(joined) and joined in said:
            at = -(said.rfind(joined) + len(joined)) if last else said.find(joined)
            found.append((at, -len(joined), rung))
    return min(found)[2] if found else None


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    listed = load_json("reference", "value_words.json")["instrument"]
    return tuple(
        (" ".join(words(spelling.replace("_", " "))), rung)
        for rung in RUNGS
        for spelling in (rung, *listed[rung])
    )


@cache
def _signs(of: str) -> frozenset[str]:
    listed = load_json("reference", "value_words.json")["instrument_signs"][of]
    return frozenset(word for text in listed for word in words(text))
