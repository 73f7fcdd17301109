"""The list at the left of the import window: every file of the sitting with its state, and what is on its sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.intake.plan import Action, FilePlan, ImportPlan, TablePlan
from ilrs_desk.ui.labels import plain_tip
from ilrs_desk.ui.text import number, say, tr, visible

from .todo import Todo

_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Source:
    """One line: a table (``table`` is its number in the file), a passed-over sheet, or a file without either.

    ``group`` is the name of its file where there are several, ``state`` how far that file is, ``ink`` its colour.
    """

    file: int
    table: int | None
    sheet: str | None
    title: str
    note: str
    group: str = ""
    state: str = ""
    ink: str = "mute"

    @property
    def place(self) -> tuple[int, int | None, str | None]:
        """What it stands for, the same in the next plan."""
        return self.file, self.table, self.sheet


def sources_of(
    plan: ImportPlan, todo: Todo, awaited: Sequence[Path] = (), *, done: bool = False
) -> list[Source]:
    """All sources of ``plan`` in the order of files and sheets, then the files that are still being read."""
    found: list[Source] = []
    several = len(plan.files) + len(awaited) > 1
    for f, file in enumerate(plan.files):
        state, ink = _state(file, todo.files[f] if f < len(todo.files) else 0, done)
        group = file.path.name if several else ""
        if not file.tables and not file.skipped:
            found.append(Source(f, None, None, file.path.name, state, ink=ink))
            continue
        found += [replace(one, group=group, state=state, ink=ink) for one in _of_file(f, file)]
    fresh = [path for path in awaited if path not in {file.path for file in plan.files}]
    return found + waiting(fresh, len(plan.files))


def waiting(paths: Sequence[Path], first: int = 0, reading: int = 0) -> list[Source]:
    """Files that are being read; ``reading`` counts those that were read already."""
    words = (tr("read"), tr("being read…"), tr("waiting"))
    return [
        Source(first + n, None, None, path.name, words[0 if n < reading else 1 if n == reading else 2])
        for n, path in enumerate(paths)
    ]


def _state(file: FilePlan, left: int, done: bool) -> tuple[str, str]:
    if file.error is not None:
        return tr("! cannot be read as it is"), "bad"
    if done:
        return tr("✓ imported"), "ok"
    if left:
        return tr("? {n} to settle", n=left), "warn"
    if file.seen_before:
        return tr("= imported before"), "warn"
    if any(one.code == "file.returned" for one in file.warnings):
        return tr("✓ ready, sent back corrected"), "ok"
    return (tr("✓ ready"), "ok") if file.tables else (tr("nothing to import"), "mute")


def _of_file(f: int, file: FilePlan) -> list[Source]:
    found = [Source(f, t, table.sheet, table.sheet, _summary(table)) for t, table in enumerate(file.tables)]
    return found + [Source(f, None, one.sheet, one.sheet, tr("left out")) for one in file.skipped]


def _summary(table: TablePlan) -> str:
    actions = Counter(row.action for row in table.rows)
    parts = [tr(KINDS[table.kind].label)]
    for words, action in (
        (tr("{n} new"), Action.ADD),
        (tr("{n} changed"), Action.UPDATE),
        (tr("{n} same"), Action.SAME),
    ):
        if count := actions[action]:
            parts.append(words.format(n=number(count)))
    return " · ".join(parts)


class SourceListModel(QAbstractListModel):
    """The sources of one plan; ``NOTE``, ``GROUP``, ``STATE`` and ``INK`` carry what else is painted."""

    NOTE = Qt.ItemDataRole.UserRole + 1
    GROUP = Qt.ItemDataRole.UserRole + 2
    STATE = Qt.ItemDataRole.UserRole + 3
    INK = Qt.ItemDataRole.UserRole + 4

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
            return visible(source.group) if self._is_first(index.row()) else ""
        if role == self.STATE:
            return source.state
        if role == self.INK:
            return source.ink
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (source.group, source.state if source.group else "", source.title, source.note)
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(filter(None, (source.group, source.title, source.note))))
        return None

    def _is_first(self, row: int) -> bool:
        return row == 0 or self._sources[row - 1].file != self._sources[row].file


def reason_of(file: FilePlan, sheet: str | None) -> str:
    """Why a sheet was passed over, in words."""
    return next((say(one.reason) for one in file.skipped if one.sheet == sheet), "")
