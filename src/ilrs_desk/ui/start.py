"""Starts the window for the program: what the composition root calls."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from .main_window import MainWindow
from .settings import Settings
from .theme import Scheme, Theme


def run_window(office: Path | None, settings_folder: Path, backups: Path) -> int:
    """Show the window on ``office`` (on the one opened last if None, if it is still there) until it is closed."""
    application = make_application()
    settings = Settings(settings_folder, backups)
    window = make_window(application, settings)
    window.show()
    wanted = office or next((path for path in settings.recent()[:1] if path.exists()), None)
    if wanted is not None:
        window.open(wanted)
    return application.exec()


def make_application() -> QApplication:
    """The one Qt application of this process."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("ILRS Desk")
    application.setQuitOnLastWindowClosed(False)
    return application


def make_window(application: QApplication, settings: Settings) -> MainWindow:
    """The window in the colours and size of text that were chosen last."""
    kept = settings.text("scheme")
    scheme = Scheme(kept) if kept in set(Scheme) else Scheme.SYSTEM
    return MainWindow(settings, Theme(application, scheme, settings.number("zoom", 0)))
