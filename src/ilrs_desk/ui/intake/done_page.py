"""Step 6 of the import window: what was done, the way back, and what goes back to the sender."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from ilrs_desk.domain.records import Value
from ilrs_desk.intake.plan import Action, ImportPlan, WhenMissing
from ilrs_desk.intake.returned.letter import guess_language
from ilrs_desk.ui.files import FileChooser
from ilrs_desk.ui.frames import framed
from ilrs_desk.ui.labels import PlainLabel, set_tip
from ilrs_desk.ui.languages import LanguageBox
from ilrs_desk.ui.lists import Line, ListTable, line
from ilrs_desk.ui.text import tr, visible
from ilrs_desk.usecases.commit_import import Committed
from ilrs_desk.usecases.write_returns import write_returns

from .import_work import ImportWork
from .review_model import remarks
from .states import state_words


class DonePage(QWidget):
    """The counts of the import. ``show_records(kind, ids, title)`` asks for the records it touched."""

    show_records = Signal(str, object, str)
    undo_wanted = Signal()

    def __init__(self, work: ImportWork, chooser: FileChooser, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._chooser = chooser
        self._result: Committed | None = None
        self.counts = PlainLabel(role="name", wrap=True)
        self.note = PlainLabel(role="muted", wrap=True)
        self.undo = QPushButton(tr("&Undo This Import"))
        self.records = QPushButton(tr("&Show These Records"))
        self.returns = QPushButton(tr("Save &Return File…"))
        set_tip(
            self.returns,
            tr(
                "The sender's own file with what is to be corrected marked in it, and a letter to go with it."
            ),
        )
        self.language = LanguageBox(tr("in the language of each sender"))
        self.language.setAccessibleName(tr("Language of the return file and its letter"))
        set_tip(self.language, self.language.accessibleName())
        self.left_out = QPushButton(tr("Show What Was &Left Out"))
        self.left_out.setCheckable(True)
        self.list = ListTable([(tr("Row"), 8), (tr("What stands there"), 50), (tr("Why"), 40)])
        self.frame = framed(self.list)
        self.letter = _Letter()
        buttons = QHBoxLayout()
        for button in (self.undo, self.records, self.left_out, self.returns, self.language):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.counts)
        layout.addWidget(self.note)
        layout.addLayout(buttons)
        layout.addWidget(self.letter, 1)
        layout.addWidget(self.frame, 1)
        layout.addStretch(0)
        self.undo.clicked.connect(self.undo_wanted)
        self.records.clicked.connect(self._show_records)
        self.returns.clicked.connect(self.save_returns)
        self.left_out.toggled.connect(self.frame.setVisible)

    def show_result(self, result: Committed, effect: str) -> None:
        """Tell what ``result`` did, and its ``effect`` on the targets."""
        self._result = result
        self.counts.setText(counts_words(result))
        note = tr("Everything is saved. You can take this import back here or later, from Imports.")
        if result.changeset is None:
            note = tr("The office held all of it already. The return is in the list of imports.")
        self.note.setText(f"{effect}\n{note}")
        self.undo.setVisible(result.changeset is not None)
        self.records.setVisible(any(_ids_by_kind(result).values()))
        lines = _left_out_lines(result)
        self.list.tell(lines)
        self.left_out.setVisible(bool(lines))
        asked = any(one.then is WhenMissing.ASK for _, table in result.plan.tables() for one in table.missing)
        self._offer_returns(result.plan, bool(lines) or asked)
        self.letter.hide()
        self.left_out.setChecked(False)
        self.frame.setVisible(False)

    def _offer_returns(self, plan: ImportPlan, wanted: bool) -> None:
        self.returns.setVisible(wanted)
        self.language.setVisible(wanted)
        spoken = {guess_language(file) for file in plan.files if file.tables}
        self.language.choose(spoken.pop() if len(spoken) == 1 else "")

    def show_undone(self, sentence: str) -> None:
        """Tell that the import was taken back."""
        self.counts.setText(sentence)
        self.note.setText(tr("The file itself was never changed. You can import it again at any time."))
        self.undo.hide()
        self.records.hide()

    def save_returns(self) -> None:
        """Ask for a folder and write a return file into it for each file of which something was left out."""
        preview = self._work.preview
        if self._result is None or preview is None:
            return
        where = self._work.paths[0].parent
        folder = self._chooser.to_folder(
            self, tr("Choose a folder for the return file and its letter"), str(where)
        )
        if folder is None:
            return
        plan, language = self._result.plan, self.language.language()
        self._work.carry_out(
            lambda: write_returns(preview, folder, language, plan),
            self._tell_returns,
            tr("Writing the return files…"),
        )

    def _tell_returns(self, written: list[Path]) -> None:
        if not written:
            self.note.setText(tr("Nothing needs to go back: no return file was written."))
            return
        letters = [path.with_suffix(".txt") for path in written]
        names = ", ".join(path.name for pair in zip(written, letters, strict=True) for path in pair)
        self.note.setText(tr("Written into {folder}: {files}", folder=str(written[0].parent), files=names))
        self.letter.show_letters(letters)

    def _show_records(self) -> None:
        if self._result is None:
            return
        kind, ids = max(_ids_by_kind(self._result).items(), key=lambda pair: len(pair[1]))
        names = ", ".join(file.path.name for file in self._result.plan.files)
        self.show_records.emit(kind, tuple(ids), tr("Records of {files}", files=visible(names)))


class _Letter(QWidget):
    """The text to paste into a mail to the sender."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Letter to the sender"))
        self.copy = QPushButton(tr("&Copy the Letter"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        line = QHBoxLayout()
        line.addWidget(PlainLabel(tr("A letter to go with it"), role="section"), 1)
        line.addWidget(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self.text, 1)
        self.hide()

    def show_letters(self, paths: list[Path]) -> None:
        """Show the letters, one below the other; nothing where there is none."""
        self.text.setPlainText("\n\n".join(path.read_text(encoding="utf-8") for path in paths))
        self.setVisible(bool(paths))


def counts_words(result: Committed) -> str:
    """ "41 added, 112 changed, 3 left out.", and what was done beside the rows."""
    more = []
    if result.created:
        more.append(tr("Institutions added besides: {n}.", n=result.created))
    if result.marked:
        more.append(tr("Marked as left: {n}.", n=result.marked))
    rows = tr(
        "{added} added, {changed} changed, {left_out} left out.",
        added=result.added,
        changed=result.changed,
        left_out=result.left_out,
    )
    return " ".join((rows, *more))


def _ids_by_kind(result: Committed) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for _, table in result.plan.tables():
        ids = [row.id or row.matched for row in table.rows if row.taken]
        found.setdefault(table.kind, []).extend(number for number in ids if number is not None)
    return found


def _left_out_lines(result: Committed) -> list[Line]:
    lines = []
    for _, table in result.plan.tables():
        for row in table.rows:
            if not row.taken and row.action is not Action.SAME:
                why = remarks(row) or tr("not ticked")
                lines.append(line(row, str(row.row), f"{state_words(row)} · {_name(row.record)}", why))
    return lines


def _name(record: Mapping[str, Value]) -> str:
    return visible(" ".join(str(value) for value in list(record.values())[:2] if value))
