"""A panel of the Status page: a thin frame, a title, what it shows, and how that is copied or kept as a picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from ilrs_desk.ui.charts.canvas import ItemCanvas
from ilrs_desk.ui.charts.pictures import Picture
from ilrs_desk.ui.copying import as_lines
from ilrs_desk.ui.labels import ElidedLabel, set_tip
from ilrs_desk.ui.text import tr


class Panel(QFrame):
    """``title`` above ``body``; ``corner`` holds what stands at the right of the title."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.title = ElidedLabel(title, role="section")
        self.corner = QHBoxLayout()
        self.corner.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addLayout(self.corner)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(15, 11, 15, 13)
        self.body.setSpacing(8)
        self.body.addLayout(head)


class ChartPanel(Panel):
    """A panel around a chart. ``save_wanted()`` when its picture is to be kept in a file.

    ``footnote`` says of which day and by which rule the chart is; it goes with every copy.
    """

    save_wanted = Signal()

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.footnote = ""
        self.canvas: ItemCanvas | None = None
        self._pictured: tuple[QWidget, ...] = ()
        self.more = more_button()
        self.more.clicked.connect(
            lambda: self._menu(-1, self.more.mapToGlobal(self.more.rect().bottomLeft()))
        )

    def hold(self, canvas: ItemCanvas, *others: QWidget) -> None:
        """``canvas`` is what is pointed at and copied; ``others`` stand below it in a picture."""
        self.canvas = canvas
        self._pictured = (canvas, *others)
        canvas.copy_wanted.connect(self.copy)
        canvas.menu_wanted.connect(self._menu)
        self.corner.addWidget(self.more)

    def note(self, footnote: str) -> None:
        """Say from now on of which day and by which rule the chart is."""
        self.footnote = footnote
        self.more.setAccessibleName(tr("Copy or save: {panel}", panel=self.title.text()))
        if self.canvas is not None:
            self.canvas.set_footnote(footnote)

    def rows(self) -> Sequence[Sequence[str]]:
        """What the chart shows as lines of a table."""
        return ()

    def copy(self, index: int = -1) -> None:
        """Put item ``index`` of the chart with its footnote on the clipboard, or all of it for -1."""
        if index < 0 or self.canvas is None:
            text = as_lines([[self.title.text()], *self.rows(), [self.footnote]])
        else:
            text = f"{self.canvas.item_text(index)}, {self.footnote}"
        QGuiApplication.clipboard().setText(text)

    def picture(self) -> Picture:
        """The chart with its title and footnote."""
        return Picture(self._pictured or (self,), self.title.text(), self.footnote)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._menu(-1, event.globalPos())

    def _menu(self, index: int, at: QPoint) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        if self.canvas is not None and index >= 0:
            canvas = self.canvas
            if canvas.item_opens(index):
                menu.addAction(tr("Open the Records"), lambda: canvas.activated.emit(index))
            menu.addAction(tr("Copy with Footnote"), lambda: self.copy(index))
            menu.addSeparator()
        menu.addAction(tr("Copy as a Table"), self.copy)
        menu.addAction(tr("Copy as a Picture"), self.copy_picture)
        menu.addAction(tr("Save as a Picture…"), self.save_wanted.emit)
        menu.popup(at)

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self.picture().image())


def more_button() -> QPushButton:
    """The small button that opens what else can be done with a panel."""
    button = QPushButton("⋯")
    button.setProperty("role", "small-tab")
    set_tip(button, tr("Copy or save as a picture"))
    return button
