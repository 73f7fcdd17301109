"""The sender at the head of the import window: named by keys, known again however it is spelt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilrs_desk.intake.plan import Decisions
from ilrs_desk.store.office import Office
from ilrs_desk.ui.intake.window import ImportWindow
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.preview_import import preview_import

from .conftest import Opener

Settle = Callable[[], None]
Sample = Callable[[str], Path]


def name_sender(window: ImportWindow, name: str, qtbot: QtBot) -> None:
    """Type the sender and go on with Tab."""
    window.head.agency.setFocus()
    qtbot.keyClicks(window.head.typed, name)
    qtbot.keyClick(QApplication.activePopupWidget() or window.head.typed, Qt.Key.Key_Tab)


def test_tab_after_the_sender_stays_in_the_head_while_the_plan_is_drawn_anew(
    importing: Opener, sample: Sample, settle: Settle, qtbot: QtBot
) -> None:
    window = importing(sample("tr_personel.xlsx"))
    name_sender(window, "TUA", qtbot)
    settle()
    assert window.focusWidget() is window.head.complete
    qtbot.keyClick(window.head.complete, Qt.Key.Key_Space)
    settle()
    assert window.work.decisions.complete_list
    assert window.work.plan is not None
    assert window.work.plan.files[0].agency == "TUA"


def test_a_known_sender_is_the_same_in_other_letters(
    importing: Opener, office: Office, sample: Sample, settle: Settle, qtbot: QtBot
) -> None:
    told = replace(Decisions(), agencies={0: "TUA"})
    commit_import(office, preview_import(office, [sample("tr_personel.xlsx")], told).plan)
    window = importing(sample("tr_personel_2.xlsx"))
    qtbot.waitUntil(lambda: window.head.agency.count() > 0)
    name_sender(window, "tua", qtbot)
    settle()
    assert window.work.plan is not None
    assert window.work.plan.files[0].agency == "TUA"
    assert window.head.agency.currentText() == "TUA"
