"""What can be done with a file that was just written: open it, or show where it is."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ilrs_desk.ui.dialogs import show_note
from ilrs_desk.ui.labels import ElidedLabel
from ilrs_desk.ui.links import Opener, open_file
from ilrs_desk.ui.text import tr


class DoneBar(QFrame):
    """Names the file that was written; hidden before. ``opener`` takes the address of a file or folder."""

    def __init__(self, parent: QWidget | None = None, opener: Opener | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "done")
        self._opener = opener
        self._path = Path()
        self.label = ElidedLabel()
        self.open_button = QPushButton(tr("Op&en"))
        self.folder_button = QPushButton(tr("Show in Fol&der"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self.label, 1)
        for button, act in ((self.open_button, self._open), (self.folder_button, self._show_folder)):
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
        self.hide()

    def tell(self, path: Path) -> None:
        """Say that ``path`` was written."""
        self._path = path
        self.label.setText(tr("Written: {file}", file=path.name))
        self.show()

    def _open(self) -> None:
        _open(self, self._path, self._opener)

    def _show_folder(self) -> None:
        _open(self, self._path.parent, self._opener)


def show_written(parent: QWidget, path: Path, opener: Opener | None = None) -> None:
    """Tell that ``path`` was written, with what can be done with it. The box does not block."""
    show_note(
        parent,
        tr("Written: {file}", file=path.name),
        str(path.parent),
        acts=(
            (tr("Op&en"), partial(_open, parent, path, opener)),
            (tr("Show in Fol&der"), partial(_open, parent, path.parent, opener)),
        ),
    )


def _open(parent: QWidget, path: Path, opener: Opener | None) -> None:
    if opener is None:
        open_file(parent, path)
    else:
        open_file(parent, path, opener)
