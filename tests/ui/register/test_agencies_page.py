"""Agencies & Mappings: what is remembered of a sender, seen and forgotten."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ilrs_desk.intake.plan import Decisions, Overwrite
from ilrs_desk.ui.register.agencies_page import AgenciesPage
from ilrs_desk.ui.register.remembered import answer_lines
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.preview_import import preview_import

from ..conftest import Desk


@pytest.fixture
def page(desk: Desk, tmp_path: Path) -> AgenciesPage:
    """The page after a file of an agency, with one answer and one policy, and one of nobody."""
    path = tmp_path / "staff.csv"
    path.write_text("Full name;E-mail;Nation;Shoe\nLi Na;li@x.org;Narnia;38\n", encoding="utf-8")
    plan = preview_import(desk.office, [path]).plan
    decisions = replace(Decisions(), agency="Space Agency", overwrite=Overwrite.GAPS)
    decisions = replace(decisions, answers={"nationality": {"Narnia": "EG"}})
    assert plan.files
    commit_import(desk.office, preview_import(desk.office, [path], decisions).plan)
    other = tmp_path / "list.csv"
    other.write_text("Institute;Country\nSpace Institute;China\n", encoding="utf-8")
    commit_import(desk.office, preview_import(desk.office, [other]).plan)
    desk.do("page.agencies")
    assert desk.window.view is not None
    page = desk.window.view.page
    assert isinstance(page, AgenciesPage)
    desk.settle()
    return page


def names(page: AgenciesPage) -> list[str]:
    return [line.cells[0].text for line in page.list.model_.lines]


def mapped(page: AgenciesPage) -> dict[str, str]:
    return {line.cells[0].text: line.cells[1].text for line in page.mappings.model_.lines}


def test_each_sender_stands_with_what_is_remembered(desk: Desk, page: AgenciesPage) -> None:
    assert names(page) == ["Space Agency", "(nobody named)"]
    found = mapped(page)
    assert found["4 columns"] == "Personnel"
    assert (found["E-mail"], found["Shoe"]) == ("E-mail", "left out")
    assert "Overwrite: only fill gaps" in page.mappings.model_.lines[0].cells[2].text
    assert [cell.text for cell in page.answers.model_.lines[0].cells] == ["Nationality", "Narnia", "Egypt"]


def test_a_header_is_forgotten_and_guessed_anew(desk: Desk, page: AgenciesPage) -> None:
    page.forget_buttons[0].click()
    desk.settle()
    assert mapped(page) == {}
    assert not page.forget_buttons[0].isEnabled()
    assert "Space Agency" in names(page)
    assert {agency for agency, _ in desk.office.register.mappings()} == {""}


def test_an_answer_is_forgotten_and_asked_again(desk: Desk, page: AgenciesPage) -> None:
    page.tabs.open(1)
    page.forget_buttons[1].click()
    desk.settle()
    assert desk.office.register.answers() == {}
    assert page.answers.model_.lines == ()


def test_an_answer_that_leaves_a_cell_empty_is_said_so() -> None:
    (line,) = answer_lines([("nationality", "unknown", None)])
    assert line.cells[2].text == "leave it empty"


def test_what_is_expected_is_noted_and_who_owes_a_return_stands_out(desk: Desk, page: AgenciesPage) -> None:
    asked = page.ask_new()
    asked.name.setText("Институт космических исследований")
    asked.months.setText("six")
    asked.save()
    assert "six" in asked.problem.text()
    asked.months.setText("6")
    asked.language.choose("ru")
    asked.save()
    desk.settle()
    line = next(each for each in page.list.model_.lines if each.stands_for == page.list.current())
    assert [cell.text for cell in line.cells] == [
        "Институт космических исследований",
        "",
        "",
        "6 months",
        "overdue",
        "",
        "",
    ]
    assert "1 owe us a return" in " ".join(page.status())
    again = page.ask_expected()
    assert again is not None
    assert again.language.language() == "ru"
    again.months.setText("")
    again.save()
    desk.settle()
    assert page.status() == ("2 agencies",)


def test_how_much_of_a_return_was_taken_stands_beside_its_sender(page: AgenciesPage) -> None:
    cells = [cell.text for cell in page.list.model_.lines[0].cells]
    assert cells[0] == "Space Agency"
    assert cells[2] == "0 days"
    assert cells[5] == "100 %"
