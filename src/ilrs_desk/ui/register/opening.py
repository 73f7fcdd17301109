"""Opens what the register holds: kept files, the history of cells, and files written out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ilrs_desk.store.register import ImportRecord
from ilrs_desk.ui.files import FileChooser
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.text import tr

if TYPE_CHECKING:
    from ilrs_desk.usecases.cell_history import CellPlace

    from .cell_dialog import CellDialog
    from .file_window import FileWindow


class Opening(QObject):
    """``told(str)`` when something was done; ``open_record(kind, id)`` leads to a record."""

    told = Signal(str)
    open_record = Signal(str, int)

    def __init__(self, session: Session, chooser: FileChooser, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._chooser = chooser
        self._parent = parent
        self._files: dict[int, FileWindow] = {}

    def show_file(
        self,
        record: ImportRecord,
        sheet: str | None = None,
        row: int | None = None,
        column: str | None = None,
    ) -> FileWindow:
        """Show an imported file at a cell; a window that shows it already goes there."""
        from .file_window import FileWindow

        window = self._files.get(record.id)
        if window is None or not isValid(window):
            window = self._files[record.id] = FileWindow(self._session, record, self._parent)
            window.save_wanted.connect(self.save_file)
            window.open_record.connect(self.open_record)
        window.go_to(sheet, row, column)
        window.show()
        window.raise_()
        window.activateWindow()
        return window

    def show_place(self, place: CellPlace) -> None:
        """Show the cell that a value came from."""
        self._session.work(
            lambda office: next(each for each in office.register.imports() if each.id == place.import_id),
            lambda record: self.show_file(record, place.sheet, place.row, place.column),
            owner=self,
        )

    def save_file(self, import_id: int, name: str) -> None:
        """Ask where an imported file is to be written, and write it as it came."""
        from ilrs_desk.usecases.kept_file import file_name, save_kept_file

        proposed = str(self._session.office.path.with_name(file_name(name)))
        path = self._chooser.to_save(self._parent, tr("Save the file"), tr("All files (*)"), proposed)
        if path is not None:
            self._session.work(
                lambda office: save_kept_file(office, import_id, path),
                lambda _: self.told.emit(tr("Written: {file}", file=str(path))),
                owner=self,
            )

    def show_history(self, kind: str, record_id: int, key: str) -> CellDialog:
        """Show the history of one field of a record."""
        from .cell_dialog import CellDialog

        dialog = CellDialog(self._session, kind, record_id, key, self._parent)
        dialog.place_wanted.connect(self.show_place)
        dialog.told.connect(self.told)
        dialog.show()
        return dialog
