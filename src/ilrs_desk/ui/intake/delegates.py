"""How cells of the import window are painted: chips of state, old values struck beside new ones, lines of two rows."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ilrs_desk.ui.painting import Cell, LineDelegate
from ilrs_desk.ui.theme import Colours, colours_of

from .raw_grid import RawGridModel
from .review_model import OLD, ROLE, STATE
from .sources import SourceListModel

Index = QModelIndex | QPersistentModelIndex

_PAD = 8
_GROUNDS = {"ok": "ok_ground", "new": "accent_ground", "warn": "warn_ground", "bad": "bad_ground"}
_INKS = {"ok": "ok", "new": "accent", "warn": "warn", "bad": "bad", "muted": "mute", "ink": "ink"}


class ReviewDelegate(QStyledItemDelegate):
    """State as a chip (in column ``chips``), a changed value as the old one struck and the new one after it."""

    def __init__(self, parent: QObject | None = None, chips: int = STATE) -> None:
        super().__init__(parent)
        self._chips = chips

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        text, shown.text = shown.text, ""
        _draw_ground(painter, shown)
        painter.save()
        colours = colours_of(option.widget)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is not None:
            _draw_tick(painter, option.rect, Qt.CheckState(state) == Qt.CheckState.Checked, colours)
        rect = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        old = index.data(OLD)
        if index.column() == self._chips:
            _draw_chip(painter, rect, text, index.data(ROLE), colours, option.font)
        elif isinstance(old, str):
            _draw_change(painter, rect, old, text, colours, option.font)
        else:
            painter.setPen(colours.color(_INKS[index.data(ROLE) or "ink"]))
            _draw_text(painter, rect, text, option.font)
        painter.restore()

    def editorEvent(self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index) -> bool:
        """Ticks are set by the view, which knows of all selected rows."""
        return False


class RawDelegate(LineDelegate):
    """A raw sheet: the header on a ground of its own, what is no part of the table in grey, a rule between columns."""

    def content(self, index: Index) -> Cell:
        model = cast(RawGridModel, index.model())
        aside = model.is_apart(index.row()) or model.is_hidden(index.row(), index.column())
        ink = "accent" if model.is_header(index.row()) else "mute" if aside else "ink"
        return Cell(index.data() or "", ink)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if cast(RawGridModel, index.model()).is_header(index.row()):
            painter.fillRect(option.rect, self.colours.color("accent_ground"))
        super().paint(painter, option, index)
        painter.setPen(self.colours.color("line"))
        painter.drawLine(option.rect.topRight(), option.rect.bottomRight())


class SourceDelegate(QStyledItemDelegate):
    """A sheet's name above what was found on it, under the name and state of its file where there are several."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        text, shown.text = shown.text, ""
        group = index.data(SourceListModel.GROUP)
        line = option.fontMetrics.height() + 2
        rect = QRect(option.rect)
        colours = colours_of(
            option.widget.window()
        )  # the list itself is transparent, so its palette tells nothing
        painter.save()
        if group:
            head = QFont(option.font)
            head.setBold(True)
            inside = QRect(rect.left() + _PAD, rect.top() + 4, rect.width() - 2 * _PAD, line)
            painter.setPen(colours.color("mute"))
            _draw_text(painter, inside, group, head)
            painter.setPen(colours.color(index.data(SourceListModel.INK)))
            _draw_text(painter, inside.translated(0, line), index.data(SourceListModel.STATE), option.font)
            rect.setTop(rect.top() + 2 * line + 6)
        shown.rect = rect
        _draw_ground(painter, shown, colours)
        name = QFont(option.font)
        name.setBold(bool(option.state & QStyle.StateFlag.State_Selected))
        painter.setPen(colours.color("ink"))
        _draw_text(
            painter, QRect(rect.left() + _PAD, rect.top() + 4, rect.width() - 2 * _PAD, line), text, name
        )
        painter.setPen(
            colours.color(
                "mute" if group or index.data(SourceListModel.STATE) else index.data(SourceListModel.INK)
            )
        )
        note = QRect(rect.left() + _PAD, rect.top() + 4 + line, rect.width() - 2 * _PAD, line)
        _draw_text(painter, note, index.data(SourceListModel.NOTE) or "", option.font)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = option.fontMetrics.height() + 2
        head = 2 * line + 6 if index.data(SourceListModel.GROUP) else 0
        return QSize(120, 2 * line + 8 + head)


def _draw_ground(painter: QPainter, option: QStyleOptionViewItem, rounded: Colours | None = None) -> None:
    if rounded is not None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(rounded.color("accent_ground"))
            painter.drawRoundedRect(option.rect.adjusted(2, 1, -2, -1), 6, 6)
        return
    style = option.widget.style() if option.widget else QApplication.style()
    style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)


def _draw_text(painter: QPainter, rect: QRect, text: str, font: QFont) -> None:
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def _draw_tick(painter: QPainter, rect: QRect, on: bool, colours: Colours) -> None:
    box = QRectF(0, 0, 14, 14)
    box.moveCenter(QPointF(rect.center()) + QPointF(0.5, 0.5))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colours.color("accent" if on else "mute"), 1))
    painter.setBrush(colours.color("accent" if on else "panel"))
    painter.drawRoundedRect(box, 3, 3)
    if on:
        painter.setPen(QPen(colours.color("on_accent"), 1.8))
        corner = box.topLeft()
        painter.drawPolyline(
            [corner + QPointF(3.5, 7.2), corner + QPointF(6, 9.7), corner + QPointF(10.5, 4.6)]
        )


def _draw_chip(painter: QPainter, rect: QRect, text: str, role: str, colours: Colours, font: QFont) -> None:
    metrics = QFontMetrics(font)
    height = metrics.height() + 2
    chip = QRect(
        rect.left(), rect.center().y() - height // 2 + 1, metrics.horizontalAdvance(text) + 14, height
    )
    if role in _GROUNDS:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.color(_GROUNDS[role]))
        painter.drawRoundedRect(chip, 4, 4)
    painter.setPen(colours.color(_INKS[role]))
    painter.setFont(font)
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)


def _draw_change(painter: QPainter, rect: QRect, old: str, new: str, colours: Colours, font: QFont) -> None:
    """Old struck, new beside it; where both do not fit, the old one gives way."""
    bold = QFont(font)
    bold.setBold(True)
    wanted = QFontMetrics(bold).horizontalAdvance(new) + 2
    room = max(rect.width() - wanted - 6, min(rect.width() // 3, QFontMetrics(font).horizontalAdvance(old)))
    struck = QFont(font)
    struck.setStrikeOut(True)
    shown = QFontMetrics(font).elidedText(old, Qt.TextElideMode.ElideRight, room)
    width = QFontMetrics(font).horizontalAdvance(shown) + (6 if shown else 0)
    _coloured(
        painter, QRect(rect.left(), rect.top(), room, rect.height()), shown, struck, colours.color("bad")
    )
    _coloured(painter, rect.adjusted(width, 0, 0, 0), new, bold, colours.color("ok"))


def _coloured(painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor) -> None:
    painter.setPen(colour)
    _draw_text(painter, rect, text, font)
