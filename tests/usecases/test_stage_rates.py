"""The forecast of a target looks at those on the way, by what became of others before them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from tests.office_years.desk import clock_at

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.countries import country_codes, is_countable_country
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.progress import progress

CODES = [code for code in sorted(country_codes()) if is_countable_country(code) and code not in ("CN", "RU")]


def stages(office: Office, numbers: Sequence[int | None], stage: str, **values: str) -> list[int]:
    writes = tuple(
        Write("partners", {"stage": stage, **({} if number else {"country": CODES[at]}), **values}, number)
        for at, number in enumerate(numbers)
    )
    changeset = office.write(Draft(Act.FORM, Message("stages"), writes))
    assert changeset is not None
    return [change.id for change in changeset.changes]


def test_who_came_on_before_tells_how_many_of_those_on_the_way_may_sign(office: Office) -> None:
    with clock_at(datetime(2024, 6, 1, 12, tzinfo=UTC)) as clock:
        numbers = stages(office, [None] * 30, "talks")
        for at, number in enumerate(numbers[:12]):
            clock.set(datetime(2025, at + 1, 15, 12, tzinfo=UTC))
            stages(office, [number], "signed", signed_on=f"2025-{at + 1:02}-15")
        stages(office, numbers[12:14], "declined")
        clock.set(datetime(2026, 10, 1, 12, tzinfo=UTC))
        for code in CODES[30:40]:
            stages(office, [None], "talks", country=code)
        stages(office, [None], "applied", country=CODES[40])
    figure = progress(office, Moment(date(2026, 11, 22))).figures[0]
    assert figure.value == 12
    assert figure.forecast is not None
    # 12 of the first 30 came on within eighteen months: of the others, which stand there for longer, nothing is known.
    assert "; of 10 on the way 2 to 6 may sign within 17 months" in str(figure.forecast.basis)
    assert "17 on the way are left out" in str(figure.forecast.note)


def test_an_office_that_never_recorded_a_stage_before_signing_forecasts_by_its_pace(office: Office) -> None:
    for at in range(12):
        values = {"country": CODES[at], "signed_on": f"2025-{at + 1:02}-15"}
        office.write(
            Draft(Act.FORM, Message("one more"), (Write("partners", {"stage": "signed", **values}),))
        )
    forecast = progress(office).figures[0].forecast
    assert forecast is not None
    assert "on the way" not in str(forecast.basis)
    assert forecast.date_low is not None
