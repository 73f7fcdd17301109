"""The pages of the report beside what is asked of it, as they are printed; the first one is drawn anew by itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ilrs_desk.reports.pdf import Sheets
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.text import tr

from .sheets import sheet_picture

_EDGE = 6
#: Pixels of the longer side of the picture: enough for a large window on a fine screen.
LONGEST = 1600


class Preview(QWidget):
    """One page at a time with the way to the others, or a word on why there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: Sheets | None = None
        self._number = 0
        self._whole = True
        self.paper = _Paper()
        self.before_button, self.next_button = QPushButton("◂"), QPushButton("▸")
        self.place = PlainLabel(role="muted")
        row = QHBoxLayout()
        row.addStretch(1)
        for part in (self.before_button, self.place, self.next_button):
            row.addWidget(part)
        row.addStretch(1)
        for button, words, step in (
            (self.before_button, tr("Page before"), -1),
            (self.next_button, tr("Next page"), 1),
        ):
            button.setAutoDefault(False)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _=False, step=step: self.turn(step))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.paper, 1)
        layout.addLayout(row)
        self._tell_place()

    @property
    def page(self) -> QImage:
        """The page that is seen; a null picture if there is none."""
        return self.paper.page

    def show_sheets(self, sheets: Sheets, whole: bool, first: QImage) -> None:
        """Show the ``first`` of ``sheets``; ``whole``: they are all of the report."""
        self._sheets, self._number, self._whole = sheets, 0, whole
        self.paper.show_page(first)
        self._tell_place()

    def tell(self, words: str) -> None:
        """Say ``words`` instead of a page."""
        self._sheets = None
        self.paper.tell(words)
        self._tell_place()

    def fade(self) -> None:
        """Other pages are being drawn: what is seen is of before."""
        self._sheets = None
        self.paper.fade()
        self._tell_place()

    def turn(self, step: int) -> None:
        """Show the page so many further on."""
        if self._sheets is not None and 0 <= self._number + step < len(self._sheets):
            self._number += step
            self.paper.show_page(sheet_picture(self._sheets, self._number, LONGEST))
            self._tell_place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if (key := Qt.Key(event.key())) in steps:
            self.turn(steps[key])
        else:
            super().keyPressEvent(event)

    def _tell_place(self) -> None:
        pages = len(self._sheets) if self._sheets is not None else 0
        words = tr("Page {page} of {pages}", page=self._number + 1, pages=pages) if pages else ""
        if pages and not self._whole:
            words = tr("{page}, long lists shown in part", page=words)
        self.place.setText(words)
        for button, allowed in (
            (self.before_button, self._number > 0),
            (self.next_button, self._number < pages - 1),
        ):
            button.setVisible(pages > 1)
            button.setEnabled(allowed)


class _Paper(QWidget):
    """A sheet of paper on the ground of the window."""

    def __init__(self) -> None:
        super().__init__()
        self.page = QImage()
        self._words = ""
        self._stale = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Page as it is printed"))

    def show_page(self, page: QImage) -> None:
        """Show ``page``."""
        self.page, self._words, self._stale = page, "", False
        self.update()

    def tell(self, words: str) -> None:
        """Say ``words`` instead of a page."""
        self.page, self._words, self._stale = QImage(), words, False
        self.update()

    def fade(self) -> None:
        """Show that what is seen is of before."""
        self._stale = True
        if self.page.isNull():
            self._words = tr("Drawing the pages…")
        self.update()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 26, line * 22)

    def minimumSizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 14, line * 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        if self.page.isNull():
            painter.setPen(self.palette().placeholderText().color())
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)
            return
        place = self._place()
        painter.setOpacity(0.45 if self._stale else 1.0)
        ratio = self.devicePixelRatioF()
        wanted = QSize(round(place.width() * ratio), round(place.height() * ratio))
        # Drawn at once from the large picture, a page would lose its thin lines.
        shown = self.page.scaled(
            wanted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter.drawImage(place, shown)
        painter.setPen(QColor(128, 128, 128, 120))
        painter.drawRect(place)

    def _place(self) -> QRectF:
        room = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        size = self.page.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(room.x() + (room.width() - size.width()) / 2, room.y(), size.width(), size.height())
