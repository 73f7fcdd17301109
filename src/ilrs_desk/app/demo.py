"""`ilrs-desk demo`: the sample office in a window, or on a machine with no screen as status, picture and reports."""

from __future__ import annotations

from pathlib import Path

import click

from ilrs_desk.cli.office_commands import print_status
from ilrs_desk.cli.output import say
from ilrs_desk.usecases.build_report import build_report
from ilrs_desk.usecases.open_office import open_office
from ilrs_desk.usecases.progress import progress
from ilrs_desk.usecases.sample_office import sample_office

from .paths import Paths
from .screen import has_screen


def run_demo(folder: Path | None, window: bool, paths: Paths) -> int:
    """Make the sample office in ``folder`` (``ilrs-desk-demo`` here if None) and show it."""
    place = folder or Path("ilrs-desk-demo")
    office = sample_office(place, click.echo)
    if window and has_screen():
        from ilrs_desk.ui.start import run_window

        return run_window(office, paths.settings, paths.backups)
    if window:
        say(
            "There is no screen here, so no window can be opened; this is the sample office in words and files."
        )
    _show(office, place)
    return 0


def _show(path: Path, place: Path) -> None:
    from ilrs_desk.ui.picture import save_status_picture  # Qt is loaded only when it draws

    picture, workbook, pages = place / "status.png", place / "report.xlsx", place / "report.pdf"
    save_status_picture(path, picture)
    office = open_office(path, read_only=True)
    try:
        print_status(progress(office))
        build_report(office, workbook)
        build_report(office, pages)
    finally:
        office.close()
    for made in (path, picture, workbook, pages):
        click.echo(f"written: {made}")
