"""Workstreams: which ones a text names in any language, and whose the list is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.domain.kinds import WORKSTREAMS
from ilrs_desk.domain.records import Record, Snapshot
from ilrs_desk.domain.text import fold
from ilrs_desk.domain.workstreams import (
    Workstream,
    is_known,
    shipped_workstreams,
    workstream_keys,
    workstream_label,
    workstream_values,
    workstreams_of,
)

SHIPPED = shipped_workstreams()


def test_what_the_issue_names_is_among_them() -> None:
    keys = {one.key for one in SHIPPED}
    assert {"power", "communication", "transport", "ground", "science"} <= keys
    assert len(keys) == len(SHIPPED)


def test_no_name_stands_for_two_workstreams() -> None:
    owners: dict[str, set[str]] = {}
    for one in SHIPPED:
        for name in one.names:
            owners.setdefault(fold(name), set()).add(one.key)
    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.key)
def test_every_name_is_read_as_its_workstream(one: Workstream) -> None:
    for name in one.names:
        assert workstream_keys(name, SHIPPED) == (one.key,)
        assert workstream_keys(name.upper(), SHIPPED) == (one.key,)
        assert workstream_keys(f"WS 2: {name}", SHIPPED) == (one.key,)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Power; Communication", ("power", "communication")),
        ("Power / communications", ("power", "communication")),
        ("Power and communication", ("power", "communication")),
        ("Энергетика и связь", ("power", "communication")),
        ("能源、通信", ("power", "communication")),
        ("能源和通信", ("power", "communication")),
        ("الطاقة، الاتصالات", ("power", "communication")),
        ("Energy\nScience", ("power", "science")),
        ("Data sharing and analysis", ("data",)),
        ("Topography, geomorphology and geological structure, Power", ("geology", "power")),
        ("power systems; POWER; energía", ("power",)),
        ("Workstream 2 - Ground support", ("ground",)),
        ("3. Science", ("science",)),
        ("Lunar power", ("power",)),
    ],
)
def test_several_in_one_field(text: str, keys: tuple[str, ...]) -> None:
    assert workstream_keys(text, SHIPPED) == keys


@pytest.mark.parametrize("text", ["Team 7", "Sandwiches and power", "W1", "?", "-"])
def test_what_nobody_knows_stands_as_it_is(text: str) -> None:
    (key,) = workstream_keys(text, SHIPPED)
    assert key == text
    assert not is_known(key, SHIPPED)
    assert workstream_label(key, SHIPPED) == text


def test_an_unknown_one_beside_a_known_one_is_a_line_of_its_own() -> None:
    assert workstream_keys("Robotics; tea, power", SHIPPED) == ("transport_surface", "Tea", "power")
    assert workstream_keys("tea", SHIPPED) == workstream_keys("Tea", SHIPPED)


@pytest.mark.parametrize("text", [None, "", "  ", "\n"])
def test_nothing_names_nothing(text: str | None) -> None:
    assert workstream_keys(text, SHIPPED) == ()


@given(st.text(max_size=60))
def test_any_text_is_read_and_reading_again_changes_nothing(text: str) -> None:
    for key in workstream_keys(text, SHIPPED):
        assert key
        assert is_known(key, SHIPPED) or workstream_keys(key, SHIPPED)


def test_an_offices_own_list_stands_for_the_shipped_one() -> None:
    values = {"key": "robots", "label": "Robots", "aliases": "Automata; Roboter"}
    own = workstreams_of(Snapshot(1, {"workstreams": (Record("workstreams", 4, values),)}))
    assert [(one.key, one.id) for one in own] == [("robots", 4)]
    assert workstream_keys("automata, power", own) == ("robots", "Power")
    assert workstreams_of(Snapshot(1)) == SHIPPED
    nameless = Snapshot(1, {"workstreams": (Record("workstreams", 4, {"label": "x"}),)})
    assert workstreams_of(nameless) == SHIPPED


def test_a_new_office_gets_them_as_records() -> None:
    rows = workstream_values()
    assert all(set(values) <= set(WORKSTREAMS.by_key) for values in rows)
    records = tuple(Record("workstreams", number, values) for number, values in enumerate(rows, 1))
    held = workstreams_of(Snapshot(1, {"workstreams": records}))
    assert [(one.key, one.names) for one in held] == [(one.key, one.names) for one in SHIPPED]
