"""What goes onto the clipboard with a figure."""

from __future__ import annotations

from datetime import date

from ilrs_desk.domain.counting import CountingRule
from ilrs_desk.domain.footnote import footnote
from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.domain.progress import Figure
from ilrs_desk.domain.targets import Target

FIGURE = Figure(
    Target("countries", "Countries", "partners", 50),
    CountingRule("C-3", "countries", "partners"),
    47, (), (), (), None, (), None,
)  # fmt: skip
DAY = date(2026, 11, 22)


def test_a_figure_carries_its_day_and_its_rule() -> None:
    assert str(footnote(FIGURE, Moment(as_of=DAY))) == "47 of 50, as of 22 Nov 2026, rule C-3"


def test_a_figure_of_today_names_today() -> None:
    assert str(date.today().year) in str(footnote(FIGURE, NOW))


def test_what_was_known_then_is_told_apart() -> None:
    found = footnote(FIGURE, Moment(DAY, known_on=date(2026, 12, 3)))
    assert str(found) == "47 of 50, as of 22 Nov 2026, as known on 3 Dec 2026, rule C-3"
