"""Why a record counts or not: every test that each target's rule puts to it, passed or not, in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.domain.counting import Check
from ilrs_desk.domain.targets import Target
from ilrs_desk.ui.copying import as_lines
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.text import isolate, say, title_case, tr, visible
from ilrs_desk.usecases.judge_record import explain_record

Explained = Sequence[tuple[Target, tuple[Check, ...]]]


class ChecksView(QScrollArea):
    """Under the name of each target whether the record counts, then its tests from the first to the last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: Explained = ()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def tell(self, kind: str, found: Explained) -> None:
        """Show the tests of a record of ``kind``."""
        self.found = found
        body = QWidget()
        body.setProperty("role", "page")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 4, 8, 8)
        column.setSpacing(4)
        for target, checks in found:
            column.addWidget(PlainLabel(heading(target, checks), role="section", wrap=True))
            column.addLayout(_checks(checks))
            column.addSpacing(8)
        if not found:
            column.addWidget(PlainLabel(nothing_words(kind), role="muted", wrap=True))
        column.addStretch(1)
        self.setWidget(body)

    def copied(self) -> str:
        """All of it as lines for the clipboard."""
        rows = []
        for target, checks in self.found:
            rows.append([heading(target, checks)])
            rows += [[_sign(one), title_case(say(one.words))] for one in _ordered(checks)]
        return as_lines(rows)


class RecordWhyDialog(QDialog):
    """The same for one record in a window of its own."""

    def __init__(self, session: Session, kind: str, record_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Why (Not) Counted?"))
        self.name = PlainLabel(role="name", wrap=True)
        self.day = PlainLabel(tr("Judged {moment}.", moment=session.moment.words()), role="muted", wrap=True)
        self.view = ChecksView()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(tr("&Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.copied()))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.name)
        layout.addWidget(self.day)
        layout.addWidget(self.view, 1)
        layout.addWidget(buttons)
        self.resize(560, 480)
        moment = session.moment

        def show(found: tuple[str, Explained]) -> None:
            self.name.setText(isolate(visible(found[0])))
            self.view.tell(kind, found[1])

        session.work(
            lambda office: (
                next((one.label for one in office.records(kind, [record_id])), ""),
                explain_record(office, kind, record_id, moment),
            ),
            show,
            owner=self,
        )

    def copied(self) -> str:
        """What is said here, as lines."""
        return "\n".join((self.name.text(), self.day.text(), self.view.copied()))


def heading(target: Target, checks: Sequence[Check]) -> str:
    """Whether the record counts toward the target."""
    label = tr(target.label)
    if all(one.passed for one in checks):
        return tr("{target}: counted", target=label)
    against = sum(not one.passed for one in checks)
    return tr(
        "{target}: not counted, {n} of {m} tests speak against it", target=label, n=against, m=len(checks)
    )


def nothing_words(kind: str) -> str:
    """Why there is nothing to test."""
    if kind == "agreements":
        return tr(
            "An agreement counts through the partner and the institution that it is linked to. "
            "It is linked to none that a target counts."
        )
    return tr("No target counts records of this kind.")


def _checks(checks: Sequence[Check]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    for row, one in enumerate(_ordered(checks)):
        sign = PlainLabel(_sign(one), role="ins" if one.passed else "del")
        sign.setAccessibleName(tr("passed") if one.passed else tr("not passed"))
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        grid.addWidget(sign, row, 0)
        grid.addWidget(PlainLabel(title_case(say(one.words)), wrap=True), row, 1)
    return grid


def _ordered(checks: Sequence[Check]) -> list[Check]:
    """Those that speak against it first: they are what was asked about."""
    return sorted(checks, key=lambda one: one.passed)


def _sign(one: Check) -> str:
    return "✓" if one.passed else "✗"
