"""The totals against a count written apart from the program: plain loops over plain dicts."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilrs_desk.domain.count import count_target
from ilrs_desk.domain.ground import Ground
from ilrs_desk.domain.progress import progress
from ilrs_desk.domain.records import Record, Snapshot
from ilrs_desk.domain.targets import default_office

Row = dict[str, Any]
FLAGS = ("count_host", "count_founders", "count_applicants", "count_organisations", "count_home")
CODES = [
    "CN",
    "RU",
    "VE",
    "BY",
    "PK",
    "AZ",
    "ZA",
    "EG",
    "NI",
    "TH",
    "RS",
    "KZ",
    "SN",
    "TR",
    "HK",
    "TW",
    "MO",
    "ET",
    "BO",
    "DJ",
    "KE",
    "AE",
    "BH",
    "HU",
    "CH",
    "AT",
    "HR",
    "CO",
    "US",
    "MN",
    "BD",
    "DZ",
]
NO_COUNTRIES = {"HK", "TW", "MO"}


def some_date(chance: random.Random, empty: float) -> str | None:
    if chance.random() < empty:
        return None
    text = f"{chance.randint(2016, 2026)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return text[: chance.choices((10, 7, 4), (80, 15, 5))[0]]


def partner(chance: random.Random) -> Row:
    organisation = chance.random() < 0.1
    return {
        "kind": "organisation" if organisation else chance.choice(("country", "country", None)),
        "country": None if organisation or chance.random() < 0.05 else chance.choice(CODES),
        "stage": chance.choice(
            ("contact", "talks", "applied", "signed", "signed", "active", "withdrawn", None)
        ),
        "signed_on": some_date(chance, 0.3),
    }


def institution(chance: random.Random) -> Row:
    return {
        "country": None if chance.random() < 0.05 else chance.choice(CODES),
        "stage": chance.choice(("talks", "applied", "signed", "active", "declined", None)),
        "signed_on": some_date(chance, 0.2),
    }


def person(chance: random.Random) -> Row:
    return {
        "nationality": None if chance.random() < 0.3 else chance.choice(CODES),
        "country": None if chance.random() < 0.7 else chance.choice(CODES),
        "institution_id": None if chance.random() < 0.2 else chance.randint(1, 500),
        "status": chance.choice((None, None, None, "active", "planned", "left", "on leave")),
        "start_date": some_date(chance, 0.1),
        "end_date": some_date(chance, 0.7),
    }


@cache
def generated(seed: int, scale: int) -> dict[str, list[Row]]:
    """An office of about 50 / 500 / 5,000 (``scale`` 1) with ten years of history."""
    chance = random.Random(seed)
    makers = {"partners": (partner, 50), "institutions": (institution, 500), "personnel": (person, 5000)}
    rows: dict[str, list[Row]] = {}
    for kind, (maker, number) in makers.items():
        rows[kind] = [
            {
                "id": one,
                "entered": date(2016, 1, 1) + timedelta(days=chance.randint(0, 3900)),
                **maker(chance),
            }
            for one in range(1, number // scale + 1)
        ]
    return rows


def snapshot_of(rows: dict[str, list[Row]], flags: dict[str, bool]) -> Snapshot:
    records: dict[str, list[Record]] = {}
    for number, (kind, values) in enumerate(default_office(), 1):
        taken = {flag: "yes" for flag, on in flags.items() if on} if kind == "rules" else {}
        records.setdefault(kind, []).append(Record(kind, number, {**values, **taken}))
    for kind, ones in rows.items():
        records[kind] = [
            Record(
                kind,
                row["id"],
                {k: v for k, v in row.items() if k not in ("id", "entered") and v},
                0,
                row["entered"],
            )
            for row in ones
        ]
    return Snapshot(1, {kind: tuple(ones) for kind, ones in records.items()})


def begins(text: str | None, entered: date) -> date:
    if not text:
        return entered
    year, month, day = [*text.split("-"), "1", "1"][:3]
    return date(int(year), int(month), int(day))


def count_countries(rows: list[Row], flags: dict[str, bool], day: date) -> int:
    codes, organisations = set(), 0
    for row in rows:
        stage = row["stage"] or ("signed" if row["signed_on"] else "")
        if stage not in ("signed", "active") and not (stage == "applied" and flags["count_applicants"]):
            continue
        if begins(row["signed_on"], row["entered"]) > day:
            continue
        if row["kind"] == "organisation":
            organisations += 1
        elif row["country"] and row["country"] not in NO_COUNTRIES:
            codes.add(row["country"])
    if not flags["count_host"]:
        codes.discard("CN")
    if not flags["count_founders"]:
        codes.discard("RU")
    return len(codes) + (organisations if flags["count_organisations"] else 0)


def count_institutions(rows: list[Row], flags: dict[str, bool], day: date) -> int:
    number = 0
    for row in rows:
        stage = row["stage"] or ("signed" if row["signed_on"] else "")
        counts = stage in ("signed", "active") or (stage == "applied" and flags["count_applicants"])
        home = row["country"] == "CN" and not flags["count_home"]
        number += counts and not home and begins(row["signed_on"], row["entered"]) <= day
    return number


def count_people(rows: dict[str, list[Row]], flags: dict[str, bool], day: date) -> int:
    place = {row["id"]: row["country"] for row in rows["institutions"]}
    number = 0
    for row in rows["personnel"]:
        comes_from = row["nationality"] or row["country"] or place.get(row["institution_id"])
        if comes_from == "CN" and not flags["count_home"]:
            continue
        if row["status"] == "planned" or (row["status"] == "left" and not row["end_date"]):
            continue
        gone = bool(row["end_date"]) and begins(row["end_date"], row["entered"]) < day
        number += begins(row["start_date"], row["entered"]) <= day and not gone
    return number


def independent(rows: dict[str, list[Row]], flags: dict[str, bool], day: date) -> list[int]:
    return [
        count_countries(rows["partners"], flags, day),
        count_institutions(rows["institutions"], flags, day),
        count_people(rows, flags, day),
    ]


def test_the_full_office_on_200_days_of_its_ten_years() -> None:
    flags = dict.fromkeys(FLAGS, False)
    rows = generated(1, 1)
    found = progress(snapshot_of(rows, flags), date(2026, 11, 23))
    assert min(figure.value for figure in found.figures) > 10
    chance = random.Random(2)
    for day in [
        date(2026, 11, 23),
        *(date(2016, 1, 1) + timedelta(days=chance.randint(0, 3950)) for _ in range(200)),
    ]:
        shown = [
            ([0] + [value for when, value in figure.trend if when <= day])[-1] for figure in found.figures
        ]
        assert shown == independent(rows, flags, day), day


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.integers(0, 7),
    flags=st.fixed_dictionaries({flag: st.booleans() for flag in FLAGS}),
    day=st.dates(date(2015, 6, 1), date(2027, 6, 1)),
)
def test_any_setting_on_any_day(seed: int, flags: dict[str, bool], day: date) -> None:
    rows = generated(seed, 20)
    snapshot = snapshot_of(rows, flags)
    found = progress(snapshot, day)
    assert [figure.value for figure in found.figures] == independent(rows, flags, day)
    ground = Ground(snapshot, day)
    counts = {target.key: count_target(ground, target) for target in ground.targets}
    for figure in found.figures:
        key, kind = figure.target.key, figure.target.kind
        ids = Counter([*figure.counted_ids, *(one.id for one in figure.not_counted)])
        assert ids == Counter(row["id"] for row in rows[kind])
        assert len(figure.counted_ids) == figure.value
        assert (figure.trend[-1][1] if figure.trend else 0) == figure.value
        assert sum(found.breakdowns["region"][key].values()) == figure.value
        assert all(str(one.why) and one.label for one in figure.not_counted)
        for dimension, by_target in found.breakdowns.items():
            for value, number in by_target[key].items():
                assert len(counts[key].members(dimension, value)) == number
