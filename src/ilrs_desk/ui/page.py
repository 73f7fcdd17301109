"""What every page of the window has: a head with its title, commands for the menus, and lazy refreshing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ilrs_desk.domain.changes import ChangeSet

from .labels import PlainLabel, set_tip
from .session import Session
from .text import tr, unmarked

_CHIP = 30  # letters of a filter's name: the search box beside it must stay readable

Commands = Mapping[str, Callable[[], object]]


class PageHead(QFrame):
    """The title at the left; search and buttons at the right, at most one of them filled."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "head")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 9, 18, 9)
        self._row.setSpacing(10)
        self.setMinimumHeight(self.fontMetrics().height() + 32)
        self.title = PlainLabel(title, role="title")
        self._row.addWidget(self.title)
        self._row.addStretch(1)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put ``widget`` at the right end."""
        self._row.addWidget(widget, stretch)

    def add_button(
        self, text: str, act: Callable[[], object], *, primary: bool = False, tip: str = ""
    ) -> QPushButton:
        """A button at the right end that calls ``act``."""
        button = QPushButton(text)
        if primary:
            button.setProperty("role", "primary")
        button.clicked.connect(lambda: act())
        set_tip(button, tip)
        self.add(button)
        return button

    def add_search(self, hint: str) -> QLineEdit:
        """The search box."""
        box = SearchBox()
        box.setProperty("role", "find")
        box.setPlaceholderText(hint)
        box.setAccessibleName(hint)
        box.setClearButtonEnabled(True)
        box.setMinimumWidth(box.fontMetrics().horizontalAdvance(hint) + 3 * box.fontMetrics().height())
        box.setMaximumWidth(box.fontMetrics().averageCharWidth() * 42)
        self.add(box, 2)
        return box

    def add_filter(self, cleared: Callable[[], object]) -> FilterChip:
        """The sign that only some records are shown; hidden until it says so."""
        chip = FilterChip(cleared)
        self._row.insertWidget(1, chip)
        return chip


class SearchBox(QLineEdit):
    """A line of words to find; Esc empties it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class FilterChip(QPushButton):
    """Says which records the page is narrowed to; a click shows all again."""

    def __init__(self, cleared: Callable[[], object]) -> None:
        super().__init__()
        self.hide()
        self.clicked.connect(lambda: cleared())

    def tell(self, title: str) -> None:
        """Show ``title``; "" hides the chip."""
        self.setVisible(bool(title))
        room = self.fontMetrics().averageCharWidth() * _CHIP
        shown = self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
        self.setText(unmarked(f"{shown}  ✕"))
        again = tr("Show all records again")
        set_tip(self, again if shown == title else f"{title}\n{again}")


class Page(QWidget):
    """One page of an open office. ``changed`` when its commands or status texts did; ``open_records`` leads elsewhere.

    ``day_wanted()`` when another day is to be asked for. What is shown is that of the session's moment.
    A page that is not seen only remembers that it is stale, and catches up when it is.
    """

    changed = Signal()
    open_record = Signal(str, int)
    open_records = Signal(str, object, str)
    day_wanted = Signal()
    key = ""

    def __init__(self, session: Session, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._missed: list[ChangeSet] = []
        self._filled = False
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(0)
        self.head = PageHead(title)
        self.layout_.addWidget(self.head)
        session.office_changed.connect(self._office_changed)

    def commands(self) -> Commands:
        """What can be done here and now, by the key of its menu entry."""
        return {}

    def status(self) -> Sequence[str]:
        """What the status bar says while the page is seen."""
        return ()

    def refresh(self) -> None:
        """Read everything anew."""

    def follow(self, changeset: ChangeSet) -> None:
        """Show what one change set did."""
        self.refresh()

    def leave(self) -> None:
        """Stop what goes on here: the page is about to be taken away."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._filled:
            self._filled = True
            self._missed.clear()
            self.refresh()
        elif self._missed:
            self._catch_up()

    def _office_changed(self, changeset: ChangeSet) -> None:
        self._missed.append(changeset)
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        missed, self._missed = self._missed, []
        if len(missed) == 1:
            self.follow(missed[0])
        elif missed:
            self.refresh()
