"""The page of a record kind: its table with search and columns, and the details pane beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from ilrs_desk.domain.changes import ChangeSet
from ilrs_desk.domain.fields import RecordKind, ValueType
from ilrs_desk.domain.merging import MOST
from ilrs_desk.domain.tables import Query
from ilrs_desk.ui.details.pane import DetailsPane
from ilrs_desk.ui.moment.words import moment_phrase
from ilrs_desk.ui.notice import MessageBar
from ilrs_desk.ui.page import Commands, Page
from ilrs_desk.ui.placeholder import Placeholder
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.text import say, tr
from ilrs_desk.usecases.duplicate_record import duplicate_record
from ilrs_desk.usecases.edit_cells import edit_cells
from ilrs_desk.usecases.trash_records import trash_records

from .columns import Columns
from .copying import copy_cells
from .model import RecordTableModel
from .view import RecordTableView

if TYPE_CHECKING:
    from ilrs_desk.ui.forms.new_record import NewRecordDialog

    from .columns_dialog import ColumnsDialog

_PANE_KEY = "details/width"
_PANE_SHOWN = "details/shown"


class RecordPage(Page):
    """Everything that can be done with the records of one kind; ``merge_wanted`` and ``apart_wanted``: (kind, ids).

    ``history_wanted(kind, id, field)`` for the cell or the form's field where the cursor is.
    """

    merge_wanted = Signal(str, object)
    apart_wanted = Signal(str, object)
    history_wanted = Signal(str, int, str)

    def __init__(self, session: Session, kind: RecordKind, parent: QWidget | None = None) -> None:
        super().__init__(session, tr(kind.label), parent)
        self.key = kind.key
        self.kind = kind
        self._go_to, self._wanted = 0, False
        self.model = RecordTableModel(session, kind, self)
        self.model.counted.connect(self._counted)
        self.model.completed.connect(self._completed)
        self.view = RecordTableView(session, self.model)
        self.columns = Columns(kind, self.view.horizontalHeader(), session.settings)
        self.columns.restore()
        self.bar = MessageBar()
        self.pane = DetailsPane(session, kind)
        self._fill_head()
        self._fill_body()
        self._connect()
        self.setFocusProxy(self.view)

    # Building

    def _fill_head(self) -> None:
        self.filter = self.head.add_filter(self.show_all)
        self.search = self.head.add_search(tr("Find in {kind}  (Ctrl+F)", kind=tr(self.kind.label).lower()))
        self.search.textChanged.connect(self.model.search)
        if not self.session.read_only:
            self.head.add_button(
                tr("New {kind}", kind=tr(self.kind.singular).lower()), self.new_record, primary=True
            )

    def _fill_body(self) -> None:
        panel = QFrame()
        panel.setProperty("role", "panel")
        self._stack = QStackedLayout(panel)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self.view)
        self._empty = Placeholder()
        self._stack.addWidget(self._empty)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(panel, 1)
        column.addWidget(self.bar)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.pane)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setCollapsible(0, False)
        self.splitter.setHandleWidth(4)
        self.layout_.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        view, pane = self.view, self.pane
        view.current_changed.connect(pane.show_record)
        view.current_changed.connect(lambda _: self.changed.emit())
        view.selection_changed.connect(self.changed)
        view.opened.connect(lambda _: self.open_current())
        view.told.connect(self.bar.tell)
        view.columns_menu_wanted.connect(lambda _: self.choose_columns())
        view.horizontalHeader().sectionMoved.connect(lambda *_: self.columns.keep())
        view.horizontalHeader().sectionResized.connect(lambda *_: self.columns.keep())
        self.model.refused.connect(lambda message: self.bar.tell(say(message)))
        self.model.edits.changed.connect(lambda *_: self.changed.emit())
        pane.refused.connect(self.bar.tell)
        pane.open_record.connect(self.open_record)
        pane.open_records.connect(self.open_records)

    # What the window asks

    def refresh(self) -> None:
        """Ask the office again, keeping the cursor where it is."""
        self._fit_pane()
        self.model.reload(max(self.view.currentIndex().row(), 0))
        self.pane.refresh()

    def follow(self, changeset: ChangeSet) -> None:
        """Show what one change set did."""
        self.model.follow(changeset, max(self.view.currentIndex().row(), 0))
        self.pane.refresh()

    def status(self) -> Sequence[str]:
        """How many are shown and selected."""
        if not self.model.answered:
            return ()
        texts = [tr("{shown} of {total} shown", shown=self.model.shown, total=self.model.total)]
        chosen = self.view.selected_count()
        if chosen:
            texts.append(tr("{count} selected", count=chosen))
        if self.model.edits.unread_count:
            texts.append(tr("{count} not understood, not saved", count=self.model.edits.unread_count))
        if self.session.moment.is_now:
            texts.append(tr("as of today"))
        return texts

    def commands(self) -> Commands:
        found: dict[str, Callable[[], object]] = {
            "edit.find": self.find_text,
            "edit.select_all": self.view.selectAll,
            "view.columns": self.choose_columns,
            "view.details": self.toggle_details,
        }
        writable = not self.session.read_only
        if writable:
            found["record.new"] = self.new_record
        # Before all are known, what looks selected could not be named in full.
        chosen = self.view.selected_count() if self.model.complete else 0
        if chosen:
            found |= {"edit.copy": self.copy, "edit.copy_headers": lambda: self.copy(headers=True)}
            found |= {"record.open": self.open_current, "record.history": self.ask_history}
        if chosen and self._website():
            found["record.link"] = self.open_website
        if chosen and writable:
            found |= {"edit.clear": self.clear_cells, "record.trash": self.trash}
        if chosen == 1 and writable:
            found["record.duplicate"] = self.duplicate
        if 2 <= chosen <= MOST and writable:
            found["record.merge"] = lambda: self.merge_wanted.emit(self.kind.key, self.view.selected_ids())
            found["record.apart"] = lambda: self.apart_wanted.emit(self.kind.key, self.view.selected_ids())
        return found

    # Showing

    def show_record(self, record_id: int) -> None:
        """Put the cursor on a record, showing all records again if it is not among those shown.

        One that is not in force on the day of the table is shown beside it.
        """
        self._go_to, self._wanted = record_id, True
        if self.model.answered and self.view.go_to(record_id):
            self._go_to = 0
        else:
            self.show_all()

    def begin_at(self, record_id: int) -> None:
        """Put the cursor on a record once the table is filled, if it is in it."""
        self._go_to, self._wanted = record_id, False

    def show_only(self, ids: Sequence[int], title: str) -> None:
        """Narrow the table to the records ``ids``, telling by ``title`` which they are."""
        self._clear_search()
        self.filter.tell(title)
        self.model.ask(replace(self.model.query, search="", ids=tuple(ids)))

    def show_all(self) -> None:
        """Show every record of the kind."""
        self._clear_search()
        self.filter.tell("")
        self.model.ask(Query(order=self.model.query.order, in_force_on=self.session.moment.as_of))

    def _clear_search(self) -> None:
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)

    def _counted(self, shown: int, total: int) -> None:
        if shown:
            self._stack.setCurrentIndex(0)
        else:
            self._empty.tell(*self._nothing(total))
            self._stack.setCurrentIndex(1)
        self._tell_left_out(shown)
        if self._go_to:
            self._go_on()
        elif shown and not self.view.currentIndex().isValid() and not self.search.hasFocus():
            self._go_to_first()
        self.changed.emit()

    def _go_to_first(self) -> None:
        self.view.setCurrentIndex(self.model.index(0, self.view.first_column()))
        self.view.setFocus()

    def _go_on(self) -> None:
        """Go where the user wanted to be, as soon as the record is among those known."""
        if self._go_to and self.view.go_to(self._go_to):
            self.view.setFocus()
            self._go_to = 0
        elif self._go_to and self.model.complete:
            missed, self._go_to = self._go_to, 0
            if self._wanted and self.session.moment.as_of is not None:
                self._show_beside(missed)
            elif not self._wanted and self.model.shown:
                self._go_to_first()

    def _show_beside(self, record_id: int) -> None:
        """Show a record in the pane that is not in the table."""
        self.view.setCurrentIndex(QModelIndex())
        if self.pane.isHidden():
            self.toggle_details()
        self.pane.show_record(record_id)

    def _completed(self) -> None:
        self._go_on()
        self.changed.emit()

    def _tell_left_out(self, shown: int) -> None:
        """Say how many of the records that were asked for by number are not in force."""
        asked, day = self.model.query.ids, self.model.query.in_force_on
        if asked is None or day is None or self.model.query.search:
            return
        missing = len(set(asked)) - shown
        words = tr("{count} of these records are not in force on {day}.", count=missing, day=day)
        one = tr("One of these records is not in force on {day}.", day=day)
        self.bar.tell("" if not missing else one if missing == 1 else words)

    def _nothing(self, total: int) -> tuple[str, str]:
        if total:
            return tr("Nothing found"), tr(
                "None of the {total} records holds all of these words.", total=total
            )
        if not self.session.moment.is_now:
            words = moment_phrase(self.session.moment)
            return tr("No {kind} then", kind=tr(self.kind.label).lower()), tr(
                "None is {moment}.", moment=words
            )
        return (
            tr("No {kind} yet", kind=tr(self.kind.label).lower()),
            tr("Drop a return onto this window, import a file (Ctrl+I), or type one in (Ctrl+Shift+N)."),
        )

    def _fit_pane(self) -> None:
        self.pane.setVisible(self.session.settings.flag(_PANE_SHOWN, True))
        width = self.session.settings.number(_PANE_KEY, self.fontMetrics().averageCharWidth() * 50)
        if self.splitter.width() > 2 * width:
            self.splitter.setSizes([self.splitter.width() - width, width])
        self.splitter.splitterMoved.connect(self._keep_width, Qt.ConnectionType.UniqueConnection)

    def _keep_width(self) -> None:
        if self.pane.width():
            self.session.settings.keep(_PANE_KEY, self.pane.width())

    # What the user does

    def find_text(self) -> None:
        """Go to the search box."""
        self.search.setFocus()
        self.search.selectAll()

    def toggle_details(self) -> None:
        """Show or hide the details pane, on every page alike."""
        shown = self.pane.isHidden()
        self.session.settings.keep(_PANE_SHOWN, shown)
        self._fit_pane()
        if shown:
            self.pane.refresh()

    def open_current(self) -> None:
        """Begin to edit the record of the cursor in the details pane."""
        if self.pane.isHidden():
            self.toggle_details()
        self.pane.focus_form()

    def ask_history(self) -> None:
        """Ask for the history of the form's field that has the focus, else of the cursor's cell."""
        record = self.model.record(self.view.currentIndex().row())
        if record is None:
            return
        key = self.pane.focused_field() or self.model.field(self.view.currentIndex().column()).key
        # A name made of its parts has no history of its own.
        if record.shown(key) != record.values.get(key):
            key = "family_name"
        self.history_wanted.emit(self.kind.key, record.id, key)

    def choose_columns(self) -> ColumnsDialog:
        """Open the dialog of the columns."""
        from .columns_dialog import ColumnsDialog

        dialog = ColumnsDialog(self.kind, self.columns, self.view.horizontalHeader(), self)
        dialog.open()
        return dialog

    def copy(self, *, headers: bool = False) -> None:
        """Put the selected cells on the clipboard."""
        fields = [self.model.field(column) for column in self.view.selected_columns()]
        copy_cells(self.session, self.kind, self.view.selected_ids(), fields, self, headers=headers)

    def open_website(self) -> None:
        """Open the website of the cursor's record, after asking."""
        from ilrs_desk.ui.links import open_link

        if not open_link(self, self._website()):
            self.bar.tell(tr("{address} is no https address, so it is not opened.", address=self._website()))

    def _website(self) -> str:
        """The web address in the cursor's record; "" when it has none."""
        record = self.model.record(self.view.currentIndex().row())
        keys = [field.key for field in self.kind.fields if field.type is ValueType.URL]
        return next((text for key in keys if record and (text := record.text(key))), "")

    def clear_cells(self) -> None:
        """Empty the selected cells."""
        cells = {each: dict.fromkeys(keys) for each, keys in self.view.selected_cells().items()}
        self.session.work(lambda office: edit_cells(office, self.kind.key, cells), owner=self)

    def new_record(self) -> NewRecordDialog:
        """Open the form of a new record."""
        from ilrs_desk.ui.forms.new_record import NewRecordDialog

        start = {"kind": "country"} if self.kind.key == "partners" else {}
        dialog = NewRecordDialog(self.session, self.kind, start, self)
        dialog.created.connect(self._show_created)
        dialog.open()
        return dialog

    def duplicate(self) -> None:
        """Make a copy of the record of the cursor."""
        record_id = self.view.selected_ids()[0]
        self.session.work(
            lambda office: duplicate_record(office, self.kind.key, record_id), self._show_copy, owner=self
        )

    def trash(self) -> None:
        """Move the selected records to the trash; Undo or the Trash page brings them back."""
        ids, following = self.view.selected_ids(), self.view.beside_selected()

        def done(_: object) -> None:
            self._go_to = following

        self.session.work(lambda office: trash_records(office, self.kind.key, ids), done, owner=self)

    def _show_copy(self, changeset: ChangeSet | None) -> None:
        if changeset is not None and changeset.changes:
            self._show_created(changeset.changes[0].id)

    def _show_created(self, record_id: int) -> None:
        # The table follows the change set by itself; its answer finds the cursor's goal waiting.
        self._go_to = record_id
        if self.search.text() or self.model.query.ids is not None:
            self.show_all()
