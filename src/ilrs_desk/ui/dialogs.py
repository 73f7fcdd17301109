"""Message boxes of plain text: a known problem, a fault of ours with details to copy, and a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.domain.problems import DeskError

from .labels import PlainLabel
from .text import say, tr, visible


def show_problem(parent: QWidget | None, error: DeskError, heading: str = "") -> QMessageBox:
    """Tell a known problem in its own words. The box does not block."""
    return show_note(
        parent, heading or tr("This could not be done"), say(error.message), QMessageBox.Icon.Warning
    )


def show_note(
    parent: QWidget | None,
    heading: str,
    text: str,
    icon: QMessageBox.Icon = QMessageBox.Icon.Information,
    *,
    acts: Sequence[tuple[str, Callable[[], object]]] = (),
) -> QMessageBox:
    """Tell something that needs no answer; ``acts``: buttons of what may be done with it. The box does not block."""
    box = _box(parent, heading, text, icon)
    for words, act in acts:
        box.addButton(words, QMessageBox.ButtonRole.ActionRole).clicked.connect(
            lambda _=False, act=act: act()
        )
    box.addButton(QMessageBox.StandardButton.Close)
    box.open()
    return box


def ask(
    parent: QWidget | None,
    heading: str,
    text: str,
    verb: str,
    then: Callable[[], object],
    *,
    details: str = "",
) -> QMessageBox:
    """Ask before ``then`` is called; ``verb`` is written on the button. The box does not block."""
    box = _box(parent, heading, text, QMessageBox.Icon.Question)
    if details:
        box.setDetailedText(visible(details))
    go = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(go)
    go.clicked.connect(lambda: then())
    box.open()
    return box


def _box(parent: QWidget | None, heading: str, text: str, icon: QMessageBox.Icon) -> QMessageBox:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(icon)
    box.setWindowTitle("ILRS Desk")
    box.setText(visible(heading))
    box.setInformativeText(visible(text))
    # The text format does not reach the second text: its label guesses rich text unless told.
    for label in box.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)
    return box


class FaultDialog(QDialog):
    """A fault of the program, with details that the user may copy into a report. Nothing is sent."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("ILRS Desk")
        self.details = details
        layout = QVBoxLayout(self)
        layout.addWidget(PlainLabel(tr("The program met a fault of its own"), role="name"))
        layout.addWidget(
            PlainLabel(
                tr(
                    "What you did last was not carried out; everything saved before is safe. "
                    "Please copy the details and send them to whoever looks after the program."
                ),
                wrap=True,
            )
        )
        text = QPlainTextEdit(details)
        text.setReadOnly(True)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        layout.addWidget(text)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(tr("Copy Details"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.details))
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.resize(620, 380)


def show_fault(parent: QWidget | None, details: str) -> FaultDialog:
    """Show a fault of ours. The dialog does not block."""
    dialog = FaultDialog(details, parent)
    dialog.open()
    return dialog
