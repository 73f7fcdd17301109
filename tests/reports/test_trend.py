"""The trend: what was claimed as marks beside the curve, the comparison, and only parts of targets without a chart."""

from __future__ import annotations

from datetime import date

from tests.reports.made import drawn
from tests.reports.test_as_of import office

from ilrs_desk.domain.records import Record
from ilrs_desk.reports.document import Chart, ChartRow, Document, Page, TableBlock

DAY = date(2024, 9, 30)


def page(document: Document) -> Page:
    found = next(section for section in document.sections if section.title == "Trend")
    assert isinstance(found, Page)
    return found


def charts(document: Document) -> list[Chart]:
    return [chart for row in page(document).blocks if isinstance(row, ChartRow) for _, chart in row.charts]


def test_a_claim_is_a_mark_at_the_end_of_its_month() -> None:
    (chart, *_) = charts(drawn(office(), DAY))
    column = chart.points[0]
    assert column in chart.values
    marks = [(row[0], row[column]) for row in chart.table.rows if row[column] is not None]
    assert marks == [(date(2024, 7, 31), 11)]
    assert chart.table.columns[column].label == "Countries, claimed"


def test_the_curve_begins_with_what_was_claimed_if_that_was_before_anything_is_documented() -> None:
    snapshot = office()
    early = Record(
        "claims", 90, {"target": "institutions", "value": "5", "wording": "5", "claimed_on": "2023-11-05"}
    )
    snapshot = type(snapshot)(1, {**snapshot.records, "claims": (*snapshot.of("claims"), early)})
    chart = next(one for one in charts(drawn(snapshot, DAY)) if one.title == "Institutions over time")
    assert chart.table.rows[chart.first][0] == date(2023, 10, 31)


def test_the_comparison_stands_beside_the_countries_only() -> None:
    steps = ((date(2020, 10, 13), 8), (date(2024, 8, 5), 43))
    found = charts(drawn(office(), DAY, material={"comparison": steps}))
    compared = [
        one.title for one in found if any("Artemis" in one.table.columns[at].label for at in one.values)
    ]
    assert compared == ["Countries over time"]
    column = next(at for at in found[0].values if "Artemis" in found[0].table.columns[at].label)
    assert found[0].table.rows[-1][column] == 43
    assert column not in found[0].points


def test_a_part_of_a_target_has_its_numbers_and_no_chart() -> None:
    snapshot = office()
    part = Record(
        "targets",
        91,
        {"key": "asia", "label": "Asian people", "kind": "personnel", "number": "9", "region": "Asia"},
    )
    snapshot = type(snapshot)(1, {**snapshot.records, "targets": (*snapshot.of("targets"), part)})
    document = drawn(snapshot, DAY)
    assert "Asian people over time" not in [chart.title for chart in charts(document)]
    (table,) = [block.table for block in page(document).blocks if isinstance(block, TableBlock)]
    assert "Asian people" in [column.label for column in table.columns]
    assert table.rows[-1][[column.label for column in table.columns].index("Asian people")] == 60
