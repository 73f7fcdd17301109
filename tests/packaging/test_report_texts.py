"""The list of texts for translators of reports holds every text that a report asks for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.office_years.life import make_years

import report_texts
from ilrs_desk.domain.moments import Moment
from ilrs_desk.reports.draw import draw
from ilrs_desk.reports.language import Words
from ilrs_desk.reports.request import ReportKind, ReportRequest
from ilrs_desk.usecases.open_office import open_office
from ilrs_desk.usecases.report_material import gather

#: Titles of change sets that only the office in these tests writes.
_OF_THE_INVENTED_OFFICE = {"{kind} saved", "import of {file}", "further", "trash"}


@pytest.mark.timeout(240)  # ten years are long on a busy machine
def test_whatever_a_report_says_can_be_translated(tmp_path: Path) -> None:
    make_years(tmp_path / "office.ilrs", people=300, institutions=60)
    office = open_office(tmp_path / "office.ilrs", read_only=True)
    words = Words()
    try:
        since, day = Moment(date(2024, 6, 1), date(2024, 6, 1)), Moment(date(2026, 6, 1))
        asked = [(kind, "internal") for kind in ReportKind] + [(ReportKind.AS_OF, "public")]
        for kind, audience in asked:
            request = ReportRequest(kind, day, since, partner=3, audience=audience)
            draw(gather(office, office, request, words), words)
        own = {
            record.label
            for kind in ("targets", "workstreams", "groupings", "rules")
            for record in office.find(kind)
        }
    finally:
        office.close()
    assert not words.heard - report_texts.templates() - own - _OF_THE_INVENTED_OFFICE
    assert len(words.heard) > 200
