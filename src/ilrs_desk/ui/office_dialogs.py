"""Small dialogs about the office as a whole: a new one, a template, preferences and shortcuts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.domain.countries import find_country
from ilrs_desk.domain.kinds import KINDS

from .editors import LineEditor, Offers, mark_unread, offered_countries
from .labels import PlainLabel
from .languages import LanguageBox
from .lists import ListTable, line
from .text import tr


class _Dialog(QDialog):
    """A heading, a form, and a verb beside Cancel. The dialog does not block."""

    def __init__(self, heading: str, verb: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(14)
        self.form.setVerticalSpacing(10)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = QPushButton(verb)
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(14)
        layout.addLayout(self.form)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 66)

    def add_row(self, label: str, widget: QWidget) -> None:
        """A labelled line of the form."""
        name = PlainLabel(label)
        name.setBuddy(widget)
        widget.setAccessibleName(label)
        self.form.addRow(name, widget)


class NewOfficeDialog(_Dialog):
    """``wanted(reference)``: go on to the name of the file."""

    wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("New office"), tr("Choose a File Name…"), parent)
        note = tr(
            "A new office is one file. It holds the three targets with their counting rules, and no records."
        )
        self.form.addRow(PlainLabel(note, wrap=True))
        self.reference = QCheckBox(
            tr("Add the &publicly known partners and institutions, each with its source")
        )
        self.form.addRow(self.reference)
        self.accepted.connect(lambda: self.wanted.emit(self.reference.isChecked()))


class TemplateDialog(_Dialog):
    """``wanted(kind, language, country)`` for the blank template; the country is a code, "" where none is named."""

    wanted = Signal(str, str, str)

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("New template"), tr("Choose a File Name…"), parent)
        note = tr(
            "A blank workbook for a partner to fill in, with drop-downs, hints and examples in their language. "
            "Filled in, it is imported without a question."
        )
        self.form.addRow(PlainLabel(note, wrap=True))
        self.kind = QComboBox()
        for each in KINDS.values():
            self.kind.addItem(tr(each.label), each.key)
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self.add_row(tr("For a list of"), self.kind)
        self.language = LanguageBox()
        self.language.choose("en")
        self.add_row(tr("In the language"), self.language)
        self.country = LineEditor()
        self.country.setPlaceholderText(
            tr("may stay empty; filled in beforehand where it is the same for all")
        )
        Offers(self.country, lambda text, show: show(offered_countries(text)))
        self.country.textChanged.connect(self._check)
        self.add_row(tr("Country of the partner"), self.country)
        self.accepted.connect(self._tell)

    def _code(self) -> str | None:
        text = self.country.text().strip()
        return find_country(text.upper() if len(text) == 2 else text, codes=True).code if text else ""

    def _check(self) -> None:
        known = self._code() is not None
        mark_unread(self.country, "" if known else tr("No country is known by this name."))
        self.go.setEnabled(known)

    def _tell(self) -> None:
        self.wanted.emit(self.kind.currentData(), self.language.language() or "en", self._code() or "")


class PreferencesDialog(_Dialog):
    """``wanted(name)``: the name that is written beside each change."""

    wanted = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Preferences"), tr("Save"), parent)
        self.name = QLineEdit(name)
        self.add_row(tr("Your name in the history"), self.name)
        self.name.textChanged.connect(lambda text: self.go.setEnabled(bool(text.strip())))
        self.accepted.connect(lambda: self.wanted.emit(self.name.text().strip()))


class ShortcutsDialog(QDialog):
    """All shortcuts, as they are set."""

    def __init__(self, shortcuts: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        table = ListTable([(tr("What"), 40), (tr("Keys"), 24)])
        own = [
            (tr("Edit the cell"), tr("F2, double click, or just type")),
            (tr("Save the cell and go down or right"), tr("Enter, Tab")),
            (tr("Leave the cell as it was"), tr("Esc")),
            (tr("Sort by a second column"), tr("Shift+click on its head")),
        ]
        table.tell([line(None, *pair) for pair in [*shortcuts, *own]])
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(table)
        layout.addWidget(close)
        self.resize(520, 560)
