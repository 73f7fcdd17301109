"""The form of a record: every field of its kind under its group, with the editor of its value type."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ilrs_desk.domain.entry import read_entry
from ilrs_desk.domain.fields import Field, RecordKind
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.records import Value, shown
from ilrs_desk.domain.wording import Message
from ilrs_desk.ui.editors import BlockEditor, ChoiceEditor, Editor, LineEditor, make_editor, mark_unread
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.text import say, tr
from ilrs_desk.ui.values import field_label, typed_value

_LINES = 3


class RecordForm(QScrollArea):
    """Offers values and reads what was typed. ``left(key)`` when a field whose text was changed is left."""

    left = Signal(str)

    def __init__(
        self, session: Session, kind: RecordKind, *, quiet: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self._session = session
        self._quiet = quiet
        self._editors: dict[str, Editor] = {}
        self._labels: dict[str, PlainLabel] = {}
        self._notes: dict[str, PlainLabel] = {}
        self._values: Mapping[str, Value] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._draw())

    def editor(self, key: str) -> Editor:
        """The editor of a field."""
        return self._editors[key]

    def focused(self) -> str:
        """Key of the field that has the focus; "" when none has."""
        return next((key for key, editor in self._editors.items() if editor.hasFocus()), "")

    def begin(self) -> None:
        """Put the cursor into the first field that is seen."""
        next(editor for editor in self._editors.values() if not editor.isHidden()).setFocus()

    def offer(self, values: Mapping[str, Value], *, anew: bool) -> None:
        """Show ``values``; with ``anew`` also where the person has begun to type."""
        self._values = values
        for field in self.kind.fields:
            self._offer(field, values.get(field.key), anew)
            # A value made of others, such as a name of its parts, is edited in these.
            made = shown(self.kind.key, field.key, values) != values.get(field.key)
            self._labels[field.key].setHidden(made)
            self._editors[field.key].setHidden(made)

    def typed(self) -> dict[str, str]:
        """What stands in each field now, where it differs from what was offered."""
        return {key: editor.text_typed() for key, editor in self._editors.items() if editor.differs()}

    def complain(self, key: str, why: str) -> None:
        """Say beside a field why its text was not understood; "" takes that back."""
        mark_unread(self._editors[key], why)
        self._notes[key].setText(why)
        self._notes[key].setVisible(bool(why))

    def check(self, key: str) -> Message | None:
        """Why the text of a field cannot be read; None when it can."""
        try:
            read_entry(self.kind.by_key[key], self._editors[key].text_typed(), self._values)
        except InputProblem as problem:
            return problem.message
        return None

    def check_all(self) -> bool:
        """Whether every field can be read; those that cannot say why, and the first of them gets the focus."""
        wrong = {key: why for key in self._editors if (why := self.check(key)) is not None}
        for key in self._editors:
            self.complain(key, say(wrong[key]) if key in wrong else "")
        if wrong:
            self._editors[next(iter(wrong))].setFocus()
        return not wrong

    def set_read_only(self, locked: bool) -> None:
        """Show without letting anything be typed."""
        for editor in self._editors.values():
            if isinstance(editor, ChoiceEditor):
                editor.setEnabled(not locked)
            else:
                editor.setReadOnly(locked)

    def _draw(self) -> QWidget:
        body = QWidget()
        body.setProperty("role", "page")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 8, 8)
        layout.setSpacing(4)
        for group, fields in self.kind.groups.items():
            if len(self.kind.groups) > 1:
                layout.addSpacing(6)
                layout.addWidget(PlainLabel(tr(group), role="section"))
            layout.addLayout(self._group(fields))
        layout.addStretch()
        return body

    def _group(self, fields: tuple[Field, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnMinimumWidth(0, self.fontMetrics().averageCharWidth() * 16)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2 if self._quiet else 6)
        for field in fields:
            row = grid.rowCount()
            name = field_label(field) + (" *" if field.required and not self._quiet else "")
            label = PlainLabel(name, role="muted", wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            label.setContentsMargins(0, 5, 0, 0)
            grid.addWidget(label, row, 0)
            grid.addWidget(self._editor_for(field, label), row, 1)
            note = PlainLabel(role="bad", wrap=True)
            note.hide()
            grid.addWidget(note, row + 1, 1)
            self._notes[field.key] = note
            self._labels[field.key] = label
        return grid

    def _editor_for(self, field: Field, label: PlainLabel) -> Editor:
        editor = make_editor(field, self._session)
        editor.setAccessibleName(field_label(field))
        label.setBuddy(editor)
        if self._quiet:
            editor.setProperty("role", "quiet")
        if isinstance(editor, BlockEditor):
            editor.setFixedHeight(editor.fontMetrics().lineSpacing() * _LINES + 16)
        if isinstance(editor, ChoiceEditor):
            editor.setSizeAdjustPolicy(ChoiceEditor.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        if isinstance(editor, LineEditor):
            editor.returnPressed.connect(lambda: self._left(field.key))
        editor.left.connect(lambda: self._left(field.key))
        self._editors[field.key] = editor
        return editor

    def _offer(self, field: Field, value: Value, anew: bool) -> None:
        editor = self._editors[field.key]
        editor.offer_text(typed_value(field, value))
        if anew:
            editor.renew()
            self.complain(field.key, "")

    def _left(self, key: str) -> None:
        if self._editors[key].differs():
            self.left.emit(key)
        elif not self._notes[key].isHidden():
            self.complain(key, "")

    def sizeHint(self) -> QSize:
        return QSize(460, 520)
