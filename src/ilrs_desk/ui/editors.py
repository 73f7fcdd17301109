"""The editor of each value type, the same in a table cell and on a form."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QWidget

from ilrs_desk.domain.countries import country_codes, country_name, find_country, suggest_countries
from ilrs_desk.domain.dates import is_partial_date
from ilrs_desk.domain.fields import Field, ValueType
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.text import fold

from .labels import set_tip
from .person_names import WHOLE
from .session import Session
from .text import tr
from .values import shown_date

_OFFERED = 12
_LONG = 24


class Offered:
    """What every editor knows: the text it was given, and whether the person has made it another."""

    _given = ""

    def text_typed(self) -> str:
        """What stands in the editor."""
        return self._given

    def differs(self) -> bool:
        """Whether the person has made it another text than the one offered."""
        return self.text_typed() != self._given

    def offer_text(self, text: str) -> None:
        """Show ``text`` unless the person has begun to type another."""
        untouched = not self.differs()
        self._given = text
        if untouched:
            self._show(text)

    def renew(self) -> None:
        """Forget what was typed."""
        self._show(self._given)

    def _show(self, text: str) -> None:
        """Put ``text`` into the widget."""


class LineEditor(Offered, QLineEdit):
    """One line of text; ``left`` when the focus goes elsewhere (not to its own list of offers)."""

    left = Signal()

    def text_typed(self) -> str:
        """What stands in the editor."""
        return self.text()

    def _show(self, text: str) -> None:
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)
            set_tip(self, text if len(text) > _LONG else "")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class DateEditor(LineEditor):
    """A date as people read it while at rest, as it is typed while being edited."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("")

    def text_typed(self) -> str:
        text = self.text()
        return self._given if text == self._at_rest() else text

    def _at_rest(self) -> str:
        return shown_date(self._given) if is_partial_date(self._given) else self._given

    def _show(self, text: str) -> None:
        super()._show(text if self.hasFocus() else self._at_rest())

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.differs():
            self.setText(self._given)
        self.setPlaceholderText(tr("2026-11-23, 2026-11 or 2026"))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.setPlaceholderText("")
        super().focusOutEvent(event)
        if not self.differs():
            self._show(self._given)


class BlockEditor(Offered, QPlainTextEdit):
    """Several lines of text; Enter ends it in a table, Shift+Enter begins a line."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def text_typed(self) -> str:
        """What stands in the editor."""
        return self.toPlainText()

    def _show(self, text: str) -> None:
        if self.toPlainText() != text:
            self.setPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class ChoiceEditor(Offered, QComboBox):
    """One of the field's choices or empty; other text too where the field is open."""

    left = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItem("")
        for choice in field.choices:
            self.addItem(tr(choice.label), choice.key)
        self.setEditable(field.open_choice)
        self.activated.connect(lambda: self.left.emit())

    def text_typed(self) -> str:
        """The word of the choice, or what was typed beside them."""
        return self.currentText()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling a form must not change the choice under the mouse.
        event.ignore()

    def _show(self, text: str) -> None:
        self.setCurrentIndex(max(self.findText(text, Qt.MatchFlag.MatchFixedString), 0))
        if self.isEditable():
            self.setEditText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


Editor = LineEditor | BlockEditor | ChoiceEditor


def make_editor(field: Field, session: Session, parent: QWidget | None = None) -> Editor:
    """The editor for ``field``, empty; in a table the delegate, on a form the form fills and reads it."""
    match field.type:
        case ValueType.CHOICE:
            return ChoiceEditor(field, parent)
        case ValueType.FLAG:
            editor = LineEditor(parent)
            editor.setPlaceholderText(tr("yes or empty"))
            return editor
        case ValueType.LONG_TEXT:
            return BlockEditor(parent)
        case ValueType.DATE:
            return DateEditor(parent)
    line = LineEditor(parent)
    if field.type is ValueType.COUNTRY:
        Offers(line, lambda text, show: show(offered_countries(text)))
    elif field.key == WHOLE:
        line.setPlaceholderText(tr("Family name, given name"))
    elif field.type is ValueType.LINK and field.target:
        Offers(line, _records_offered(session, field.target, line))
    return line


def mark_unread(editor: QWidget, why: str) -> None:
    """Show on ``editor`` that its text was not understood, and why; "" takes the mark away."""
    if bool(editor.property("unread")) != bool(why):
        editor.setProperty("unread", bool(why))
        editor.style().unpolish(editor)
        editor.style().polish(editor)
    set_tip(editor, why)


def offered_countries(text: str) -> list[str]:
    """Names of countries that ``text``, in any language and spelling, may mean; those that begin so first."""
    typed = fold(text)
    if not typed:
        return []
    names = sorted(country_name(code) for code in country_codes())
    begins = [name for name in names if fold(name).startswith(typed)]
    within = [name for name in names if typed in fold(name)]
    found = find_country(text)
    meant = [country_name(code) for code in ((found.code,) if found.code else found.candidates)]
    near = [] if begins or within or meant else [country_name(code) for code in suggest_countries(text)]
    return list(dict.fromkeys([*meant, *begins, *within, *near]))[:_OFFERED]


Offering = Callable[[str, Callable[[Sequence[str]], None]], object]


class Offers(QObject):
    """A list of offers under a line editor, asked anew as the person types; any other text may stay as well."""

    def __init__(self, editor: LineEditor, offering: Offering) -> None:
        super().__init__(editor)
        self._editor = editor
        self._offering = offering
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        editor.setCompleter(completer)
        self._pause = QTimer(self, singleShot=True, interval=60)
        self._pause.timeout.connect(self._ask)
        editor.textEdited.connect(lambda: self._pause.start())

    def _ask(self) -> None:
        self._offering(self._editor.text(), self._show)

    def _show(self, names: Sequence[str]) -> None:
        self._names.setStringList(list(names))
        if names and self._editor.hasFocus() and list(names) != [self._editor.text()]:
            self._editor.completer().complete()


def _records_offered(session: Session, kind: str, owner: QObject) -> Offering:
    def offer(text: str, show: Callable[[Sequence[str]], None]) -> None:
        if not text.strip():
            return
        session.work(
            lambda office: [record.label for record in office.find(kind, Query(search=text), limit=_OFFERED)],
            lambda labels: show(list(dict.fromkeys(labels))),
            owner=owner,
        )

    return offer
