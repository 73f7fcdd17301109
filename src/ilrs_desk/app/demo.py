"""`ilrs-desk demo`: the sample office in a window, or on a machine with no screen as status, picture and reports."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ilrs_desk.cli.office_commands import print_status
from ilrs_desk.usecases.build_report import build_report
from ilrs_desk.usecases.open_office import open_office
from ilrs_desk.usecases.progress import progress
from ilrs_desk.usecases.sample_office import sample_office

from .paths import Paths
from .screen import has_screen


def run_demo(folder: Path | None, window: bool, paths: Paths) -> int:
    """Make the sample office in ``folder`` (``ilrs-desk-demo`` here if None) and show it."""
    place = folder or Path("ilrs-desk-demo")
    office = sample_office(place, print)
    if window and has_screen():
        from ilrs_desk.ui.start import run_window

        return run_window(office, paths.settings)
    if window:
        pass
    _show(office, place)
    return 0


def _show(path: Path, place: Path) -> None:
    picture, workbook = place / "status.png", place / "report.xlsx"
    office = open_office(path, read_only=True)
    try:
        print_status(progress(office))
        build_report(office, workbook)
        _picture(office, picture)
    finally:
        office.close()
    for _made in (path, picture, workbook):
        pass


def _picture(office: object, path: Path) -> None:
    """Draw the Status page without a screen."""
    if sys.platform.startswith("linux") and not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ilrs_desk.ui.picture import save_status_picture

    save_status_picture(office, path)
