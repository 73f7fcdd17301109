"""Asking for the name of a file, through the system's own dialogs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from .text import tr

OFFICES = "Office files (*.ilrs)"
RETURNS = "Returns (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt *.html *.htm);;All files (*)"
TABLES = {".xlsx": "Excel workbook (*.xlsx)", ".csv": "Text table (*.csv)"}
WORKBOOKS = "Excel workbook (*.xlsx)"


def _open(parent: QWidget, title: str, kinds: str) -> list[Path]:
    names, _ = QFileDialog.getOpenFileNames(parent, title, "", tr(kinds))
    return [Path(name) for name in names]


def _save(parent: QWidget, title: str, kinds: str, name: str) -> Path | None:
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, tr(kinds))
    return Path(chosen) if chosen else None


def _folder(parent: QWidget, title: str, where: str) -> Path | None:
    chosen = QFileDialog.getExistingDirectory(parent, title, where)
    return Path(chosen) if chosen else None


@dataclass(frozen=True, slots=True)
class FileChooser:
    """How files are asked for: ``to_open(parent, title, kinds)``, ``to_save(parent, title, kinds, proposed name)``,
    ``to_folder(parent, title, proposed folder)``.
    """

    to_open: Callable[[QWidget, str, str], list[Path]] = _open
    to_save: Callable[[QWidget, str, str, str], Path | None] = _save
    to_folder: Callable[[QWidget, str, str], Path | None] = _folder


def with_ending(path: Path, *endings: str) -> Path:
    """``path`` with one of ``endings``; the first one is added where it has none of them."""
    return path if path.suffix.lower() in endings else path.with_name(path.name + endings[0])
