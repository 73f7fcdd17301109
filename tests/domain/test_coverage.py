"""Who works on which workstream: put together from what institutions and people say."""

from __future__ import annotations

from ilrs_desk.domain.coverage import Coverage, coverage_of
from ilrs_desk.domain.records import Record
from ilrs_desk.domain.workstreams import Workstream

POWER, LINK, SCIENCE = (
    Workstream("power", "Power", aliases=("Energy",), group="function"),
    Workstream("link", "Communication"),
    Workstream("science", "Science"),
)


def covered() -> Coverage:
    bodies = [
        Record("institutions", 1, {"name": "A", "country": "TH", "workstream": "Energy; Power"}),
        Record("institutions", 2, {"name": "B", "country": "ZA"}),
        Record("institutions", 3, {"name": "C", "workstream": "Sewing"}),
    ]
    crews = [
        ("energy", "TH", 3),
        ("Power, Communication", None, 2),
        ("sewing", "EG", 1),
        (None, "TH", 4),
        ("", "KZ", 1),
    ]
    places = [("energy", 1), ("Power, Communication", 2), ("energy", 99)]
    counted = {"personnel": {"power": 4, "unknown": 5, "Sewing": 1}, "institutions": {"power": 1}}
    return coverage_of((POWER, LINK, SCIENCE), bodies, crews, places, counted)


def test_each_line_holds_who_says_so_and_whose_people_do() -> None:
    power, link, science, sewing = covered().lines
    assert (power.key, power.label, power.group, power.known) == ("power", "Power", "function", True)
    assert (power.institutions, power.through_people, power.people) == ((1,), (2,), 5)
    assert power.countries == ("TH", "ZA")
    assert power.counted == {"personnel": 4, "institutions": 1}
    assert (link.institutions, link.through_people, link.people) == ((), (2,), 2)
    assert science.is_gap
    assert (sewing.label, sewing.known, sewing.institutions, sewing.people) == ("Sewing", False, (3,), 1)


def test_gaps_unknown_texts_and_those_who_say_nothing() -> None:
    found = covered()
    assert [line.key for line in found.gaps] == ["science"]
    assert [line.label for line in found.unknown] == ["Sewing"]
    assert (found.people_without, found.institutions_without) == (5, (2,))
