"""The style sheet of the window: what a palette cannot say about the few widgets with a role of their own."""

from __future__ import annotations

from dataclasses import fields
from string import Template
from typing import TYPE_CHECKING

from ilrs_desk.domain.resources import resource

if TYPE_CHECKING:
    from .theme import Colours

_SHEET = Template("""
QToolTip { color: $ink; background: $panel; border: 1px solid $line; padding: 3px 6px; }
QLabel[role="muted"] { color: $mute; }
QLabel[role="small"] { color: $mute; font-size: ${small}pt; }
QLabel[role="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[role="name"] { font-size: ${name}pt; font-weight: 600; }
QLabel[role="section"] { color: $mute; font-size: ${small}pt; font-weight: 600; }
QLabel[role="ok"] { color: $ok; background: $ok_ground; border-radius: 4px; padding: 1px 7px; }
QLabel[role="warn"] { color: $warn; background: $warn_ground; border-radius: 4px; padding: 1px 7px; }
QLabel[role="bad"] { color: $bad; background: $bad_ground; border-radius: 4px; padding: 1px 7px; }
QLabel[role="ins"] { color: $ok; font-weight: 600; }
QLabel[role="del"] { color: $bad; }
QLabel[role="new"] { color: $accent; background: $accent_ground; border-radius: 4px; padding: 1px 7px; }
QFrame[role="panel"] { background: $panel; border: 1px solid $line; border-radius: 5px; }
QFrame[role="head"] { background: $panel; border: none; border-bottom: 1px solid $line; }
QFrame[role="side"] { background: $panel; border: none; border-right: 1px solid $line; }
QFrame[role="pane"] { background: $panel; border: none; border-left: 1px solid $line; }
QFrame[role="notice"] { background: $warn_ground; border: none; border-bottom: 1px solid $line; }
QFrame[role="notice"] QLabel { color: $warn; }
QFrame[role="past"] { background: $warn; border: none; }
QFrame[role="past"] QLabel { color: $on_accent; font-weight: 600; }
QFrame[role="past"] QPushButton { color: $on_accent; background: transparent; border: 1px solid $on_accent; }
QFrame[role="past"] QPushButton:hover { text-decoration: underline; }
QFrame[role="past"] QPushButton:focus { border: 2px solid $on_accent; padding: 4px 11px; }
QFrame[role="done"] { background: $ok_ground; border: none; border-top: 1px solid $line; }
QFrame[role="done"] QLabel { color: $ok; }
QFrame[role="rule"] { background: $line; border: none; max-height: 1px; }
QPushButton, QToolButton[role="button"] { color: $ink; background: $panel; border: 1px solid $edge;
  border-radius: 6px; padding: 5px 12px; }
QPushButton:hover, QToolButton[role="button"]:hover { background: $hover; }
QPushButton:pressed, QToolButton[role="button"]:pressed { background: $accent_ground; }
QPushButton:focus, QToolButton[role="button"]:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $faded; }
QPushButton[role="primary"] { color: $on_accent; background: $accent; border: 1px solid $accent; }
QPushButton[role="primary"]:hover { background: $accent_hover; }
QPushButton[role="primary"]:focus { border: 2px solid $ink; padding: 4px 11px; }
QPushButton[role="primary"]:disabled { color: $mute; background: $line; border-color: $line; }
QPushButton[role="link"] { color: $accent; background: transparent; border: none; padding: 4px 0; text-align: left; }
QPushButton[role="link"]:disabled { color: $faded; }
QPushButton[role="link"]:hover, QPushButton[role="link"]:focus { text-decoration: underline; }
QPushButton[role="tab"] { color: $mute; background: transparent; border: 1px solid transparent; padding: 5px 12px; }
QPushButton[role="tab"]:hover { background: $hover; }
QPushButton[role="tab"][settled="true"] { color: $ok; }
QPushButton[role="tab"]:checked { color: $accent; background: $accent_ground; }
QPushButton[role="tab"]:focus { border: 1px solid $accent; }
QPushButton[role="figure"] { color: $ink; background: transparent; border: none; padding: 0; font-size: ${figure}pt;
  font-weight: 600; text-align: left; }
QPushButton[role="figure"]:hover, QPushButton[role="figure"]:focus { color: $accent; text-decoration: underline; }
QPushButton[role="figure"]:disabled { color: $ink; text-decoration: none; }
QPushButton[role="chip"] { color: $mute; background: $hover; border: 1px solid transparent; border-radius: 8px;
  padding: 1px 8px; font-size: ${small}pt; }
QPushButton[role="chip"]:disabled { background: transparent; padding: 1px 0; }
QPushButton[role="chip"][change="up"] { color: $ok; background: $ok_ground; }
QPushButton[role="chip"][change="down"] { color: $bad; background: $bad_ground; }
QPushButton[role="chip"]:hover, QPushButton[role="chip"]:focus { border: 1px solid $accent; }
QLabel[role="target"] { color: $mute; font-size: ${name}pt; padding-bottom: 3px; }
QPushButton[role="line"] { color: $ink; background: transparent; border: none; padding: 1px 4px; text-align: left; }
QPushButton[role="line"]:hover, QPushButton[role="line"]:focus { color: $accent; text-decoration: underline; }
QPushButton[role="small-tab"] { color: $mute; background: transparent; border: 1px solid transparent;
  border-radius: 5px; padding: 1px 7px; font-size: ${small}pt; }
QPushButton[role="small-tab"]:hover { background: $hover; }
QPushButton[role="small-tab"]:checked { color: $accent; background: $accent_ground; }
QPushButton[role="small-tab"]:focus { border: 1px solid $accent; }
QFrame[role="effect"] { background: $accent_ground; border: none; border-radius: 8px; }
QFrame[role="foot"] { background: $panel; border: none; border-top: 1px solid $line; }
QListView[role="sources"] { background: transparent; border: none; outline: none; }
QProgressBar { background: $line; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QLineEdit, QPlainTextEdit, QComboBox { color: $ink; background: $panel; border: 1px solid $edge;
  border-radius: 6px; padding: 4px 8px; selection-background-color: $select; selection-color: $ink; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url("$angle"); width: 12px; height: 12px; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; background: $panel;
  border: 1px solid $mute; }
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 4px solid $accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; }
QCheckBox::indicator:checked:disabled { background: $line; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $accent; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 1px solid $accent; }
QLineEdit[role="find"] { background: $ground; }
QLineEdit[role="quiet"], QPlainTextEdit[role="quiet"], QComboBox[role="quiet"] { background: transparent;
  border: 1px solid transparent; padding: 3px 6px; }
QComboBox[role="quiet"] { padding: 3px 8px; }
QLineEdit[role="quiet"]:hover, QPlainTextEdit[role="quiet"]:hover, QComboBox[role="quiet"]:hover {
  border: 1px solid $edge; }
QLineEdit[role="quiet"]:focus, QPlainTextEdit[role="quiet"]:focus, QComboBox[role="quiet"]:focus {
  background: $panel; border: 1px solid $accent; }
QLineEdit[unread="true"], QPlainTextEdit[unread="true"], QComboBox[unread="true"] { background: $bad_ground;
  border: 1px solid $bad; }
QTableView { background: $panel; border: none; gridline-color: $line; outline: none;
  selection-background-color: $accent_ground; selection-color: $ink; }
QTableView QLineEdit, QTableView QComboBox, QTableView QPlainTextEdit { border-radius: 0; padding: 0 6px;
  border: 2px solid $accent; }
QTableView::item { padding: 0 8px; border: none; border-bottom: 1px solid $line; }
QTableView::item:selected { background: $accent_ground; color: $ink; }
QTableView::item:focus { border: 1px solid $accent; }
QHeaderView { background: $panel; border: none; }
QHeaderView::section { color: $mute; background: $panel; border: none; border-bottom: 1px solid $line;
  padding: 6px 8px; font-weight: 600; }
QHeaderView::section:hover { background: $hover; }
QTableCornerButton::section { background: $panel; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget[role="page"] { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; border: none; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 3px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $mute; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QDialogButtonBox, QMessageBox { dialogbuttonbox-buttons-have-icons: 0; }
QStatusBar { background: $panel; color: $mute; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $mute; padding: 0 8px; }
QSplitter::handle { background: $ground; }
QMenuBar { background: $panel; border-bottom: 1px solid $line; }
QMenuBar::item { padding: 4px 9px; background: transparent; }
QMenuBar::item:selected { background: $accent_ground; border-radius: 4px; }
""")


def sheet(colours: Colours, points: float) -> str:
    """The style sheet in ``colours`` for text of ``points``."""
    named = {role.name: getattr(colours, role.name) for role in fields(colours)}
    return _SHEET.substitute(
        named,
        scroll="#4a5361" if colours.dark else "#c3cad5",
        tick=_icon("tick", colours),
        angle=_icon("angle", colours),
        edge="#3a424f" if colours.dark else "#cfd6e0",
        faded="#6b7482" if colours.dark else "#8d96a4",
        select="#355089" if colours.dark else "#bcd0fb",
        accent_hover="#92b3ff" if colours.dark else "#234fc0",
        small=f"{points * 0.9:.1f}",
        title=f"{points * 1.3:.1f}",
        name=f"{points * 1.2:.1f}",
        figure=f"{points * 2.4:.1f}",
    )


def _icon(name: str, colours: Colours) -> str:
    return resource("icons", f"{name}-{'dark' if colours.dark else 'light'}.svg").as_posix()
