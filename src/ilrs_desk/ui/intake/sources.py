"""The list at the left of the import window: every table, passed-over sheet and unreadable file of the import."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.intake.plan import Action, FilePlan, ImportPlan, TablePlan
from ilrs_desk.ui.labels import plain_tip
from ilrs_desk.ui.text import number, say, tr, visible

_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Source:
    """One line: a table (``table`` is its number in the file), a passed-over sheet, or a file without either."""

    file: int
    table: int | None
    sheet: str | None
    title: str
    note: str
    group: str = ""

    @property
    def place(self) -> tuple[int, int | None, str | None]:
        """What it stands for, the same in the next plan."""
        return self.file, self.table, self.sheet


def sources_of(plan: ImportPlan) -> list[Source]:
    """All sources of ``plan`` in the order of files and sheets, tables before what was passed over."""
    found: list[Source] = []
    for f, file in enumerate(plan.files):
        group = file.path.name if len(plan.files) > 1 else ""
        found += [replace_group(source, group) for source in _of_file(f, file)]
    return found


def replace_group(source: Source, group: str) -> Source:
    """The same line under the name of its file."""
    return Source(source.file, source.table, source.sheet, source.title, source.note, group)


def _of_file(f: int, file: FilePlan) -> list[Source]:
    if file.error is not None:
        return [Source(f, None, None, file.path.name, tr("cannot be read as it is"))]
    found = [Source(f, t, table.sheet, table.sheet, _summary(table)) for t, table in enumerate(file.tables)]
    found += [Source(f, None, one.sheet, one.sheet, tr("left out")) for one in file.skipped]
    return found or [Source(f, None, None, file.path.name, tr("nothing to import"))]


def _summary(table: TablePlan) -> str:
    actions = [row.action for row in table.rows]
    parts = [tr(KINDS[table.kind].label)]
    for words, action in (
        (tr("{n} new"), Action.ADD),
        (tr("{n} changed"), Action.UPDATE),
        (tr("{n} same"), Action.SAME),
    ):
        if count := actions.count(action):
            parts.append(words.format(n=number(count)))
    return " · ".join(parts)


class SourceListModel(QAbstractListModel):
    """The sources of one plan; ``NOTE`` and ``GROUP`` carry the second line and the name of the file."""

    NOTE = Qt.ItemDataRole.UserRole + 1
    GROUP = Qt.ItemDataRole.UserRole + 2

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources: list[Source] = []

    def show(self, sources: list[Source]) -> None:
        """Show other sources."""
        self.beginResetModel()
        self._sources = sources
        self.endResetModel()

    def source(self, row: int) -> Source:
        """The source of line ``row``."""
        return self._sources[row]

    def row_of(self, place: tuple[int, int | None, str | None]) -> int:
        """Line of ``place``, else of the same sheet, else of the first table."""
        by_sheet = [i for i, one in enumerate(self._sources) if (one.file, one.sheet) == (place[0], place[2])]
        exact = [i for i, one in enumerate(self._sources) if one.place == place]
        return next(iter([*exact, *by_sheet]), self.first_table())

    def first_table(self) -> int:
        """Line of the first table, 0 if there is none."""
        return next((i for i, one in enumerate(self._sources) if one.table is not None), 0)

    def rowCount(self, parent: QModelIndex | Any = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._sources)

    def data(self, index: QModelIndex | Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        source = self._sources[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(source.title)
        if role == self.NOTE:
            return source.note
        if role == self.GROUP:
            first = index.row() == 0 or self._sources[index.row() - 1].group != source.group
            return visible(source.group) if first else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (source.group, source.title, source.note) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(source.title)
        return None


def reason_of(file: FilePlan, sheet: str | None) -> str:
    """Why a sheet was passed over, in words."""
    return next((say(one.reason) for one in file.skipped if one.sheet == sheet), "")
