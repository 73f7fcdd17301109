"""The pages at the left of the window, each with the number of what it holds."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout, QWidget

from .labels import ElidedLabel, PlainLabel, set_tip
from .text import number, tr
from .theme import colours_of


class SideItem(QAbstractButton):
    """A page's name and number; painted, so that the two share one line and one focus."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._count: int | None = None

    def tell(self, count: int | None) -> None:
        """Show ``count`` at the right; None shows none."""
        if count != self._count:
            self._count = count
            self.setAccessibleName(self.text() if count is None else f"{self.text()}, {number(count)}")
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(150, self.fontMetrics().height() + 15)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = colours.accent_ground if self.isChecked() else colours.hover if self.underMouse() else ""
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.color("accent_ground" if self.isChecked() else "hover"))
            painter.drawRoundedRect(self.rect(), 6, 6)
        if self.hasFocus():
            painter.setPen(colours.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        inside = self.rect().adjusted(10, 0, -10, 0)
        taken = self._paint_count(painter, inside)
        font = self.font()
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(colours.color("accent" if self.isChecked() else "ink"))
        room = inside.adjusted(0, 0, -taken, 0)
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_count(self, painter: QPainter, inside: QRect) -> int:
        if self._count is None:
            return 0
        text = number(self._count)
        painter.setPen(colours_of(self).color("mute"))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        return painter.fontMetrics().horizontalAdvance(text) + 8


class Sidebar(QFrame):
    """``chosen(key)`` when a page is picked."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self._items: dict[str, SideItem] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 12, 8, 12)
        self._column.setSpacing(2)
        title = PlainLabel("ILRS Desk", role="name")
        title.setContentsMargins(10, 0, 10, 0)
        self.office = ElidedLabel(role="small")
        self.office.setContentsMargins(10, 0, 10, 10)
        self._column.addWidget(title)
        self._column.addWidget(self.office)
        self._fit()

    def add(self, key: str, text: str) -> None:
        """A further page."""
        item = SideItem(text)
        item.clicked.connect(lambda: self.chosen.emit(key))
        self._items[key] = item
        self._group.addButton(item)
        self._column.addWidget(item)

    def add_gap(self, *, stretch: bool = False) -> None:
        """Some room before the next page; with ``stretch`` all there is."""
        if stretch:
            self._column.addStretch(1)
        else:
            self._column.addSpacing(10)

    def check(self, key: str) -> None:
        """Mark a page as the one seen; none where it does not stand here."""
        if key in self._items:
            self._items[key].setChecked(True)
        elif (before := self._group.checkedButton()) is not None:
            self._group.setExclusive(False)
            before.setChecked(False)
            self._group.setExclusive(True)

    def checked(self) -> str:
        """Key of the page that is marked; "" where none is."""
        return next((key for key, item in self._items.items() if item.isChecked()), "")

    def name_office(self, name: str, path: str) -> None:
        """Write the name of the open office under the program's."""
        self.office.setText(name)
        set_tip(self.office, path)

    def tell(self, counts: Mapping[str, int | None]) -> None:
        """Show how much each page holds."""
        for key, count in counts.items():
            if key in self._items:
                self._items[key].tell(count)

    def _fit(self) -> None:
        self.setFixedWidth(max(186, self.fontMetrics().averageCharWidth() * 27))
        self.setAccessibleName(tr("Pages"))
