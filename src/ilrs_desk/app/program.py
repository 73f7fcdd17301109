"""The composition root: hands the window and the demo to the command line, and keeps a log of faults."""

from __future__ import annotations

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

from ilrs_desk.cli.main import run
from ilrs_desk.cli.output import say

from .paths import Paths, program_paths
from .screen import has_screen


def run_program(words: list[str]) -> int:
    """Start the program with the command line ``words``; returns the exit status."""
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # pictures and PDF pages are drawn in memory then
    paths = program_paths()
    _log_faults(paths)
    return run(
        words,
        lambda office: _open_window(office, paths),
        lambda folder, window: _run_demo(folder, window, paths),
    )


def _run_demo(folder: Path | None, window: bool, paths: Paths) -> int:
    from .demo import run_demo  # what it needs is not loaded for the window

    return run_demo(folder, window, paths)


def _open_window(office: Path | None, paths: Paths) -> int:
    if not has_screen():
        say(
            "There is no screen here, so no window can be opened. Use a command instead (ilrs-desk --help), "
            "or see the sample office: ilrs-desk demo --no-window."
        )
        return 1
    from ilrs_desk.ui.start import run_window  # Qt is loaded only when a window is wanted

    return run_window(office, paths.settings, paths.backups)


def _log_faults(paths: Paths) -> None:
    """Unexpected faults go to a small log file; nothing of the records does, since names must not end there."""
    try:
        paths.logs.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            paths.logs / "faults.log", maxBytes=200_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setLevel(logging.ERROR)
    logging.getLogger("ilrs_desk").addHandler(handler)
    logging.getLogger("ilrs_desk").propagate = False
