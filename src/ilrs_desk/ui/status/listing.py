"""A list of records beside a figure, each with the reason why it stands there; Enter or a double click opens one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ilrs_desk.domain.wording import Message
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.lists import Line, ListTable, line
from ilrs_desk.ui.text import isolate, say, title_case, tr, visible

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: the record it opens, its name, why it stands here, and what stands before that ("" for nothing)."""

    kind: str
    id: int
    label: str
    why: Message
    head: str = ""


class ListingDialog(QDialog):
    """``opened(kind, id)`` for one record, ``all_opened()`` for all of them, also those that are not listed here.

    Lines are made as they are scrolled to. ``headings``: what stands over the lines; three with a ``head`` each.
    """

    opened = Signal(str, int)
    all_opened = Signal()

    def __init__(
        self,
        title: str,
        note: str,
        listed: Sequence[Entry],
        parent: QWidget | None = None,
        *,
        head: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._listed, self._head, self._made = listed, bool(head), 0
        headings = [(tr("Record"), 30), (tr("Why"), 20)]
        self.view = ListTable([(head, 18), *headings] if head else headings)
        self._more()
        self.view.opened.connect(self._open)
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.open_all = buttons.addButton(tr("&Open All"), QDialogButtonBox.ButtonRole.ActionRole)
        self.open_all.clicked.connect(self._open_all)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        self.note = PlainLabel(note, role="muted", wrap=True)
        layout.addWidget(self.note)
        layout.addWidget(self.view, 1)
        layout.addWidget(buttons)
        self.resize(800, 440)

    def _more(self) -> None:
        made = [self._line(one) for one in self._listed[self._made : self._made + _AT_ONCE]]
        if self._made:
            self.view.model_.add(made)
        else:
            self.view.tell(made)
        self._made += len(made)

    def _line(self, one: Entry) -> Line:
        cells = [isolate(visible(one.label)), title_case(say(one.why))]
        return line((one.kind, one.id), *([one.head, *cells] if self._head else cells))

    def _scrolled(self, value: int) -> None:
        if value >= self.view.verticalScrollBar().maximum() and self._made < len(self._listed):
            self._more()

    def _open(self, record: tuple[str, int]) -> None:
        self.opened.emit(*record)
        self.accept()

    def _open_all(self) -> None:
        self.all_opened.emit()
        self.accept()
