"""A picture of the window without anybody at it, for machines with no screen."""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMessageLogContext, QSize, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from ilrs_desk.domain.problems import MachineFault
from ilrs_desk.domain.wording import Message

from .main_window import MainWindow
from .settings import Settings
from .start import make_application, make_window
from .status.page import StatusPage

_SIZE = QSize(1280, 800)
_PATIENCE_SECONDS = 60.0


def save_status_picture(office: Path, path: Path) -> None:
    """Open the window on ``office``, wait until the Status page is counted, and write it to ``path`` (.png).

    Raises MachineFault if it is not counted in time or the file cannot be written.
    """
    before = qInstallMessageHandler(_heard)
    try:
        _save(office, path)
    finally:
        qInstallMessageHandler(before)


def _heard(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Let Qt speak, but for what its screenless platform says of every window that it cannot do."""
    if not text.startswith("This plugin does not support"):
        logging.getLogger(__name__).warning(text)


def _save(office: Path, path: Path) -> None:
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        window = make_window(application, Settings(Path(folder)))
        try:
            window.resize(_SIZE)
            window.show()
            window.open(office)
            _wait(application, lambda: _counted(window))
            if not window.grab().save(str(path)):
                raise MachineFault(
                    "picture.not_written", Message("{file} could not be written.", {"file": str(path)})
                )
        finally:
            window.close()
            _settle(application)


def _counted(window: MainWindow) -> bool:
    page = window.view.page if window.view is not None else None
    return isinstance(page, StatusPage) and page.reading is not None


def _wait(application: QApplication, ready: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while not ready():
        if time.monotonic() > until:
            raise MachineFault("picture.late", Message("The Status page was not counted in time."))
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    _settle(application)


def _settle(application: QApplication) -> None:
    """Let what was just laid out be painted."""
    for _ in range(10):
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
