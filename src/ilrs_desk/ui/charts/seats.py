"""The seat board: one tile for each partner country and each seat still free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ilrs_desk.ui.theme import colours_of

from .canvas import ItemCanvas
from .flags import flag_of
from .stages import draw_hatch, draw_stage_disc, ink_on, stage_colour, stage_outline

_GAP = 4
_DISC = 9
_RADIUS = 5


@dataclass(frozen=True, slots=True)
class Seat:
    """One partner: ``code`` on the tile, ``text`` in full, ``counted``: it takes one of the seats."""

    id: int
    code: str
    stage: str | None
    counted: bool
    text: str


class SeatBoard(ItemCanvas):
    """Counted partners fill the seats in the order given; those that do not count yet follow below, hatched.

    ``activated(i)`` names :meth:`seat` ``i``.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._seats: tuple[Seat, ...] = ()
        self._target = 0
        self._flags = False

    def set_seats(self, seats: Sequence[Seat], target: int) -> None:
        """Show ``seats`` on a board of ``target`` seats."""
        before = self.current_key()
        self._seats = tuple(sorted(seats, key=lambda seat: not seat.counted))
        self._target = target
        self.reset_items(before)
        self._fit()

    def show_flags(self, flags: bool) -> None:
        """Write flags on the tiles instead of codes, where a code has one."""
        self._flags = flags
        self.update()

    def seat(self, index: int) -> Seat:
        """The seat of item ``index``."""
        return self._seats[index]

    def item_count(self) -> int:
        return len(self._seats)

    def item_key(self, index: int) -> object:
        return self._seats[index].id

    def item_text(self, index: int) -> str:
        return self._seats[index].text

    def item_rect(self, index: int) -> QRectF:
        counted = self._counted()
        if index < counted:
            return self._tile(index, 0)
        return self._tile(index - counted, self._waiting_row())

    def items_per_row(self) -> int:
        return self._columns()

    def heightForWidth(self, width: int) -> int:
        rows = self._waiting_row(width) + ceil(self._waiting() / self._columns(width))
        gap = _GAP if self._waiting() else 0
        tile = self._tile_height()
        return int(max(rows * (tile + _GAP) - _GAP + gap, tile))

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(480))

    def minimumSizeHint(self) -> QSize:
        return QSize(5 * (self._narrowest() + _GAP), self._tile_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_seats"):
            self._fit()

    def _fit(self) -> None:
        # A scroll area does not ask for the height that goes with a width, so it is fixed here.
        self.setFixedHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_free(painter)
        for index, seat in enumerate(self._seats):
            self._paint_seat(painter, self.shown_rect(self.item_rect(index)), seat)
        pointed = self.pointed_item()
        if pointed >= 0:
            self.draw_focus(painter, self.shown_rect(self.item_rect(pointed)).adjusted(1, 1, -1, -1), _RADIUS)

    def _paint_free(self, painter: QPainter) -> None:
        pen = QPen(QColor(self.colours().stages[0]), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for index in range(self._counted(), self._target):
            rect = self.shown_rect(self._tile(index, 0)).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(rect, _RADIUS, _RADIUS)

    def _paint_seat(self, painter: QPainter, rect: QRectF, seat: Seat) -> None:
        ink = self.colours()
        colour = stage_colour(seat.stage, ink)
        if seat.counted:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
            written = ink_on(colour)
        else:
            faint = QColor(colour)
            faint.setAlpha(60)
            draw_hatch(painter, rect.adjusted(2, 2, -2, -2), faint)
            painter.setPen(QPen(stage_outline(seat.stage, ink), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
            written = QColor(ink.ink)
        self._paint_code(painter, rect, seat, written)

    def _paint_code(self, painter: QPainter, rect: QRectF, seat: Seat, written: QColor) -> None:
        word = (flag_of(seat.code) if self._flags else "") or seat.code
        font = self.small_font(bold=word == seat.code)
        painter.setFont(font)
        painter.setPen(written)
        side = float(_DISC)
        width = painter.fontMetrics().horizontalAdvance(word)
        left = rect.center().x() - (width + 5 + side) / 2
        painter.drawText(
            QRectF(left, rect.top(), width + 2, rect.height()), Qt.AlignmentFlag.AlignVCenter, word
        )
        disc = QRectF(left + width + 5, rect.center().y() - side / 2, side, side)
        draw_stage_disc(painter, disc, seat.stage, written)

    def _tile_height(self) -> int:
        return int(QFontMetricsF(self.small_font(bold=True)).height()) + 12

    def _narrowest(self) -> int:
        """Room for the widest code and its disc."""
        return int(QFontMetricsF(self.small_font(bold=True)).horizontalAdvance("MM")) + _DISC + 9

    def _widest(self) -> int:
        return self._narrowest() * 7 // 4

    def _counted(self) -> int:
        return sum(seat.counted for seat in self._seats)

    def _waiting(self) -> int:
        return len(self._seats) - self._counted()

    def _columns(self, width: int | None = None) -> int:
        """Ten in a row as long as the tiles stay readable, more on a wide screen, fewer on a narrow one."""
        room = (width or self.width()) + _GAP
        if room // (self._widest() + _GAP) >= 20:
            return 25
        return max(min(room // (self._narrowest() + _GAP), 10), 1)

    def _waiting_row(self, width: int | None = None) -> int:
        return ceil(max(self._target, self._counted()) / self._columns(width))

    def _tile(self, index: int, first_row: int) -> QRectF:
        columns = self._columns()
        width = min((self.width() + _GAP) / columns - _GAP, self._widest() * 1.5)
        tile = self._tile_height()
        row, column = divmod(index, columns)
        top = (first_row + row) * (tile + _GAP) + (_GAP if first_row else 0)
        return QRectF(column * (width + _GAP), top, width, tile)


class StageLegend(QWidget):
    """The disc, colour, word and number of each stage on the board, wrapped to the width at hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._entries: tuple[tuple[str, str], ...] = ()

    def set_entries(self, entries: Sequence[tuple[str, str]]) -> None:
        """Show (stage, words) in this order."""
        self._entries = tuple(entries)
        self.setAccessibleName(", ".join(words for _, words in entries))
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(max(self.heightForWidth(self.width()), 1))

    def heightForWidth(self, width: int) -> int:
        rects = self._rects(width)
        return int(rects[-1].bottom()) if rects else 0

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(300))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for (stage, words), rect in zip(self._entries, self._rects(self.width()), strict=True):
            left = self.width() - rect.right() if mirrored else rect.left()
            disc = QRectF(left + (rect.width() - 14 if mirrored else 2), rect.center().y() - 5, 10, 10)
            draw_stage_disc(painter, disc, stage, stage_outline(stage, colours_of(self)))
            painter.setPen(colours_of(self).color("mute"))
            text = QRectF(left if mirrored else left + 18, rect.top(), rect.width() - 18, rect.height())
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, words)

    def _rects(self, width: int) -> list[QRectF]:
        metrics = QFontMetricsF(self._font())
        height = metrics.height() + 4
        found: list[QRectF] = []
        x = y = 0.0
        for _, words in self._entries:
            wide = 18 + metrics.horizontalAdvance(words) + 2
            if x and x + wide > width:
                x, y = 0.0, y + height
            found.append(QRectF(x, y, wide, height))
            x += wide + 14
        return found

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(max(font.pointSizeF() - 0.75, 6.5))
        return font
