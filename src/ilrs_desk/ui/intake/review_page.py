"""Step 5 of the import window: the plan row by row, its effect on the targets, and a tick for each row."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.intake.plan import TablePlan, WhenMissing
from ilrs_desk.ui.frames import framed
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.lists import Line, ListTable, line
from ilrs_desk.ui.text import number, say, tr, visible

from .effect_bar import EffectBar
from .import_work import ImportWork
from .missing_bar import MissingBar, missing_lines
from .policy_bar import PolicyBar
from .review_model import ReviewTableModel
from .row_panel import RowPanel
from .states import TABS, Tab
from .tick_view import TickView


class ReviewPage(QWidget):
    """Rows of the chosen table under tabs; ticks are counted into the effect as they change."""

    def __init__(self, work: ImportWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._place: tuple[int, int] | None = None
        self._tab = TABS[0]
        self.effect = EffectBar(work)
        self.policies = PolicyBar(work)
        self.tabs: dict[str, QPushButton] = {}
        self.model = ReviewTableModel(work.taken, lambda: work.decisions.refused, self)
        self.view = TickView(self.model)
        self.plain = ListTable([(tr("Row"), 8), (tr("What stands there"), 50), (tr("Why"), 40)])
        self.missing = MissingBar()
        self.row_panel = RowPanel(work)
        self.empty = PlainLabel(role="muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._lay_out()
        self.view.toggled.connect(self._toggle)
        self.missing.wanted.connect(self._say_missing)
        self.view.cell_toggled.connect(self._toggle_cell)
        self.view.selectionModel().currentRowChanged.connect(self._show_row)
        work.ticked.connect(self._ticked)
        work.answered.connect(self._ticked)
        work.counted.connect(self.effect.show_effect)

    def show_table(self, place: tuple[int, int] | None) -> None:
        """Show the rows of the table (file number, table number) ``place``."""
        same = place == self._place
        line = self.view.currentIndex().row()
        row = self.model.row_plan(line).row if same and 0 <= line < self.model.rowCount() else None
        self._place = place
        table = self._table()
        self.policies.show_table(table)
        self.model.show(place or (0, 0), table, self._tab)
        for tab in TABS:
            count = self._count(tab)
            self.tabs[tab.key].setText(f"{tr(tab.label)} {number(count)}")
            self.tabs[tab.key].setVisible(count > 0 or tab.key in ("all", "new", "changed"))
        if not same or self._count(self._tab) == 0:
            self._tab = TABS[0]
        self.effect.show_effect()
        self.show_tab(self._tab.key)
        if row is not None and (line := self.model.line_of(row)) >= 0:
            self.view.setCurrentIndex(self.model.index(line, max(self.view.currentIndex().column(), 1)))

    def show_tab(self, key: str) -> None:
        """Show the rows under the tab ``key``."""
        self._tab = next(tab for tab in TABS if tab.key == key)
        self.tabs[key].setChecked(True)
        table = self._table()
        self.missing.setVisible(self._tab.key == "missing")
        if self._tab.rows is None:
            self.plain.tell(self._plain_lines(table))
            self._stack.setCurrentWidget(self.plain)
            self.row_panel.show_row(None, None)
            return
        self.model.show(self._place or (0, 0), table, self._tab)
        for column, width in enumerate(self.model.column_widths()):
            self.view.setColumnWidth(column, width)
        self.empty.setText(_empty_words(table))
        self._stack.setCurrentWidget(self.view if self.model.rowCount() else self.empty)
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 1))
        else:
            self.row_panel.show_row(None, None)

    def _lay_out(self) -> None:
        tabs = QHBoxLayout()
        tabs.setSpacing(4)
        group = QButtonGroup(self)
        for tab in TABS:
            button = QPushButton()
            button.setProperty("role", "tab")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, key=tab.key: self.show_tab(key))
            group.addButton(button)
            tabs.addWidget(button)
            self.tabs[tab.key] = button
        tabs.addStretch(1)
        for widget in (self.view, self.plain, self.empty):
            self._stack.addWidget(widget)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(framed(self._stack))
        split.addWidget(self.row_panel)
        split.setSizes([420, 150])
        split.setStretchFactor(0, 1)
        split.setCollapsible(0, False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.effect)
        layout.addWidget(self.policies)
        layout.addLayout(tabs)
        layout.addWidget(split, 1)
        layout.addWidget(self.missing)
        keys = tr(
            "Space ticks the selected rows · Ctrl+Space takes or refuses one changed cell · Enter imports"
        )
        layout.addWidget(PlainLabel(keys, role="small", wrap=True))

    def _count(self, tab: Tab) -> int:
        table = self._table()
        if table is None:
            return 0
        if tab.rows is not None:
            return self.model.count(tab)
        return len(table.left_out) if tab.key == "left_out" else len(table.missing)

    def _plain_lines(self, table: TablePlan | None) -> list[Line]:
        if table is None or self._place is None:
            return []
        if self._tab.key == "missing":
            return missing_lines(self._work, table)
        return [line(left, str(left.row), visible(left.text), say(left.reason)) for left in table.left_out]

    def _say_missing(self, then: WhenMissing) -> None:
        table, decisions = self._table(), self._work.decisions
        if table is None:
            return
        said = {(table.kind, missing.id): then for missing in self.plain.selected()}
        self._work.decide_soon(replace(decisions, missing_each={**decisions.missing_each, **said}))
        self.plain.tell(self._plain_lines(table))

    def _table(self) -> TablePlan | None:
        return self._work.table(*self._place) if self._place else None

    def _toggle(self, rows: list[int]) -> None:
        ticks = self.model.ticks_of(rows)
        if ticks:
            self._work.tick(ticks, not all(ticks.values()))

    def _toggle_cell(self, index: QModelIndex) -> None:
        field, plan = self.model.field_at(index.column()), self.model.row_plan(index.row())
        key = self.model.key(index.row())
        if field is not None and field.key in {*plan.changes, *self._work.decisions.refused.get(key, ())}:
            self.row_panel.show_row(key, plan)
            self.row_panel.toggle(field.key)

    def _ticked(self) -> None:
        self.model.ticks_changed()
        self._show_row(self.view.currentIndex())

    def _show_row(self, index: QModelIndex) -> None:
        if not index.isValid() or self._place is None:
            self.row_panel.show_row(None, None)
            return
        self.row_panel.show_row(self.model.key(index.row()), self.model.row_plan(index.row()))


def _empty_words(table: TablePlan | None) -> str:
    return tr("There is no table on this sheet.") if table is None else tr("No rows here.")
