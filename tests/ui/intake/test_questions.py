"""Values that are not understood are asked once, and rows that may be somebody are settled side by side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ilrs_desk.domain.tables import Query
from ilrs_desk.intake.plan import Action
from ilrs_desk.store.office import Office
from ilrs_desk.ui.intake.comparison import compare
from ilrs_desk.ui.intake.matches_model import ASKED, CERTAIN, NAMED, NEW
from ilrs_desk.ui.intake.steps_bar import COLUMNS, MATCHES, REVIEW, VALUES
from ilrs_desk.ui.intake.window import ImportWindow
from ilrs_desk.usecases.save_record import save_record

from .conftest import Opener

Settle = Callable[[], None]
Sample = Callable[[str], Path]

UNCLEAR = (
    "Family name,Given name,Country,E-mail,Start date",
    "Eze,Ngozi,Nigerla,n@example.ng,03/04/2025",
    "Bello,Musa,Nigeria,m@example.ng,05/06/2025",
    "Obi,Ada,Nigerla,a@example.ng,05/07/2025",
)
OSMAN = {
    "family_name": "Qureshi",
    "given_name": "Osman",
    "nationality": "PK",
    "email": "osman@suparco.example",
}


def csv(folder: Path, *lines: str) -> Path:
    path = folder / "return.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def asking(importing: Opener, tmp_path: Path) -> ImportWindow:
    """The window at its third step with two questions: a country, and the order of dates."""
    window = importing(csv(tmp_path, *UNCLEAR))
    window.go_to(VALUES)
    return window


def lines(window: ImportWindow) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in one.cells) for one in window.values.list.model_.lines]


def test_a_value_is_asked_once_however_often_it_stands(asking: ImportWindow) -> None:
    found = {line[0]: line for line in lines(asking)}
    assert found["Nigerla"][2:] == ("2", "? open")
    assert len(found) == 2
    assert asking.steps.buttons[VALUES].text() == "3 Values · 2"


def test_a_digit_answers_and_leads_to_the_next_question(
    asking: ImportWindow, settle: Settle, qtbot: QtBot
) -> None:
    asking.values.go_to_field("country", "Nigerla")
    choices = [button.text() for button in asking.values.panel.choices]
    place = next(number for number, text in enumerate(choices) if text.endswith("Nigeria"))
    qtbot.keyClick(asking.values.list, Qt.Key(Qt.Key.Key_1 + place))
    assert {line[0]: line[3] for line in lines(asking)}["Nigerla"] == "✓ Nigeria"
    qtbot.keyClick(asking.values.list, Qt.Key.Key_1)
    asking.go_to(REVIEW)
    settle()
    rows = asking.work.table(0, 0).rows
    assert [row.record["country"] for row in rows] == ["NG", "NG", "NG"]
    assert rows[0].record["start_date"] == "2025-04-03"
    assert asking.steps.buttons[VALUES].text() == "3 Values ✓"


def test_an_answer_of_ones_own_is_read_or_said_to_be_unreadable(
    asking: ImportWindow, settle: Settle, qtbot: QtBot
) -> None:
    asking.values.go_to_field("country", "Nigerla")
    qtbot.keyClicks(asking.values.panel.typed, "Atlantis")
    qtbot.keyClick(asking.values.panel.typed, Qt.Key.Key_Return)
    assert "Atlantis" in asking.values.panel.said.text()
    asking.values.panel.typed.setText("Нигерия")
    qtbot.keyClick(asking.values.panel.typed, Qt.Key.Key_Return)
    assert asking.step == VALUES
    assert {line[0]: line[3] for line in lines(asking)}["Nigerla"] == "✓ Nigeria"


def test_a_value_is_left_empty_and_asked_again(asking: ImportWindow, settle: Settle, qtbot: QtBot) -> None:
    asking.values.go_to_field("country", "Nigerla")
    qtbot.keyClick(asking.values.list, Qt.Key.Key_E)
    assert {line[0]: line[3] for line in lines(asking)}["Nigerla"] == "✓ left empty"
    asking.values.go_to_field("country", "Nigerla")
    qtbot.keyClick(asking.values.list, Qt.Key.Key_Delete)
    assert {line[0]: line[3] for line in lines(asking)}["Nigerla"] == "? open"
    settle()
    assert asking.work.decisions.answers.get("country") == {}


def test_what_is_being_written_outlives_a_new_plan(
    asking: ImportWindow, settle: Settle, qtbot: QtBot
) -> None:
    qtbot.keyClick(asking.values.list, Qt.Key.Key_1)
    asking.values.go_to_field("country", "Nigerla")
    asking.values.panel.begin()
    qtbot.keyClicks(asking.values.panel.typed, "Nige")
    asking.work.draw_if_due()
    settle()
    assert asking.work.table(0, 0).rows[0].record["start_date"] == "2025-04-03"
    assert asking.values.panel.typed.text() == "Nige"
    qtbot.keyClick(asking.values.panel.typed, Qt.Key.Key_Escape)
    assert asking.isVisible()
    assert asking.values.list.hasFocus()


def test_a_problem_of_the_review_leads_to_its_question(asking: ImportWindow, settle: Settle) -> None:
    asking.go_to(REVIEW)
    settle()
    asking.review.row_panel.value_wanted.emit("country", "Nigerla")
    assert asking.step == VALUES
    assert asking.values.list.current() == ("country", "Nigerla")


@pytest.fixture
def osman(office: Office) -> int:
    """A person of the office whose name the list misspells."""
    return save_record(office, "personnel", None, OSMAN).changes[0].id


@pytest.fixture
def doubtful(importing: Opener, osman: int, tmp_path: Path) -> ImportWindow:
    """The window at its fourth step with one row that may be Osman."""
    window = importing(
        csv(
            tmp_path,
            "Family name,Given name,Nationality,Role",
            "Quresh,Osman,Pakistan,Engineer",
            "Malik,Sana,Pakistan,Nurse",
        )
    )
    window.go_to(MATCHES)
    assert window.work.table(0, 0).rows[0].action is Action.POSSIBLE
    return window


def state(window: ImportWindow, line: int = 0) -> str:
    return str(window.matches.model.index(line, 2).data())


def test_both_sides_stand_beside_each_other(doubtful: ImportWindow, settle: Settle) -> None:
    settle()
    shown = {line.label: line for line in doubtful.matches.panel.table.model_.lines}
    assert (shown["Family name"].ours, shown["Family name"].theirs) == ("Qureshi", "Quresh")
    assert shown["Family name"].marked == (((6, 7),), ())
    assert shown["Given name"].sign == "="
    assert shown["Role"].sign == "+"
    assert doubtful.matches.model.count(NEW) == 1


def test_y_says_that_it_is_the_same(
    doubtful: ImportWindow, office: Office, osman: int, settle: Settle, qtbot: QtBot
) -> None:
    assert state(doubtful) == "? possible"
    qtbot.keyClick(doubtful.matches.view, Qt.Key.Key_Y)
    assert state(doubtful) == "✓ same"
    assert doubtful.steps.buttons[MATCHES].text().endswith("✓")
    doubtful.next()
    settle()
    assert doubtful.step == REVIEW
    assert doubtful.work.table(0, 0).rows[0].changes["role"] == (None, "Engineer")
    doubtful.next()
    settle()
    found = {record.id: record.text("role") for record in office.find("personnel", Query())}
    assert found[osman] == "Engineer"
    assert len(found) == 2


def test_n_makes_it_new_and_l_leaves_it(
    doubtful: ImportWindow, office: Office, settle: Settle, qtbot: QtBot
) -> None:
    qtbot.keyClick(doubtful.matches.view, Qt.Key.Key_L)
    assert state(doubtful) == "later"
    qtbot.keyClick(doubtful.matches.view, Qt.Key.Key_N)
    assert state(doubtful) == "✓ not the same"
    doubtful.go_to(REVIEW)
    settle()
    assert doubtful.work.table(0, 0).rows[0].action is Action.ADD
    doubtful.next()
    settle()
    assert office.counts()["personnel"] == 3


def test_an_answer_is_seen_and_taken_back_after_the_plan_was_drawn(
    doubtful: ImportWindow, settle: Settle, qtbot: QtBot
) -> None:
    qtbot.keyClick(doubtful.matches.view, Qt.Key.Key_Y)
    doubtful.go_to(REVIEW)
    settle()
    doubtful.go_to(MATCHES)
    assert (doubtful.matches.model.count(ASKED), state(doubtful)) == (1, "✓ same")
    doubtful.matches.show_tab(ASKED)
    qtbot.keyClick(doubtful.matches.view, Qt.Key.Key_L)
    doubtful.go_to(REVIEW)
    settle()
    assert doubtful.work.table(0, 0).rows[0].action is Action.POSSIBLE
    assert not doubtful.work.decisions.same_as


def test_many_rows_are_answered_at_once(
    importing: Opener, office: Office, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    families = ("Qureshi", "Ferreira", "Nakamura", "Lindholm")
    for name in families:
        save_record(
            office, "personnel", None, {"family_name": name, "given_name": "Osman", "nationality": "PK"}
        )
    rows = [f"{name[:-1]},Osman,Pakistan" for name in families]
    window = importing(csv(tmp_path, "Family name,Given name,Nationality", *rows))
    window.go_to(MATCHES)
    asked = window.matches.model.count(ASKED)
    assert asked >= 2
    qtbot.keyClick(window.matches.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    window.matches.panel.answers["same"].setFocus()
    qtbot.keyClick(window.matches.panel.answers["same"], Qt.Key.Key_Y)
    assert {state(window, line) for line in range(asked)} == {"✓ same"}
    assert len(window.work.decisions.same_as) == asked


def test_a_certain_match_can_be_denied(
    importing: Opener, osman: int, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    window = importing(csv(tmp_path, "Family name,Given name,E-mail", "Qureshi,Osman,osman@suparco.example"))
    window.go_to(MATCHES)
    window.matches.show_tab(CERTAIN)
    assert window.matches.model.rowCount() == 1
    qtbot.keyClick(window.matches.view, Qt.Key.Key_N)
    assert window.work.decisions.apart == {((0, 0, 2), osman)}


def test_two_rows_that_are_one_are_settled_by_a_key(
    importing: Opener, sample: Sample, settle: Settle, qtbot: QtBot, office: Office
) -> None:
    window = importing(sample("ng_flawed.xlsx"))
    window.go_to(MATCHES)
    assert window.matches.model.count(ASKED) == 1
    assert "Row " in window.matches.panel.reasons.text()
    qtbot.keyClick(window.matches.view, Qt.Key.Key_Y)
    settle()
    assert (state(window), window.work.rows_taken()) == ("✓ same", 2)
    for said, taken in (
        (Qt.Key.Key_N, 3),
        (Qt.Key.Key_Y, 2),
        (Qt.Key.Key_N, 3),
        (Qt.Key.Key_L, 2),
        (Qt.Key.Key_N, 3),
    ):
        qtbot.keyClick(window.matches.view, said)
        settle()
        assert window.work.rows_taken() == taken
    assert state(window) == "✓ not the same"
    window.go_to(REVIEW)
    settle()
    window.next()
    settle()
    assert office.counts()["personnel"] == 3


def test_next_leads_to_what_is_open(importing: Opener, tmp_path: Path) -> None:
    window = importing(csv(tmp_path, *UNCLEAR))
    window.next()
    assert window.step == VALUES
    window.back()
    assert window.step == COLUMNS


def test_the_steps_are_left_and_entered_by_keys(importing: Opener, sample: Sample, qtbot: QtBot) -> None:
    window = importing(sample("tr_personel.xlsx"))
    for step in (COLUMNS, VALUES, MATCHES, REVIEW, REVIEW):
        qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        assert window.step == step
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.step == MATCHES


def test_what_one_side_lacks_is_told_from_what_differs() -> None:
    found = compare(
        "personnel", {"family_name": "Wang", "role": "Engineer"}, {"family_name": "Wong", "email": "w@x.cn"}
    )
    assert {line.label: line.sign for line in found} == {"Family name": "≠", "Role": "−", "E-mail": "+"}


def test_an_institution_that_nobody_knows_is_offered(
    importing: Opener, office: Office, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    window = importing(
        csv(
            tmp_path,
            "Family name,Given name,Institution,Country",
            "Khan,Bilal,Lahore Institute of Moon Dust,Pakistan",
            "Malik,Sana,Lahore Institute of Moon Dust,Pakistan",
        )
    )
    assert window.work.plan is not None
    assert len(window.work.plan.offers) == 1
    window.go_to(MATCHES)
    window.matches.show_tab(NAMED)
    assert window.matches.panel.where.text() == "Named in 2 rows: 2, 3"
    qtbot.keyClick(window.matches.view, Qt.Key.Key_A)
    assert state(window) == "✓ to be added"
    window.go_to(REVIEW)
    settle()
    assert window.foot.words.text() == "Nothing has been written yet · institutions to be added: 1"
    window.next()
    settle()
    assert window.outcome.counts.text() == "2 added, 0 changed, 0 left out. Institutions added besides: 1."
    assert office.counts()["institutions"] == 1


def test_an_address_in_other_capitals_is_the_same() -> None:
    (line,) = compare("personnel", {"email": "chidi@example.org"}, {"email": "CHIDI@example.org"})
    assert (line.sign, line.marked) == ("=", ((), ()))
    (line,) = compare("personnel", {"email": "chidi@example.org"}, {"email": "chide@example.org"})
    assert (line.sign, line.marked) == ("≠", (((4, 5),), ((4, 5),)))


def test_a_whole_name_stands_beside_the_name_that_parts_make() -> None:
    ours = {"family_name": "Petrenko", "given_name": "Daria"}
    found = {one.label: one for one in compare("personnel", ours, {"full_name": "Darya Petrenko"})}
    assert (found["Name"].ours, found["Name"].theirs, found["Name"].sign) == (
        "Daria Petrenko",
        "Darya Petrenko",
        "≠",
    )
    assert found["Family name"].sign == "−"
    assert "Name" not in {one.label for one in compare("personnel", ours, ours)}


def test_what_is_asked_in_the_values_step_is_answered_from_the_review(
    importing: Opener, tmp_path: Path, settle: Settle
) -> None:
    window = importing(csv(tmp_path, UNCLEAR[0], "Bello,Musa,Nigeria,m@example.ng,31/02/2025"))
    window.go_to(REVIEW)
    window.review.view.selectRow(0)
    settle()
    links = [one for one in window.review.row_panel.findChildren(QPushButton) if one.text().startswith("Say")]
    assert len(links) == 1
    links[0].click()
    assert window.step == VALUES
    assert "31/02/2025" in {one.text() for one in window.values.panel.findChildren(QLabel)}
