"""Pairs of a record and a row of which it is known whether they are one: invented, and the same each time."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .people import WAYS, Values, invent, slip

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """A record (``ours``) and a row (``theirs``), whether they are one, and whether that may be taken unasked."""

    kind: str
    what: str
    language: str
    ours: Values
    theirs: Values
    same: bool
    sure: bool


def person_pairs(seed: int = 2026, each: int = 7) -> list[LabelledPair]:
    """Pairs of people; ``each``: how often each way of meeting comes in each language."""
    chance = random.Random(seed)
    languages = json.loads((_HERE / "names.json").read_text("utf-8"))["languages"]
    pairs: list[LabelledPair] = []
    number = 0
    for _ in range(each):
        for language, listed in languages.items():
            for what, way in WAYS.items():
                number += 1
                person = invent(language, listed, number, chance)
                made = way(person, listed, chance)
                if made is not None:
                    ours, theirs, same, sure = made
                    pairs.append(LabelledPair("personnel", what, language, ours, theirs, same, sure))
    return pairs


def body_pairs(seed: int = 2026) -> list[LabelledPair]:
    """Pairs of institutions."""
    chance = random.Random(seed)
    listed = json.loads((_HERE / "bodies.json").read_text("utf-8"))
    pairs = [pair for body in listed["same"] for pair in _same_bodies(body, chance)]
    for one, country, other, elsewhere in listed["different"]:
        for a, b in (((one, country), (other, elsewhere)), ((other, elsewhere), (one, country))):
            ours, theirs = ({"name": name, "country": code} for name, code in (a, b))
            pairs.append(
                LabelledPair("institutions", "another one", "", ours, theirs, same=False, sure=False)
            )
    return pairs


def other_pairs() -> Iterator[LabelledPair]:
    """Pairs of partners and agreements."""
    same, other = True, False
    for ours, theirs, is_same, sure in (
        ({"name": "Türkiye", "kind": "country", "country": "TR"}, {"name": "土耳其", "country": "TR"}, same, True),
        ({"name": "Guinea", "country": "GN"}, {"name": "Guinea-Bissau", "country": "GW"}, other, False),
        ({"name": "Niger", "country": "NE"}, {"name": "Nigeria", "country": "NG"}, other, False),
        (
            {"name": "Asia-Pacific Space Cooperation Organization", "kind": "organisation", "aliases": "APSCO"},
            {"name": "Asia Pacific Space Cooperation Organisation", "kind": "organisation"}, same, True,
        ),
        (
            {"name": "African Union", "kind": "organisation"},
            {"name": "European Union", "kind": "organisation"}, other, False,
        ),
        (
            {"name": "Arab Union for Astronomy and Space Sciences", "kind": "organisation", "aliases": "AUASS"},
            {"name": "AUASS", "kind": "organisation"}, same, True,
        ),
    ):  # fmt: skip
        yield LabelledPair("partners", "partner", "", dict(ours), dict(theirs), is_same, sure)
    for ours, theirs, is_same, sure in (
        ({"reference": "A-01/24", "title": "Dust"}, {"reference": "a-01 / 24", "title": "Lunar dust"}, same, True),
        ({"reference": "A-01/24", "title": "Dust"}, {"reference": "A-02/24", "title": "Dust"}, other, False),
        ({"title": "Memorandum", "partner": "Serbia"}, {"title": "Memorandum", "partner": "Egypt"}, other, False),
        (
            {"title": "Memorandum", "partner": "Serbia", "signed_on": "2023-05-01"},
            {"title": "Memorandum", "partner": "Serbia", "signed_on": "2024-07-03"}, other, False,
        ),
        (
            {"title": "Memorandum on lunar dust", "partner": "Serbia", "signed_on": "2023-05-01"},
            {"title": "Memorandum on Lunar Dust", "partner": "Serbia", "signed_on": "2023-05"}, same, True,
        ),
        (
            {"title": "Memorandum on cooperation in lunar dust", "partner": "Serbia"},
            {"title": "Memorandum on co-operation in lunar dust", "partner": "Serbia"}, same, False,
        ),
        (
            {"title": "Protocol no. 1", "partner": "Serbia"},
            {"title": "Protocol no. 2", "partner": "Serbia"}, other, False,
        ),
    ):  # fmt: skip
        yield LabelledPair("agreements", "agreement", "", dict(ours), dict(theirs), is_same, sure)


def _same_bodies(body: Any, chance: random.Random) -> Iterator[LabelledPair]:
    names, country = body["names"], body["country"]
    first: Values = {"name": names[0], "country": country, "acronym": body.get("acronym")}
    if "native" in body:
        # An institution whose names no machine can translate is known by both of them.
        first = {**first, "name": names[1], "native_name": names[0], "aliases": "; ".join(names[2:]) or None}
    for name in names:
        yield LabelledPair(
            "institutions", "another name", "", first, {"name": name, "country": country}, True, True
        )
        nowhere = {"name": name, "city": "Somewhere"}
        if len(name) > 8:
            yield LabelledPair("institutions", "no country", "", first, nowhere, True, False)
            slipped = {"name": slip(name, chance), "country": country}
            yield LabelledPair("institutions", "slip", "", first, slipped, True, True)
