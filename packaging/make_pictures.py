#!/usr/bin/env python3
"""Make the pictures of README and guide: the real window on an office of the sample returns, light and dark.

Run it with the Python of ``.venv``. Fonts of the machine are used; Noto Sans with CJK and Arabic looks best.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QLocale, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.resources import resource
from ilrs_desk.reports.request import ReportKind
from ilrs_desk.store.office import Office
from ilrs_desk.ui.files import FileChooser
from ilrs_desk.ui.intake.steps_bar import COLUMNS, MATCHES, REVIEW, VALUES
from ilrs_desk.ui.intake.window import ImportWindow
from ilrs_desk.ui.main_window import MainWindow
from ilrs_desk.ui.reports.window import ReportWindow
from ilrs_desk.ui.settings import Settings
from ilrs_desk.ui.start import make_application
from ilrs_desk.ui.status.page import StatusPage
from ilrs_desk.ui.tables.page import RecordPage
from ilrs_desk.ui.theme import Scheme, Theme
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.open_office import create_office, open_office
from ilrs_desk.usecases.preview_import import preview_import

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
SIZE = (1280, 800)
#: Reviewed in the import pictures, so not imported before.
REVIEWED = ("tr_personel_2.xlsx", "ng_flawed.xlsx")
#: The day of the picture of the past.
PAST_DAY = date(2024, 7, 23)
_LONGEST_WAIT = 30_000


def main() -> int:
    """Write every picture, and name each."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    application = make_application()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    with tempfile.TemporaryDirectory() as folder:
        path = sample_office(Path(folder))
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            for name, picture in pictures(application, scheme, path, Path(folder)):
                save(picture, f"{name}-{scheme}" if scheme is Scheme.DARK else name)
    return 0


def sample_office(folder: Path) -> Path:
    """An office that holds the sample returns, but for those that are reviewed in the pictures."""
    path = folder / "Programme office.ilrs"
    create_office(path, who="Li Lei")
    with opened(path) as office:
        samples = sorted(
            resource("samples").iterdir(), key=lambda one: (not one.name.startswith("partners"), one.name)
        )
        for sample in samples:
            if sample.name not in REVIEWED:
                commit_import(office, preview_import(office, [sample]).plan)
    return path


@contextmanager
def opened(path: Path) -> Iterator[Office]:
    """The office at ``path``, closed afterwards."""
    office = open_office(path, who="Li Lei")
    try:
        yield office
    finally:
        office.close()


def pictures(
    application: QApplication, scheme: Scheme, path: Path, folder: Path
) -> Iterator[tuple[str, QWidget]]:
    """Each screen by name, ready to be taken."""
    window = MainWindow(Settings(folder / "settings" / scheme), Theme(application, scheme))
    window.resize(*SIZE)
    window.show()
    window.open(path)
    settle(window, lambda: window.view is not None)
    yield "status", at(window, "status")
    yield "personnel", at(window, "personnel")
    yield "history", at(window, "history")
    merge = merging(window)
    yield "merge", merge
    merge.close()
    report = reporting(window)
    yield "report", report
    report.close()
    yield "past", past(window)
    window.desks.back()
    yield from import_pictures(window)
    window.close_office()
    window.runner.close()
    window.close()
    application.processEvents()


def at(window: MainWindow, key: str) -> QWidget:
    """The window at one of its pages, with a record chosen where there are some."""
    if window.view is None:
        raise RuntimeError("no office is open")
    page = window.view.go_to(key)
    settle(window)
    if isinstance(page, StatusPage):
        settle(window, lambda: page.reading is not None)
    if isinstance(page, RecordPage):
        settle(window, lambda: page.model.rowCount() > 0)
        page.show_record(page.model.ids[min(3, page.model.rowCount() - 1)])
    settle(window)
    return window


def merging(window: MainWindow) -> QWidget:
    """The merge window on two people of one name."""
    if window.view is None or window.session is None:
        raise RuntimeError("no office is open")
    people = window.session.office.find("personnel")
    names = Counter(person.label for person in people)
    twins = [person for person in people if person.label == names.most_common(1)[0][0]]
    merge = window.view.merging.merge_these(twins[:2])
    if merge is None:
        raise RuntimeError("there is nothing to merge")
    settle(window, lambda: merge.outlook is not None)
    return merge


def reporting(window: MainWindow) -> QWidget:
    """The window in which reports are made, with the first page of the meeting pack."""
    if window.view is None or window.session is None:
        raise RuntimeError("no office is open")
    report = ReportWindow(window.session, FileChooser(), ReportKind.PACK, window.view)
    report.resize(*SIZE)
    report.show()
    settle(window, lambda: not report.preview.page.isNull())
    return report


def past(window: MainWindow) -> QWidget:
    """The whole window on another day."""
    window.desks.turn_to(Moment(as_of=PAST_DAY))
    settle(window, lambda: window.desks.moment.as_of == PAST_DAY)
    return at(window, "status")


def import_pictures(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The import of two returns, step by step."""
    if window.session is None:
        raise RuntimeError("no office is open")
    paths = [resource("samples", name) for name in REVIEWED]
    importing = ImportWindow(window.session.office, paths, window.runner)
    importing.resize(*SIZE)
    importing.show()
    settle(window, lambda: importing.work.preview is not None)
    yield "import-found", importing
    for step, name in ((COLUMNS, "columns"), (VALUES, "values"), (MATCHES, "matches"), (REVIEW, "review")):
        importing.go_to(step)
        settle(window)
        yield f"import-{name}", importing
    importing.close()


def settle(window: MainWindow, ready: Callable[[], bool] = lambda: True) -> None:
    """Wait until nothing is under way and ``ready`` says so."""
    for _ in range(_LONGEST_WAIT // 100):
        loop = QEventLoop()
        QTimer.singleShot(100, loop.quit)
        loop.exec()
        if ready() and not window.runner.busy:
            return
    raise RuntimeError("the window did not come to rest")


def save(widget: QWidget, name: str) -> None:
    """Write the widget as it is seen."""
    target = PICTURES / f"{name}.png"
    if not widget.grab().save(str(target)):
        raise RuntimeError(f"{target} could not be written")
    print(target.relative_to(PICTURES.parents[1]))


if __name__ == "__main__":
    raise SystemExit(main())
