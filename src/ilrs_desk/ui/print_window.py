"""The window of the print preview: the pages, the way through them, and their size on screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from ilrs_desk.reports.pdf import Sheets

from .labels import PlainLabel, set_tip
from .print_pages import PagesView
from .text import tr

_WIDE, _HIGH = 62, 46  # letters across and lines down


class PrintWindow(QDialog):
    """All pages below each other. ``print_wanted()`` when they are to be printed."""

    print_wanted = Signal()

    def __init__(self, sheets: Sheets, parent: QWidget) -> None:
        super().__init__(parent)
        self.sheets = sheets
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Print preview: {title}", title=sheets.document.title))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.pages = PagesView(self)
        self.place = QSpinBox()
        self.place.setRange(1, max(len(sheets), 1))
        self.place.setSuffix(tr(" of {pages}", pages=len(sheets)))
        self.place.setAccessibleName(tr("Page"))
        self.place.setKeyboardTracking(False)
        self.size_words = PlainLabel(role="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar())
        layout.addWidget(self.pages, 1)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * _WIDE * 2, metrics.height() * _HIGH)
        self.pages.moved.connect(self._tell)
        self.place.valueChanged.connect(self._go)
        self.pages.show_sheets(sheets)
        self.pages.setFocus()
        self._add_keys()

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "head")
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 8, 14, 8)
        row.addWidget(PlainLabel(tr("Page")))
        row.addWidget(self.place)
        row.addSpacing(16)
        for text, tip, act in (
            ("−", tr("Smaller"), lambda: self.pages.zoom_by(-1)),
            ("+", tr("Larger"), lambda: self.pages.zoom_by(1)),
            (tr("Full width"), tr("As wide as the window"), self.pages.zoom_to_width),
        ):
            row.addWidget(self._button(text, tip, act))
        row.addWidget(self.size_words)
        row.addStretch(1)
        row.addWidget(self._button(tr("Close"), "", self.close))
        self.print_button = self._button(tr("Print…"), "", self.print_wanted.emit)
        self.print_button.setProperty("role", "primary")
        row.addWidget(self.print_button)
        return bar

    def _button(self, text: str, tip: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setAccessibleName(tip or text)
        set_tip(button, tip)
        button.clicked.connect(lambda: act())
        return button

    def _add_keys(self) -> None:
        for key, act in (
            (QKeySequence(QKeySequence.StandardKey.Print), self.print_wanted.emit),
            (QKeySequence(QKeySequence.StandardKey.ZoomIn), lambda: self.pages.zoom_by(1)),
            (QKeySequence(QKeySequence.StandardKey.ZoomOut), lambda: self.pages.zoom_by(-1)),
            (QKeySequence("Ctrl+0"), self.pages.zoom_to_width),
        ):
            QShortcut(key, self).activated.connect(act)

    def _go(self, page: int) -> None:
        if page - 1 != self.pages.page:
            self.pages.go_to(page - 1)

    def _tell(self) -> None:
        self.place.blockSignals(True)
        self.place.setValue(self.pages.page + 1)
        self.place.blockSignals(False)
        self.size_words.setText(f"{self.pages.zoom:.0%}")
