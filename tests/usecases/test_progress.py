"""People counted group by group over an index, against the same people counted one by one; and who stands behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.progress import Figure, Progress
from ilrs_desk.domain.progress import progress as count_snapshot
from ilrs_desk.domain.records import Value
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.open_office import create_office, open_office
from ilrs_desk.usecases.progress import counted_ids, left_out, members, progress

DAY = date(2025, 6, 15)
DATES = [
    None,
    "2025-06-15",
    "2025-06-16",
    "2025-06-14",
    "2024-03-01",
    "2024-03",
    "2025",
    "2025-06",
    "soon",
    "2026-01-01",
]
CODES = [None, "TH", "CN", "ZA", "EG"]


def some(*values: Value) -> st.SearchStrategy[Value]:
    return st.sampled_from(values)


PERSON = st.fixed_dictionaries(
    {
        "family_name": some("Moyo", "Dube"),
        "given_name": some("Ada", "Ben"),
        "nationality": st.sampled_from(CODES),
        "other_nationalities": some(None, None, "CN", "ZA; CN"),
        "country": st.sampled_from(CODES),
        "institution_id": some(None, 1, 2, 3),
        "workstream": some(None, "Power", "power; Science", "knitting"),
        "email": some(None, None, "a@x.org", "A@x.org", "b@x.org"),
        "orcid": some(None, None, None, "0000-0002-1825-0097"),
        "status": some(None, "active", "planned", "left", "on leave"),
        "start_date": st.sampled_from(DATES),
        "end_date": st.sampled_from(DATES),
    }
)
RULE = st.fixed_dictionaries(
    {
        "host": some("CN", "TH", None),
        "count_home": some(None, "yes"),
        "doubles": some(None, "once", "each"),
        "nationalities": some(None, "first", "foreign", "home"),
    }
)
SCOPE = st.fixed_dictionaries(
    {
        "region": some(None, None, "Africa", "South-eastern Asia"),
        "grouping": some(None, None, "BRICS"),
        "workstream": some(None, None, "power", "science"),
        "year": some(None, None, "2024", "2025"),
    }
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    path = tmp_path_factory.mktemp("office") / "office.ilrs"
    create_office(path)
    with closing(open_office(path)) as office:
        places = [{"name": name, "country": code} for name, code in (("A", "TH"), ("B", "CN"), ("C", None))]
        write(office, [Write("institutions", values) for values in places])
        yield office


def write(office: Office, writes: list[Write]) -> None:
    office.write(Draft(Act.COMMAND, Message("test"), tuple(writes)))


def plain(found: Progress) -> Progress:
    """Without what only one of the two ways tells."""
    figures = [
        replace(
            one,
            counted_ids=(),
            doubles=tuple(d for d in one.doubles if d.code != "record.merged"),
            doubles_total=one.doubles_total - sum(d.code == "record.merged" for d in one.doubles),
            forecast=None,
        )
        for one in found.figures
    ]
    return replace(found, figures=tuple(figures), attention=())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    people=st.lists(PERSON, min_size=1, max_size=9),
    rule=RULE,
    scope=SCOPE,
    apart=st.booleans(),
    day=st.sampled_from([DAY, date(2024, 3, 1), date(2026, 2, 1)]),
)
def test_groups_count_as_each_of_them_would(
    desk: Office,
    people: list[dict[str, Value]],
    rule: dict[str, Value],
    scope: dict[str, Value],
    apart: bool,
    day: date,
) -> None:
    old = desk.snapshot(("personnel", "distinctions"))
    gone = [Write(one.kind, {"trashed": "yes"}, one.id) for kind in old.records for one in old.of(kind)]
    (target,) = [one for one in desk.snapshot(("targets",)).of("targets") if one.text("key") == "personnel"]
    (rules,) = [one for one in desk.snapshot(("rules",)).of("rules") if one.text("target") == "personnel"]
    write(desk, [*gone, Write("targets", scope, target.id), Write("rules", rule, rules.id)])
    write(desk, [Write("personnel", values) for values in people])
    ids = sorted(one.id for one in desk.find("personnel"))
    if apart and len(ids) > 1:
        write(desk, [Write("distinctions", {"kind": "personnel", "one": str(ids[0]), "other": str(ids[1])})])

    one_by_one = count_snapshot(desk.snapshot(), day)
    grouped = progress(desk, Moment(day))
    assert plain(grouped) == plain(one_by_one)
    figure = next(one for one in one_by_one.figures if one.target.key == "personnel")
    assert counted_ids(desk, Moment(day), "personnel") == figure.counted_ids
    for dimension, by_target in grouped.breakdowns.items():
        for value, number in by_target["personnel"].items():
            behind = members(desk, Moment(day), "personnel", dimension, value)
            assert len(behind) == number, (dimension, value)
            assert dimension == "stage" or set(behind) <= set(figure.counted_ids)
    assert_short_lists_begin_the_long_ones(desk, day, figure)


def assert_short_lists_begin_the_long_ones(desk: Office, day: date, whole: Figure) -> None:
    short = next(
        one for one in progress(desk, Moment(day), listed=2).figures if one.target.key == "personnel"
    )
    assert short.not_counted == whole.not_counted[:2]
    assert short.doubles_total == whole.doubles_total
    stretches = [left_out(desk, Moment(day), "personnel", offset=at, limit=2) for at in (0, 2, 4)]
    assert sum(stretches, ()) == whole.not_counted[:6]
    for reason, number in whole.reasons:
        assert len(left_out(desk, Moment(day), "personnel", reason=reason)) == number
    assert short.uncertain == whole.uncertain[:2]
    assert (short.not_counted_total, short.uncertain_total) == (len(whole.not_counted), len(whole.uncertain))
    assert short.reasons == whole.reasons
    assert sum(number for _, number in whole.reasons) == len(whole.not_counted)


def test_a_doubt_that_came_with_another_record_is_listed(tmp_path: Path) -> None:
    """Who is one with another joined with that one, and is asked for by its year, but counts only after it."""
    today = date.today()
    create_office(tmp_path / "office.ilrs")
    with closing(open_office(tmp_path / "office.ilrs")) as office:
        (target,) = [one for one in office.find("targets") if one.text("key") == "personnel"]
        named = {
            "family_name": "Moyo",
            "given_name": "Ada",
            "nationality": "ZA",
            "orcid": "0000-0002-1825-0097",
        }
        first = {"start_date": "2020-01-01", "end_date": (today + timedelta(days=9)).isoformat()}
        write(office, [Write("targets", {"year": "2020"}, target.id)])
        write(office, [Write("personnel", {**named, **first}), Write("personnel", named)])
        figure = next(one for one in progress(office).figures if one.target.key == "personnel")
    assert (figure.value, figure.uncertain_total) == (1, 1)
    assert [one.id for one in figure.uncertain] == [2]
