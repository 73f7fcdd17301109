"""Each setting of a counting rule and each narrowing of a target, by itself and with others, counted once more."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ilrs_desk.domain.changes import TRASHED, Act, Draft, Write
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.records import Value
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.open_office import open_office

from .compare import agree
from .counting import LADDER
from .held import held_now

#: The office of ten years may have to be made first, on a busy machine.
pytestmark = pytest.mark.timeout(240)

DAYS = (date(2020, 5, 5), date(2026, 11, 23))
Values = dict[str, Value]

FLAGS = (
    "count_host",
    "count_founders",
    "count_applicants",
    "count_organisations",
    "count_home",
    "omit_countries",
)
CHOICES: dict[str, tuple[Value, ...]] = {
    **dict.fromkeys(FLAGS, (None, "yes")),
    "stages": ("signed; active", "active", "contact; talks; applied; signed; active; withdrawn", "applied"),
    "host": ("CN", None, "PK"),
    "founders": ("RU", None, "RU; BY; KZ"),
    "minimum_instrument": (None, *LADDER),
    "doubles": (None, "once", "each"),
    "nationalities": (None, "first", "foreign", "home"),
    "effective_from": (None, "2020-06", "2019"),
    "effective_until": (None, "2026", "2020-05"),
}
NARROWED: tuple[Values, ...] = (
    {"region": "Africa"},
    {"region": "Asia"},
    {"grouping": "BRICS"},
    {"grouping": "own_silk"},
    {"grouping": "ARTEMIS"},
    {"workstream": "science"},
    {"workstream": "Space law"},
    {"year": "2020"},
    {"region": "Asia", "grouping": "OIC", "year": "2019"},
    {"region": "Europe", "workstream": "power"},
)


@pytest.fixture
def office(own_years: Path) -> Iterator[Office]:
    office = open_office(own_years)
    yield office
    office.close()


def settled(office: Office, *writes: Write) -> None:
    office.write(Draft(Act.SETTINGS, Message("a setting"), writes))


def each_by_itself() -> Iterator[Values]:
    for key, choices in CHOICES.items():
        yield from ({key: choice} for choice in choices[1:])


def many_at_once(number: int) -> Iterator[Values]:
    chance = random.Random(7)
    for _ in range(number):
        yield {key: chance.choice(choices) for key, choices in CHOICES.items()}


@pytest.mark.parametrize("target", ["countries", "institutions", "personnel"])
@pytest.mark.parametrize("how", ["by itself", "with others"])
def test_settings_of_rules(office: Office, target: str, how: str) -> None:
    rules = [rule for rule in office.snapshot(("rules",)).of("rules") if rule.values["target"] == target]
    newest = max(rules, key=lambda rule: int(str(rule.values["version"])))
    plain = {key: choices[0] for key, choices in CHOICES.items()}
    tried = list(each_by_itself() if how == "by itself" else many_at_once(12))
    assert len(tried) > 10
    others = [one for one in office.snapshot(("targets",)).of("targets") if one.values["key"] != target]
    settled(office, *(Write("targets", {TRASHED: "yes"}, one.id) for one in others))
    for version, settings in enumerate(tried, 10):
        values = {**newest.values, **plain, **settings, "version": str(version), "code": f"T-{version}"}
        settled(office, Write("rules", values))
        for day in DAYS:
            agree(office, held_now(office.path), Moment(as_of=day), ids=day == DAYS[-1])


@pytest.mark.parametrize("narrowed", NARROWED, ids=lambda values: " ".join(map(str, values.values())))
def test_narrower_targets(office: Office, narrowed: Values) -> None:
    plain: Values = {"region": None, "grouping": None, "workstream": None, "year": None}
    targets = office.snapshot(("targets",)).of("targets")
    settled(office, *(Write("targets", {**plain, **narrowed}, target.id) for target in targets))
    for day in DAYS:
        agree(office, held_now(office.path), Moment(as_of=day), ids=day == DAYS[-1])
