"""The counting rules: what each tick would do is shown before it is saved, and a change can be taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office
from ilrs_desk.ui.status.page import StatusPage
from ilrs_desk.ui.status.rules_dialog import RulesDialog
from ilrs_desk.usecases.progress import progress

from .conftest import Settle, Shower


def value(office: Office, target: str) -> int:
    return next(one.value for one in progress(office).figures if one.target.key == target)


def rules(page: StatusPage, settle: Settle) -> RulesDialog:
    dialog = page.open_rules("countries")
    settle()
    return dialog


def test_a_tick_shows_its_effect_and_writes_nothing(show: Shower, filled: Office, settle: Settle) -> None:
    generation = filled.generation
    dialog = rules(show(filled), settle)
    box = dialog.rules["countries"]
    assert "Not counted: the host country (China), founders (Russia)" in box.words.text()
    assert not dialog.save_button.isEnabled()
    box.ticks["count_founders"].click()
    settle()
    assert box.effect.text() == "3 → 4"
    assert "Counted too: founders (Russia)" in box.words.text()
    assert dialog.save_button.isEnabled()
    box.ticks["count_founders"].click()
    settle()
    assert box.effect.text() == "3"
    assert not dialog.save_button.isEnabled()
    dialog.reject()
    assert filled.generation == generation


def test_a_saved_rule_counts_has_a_code_of_its_own_and_can_be_undone(
    show: Shower, filled: Office, settle: Settle, qtbot: QtBot
) -> None:
    page = show(filled)
    dialog = rules(page, settle)
    dialog.rules["countries"].ticks["count_applicants"].click()
    settle()
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    settle()
    assert value(filled, "countries") == 4
    assert page.cards["countries"].value.text() == "4"
    assert page.cards["countries"].rule.text() == "Rule C-2"
    filled.undo()
    settle()
    assert page.cards["countries"].value.text() == "3"
    assert page.cards["countries"].rule.text() == "Rule C-1"


def test_an_office_without_a_rule_gets_one(show: Shower, filled: Office, settle: Settle) -> None:
    for record in filled.find("rules", Query()):
        filled.write(
            Draft(Act.SETTINGS, Message("no rules"), (Write("rules", {"trashed": "yes"}, record.id),))
        )
    dialog = rules(show(filled), settle)
    dialog.rules["personnel"].ticks["count_home"].click()
    settle()
    assert dialog.rules["personnel"].effect.text() == "3 → 4"
    dialog.save()
    settle()
    assert value(filled, "personnel") == 4
    (record,) = filled.find("rules", Query())
    assert record.text("code") == "P-2"
    assert record.text("host") == "CN"


def test_each_target_offers_only_what_matters_to_it(show: Shower, filled: Office, settle: Settle) -> None:
    dialog = rules(show(filled), settle)
    assert {key: set(box.ticks) for key, box in dialog.rules.items()} == {
        "countries": {"count_host", "count_founders", "count_applicants", "count_organisations"},
        "institutions": {"count_home", "count_applicants"},
        "personnel": {"count_home"},
    }
    dialog.reject()
