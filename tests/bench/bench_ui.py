"""The window: start to first painted rows, and a keystroke in the search box to repainted rows.

Start: whole processes, ours on an office of 5,000 people against a bare PySide6 window with an empty table,
in turns. Search: 100,000 people, against QSortFilterProxyModel over the same rows. ``--quick`` takes fewer.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from _measure import Ratio, tell

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_BARE = """
import os, sys
from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

class Empty(QAbstractTableModel):
    def rowCount(self, parent=QModelIndex()): return 0
    def columnCount(self, parent=QModelIndex()): return 11
    def data(self, index, role=0): return None

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            os.write(1, b"painted")
            os._exit(0)
        return False

app = QApplication(sys.argv)
window, view, painted = QMainWindow(), QTableView(), Painted()
view.setModel(Empty())
window.setCentralWidget(view)
window.resize(1180, 760)
view.viewport().installEventFilter(painted)
window.show()
app.exec()
"""
_OURS = """
import os, sys
from pathlib import Path
import ilrs_desk.app.program  # what the program itself loads before its window
from PySide6.QtCore import QEvent, QObject
from ilrs_desk.ui import start

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint and watched.parent().model().rowCount() == {rows}:
            os.write(1, b"painted")
            os._exit(0)
        return False

import ilrs_desk.ui.tables.view as view_module
painted = Painted()
made = view_module.RecordTableView.__init__
def watched(self, *given):
    made(self, *given)
    self.viewport().installEventFilter(painted)
view_module.RecordTableView.__init__ = watched
sys.exit(start.run_window(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[2])))
"""
_WORDS = ("iva", "wang", "ş", "garc", "egy", "prof", "sri", "researcher", "khan s", "a")


def main(arguments: Sequence[str]) -> int:
    """Print both measurements; 0 always, the figures are for people."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer turns, and 20,000 people for the search")
    quick = parser.parse_args(arguments).quick
    with tempfile.TemporaryDirectory() as folder:
        _start(Path(folder), 5_000, 3 if quick else 15)
        _search(Path(folder), 20_000 if quick else 100_000, 1 if quick else 3)
    return 0


def _start(folder: Path, people: int, turns: int) -> None:
    office = make_office(folder / "start.ilrs", people)
    settings = folder / "settings"
    settings.mkdir()
    (settings / "window.ini").write_text("[General]\npage=personnel\n")
    # As installed: modules are compiled once, in the turn that does not count.
    surroundings = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    ours, bare = [], []
    for turn in range(turns + 1):
        for times, words in (
            (bare, ("-c", _BARE)),
            (ours, ("-c", _OURS.replace("{rows}", str(people)), str(office), str(settings))),
        ):
            taken = _until_painted(words, surroundings)
            if turn:  # the first turn warms the disk's cache
                times.append(taken)
    ratio = Ratio(statistics.median(ours), statistics.median(bare))
    tell(f"start to first painted rows, {people:,} people", ratio, "bare window, empty table")


def _until_painted(words: Sequence[str], surroundings: dict[str, str]) -> float:
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=surroundings
    ) as process:
        assert process.stdout is not None
        told = process.stdout.read(7)
        taken = time.perf_counter() - begun
    if told != b"painted":
        raise RuntimeError("the window was not painted")
    return taken


def _search(folder: Path, people: int, rounds: int) -> None:
    from PySide6.QtTest import QTest

    from ilrs_desk.ui.settings import Settings
    from ilrs_desk.ui.start import make_application, make_window
    from ilrs_desk.ui.tables.page import RecordPage

    application = make_application()
    settings = Settings(folder / "search")
    settings.keep("page", "personnel")
    window = make_window(application, settings)
    window.show()
    window.open(make_office(folder / "search.ilrs", people))
    while window.view is None or window.runner.busy:
        application.processEvents()
    page = window.view.page
    assert isinstance(page, RecordPage)
    QTest.qWait(300)
    watch = _Watch(page)
    taken = sorted(
        watch.key(key) for _ in range(rounds) for word in _WORDS for key in [*word, *("\b" for _ in word)]
    )
    p50, p95 = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
    print(
        f"search keystroke to repainted rows, {people:,} people: p50 {p50 * 1e3:.0f} ms, p95 {p95 * 1e3:.0f} ms, "
        f"longest {taken[-1] * 1e3:.0f} ms ({len(taken)} keys)"
    )
    floor = _proxy(page)
    tell("search keystroke, p50", Ratio(p50, floor), "QSortFilterProxyModel over the same rows")
    window.close_office()
    window.runner.close()


class _Watch:
    """Presses a key and waits until the table has been painted with what it found."""

    def __init__(self, page: object) -> None:
        from PySide6.QtCore import QEvent, QEventLoop, QObject

        self._page = page
        # The program's own way to wait: a loop that lets the worker thread run.
        self._loop = QEventLoop()
        self.answered = self.painted = False
        page.model.counted.connect(self._answer)

        class Painted(QObject):
            def eventFilter(inner, watched: QObject, event: QEvent) -> bool:  # noqa: N805
                if event.type() is QEvent.Type.Paint and self.answered:
                    self.painted = True
                return False

        self._filter = Painted()
        page.view.viewport().installEventFilter(self._filter)
        page._empty.installEventFilter(self._filter)

    def key(self, key: str) -> float:
        from PySide6.QtCore import QEventLoop, Qt
        from PySide6.QtTest import QTest

        self.answered = self.painted = False
        begun = time.perf_counter()
        if key == "\b":
            QTest.keyClick(self._page.search, Qt.Key.Key_Backspace)
        else:
            self._page.search.insert(key)
        while not self.painted:
            self._loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        taken = time.perf_counter() - begun
        QTest.qWait(60)  # the details pane follows; a person types slower than that
        return taken

    def _answer(self, shown: int, total: int) -> None:
        self.answered = True


def _proxy(page: object) -> float:
    """Median seconds of a filter over all columns of the same rows, the way Qt offers out of the box."""
    from PySide6.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt

    from ilrs_desk.domain.tables import Query
    from ilrs_desk.ui.values import shown_record

    rows = [shown_record(page.kind, record) for record in page.session.office.find(page.kind.key, Query())]

    class Rows(QAbstractTableModel):
        def rowCount(self, parent: QModelIndex | None = None) -> int:
            return len(rows)

        def columnCount(self, parent: QModelIndex | None = None) -> int:
            return len(page.kind.fields)

        def data(self, index: QModelIndex, role: int = 0) -> str | None:
            return rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    source, proxy = Rows(), QSortFilterProxyModel()
    proxy.setSourceModel(source)
    proxy.setFilterKeyColumn(-1)
    taken = []
    for word in ("iv", "iva", "ivan"):
        begun = time.perf_counter()
        proxy.setFilterFixedString(word)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def make_office(path: Path, people: int) -> Path:
    """An office file with invented people and twenty institutions."""
    from ilrs_desk.domain.changes import Act, Draft, Write
    from ilrs_desk.domain.wording import Message
    from ilrs_desk.usecases.open_office import create_office, open_office

    family = (
        "Ivanov",
        "Şahin",
        "Mbeki",
        "Rodríguez",
        "Hassan",
        "Srisawat",
        "Đurić",
        "Khan",
        "García",
        "Wang",
    )
    given = (
        "Aleksei",
        "İpek",
        "Thabo",
        "María José",
        "Fatma",
        "Kanya",
        "Đorđe",
        "Sana",
        "Ana",
        "Wei",
        "Moussa",
    )
    native = ("", "", "", "", "فاطمة حسن", "กัญญา ศรีสวัสดิ์", "Ђорђе Ђурић", "", "", "王伟", "", "Иванов Алексей")
    country = ("RU", "TR", "ZA", "VE", "EG", "TH", "RS", "PK", "BO", "CN", "SN", "BY", "AZ")
    roles = ("Researcher", "Engineer", "Professor", "Technician", "Lead researcher")
    houses = [
        f"{place} Institute of Space Research"
        for place in ["Northern", "Southern", "Eastern", "Western", "Central"]
    ]
    create_office(path, who="bench")
    office = open_office(path, who="bench")
    writes = [Write("institutions", {"name": name, "country": "EG", "stage": "signed"}) for name in houses]
    for row in range(people):
        values = {
            "family_name": family[row % 10],
            "given_name": f"{given[row % 11]} {row}",
            "native_name": native[row % 12] or None,
            "nationality": country[row % 13],
            "institution": houses[row % 5],
            "role": roles[row % 5],
            "workstream": "Science" if row % 3 else "Energy",
            "email": f"person{row}@example.org",
            "start_date": f"20{18 + row % 8}-{1 + row % 12:02d}",
        }
        writes.append(Write("personnel", values))
    office.write(Draft(Act.COMMAND, Message("people of the benchmark"), tuple(writes)))
    office.close()
    return path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
