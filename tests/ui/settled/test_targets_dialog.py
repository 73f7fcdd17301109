"""Targets and rules: what each change would do is shown before it is saved, and all that is saved is one step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from ilrs_desk.domain.tables import Query
from ilrs_desk.store.office import Office
from ilrs_desk.ui.settled.parts import FlagPart, TicksPart
from ilrs_desk.ui.settled.target_form import TargetForm
from ilrs_desk.ui.settled.targets_dialog import TargetsDialog
from ilrs_desk.ui.status.listing import ListingDialog
from ilrs_desk.ui.status.page import StatusPage
from ilrs_desk.usecases.freeze import freeze_meeting
from ilrs_desk.usecases.progress import progress
from ilrs_desk.usecases.settle import settle

from ..status.conftest import Settle, Shower


def value(office: Office, target: str) -> int:
    return next(one.value for one in progress(office).figures if one.target.key == target)


def opened(page: StatusPage, wait: Settle, target: str = "countries") -> tuple[TargetsDialog, TargetForm]:
    dialog = page.open_rules(target)
    wait()
    return dialog, dialog.forms[target]


def tick(form: TargetForm, key: str) -> None:
    part = form.rule.parts[key]
    assert isinstance(part, FlagPart)
    part.tick.click()


def recounted(dialog: TargetsDialog, qtbot: QtBot, wait: Settle) -> None:
    qtbot.wait(180)
    wait()


def test_a_tick_shows_its_effect_names_who_it_is_and_writes_nothing(
    show: Shower, filled: Office, wait: Settle, qtbot: QtBot
) -> None:
    generation = filled.generation
    dialog, form = opened(show(filled), wait)
    assert "Not counted: the host country (China), founders (Russia)" in form.words.text()
    assert not dialog.save_button.isEnabled()
    tick(form, "count_founders")
    recounted(dialog, qtbot, wait)
    assert dialog.effect.figures == {"countries": "3 → 4"}
    assert "Counted too: founders (Russia)" in form.words.text()
    assert dialog.save_button.isEnabled()
    dialog.who("countries")
    wait()
    listing = dialog.findChild(ListingDialog)
    assert listing is not None
    assert [cell.text for cell in listing.view.model_.lines[0].cells][:2] == ["would count", "Russia"]
    listing.reject()
    tick(form, "count_founders")
    recounted(dialog, qtbot, wait)
    assert dialog.effect.figures == {}
    assert not dialog.save_button.isEnabled()
    dialog.reject()
    assert filled.generation == generation


def test_several_changes_are_one_step_and_can_be_undone(
    show: Shower, filled: Office, wait: Settle, qtbot: QtBot
) -> None:
    page = show(filled)
    before = filled.generation
    dialog, form = opened(page, wait)
    tick(form, "count_applicants")
    form.target.parts["number"].offer("60")
    dialog.list.go_to("personnel")
    wait()
    tick(dialog.forms["personnel"], "count_home")
    recounted(dialog, qtbot, wait)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    wait()
    assert filled.generation == before + 1
    assert (value(filled, "countries"), value(filled, "personnel")) == (4, 4)
    assert page.cards["countries"].rule.text() == "Rule C-2"
    filled.undo()
    wait()
    assert (value(filled, "countries"), value(filled, "personnel")) == (3, 3)
    assert page.cards["countries"].rule.text() == "Rule C-1"


def test_a_new_target_comes_with_its_own_rule(
    show: Shower, filled: Office, wait: Settle, qtbot: QtBot
) -> None:
    dialog, _ = opened(show(filled), wait)
    asked = dialog.ask_new()
    for key, text in (("label", "Africa"), ("number", "9"), ("region", "Africa")):
        asked.form.parts[key].offer(text)
    asked.save()
    recounted(dialog, qtbot, wait)
    assert dialog.list.current() == "africa"
    assert dialog.effect.figures == {"africa": "2"}
    dialog.save()
    wait()
    assert value(filled, "africa") == 2
    (target,) = filled.find("targets", Query(where=(("key", "africa"),)))
    assert target.text("deadline") is None


def test_what_cannot_be_saved_is_said_and_not_saved(
    show: Shower, filled: Office, wait: Settle, qtbot: QtBot
) -> None:
    dialog, form = opened(show(filled), wait)
    stages = form.rule.parts["stages"]
    assert isinstance(stages, TicksPart)
    stages.offer("")
    recounted(dialog, qtbot, wait)
    form.rule.changed.emit()
    recounted(dialog, qtbot, wait)
    assert "nothing would count" in dialog.effect.note.text()
    assert not dialog.save_button.isEnabled()
    dialog.done(0)


def test_closing_with_changes_asks_first(show: Shower, filled: Office, wait: Settle, qtbot: QtBot) -> None:
    dialog, form = opened(show(filled), wait)
    tick(form, "count_host")
    dialog.reject()
    assert dialog.isVisible()
    box = dialog.findChild(QMessageBox)
    assert box is not None
    next(button for button in box.buttons() if button.text() == "Give Up").click()
    assert not dialog.isVisible()


def test_a_rule_in_a_seal_says_that_a_new_version_will_be_made(
    show: Shower, filled: Office, wait: Settle, qtbot: QtBot
) -> None:
    settle(filled, "meetings", {"title": "Committee", "held_on": "2026-11-01"})
    freeze_meeting(filled, filled.snapshot(("meetings",)).of("meetings")[0].id)
    dialog, form = opened(show(filled), wait)
    assert form.sealed.isVisibleTo(dialog)
    assert "C-1 stands in the sealed figures" in form.sealed.text()
    tick(form, "count_founders")
    recounted(dialog, qtbot, wait)
    dialog.save()
    wait()
    assert [one.text("code") for one in filled.find("rules", Query(where=(("target", "countries"),)))] == [
        "C-1",
        "C-2",
    ]


def test_the_versions_tell_what_was_different(show: Shower, filled: Office, wait: Settle) -> None:
    rule = filled.find("rules", Query(where=(("target", "countries"),)))[0]
    settle(filled, "rules", {"founders": "Russia; Belarus"}, rule.id)
    _, form = opened(show(filled), wait)
    assert [one.cells[0].text for one in form.versions.model_.lines] == ["C-2", "C-1"]
    assert form.versions.model_.lines[0].cells[3].text == "Founders: Russia; Belarus, before Russia"


def test_a_target_can_be_removed_and_brought_back(show: Shower, filled: Office, wait: Settle) -> None:
    dialog, _ = opened(show(filled), wait, "institutions")
    dialog.ask_remove()
    box = dialog.findChild(QMessageBox)
    assert box is not None
    next(button for button in box.buttons() if button.text() == "Remove").click()
    wait()
    assert [one.text("key") for one in filled.find("targets", Query())] == ["countries", "personnel"]
    assert list(dialog.drafts.by_key) == ["countries", "personnel"]  # type: ignore[union-attr]
    filled.undo()
    wait()
    assert len(filled.find("targets", Query())) == 3


def test_each_kind_offers_only_what_matters_to_it(show: Shower, filled: Office, wait: Settle) -> None:
    dialog, _ = opened(show(filled), wait)
    for key in ("institutions", "personnel"):
        dialog.list.go_to(key)
        wait()
    assert "count_host" in dialog.forms["countries"].rule.parts
    assert "count_host" not in dialog.forms["institutions"].rule.parts
    assert "stages" not in dialog.forms["personnel"].rule.parts
    assert "nationalities" in dialog.forms["personnel"].rule.parts
