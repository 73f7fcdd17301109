"""What happens in the office over ten years, and when: each event with its day, in any order."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from .words import FOUNDER, HOST, JOINING

START = datetime(2016, 12, 1, 9, tzinfo=UTC)
END = datetime(2026, 11, 20, 16, tzinfo=UTC)
K = TypeVar("K")
_DAYS = (END - START).days


@dataclass(frozen=True, slots=True)
class Event:
    """``name`` is the method of the office's life that it calls, with ``args``."""

    at: datetime
    name: str
    args: tuple[object, ...] = ()


def plot(chance: random.Random, people: int, institutions: int) -> list[Event]:
    """All events of the ten years, in time; ``people`` and ``institutions`` are how many come in returns."""
    joined = {
        code: START + timedelta(days=40 + _DAYS * 0.97 * n / len(JOINING)) for n, code in enumerate(JOINING)
    }
    joined |= {HOST: START + timedelta(days=5), FOUNDER: START + timedelta(days=9)}
    events = [
        *_countries(chance, joined),
        *_bodies(chance, joined, institutions),
        *_returns(chance, joined, people),
        *_office(chance),
    ]
    inside = [event for event in events if START <= event.at <= END]
    return sorted(inside, key=lambda event: event.at)


def _countries(chance: random.Random, joined: dict[str, datetime]) -> Iterator[Event]:
    for code, day in joined.items():
        yield Event(_at(chance, max(START, day - timedelta(days=400))), "first_contact", (code,))
        if chance.random() < 0.08:
            yield Event(_at(chance, day), "stage", (code, "declined"))
            continue
        for before, stage in ((250, "talks"), (120, "applied")):
            yield Event(_at(chance, day - timedelta(days=before)), "stage", (code, stage))
        yield Event(_at(chance, day), "sign", (code,))
        if chance.random() < 0.6:
            yield Event(_at(chance, day + timedelta(days=90)), "stage", (code, "active"))
        if chance.random() < 0.1:
            away = timedelta(days=chance.randint(500, 2500))
            yield Event(_at(chance, day + away), "stage", (code, "withdrawn"))


def _bodies(chance: random.Random, joined: dict[str, datetime], total: int) -> Iterator[Event]:
    """Three returns of each country name its institutions."""
    weights = {code: chance.uniform(0.4, 1.6) for code in joined}
    shares = _shared(total, weights)
    for code, day in joined.items():
        for part, days in ((0.5, -90), (0.3, 400), (0.2, 1100)):
            at = min(max(day + timedelta(days=days), START), END - timedelta(days=chance.randint(5, 60)))
            if number := round(shares[code] * part):
                yield Event(_at(chance, at), "bodies_return", (code, number))


def _returns(chance: random.Random, joined: dict[str, datetime], total: int) -> Iterator[Event]:
    """Each country sends a list of its people about once a year; later ones are longer."""
    due: dict[tuple[str, datetime], float] = {}
    for code, day in joined.items():
        at = min(day + timedelta(days=60), END - timedelta(days=chance.randint(6, 50)))
        while at <= END - timedelta(days=3):
            due[code, _at(chance, at)] = chance.uniform(0.3, 1.7) * (1 + (at - START).days / _DAYS)
            at += timedelta(days=chance.randint(300, 430))
    for number, ((code, at), size) in enumerate(_shared(total, due).items()):
        yield Event(at, "people_return", (code, size))
        if number % 29 == 7:
            yield Event(at + timedelta(days=1), "undo_return")
            yield Event(at + timedelta(days=2), "redo")
        elif number % 53 == 11:
            yield Event(at + timedelta(days=1), "undo_return", (True,))


def _office(chance: random.Random) -> Iterator[Event]:
    """What the officers do themselves, month by month, and what the years bring once."""
    for month in range(1, 119):
        day = START + timedelta(days=30.4 * month)
        for name in ("correct_start", "correct_person", "correct_person", "correct_body", "paper"):
            yield Event(_at(chance, day + timedelta(days=chance.randint(0, 27))), name)
        if month % 3 == 0:
            double = _at(chance, day)
            yield Event(double, "person_twice")
            yield Event(double + timedelta(days=12), ("merge_people", "keep_apart")[month % 12 == 0])
            yield Event(double + timedelta(days=17), "trash_person")
        if month % 6 == 1:
            yield Event(_at(chance, day), "restore_person")
        if month % 9 == 4:
            yield Event(_at(chance, day), "body_twice")
            yield Event(_at(chance, day + timedelta(days=25)), "merge_bodies")
        if month % 18 == 5:
            yield Event(_at(chance, day + timedelta(days=26)), "undo_merge")
        if month % 12 == 6:
            yield Event(_at(chance, day), "meeting")
            yield Event(_at(chance, day + timedelta(days=9)), "claim")
    yield from (Event(_at(chance, START + timedelta(days=days)), name) for days, name in _ONCE)


#: Days after the start.
_ONCE = (
    (1, "settle_grouping"),
    (2, "host_and_founder"),
    (3, "organisations"),
    (900, "country_twice"),
    (1200, "rule_of_institutions"),
    (1500, "clock_goes_back"),
    (1900, "targets"),
    (2300, "rule_of_personnel"),
    (2700, "correct_rule_words"),
)


def _at(chance: random.Random, day: datetime) -> datetime:
    """Some time within the office's hours of the day."""
    return day.replace(hour=chance.randint(7, 15), minute=chance.randint(0, 59), second=chance.randint(0, 59))


def _shared(total: int, weights: dict[K, float]) -> dict[K, int]:
    """``total`` shared out by weight, exactly."""
    whole, given, before = sum(weights.values()), {}, 0
    run = 0.0
    for key, weight in weights.items():
        run += weight
        upto = round(total * run / whole)
        given[key], before = upto - before, upto
    return given
