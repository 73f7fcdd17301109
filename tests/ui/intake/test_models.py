"""The lists behind the import window: sound as Qt models, and quick however long the file is."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ilrs_desk.domain.problems import Problem, Severity
from ilrs_desk.domain.wording import Message
from ilrs_desk.intake.plan import Action, RowPlan, TablePlan
from ilrs_desk.intake.sheets import CellError
from ilrs_desk.store.office import Office
from ilrs_desk.ui.intake.raw_grid import shown_cell
from ilrs_desk.ui.intake.review_model import OLD, ROLE, ReviewTableModel
from ilrs_desk.ui.intake.states import TABS
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.preview_import import preview_import

from .conftest import Opener

Sample = Callable[[str], Path]


def long_table(rows: int) -> TablePlan:
    plans = tuple(
        RowPlan("People", number + 2, Action.ADD, {"family_name": f"Family {number}", "nationality": "PK"})
        for number in range(rows)
    )
    return TablePlan("People", "personnel", "table", (1,), 2, rows + 1, (), rows=plans)


def test_the_models_keep_qt_s_rules(importing: Opener, sample: Sample, qtmodeltester: object) -> None:
    window = importing(sample("ng_flawed.xlsx"))
    models: list[QAbstractItemModel] = [
        window.review.model, window.columns.model, window.found.model, window.source_list.sources,
        window.matches.model, window.matches.panel.table.model_, window.values.list.model_,
    ]  # fmt: skip
    for model in models:
        qtmodeltester.check(model, force_py=True)  # type: ignore[attr-defined]


def test_a_hundred_thousand_rows_are_shown_and_ticked_at_once(qtbot: QtBot) -> None:
    ticks: dict[tuple[int, int, int], bool] = {}
    model = ReviewTableModel(lambda key, drawn: ticks.get(key, drawn))
    table = long_table(100_000)
    began = time.perf_counter()
    model.show((0, 0), table, TABS[0])
    shown = [model.index(row, column).data() for row in range(99_960, 100_000) for column in range(6)]
    keys = model.ticks_of(range(model.rowCount()))
    took = time.perf_counter() - began
    assert "Family 99999" in shown
    assert len(keys) == 100_000
    assert took < 3


def test_what_cannot_be_read_stands_in_its_cell_as_written() -> None:
    said = Problem("date.impossible", Message("no day"), Severity.ERROR, "start_date", "F", "31/02/2025")
    row = RowPlan("People", 5, Action.REJECT, {"family_name": "Khan"}, problems=(said,), taken=False)
    table = TablePlan("People", "personnel", "table", (1,), 5, 5, (), rows=(row,))
    model = ReviewTableModel(lambda key, drawn: drawn)
    model.show((0, 0), table, TABS[0])
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    cell = model.index(0, heads.index("Started"))
    assert (cell.data(), cell.data(ROLE)) == ("31/02/2025", "bad")
    assert model.index(0, heads.index("Remarks")).data() == "F: no day"


def test_a_changed_cell_tells_both_values(importing: Opener, office: Office, sample: Sample) -> None:
    commit_import(office, preview_import(office, [sample("tr_personel.xlsx")]).plan)
    window = importing(sample("tr_personel_2.xlsx"))
    window.review.show_tab("changed")
    model = window.review.model
    found = {
        (index.data(OLD), index.data())
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        if (index := model.index(row, column)).data(OLD) is not None
    }
    assert found == {("Doç. Dr.", "Bölüm Başkanı"), ("Araştırmacı", "Bölüm Başkanı")}


def test_every_state_has_a_glyph_and_a_word(reviewing: Opener, sample: Sample) -> None:
    window = reviewing(sample("ng_flawed.xlsx"))
    states = {window.review.model.index(row, 2).data() for row in range(window.review.model.rowCount())}
    assert states == {"+ new", "? conflict", "! problem"}


def test_the_reasons_name_who_does_not_count(reviewing: Opener, sample: Sample) -> None:
    window = reviewing(sample("partners_2024.xlsx"))
    dialog = window.review.effect.explain()
    assert isinstance(dialog, QDialog)
    text = dialog.findChild(QPlainTextEdit).toPlainText()
    assert "Countries: 0 → 10" in text
    assert "applied, nothing signed" in text
    dialog.reject()


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (None, ""),
        (True, "yes"),
        (datetime(2025, 3, 12, 0, 0), "2025-03-12"),
        (datetime(2025, 3, 12, 14, 5), "2025-03-12 14:05"),
        (date(2025, 3, 12), "2025-03-12"),
        (CellError("#DIV/0!"), "#DIV/0!"),
        ("two\nlines", "two lines"),
        ("a\u202eb", "a[U+202E]b"),
        (12, "12"),
    ],
)
def test_raw_cells_in_one_line(cell: object, shown: str) -> None:
    assert shown_cell(cell) == shown  # type: ignore[arg-type]


def test_all_pages_paint_in_both_directions(reviewing: Opener, sample: Sample, qtbot: QtBot) -> None:
    window = reviewing(sample("ng_flawed.xlsx"))
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        window.setLayoutDirection(direction)
        for step in range(5):
            window.go_to(step)
            qtbot.wait(10)
            image = window.grab().toImage()
            assert len({image.pixel(x, 300) for x in range(0, image.width(), 3)}) > 1
