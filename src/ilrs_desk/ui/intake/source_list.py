"""The list of the sitting at the left of the import window: its files, how far each is, and their sheets."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from ilrs_desk.intake.plan import ImportPlan
from ilrs_desk.ui.labels import set_tip
from ilrs_desk.ui.text import tr

from .delegates import SourceDelegate
from .import_work import ImportWork
from .keys import key_of_table
from .sources import Source, SourceListModel, sources_of, waiting
from .todo import unsure_columns

Index = QModelIndex | QPersistentModelIndex

_WIDTH = 220


class SourceList(QListView):
    """``chosen(Source)`` when the cursor moves to another line; ``removed(int)`` asks to take a file out."""

    chosen = Signal(object)
    removed = Signal(int)

    def __init__(self, work: ImportWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.sources = SourceListModel(self)
        self.setModel(self.sources)
        self.setItemDelegate(SourceDelegate(self))
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(tr("Sheets and files"))
        self.setProperty("role", "sources")
        set_tip(self, tr("Drop more files here. Del takes a file out of the sitting."))

    def show_sitting(self) -> None:
        """Show the files as they stand now; the cursor stays where it was."""
        plan = self._work.plan
        if plan is None:
            self.sources.show(waiting(self._work.awaited))
            return
        source = self.source()
        done = self._work.result is not None
        self.sources.show(sources_of(plan, self._work.todo, self._work.awaited, done=done))
        self._go_to(self.sources.row_of(source.place) if source else self.sources.first_table())

    def show_reading(self, share: float) -> None:
        """Show how far the first reading is, 0 to 1."""
        if self._work.plan is None and len(self._work.awaited) > 1:
            self.sources.show(waiting(self._work.awaited, reading=int(share * len(self._work.awaited))))
            self.show()

    def source(self) -> Source | None:
        """The line under the cursor."""
        index = self.currentIndex()
        return self.sources.source(index.row()) if index.isValid() else None

    def go_to_unsure(self) -> None:
        """Go to the first table with a column that a person had better look at, unless this one has some."""
        plan, here = self._work.plan, self.source()
        if plan is None or (here is not None and self._is_unsure(plan, here)):
            return
        lines = range(self.sources.rowCount())
        line = next((n for n in lines if self._is_unsure(plan, self.sources.source(n))), -1)
        if line >= 0:
            self._go_to(line)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        source = self.source()
        if source is not None:
            self.chosen.emit(source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        source = self.source()
        if event.key() == Qt.Key.Key_Delete and source is not None:
            self.removed.emit(source.file)
            return
        super().keyPressEvent(event)

    def _go_to(self, line: int) -> None:
        self.setCurrentIndex(self.sources.index(line, 0))

    def _is_unsure(self, plan: ImportPlan, source: Source) -> bool:
        if source.table is None or source.file >= len(plan.files):
            return False
        chosen = self._work.decisions.fields.get(key_of_table(plan, source.file, source.table), {})
        return bool(unsure_columns(plan.files[source.file].tables[source.table], chosen))
