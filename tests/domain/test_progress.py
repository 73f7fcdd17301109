"""The figures of an office on a day, as the Status page, the command line and the reports show them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from ilrs_desk.domain.progress import Progress, progress, verdicts
from ilrs_desk.domain.records import Record, Snapshot, Value
from ilrs_desk.domain.status_json import status_json
from ilrs_desk.domain.targets import default_office

TRUTH = Path(__file__).parents[1] / "data" / "samples_truth.json"


def office(**records: Iterable[Record]) -> Snapshot:
    held: dict[str, list[Record]] = {}
    for number, (kind, values) in enumerate(default_office(), 1):
        held.setdefault(kind, []).append(Record(kind, number, values))
    return Snapshot(1, {kind: tuple(ones) for kind, ones in {**held, **records}.items()})


def made(of: str, number: int, /, **values: Value) -> Record:
    return Record(of, number, values, entered_on=date(2024, 6, 1))


@pytest.fixture
def announced() -> Snapshot:
    """The ten named countries and the applicant, as the sample of 2024 gives them."""
    rows = json.loads(TRUTH.read_text(encoding="utf-8"))["partners_2024.xlsx"]["records"]
    kept = [{key: value for key, value in row.items() if key != "row" and value} for row in rows]
    return office(partners=[made("partners", number, **values) for number, values in enumerate(kept, 1)])


def test_ten_of_fifty_with_the_claim_and_the_applicant(announced: Snapshot) -> None:
    found = status_json(progress(announced, date(2024, 7, 31)))
    countries = found["targets"][0]
    assert (countries["key"], countries["value"], countries["target"], countries["claimed"]) == (
        "countries",
        10,
        50,
        11,
    )
    assert countries["share"] == 0.2
    assert countries["difference"] == "claimed 11, documented 10"
    assert countries["not_counted"] == [{"id": 11, "label": "Türkiye", "why": "applied, nothing signed"}]
    assert [row["label"] for row in countries["uncertain"]] == ["Pakistan"]
    assert countries["trend"][0] == ["2023-07-17", 1]
    assert countries["trend"][-1] == ["2024-07-03", 10]
    assert found["breakdowns"]["stage"]["countries"] == {"signed": 10, "applied": 1}
    assert [target["key"] for target in found["targets"]] == ["countries", "institutions", "personnel"]


def test_one_country_a_year_earlier_and_no_claim_yet(announced: Snapshot) -> None:
    found = status_json(progress(announced, date(2023, 8, 1)))
    countries = found["targets"][0]
    assert (countries["value"], countries["claimed"], countries["claimed_source"]) == (1, None, None)
    assert found["breakdowns"]["stage"]["countries"] == {"later": 9, "applied": 1, "signed": 1}


def test_the_json_is_json_with_every_promised_key(announced: Snapshot) -> None:
    found = json.loads(json.dumps(status_json(progress(announced, date(2024, 7, 31)))))
    promised = (
        "key value target rule claimed claimed_source baseline deadline needed_per_month forecast not_counted"
    )
    for target in found["targets"]:
        assert set(promised.split()) <= set(target)
    assert {"stage", "region", "grouping", "workstream"} <= set(found["breakdowns"])
    assert found["targets"][2]["baseline"] == {"date": None, "value": None}


def test_an_empty_office_counts_nothing_and_says_what_is_claimed() -> None:
    found = progress(office(), date(2026, 11, 23))
    assert [figure.value for figure in found.figures] == [0, 0, 0]
    assert [str(figure.difference or "") for figure in found.figures] == [
        "claimed 11, documented 0",
        "claimed nearly 30, documented 0",
        "",
    ]
    assert all(figure.trend == () for figure in found.figures)


def people(*terms: tuple[str | None, str | None]) -> list[Record]:
    dates = [{"start_date": start, "end_date": end, "nationality": "TH"} for start, end in terms]
    return [
        made("personnel", number, **{key: value for key, value in values.items() if value})
        for number, values in enumerate(dates, 1)
    ]


def trend(found: Progress) -> list[tuple[str, int]]:
    return [(day.isoformat(), value) for day, value in found.figures[2].trend]


def test_the_trend_goes_down_the_day_after_somebody_ended() -> None:
    staff = people(
        ("2023-01-01", None), ("2023-01-01", "2023-06-30"), ("2025-01-01", None), ("2024-01-01", "2023-01-01")
    )
    assert trend(progress(office(personnel=staff), date(2023, 6, 30))) == [("2023-01-01", 2)]
    found = progress(office(personnel=staff), date(2024, 7, 31))
    assert trend(found) == [("2023-01-01", 2), ("2023-07-01", 1)]
    assert found.figures[2].value == 1


def test_a_day_on_which_one_comes_and_one_goes_is_no_step() -> None:
    staff = people(("2023-01-01", "2023-06-30"), ("2023-07-01", None))
    assert trend(progress(office(personnel=staff), date(2024, 1, 1))) == [("2023-01-01", 1)]


def test_a_record_not_yet_in_any_office_counts_at_once() -> None:
    """The preview of an import asks what its rows would add before they have a day of entry."""
    unentered = Record("personnel", 1, {"nationality": "TH"})
    found = progress(office(personnel=[unentered]), date(2024, 1, 1)).figures[2]
    assert (found.value, found.trend) == (1, ((date(2024, 1, 1), 1),))


def with_deadline(deadline: str) -> Snapshot:
    held = office()
    first, *others = held.of("targets")
    dated = Record("targets", first.id, {**first.values, "deadline": deadline})
    return Snapshot(1, {**held.records, "targets": (dated, *others)})


def test_needed_a_month_follows_from_the_deadline() -> None:
    assert progress(with_deadline("2030"), date(2025, 1, 1)).figures[0].needed_per_month == 0.8
    assert progress(with_deadline("2024"), date(2025, 1, 1)).figures[0].needed_per_month is None
    assert progress(office(), date(2025, 1, 1)).figures[0].needed_per_month is None


def test_breakdowns_hold_the_counted_only() -> None:
    staff = [
        made("personnel", 1, nationality="TH", workstream="Power", start_date="2024-01-01"),
        made("personnel", 2, nationality="CN", workstream="Power", start_date="2024-01-01"),
        made("personnel", 3, institution_id=5, start_date="2024-01-01"),
        made("personnel", 4, start_date="2024-01-01", status="planned"),
        made("personnel", 5, nationality="TH", start_date="2025-01-01"),
        made("personnel", 6, nationality="TH", end_date="2024-01-01", start_date="2020-01-01"),
    ]
    held = office(personnel=staff, institutions=[made("institutions", 5, name="SANSA", country="ZA")])
    found = progress(held, date(2024, 7, 31))
    assert found.figures[2].counted_ids == (1, 3)
    assert found.breakdowns["workstream"]["personnel"] == {"power": 1, "unknown": 1}
    assert found.breakdowns["stage"]["personnel"] == {"active": 3, "later": 1, "left": 1, "planned": 1}
    assert found.breakdowns["region"]["personnel"] == {"Africa": 1, "Asia": 1}
    assert found.breakdowns["subregion"]["personnel"] == {"South-eastern Asia": 1, "Southern Africa": 1}
    assert found.breakdowns["stage"]["institutions"] == {"unknown": 1}


def test_groupings_hold_on_their_days() -> None:
    egypt = made("partners", 1, kind="country", country="EG", stage="signed", signed_on="2020-01-01")
    brics = [
        progress(office(partners=[egypt]), day).breakdowns["grouping"]["countries"].get("BRICS", 0)
        for day in (date(2023, 12, 31), date(2024, 1, 1))
    ]
    assert brics == [0, 1]


def test_what_needs_attention() -> None:
    held = office(
        partners=[made("partners", 1, kind="country", country="TR", stage="applied")],
        institutions=[made("institutions", 2, name="NARIT", country="TH", stage="signed")],
        agreements=[
            made("agreements", 1, title="Later", expires_on="2025-04-15"),
            made("agreements", 2, title="Old", expires_on="2024-12-31", status="in_force"),
            made("agreements", 3, title="Soon", expires_on="2025-03-31"),
            made("agreements", 4, title="Over", expires_on="2024-12-31", status="ended"),
        ],
    )
    found = progress(held, date(2025, 1, 10)).attention
    assert [(item.code, item.kind, item.id) for item in found] == [
        ("agreement.ended", "agreements", 2),
        ("agreement.expires", "agreements", 3),
        ("application.unanswered", "partners", 1),
        ("signature.undated", "institutions", 2),
    ]
    assert str(found[1].message) == "Soon ends on 31 Mar 2025, in 80 days"
    assert str(found[2].message) == "Türkiye applied, and no answer was recorded in 223 days"


def test_why_a_record_counts_or_not_is_told_for_each_of_its_targets(announced: Snapshot) -> None:
    applicant = announced.of("partners")[-1]
    ((target, verdict),) = verdicts(announced, applicant, date(2024, 7, 31))
    assert (target.key, verdict.counted, str(verdict.why)) == ("countries", False, "applied, nothing signed")
    assert verdicts(announced, made("agreements", 1, title="x"), date(2024, 7, 31)) == ()
