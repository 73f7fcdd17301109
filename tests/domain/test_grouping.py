"""Groupings: shipped rosters, the office's own ones, and the days from which and to which they hold."""

from __future__ import annotations

from datetime import date

import pytest

from ilrs_desk.domain.countries import country_codes, region
from ilrs_desk.domain.dates import is_partial_date
from ilrs_desk.domain.grouping import Groupings, Membership, shipped_groupings
from ilrs_desk.domain.records import Record, Snapshot
from ilrs_desk.domain.resources import load_json

SHIPPED = shipped_groupings()
DAY = date(2025, 11, 1)


def own(
    groupings: tuple[dict[str, str], ...] = (), memberships: tuple[dict[str, str], ...] = ()
) -> Groupings:
    records = {
        kind: tuple(Record(kind, number, values) for number, values in enumerate(rows, 1))
        for kind, rows in (("groupings", groupings), ("memberships", memberships))
    }
    return Groupings.of(Snapshot(1, records))


def test_all_that_the_issue_names_is_there() -> None:
    named = {"BRICS", "GLOBAL_SOUTH", "SOUTHERN_HEMISPHERE", "EU", "APSCO", "AFRICAN_UNION", "ARTEMIS"}
    assert named <= SHIPPED.labels.keys()


def test_members_are_countries_with_readable_dates_and_a_source() -> None:
    known = set(country_codes())
    for one in SHIPPED.memberships:
        assert one.country in known
        assert one.source
        assert one.since is None or is_partial_date(one.since)
        assert one.until is None or is_partial_date(one.until)


@pytest.mark.parametrize(
    ("key", "day", "size"),
    [
        ("EU", date(2020, 1, 31), 28), ("EU", date(2020, 2, 1), 27), ("AFRICAN_UNION", DAY, 55), ("OECD", DAY, 38),
        ("NATO", date(2023, 4, 3), 30), ("NATO", date(2024, 3, 7), 32), ("OIC", DAY, 57), ("ARAB_LEAGUE", DAY, 22),
        ("APSCO", DAY, 8), ("GLOBAL_SOUTH", DAY, 134), ("G77", DAY, 133), ("BRICS", date(2023, 12, 31), 5),
        ("BRICS", date(2024, 1, 1), 9), ("BRICS_PARTNER", DAY, 10), ("ASEAN", date(2025, 10, 25), 10),
    ],
)  # fmt: skip
def test_rosters_have_the_known_size(key: str, day: date, size: int) -> None:
    assert len(SHIPPED.members(key, day)) == size


def test_the_global_south_is_not_the_southern_hemisphere() -> None:
    """Of the ten countries named in July 2024 only South Africa lies in the southern hemisphere."""
    ten = ["VE", "BY", "PK", "AZ", "ZA", "EG", "NI", "TH", "RS", "KZ"]
    day = date(2024, 7, 23)
    keys = {code: SHIPPED.of_country(code, day) for code in ten}
    assert [code for code in ten if "SOUTHERN_HEMISPHERE" in keys[code]] == ["ZA"]
    assert [code for code in ten if "GLOBAL_SOUTH" in keys[code]] == [
        "VE",
        "PK",
        "AZ",
        "ZA",
        "EG",
        "NI",
        "TH",
    ]
    assert [code for code in ten if "BRICS" in keys[code]] == ["ZA", "EG"]
    hemisphere = set(SHIPPED.members("SOUTHERN_HEMISPHERE", day))
    assert {"AU", "NZ", "BR", "ID", "KE"} <= hemisphere
    assert not {"UG", "GA", "SG", "SO", "CO"} & hemisphere
    assert not [code for code in hemisphere if region(code) == "Europe"]


def test_signatories_of_the_accords_follow_their_days_of_signing() -> None:
    rows = load_json("reference", "artemis.json")["signatories"]
    for day in (date(2020, 10, 12), date(2024, 7, 23), DAY):
        signed = sorted(row["country"] for row in rows if row.get("signed_on", "9999") <= day.isoformat())
        assert list(SHIPPED.members("ARTEMIS", day)) == signed
    assert "ARTEMIS" in SHIPPED.of_country("SN", date(2025, 7, 24))
    assert "ARTEMIS" not in SHIPPED.of_country("SN", date(2025, 7, 23))


def test_computed_groupings_say_by_what_and_every_one_by_whom() -> None:
    assert all(one.source for one in SHIPPED.all)
    for key in ("GLOBAL_SOUTH", "SOUTHERN_HEMISPHERE"):
        grouping = SHIPPED.get(key)
        assert grouping is not None
        assert grouping.definition
    alba = SHIPPED.get("ALBA")
    assert alba is not None
    assert not alba.whole


def test_an_office_adds_its_own_grouping_with_dates() -> None:
    found = own(
        ({"key": "DONORS", "label": "Donor circle", "source": "our protocol"},),
        (
            {"grouping": "DONORS", "country": "TH", "since": "2025-03"},
            {"grouping": "DONORS", "country": "KZ", "since": "2024", "until": "2025-02"},
        ),
    )
    assert found.labels["DONORS"] == "Donor circle"
    grouping = found.get("DONORS")
    assert grouping is not None
    assert grouping.own
    assert found.members("DONORS", date(2025, 2, 28)) == ("KZ",)
    assert found.members("DONORS", date(2025, 3, 1)) == ("TH",)
    assert found.of_country("TH", date(2025, 3, 1))[-1] == "DONORS"


def test_an_own_membership_stands_for_the_shipped_one() -> None:
    found = own(memberships=({"grouping": "BRICS", "country": "SA", "since": "2024-01-01"},))
    assert "BRICS" in found.of_country("SA", date(2024, 1, 1))
    assert found.members("BRICS", date(2024, 1, 1)) == tuple(
        sorted((*SHIPPED.members("BRICS", date(2024, 1, 1)), "SA"))
    )
    ended = own(memberships=({"grouping": "BRICS", "country": "ZA", "since": "2011", "until": "2024-06-30"},))
    assert "BRICS" not in ended.of_country("ZA", date(2024, 7, 1))


def test_an_own_record_of_a_shipped_grouping_renames_it() -> None:
    found = own(({"key": "BRICS", "label": "BRICS+"},))
    assert found.labels["BRICS"] == "BRICS+"
    assert found.members("BRICS", DAY) == SHIPPED.members("BRICS", DAY)


def test_partial_dates_hold_from_their_first_to_their_last_day() -> None:
    one = Membership("X", "TH", "2024-02", "2025")
    days = (date(2024, 1, 31), date(2024, 2, 1), date(2025, 12, 31), date(2026, 1, 1))
    assert [one.covers(day) for day in days] == [False, True, True, False]


def test_what_is_no_date_and_no_member_does_no_harm() -> None:
    found = own(
        memberships=(
            {"grouping": "BRICS", "country": "SA", "since": "soon"},
            {"grouping": "", "country": "TH"},
        )
    )
    assert "BRICS" in found.of_country("SA", date(2000, 1, 1))
    stray = own(memberships=({"grouping": "NOWHERE", "country": "TH"},))
    assert stray.of_country("TH", DAY) == SHIPPED.of_country("TH", DAY)
    assert stray.of_country("XX", DAY) == ()


def test_memberships_begin_on_their_day_and_disputed_ones_never() -> None:
    assert "BRICS_PARTNER" not in SHIPPED.of_country("TH", date(2024, 12, 31))
    assert "BRICS_PARTNER" in SHIPPED.of_country("TH", date(2025, 1, 1))
    assert "SCO" not in SHIPPED.of_country("BY", date(2024, 7, 3))
    assert "BRICS" not in SHIPPED.of_country("SA", date(2025, 6, 1))


def test_every_grouping_has_members_and_a_label() -> None:
    found = {key for code in country_codes() for key in SHIPPED.of_country(code, DAY)}
    assert found == SHIPPED.labels.keys()
