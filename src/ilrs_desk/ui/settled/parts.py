"""What stands beside a label of a settled form: a line, a choice, ticks; each reads and shows one text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from ilrs_desk.domain.countries import country_name
from ilrs_desk.domain.fields import Choice, Field, ValueType
from ilrs_desk.domain.kinds import RULES
from ilrs_desk.domain.records import Value
from ilrs_desk.ui.editors import BlockEditor, LineEditor, make_editor
from ilrs_desk.ui.labels import set_tip
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.status.flow import FlowLayout
from ilrs_desk.ui.text import tr
from ilrs_desk.ui.values import field_label, typed_value

#: Fields that list countries by their codes, beside those that declare it.
_OF_COUNTRIES = {RULES.by_key["founders"]}
_LINES = 3


class Part(QWidget):
    """``changed()`` with every stroke; :meth:`text` is what would be settled, "" for nothing."""

    changed = Signal()

    def text(self) -> str:
        """What stands here."""
        raise NotImplementedError

    def offer(self, text: str) -> None:
        """Show ``text`` instead of what stands here."""
        raise NotImplementedError

    def lock(self, locked: bool) -> None:
        """Show without letting anything be changed."""
        self.setEnabled(not locked)

    def _hold(self, widget: QWidget) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(widget)
        self.setFocusProxy(widget)


class TextPart(Part):
    """A line, a date or several lines, with the editor that tables have for the value."""

    def __init__(self, field: Field, session: Session) -> None:
        super().__init__()
        editor = make_editor(field, session)
        if not isinstance(editor, LineEditor | BlockEditor):
            raise TypeError(field.key)
        self.editor = editor
        if isinstance(editor, BlockEditor):
            editor.setFixedHeight(editor.fontMetrics().lineSpacing() * _LINES + 16)
        editor.textChanged.connect(self.changed)
        self._hold(editor)

    def text(self) -> str:
        return self.editor.text_typed()

    def offer(self, text: str) -> None:
        self.editor.offer_text(text)
        self.editor.renew()

    def lock(self, locked: bool) -> None:
        self.editor.setReadOnly(locked)


class ChoicePart(Part):
    """One of the choices, or nothing where ``blank`` says what nothing means."""

    def __init__(self, choices: Sequence[Choice], blank: str | None) -> None:
        super().__init__()
        self.box = _Box()
        if blank is not None:
            self.box.addItem(blank, "")
        for choice in choices:
            self.box.addItem(tr(choice.label), choice.key)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(12)
        self.box.currentIndexChanged.connect(self.changed)
        self._hold(self.box)

    def text(self) -> str:
        return str(self.box.currentData() or "")

    def offer(self, text: str) -> None:
        place = self.box.findData(text)
        if place < 0 and text:
            # What is no choice any more is shown as it stands rather than passed over.
            self.box.addItem(text, text)
            place = self.box.count() - 1
        self.box.setCurrentIndex(max(place, 0))


class _Box(QComboBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling a form must not change the choice under the mouse.
        event.ignore()


class TicksPart(Part):
    """Any number of the choices, each with a tick."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        row = FlowLayout(14)
        self.setLayout(row)
        self.ticks: dict[str, QCheckBox] = {}
        for choice in choices:
            tick = QCheckBox(tr(choice.label))
            tick.toggled.connect(self.changed)
            self.ticks[choice.key] = tick
            row.addWidget(tick)
        if self.ticks:
            self.setFocusProxy(next(iter(self.ticks.values())))

    def text(self) -> str:
        return "; ".join(key for key, tick in self.ticks.items() if tick.isChecked())

    def offer(self, text: str) -> None:
        held = {part.strip() for part in text.split(";")}
        for key, tick in self.ticks.items():
            tick.setChecked(key in held)


class FlagPart(Part):
    """Yes or nothing."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.tick = QCheckBox(words)
        self.tick.toggled.connect(self.changed)
        self._hold(self.tick)

    def text(self) -> str:
        return "yes" if self.tick.isChecked() else ""

    def offer(self, text: str) -> None:
        self.tick.setChecked(text == "yes")


def make_part(
    field: Field, session: Session, offered: Sequence[Choice] | None = None, blank: str | None = None
) -> Part:
    """The part for ``field``; ``offered``: what may be chosen where the declaration does not say it."""
    choices = offered if offered is not None else field.choices
    if field.type is ValueType.FLAG:
        return FlagPart(field_label(field))
    if field.type is ValueType.NAMES and offered is not None:
        return TicksPart(offered)
    if offered is not None or field.type is ValueType.CHOICE:
        required = field.required and blank is None
        return ChoicePart(choices, None if required else (blank or ""))
    part = TextPart(field, session)
    if is_of_countries(field):
        set_tip(part, tr("Names of countries in any language, parted by semicolons"))
    return part


def is_of_countries(field: Field) -> bool:
    """Whether the field lists countries."""
    return field.parts is ValueType.COUNTRY or field in _OF_COUNTRIES


def settled_text(field: Field, value: Value) -> str:
    """``value`` as a part offers it: keys for choices, names for countries."""
    if value is None:
        return ""
    if is_of_countries(field):
        return "; ".join(country_name(code.strip()) for code in str(value).split(";") if code.strip())
    return str(value) if field.type is ValueType.CHOICE else typed_value(field, value)
