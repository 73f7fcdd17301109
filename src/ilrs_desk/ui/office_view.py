"""An open office in the window: the sidebar, its pages, made when first seen, and where each leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ilrs_desk.domain.fields import RecordKind
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.tables import Query
from ilrs_desk.store.office import Office

from .files import FileChooser
from .merge.merging import Merging
from .moment.bar import MomentBar
from .moment.words import moment_phrase
from .notice import Notice
from .page import Commands, Page
from .register.opening import Opening
from .session import Session
from .sidebar import Sidebar
from .tables.page import RecordPage
from .text import moment, say, tr, unmarked
from .undoing import Undoing

#: A page's key and the number of a record.
Place = tuple[str, int]
#: Pages of what has no dates by which it would be in force on a day.
_UNDATED = frozenset({"imports", "agencies", "history", "meetings", "duplicates", "reported", "trash"})


class OfficeView(QWidget):
    """``changed`` when commands or status texts did; ``told(str)`` for the status bar; ``import_wanted()``.

    ``menu_wanted(QPoint)`` where the menu of a table's cells belongs; ``day_wanted()`` and ``today_wanted()`` ask for
    the office at another moment than the session's.
    """

    changed = Signal()
    told = Signal(str)
    import_wanted = Signal()
    menu_wanted = Signal(QPoint)
    day_wanted = Signal()
    today_wanted = Signal()

    def __init__(self, session: Session, window: QWidget, chooser: FileChooser | None = None) -> None:
        super().__init__(window)
        self.session = session
        self.chooser = chooser or FileChooser()
        session.setParent(self)
        self.pages: dict[str, Page] = {}
        self.undoing = Undoing(session, window)
        self.undoing.changed.connect(self.changed)
        self.undoing.told.connect(self.told)
        self.merging = Merging(session, window)
        self.merging.undo_wanted.connect(self.undoing.undo)
        self.merging.merged.connect(self._show_merged)
        self.opening = Opening(session, self.chooser, self)
        self.opening.told.connect(self.told)
        self.opening.open_record.connect(self.open_record)
        self.sidebar = Sidebar()
        self.sidebar.chosen.connect(self.go_to)
        self.banner = Notice()
        self.moment_bar = MomentBar(session.moment)
        self.moment_bar.setHidden(session.moment.is_now)
        self.moment_bar.day_wanted.connect(self.day_wanted)
        self.moment_bar.today_wanted.connect(self.today_wanted)
        self.stack = QStackedWidget()
        self._makers: dict[str, Callable[[], Page]] = {
            "status": self._status,
            **{key: partial(self._records, kind) for key, kind in KINDS.items()},
            "imports": self._imports,
            "history": self._history,
            "agencies": self._agencies,
            "meetings": self._meetings,
            "claims": self._claims,
            "workstreams": self._workstreams,
            "groupings": self._groupings,
            "duplicates": self._duplicates,
            "reported": self._reported,
            "trash": self._trash,
        }
        self._fill_sidebar()
        self._lay_out()
        session.office_changed.connect(self._count)
        session.figures_sealed.connect(self._tell_sealed)
        self._count()
        self._tell_read_only()

    def _fill_sidebar(self) -> None:
        self.sidebar.name_office(self.session.office.path.stem, str(self.session.office.path))
        self.sidebar.add("status", tr("Status"))
        for key, kind in KINDS.items():
            self.sidebar.add(key, tr(kind.label))
        self.sidebar.add_gap()
        self.sidebar.add("imports", tr("Imports"))
        self.sidebar.add("agencies", tr("Agencies"))
        self.sidebar.add("history", tr("History"))
        self.sidebar.add("meetings", tr("Meetings"))
        self.sidebar.add_gap(stretch=True)
        self.sidebar.add("duplicates", tr("Duplicates"))
        self.sidebar.add("reported", tr("Reported"))
        self.sidebar.add("trash", tr("Trash"))

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.banner)
        right.addWidget(self.stack, 1)
        right.addWidget(self.merging.bar)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.moment_bar)
        whole.addLayout(row, 1)

    # Where the user goes

    @property
    def page(self) -> Page:
        """The page that is seen."""
        return self.pages[self.key]

    @property
    def key(self) -> str:
        """Which page is seen."""
        return next(key for key, page in self.pages.items() if page is self.stack.currentWidget())

    def go_to(self, key: str) -> Page:
        """Show a page."""
        page = self.pages.get(key)
        if page is None:
            page = self.pages[key] = self._makers[key]()
            page.changed.connect(self._page_changed)
            page.open_record.connect(self.open_record)
            page.open_records.connect(self.open_records)
            page.day_wanted.connect(self.day_wanted)
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.sidebar.check(key)
        self._tell_undated()
        # An office must not be looked through for duplicates just because it is opened.
        if key != "duplicates" and self.session.moment.is_now:
            self.session.settings.keep("page", key)
        self.changed.emit()
        return page

    def place(self) -> Place:
        """Which page is seen, and which record its cursor is on (0: none)."""
        page = self.page
        return self.key, page.view.current_id() if isinstance(page, RecordPage) else 0

    def go_to_place(self, place: Place) -> None:
        """Show a page with its cursor on that record, if it is among those shown here."""
        page = self.go_to(place[0])
        if isinstance(page, RecordPage):
            page.begin_at(place[1])

    def _go_by_key(self, key: str) -> None:
        """Go to a page without the mouse: the keys that follow are meant for it, not for the sidebar."""
        self.go_to(key).setFocus()

    def open_record(self, kind: str, record_id: int) -> None:
        """Go to a record in its table; to an agency on the page of all of them."""
        page = self.go_to(kind) if kind in self._makers else None
        if isinstance(page, RecordPage):
            page.show_record(record_id)

    def open_records(self, kind: str, ids: Sequence[int], title: str) -> None:
        """Show some records in their table, under ``title``."""
        page = self.go_to(kind) if kind in self._makers else None
        if isinstance(page, RecordPage):
            page.show_only(ids, title)

    def _show_merged(self, kind: str, record_id: int) -> None:
        """Where the merge was begun in a table, its cursor goes to what stays."""
        if self.key == kind:
            self.open_record(kind, record_id)

    def open_changeset(self, changeset_id: int) -> None:
        """Go to a change set in the history."""
        from .journal.history_page import HistoryPage

        page = self.go_to("history")
        if isinstance(page, HistoryPage):
            page.show_changeset(changeset_id)

    # What the menus ask

    def commands(self) -> Commands:
        """What can be done now."""
        found: dict[str, Callable[[], object]] = {
            f"page.{key}": partial(self._go_by_key, key) for key in self._makers
        }
        if isinstance(self.page, RecordPage) and self.page.view.current_id():
            found["record.why"] = self.explain_record
        if not self.session.read_only:
            found["file.import"] = self.import_wanted.emit
            if self.undoing.next_undo is not None:
                found["edit.undo"] = lambda: self.undoing.undo()
            if self.undoing.next_redo is not None:
                found["edit.redo"] = self.undoing.redo
        return {**found, **self.page.commands()}

    def explain_record(self) -> QWidget | None:
        """Tell why the record under the cursor counts or not."""
        from .settled.record_why import RecordWhyDialog

        page = self.page
        if not isinstance(page, RecordPage):
            return None
        dialog = RecordWhyDialog(self.session, page.kind.key, page.view.current_id(), self)
        dialog.open()
        return dialog

    def undo_text(self) -> str:
        """The name of the Undo entry."""
        act = self.undoing.next_undo
        return tr("&Undo") if act is None else unmarked_act(tr("&Undo: {act}"), say(act.title))

    def redo_text(self) -> str:
        """The name of the Redo entry."""
        act = self.undoing.next_redo
        return tr("&Redo") if act is None else unmarked_act(tr("&Redo: {act}"), say(act.title))

    # Making pages

    def _status(self) -> Page:
        from .status.page import StatusPage

        page = StatusPage(self.session, chooser=self.chooser)
        page.import_wanted.connect(self.import_wanted)
        return page

    def _records(self, kind: RecordKind) -> Page:
        page = RecordPage(self.session, kind)
        page.pane.open_changeset.connect(self.open_changeset)
        page.view.menu_wanted.connect(self.menu_wanted)
        page.merge_wanted.connect(self.merging.merge)
        page.apart_wanted.connect(self.merging.ask_apart)
        page.history_wanted.connect(self.opening.show_history)
        return page

    def _imports(self) -> Page:
        from .journal.imports_page import ImportsPage

        page = ImportsPage(self.session)
        page.undo_wanted.connect(self.undoing.undo)
        page.import_wanted.connect(self.import_wanted)
        page.file_wanted.connect(self.opening.show_file)
        page.save_wanted.connect(self.opening.save_file)
        return page

    def _history(self) -> Page:
        from .journal.history_page import HistoryPage

        page = HistoryPage(self.session)
        page.undo_wanted.connect(self.undoing.undo)
        return page

    def _agencies(self) -> Page:
        from .register.agencies_page import AgenciesPage

        return AgenciesPage(self.session)

    def _meetings(self) -> Page:
        from .settled.meetings_page import MeetingsPage

        return MeetingsPage(self.session, chooser=self.chooser)

    def _claims(self) -> Page:
        from .settled.claims_page import ClaimsPage

        return ClaimsPage(self.session)

    def _workstreams(self) -> Page:
        from .settled.workstreams_page import WorkstreamsPage

        return WorkstreamsPage(self.session)

    def _groupings(self) -> Page:
        from .settled.groupings_page import GroupingsPage

        return GroupingsPage(self.session)

    def _duplicates(self) -> Page:
        from .merge.duplicates_page import DuplicatesPage

        page = DuplicatesPage(self.session)
        page.merge_wanted.connect(self.merging.merge_these)
        page.apart_wanted.connect(self.merging.ask_apart_these)
        page.bulk_merged.connect(self.merging.tell_bulk)
        return page

    def _reported(self) -> Page:
        from .shelf.reported_page import ReportedPage

        return ReportedPage(self.session)

    def _trash(self) -> Page:
        from .shelf.trash_page import TrashPage

        return TrashPage(self.session)

    # Keeping up

    def _tell_sealed(self) -> None:
        """Read anew what tells of sealed figures."""
        for key in ("status", "meetings"):
            if key in self.pages:
                self.pages[key].refresh()

    def close_windows(self) -> None:
        """Close the windows that were opened from here: they are of this session's day."""
        for each in self.findChildren(QWidget):
            if each.isWindow() and each.isVisible():
                each.close()

    def leave(self) -> None:
        """Stop what goes on here: the view is about to be taken away."""
        self.close_windows()
        for page in self.pages.values():
            page.leave()

    def _tell_undated(self) -> None:
        moment = self.session.moment
        if moment.as_of is not None:
            known = moment_phrase(replace(moment, as_of=None)) if moment.known_on else tr("as known now")
            words = tr(
                "Only records are in force on a day. This page shows everything, {known}.", known=known
            )
            self.banner.tell(words if self.key in _UNDATED else "")

    def _page_changed(self) -> None:
        if self.sender() is self.stack.currentWidget():
            self.changed.emit()

    def _count(self) -> None:
        day = self.session.moment.as_of
        self.session.work(lambda office: _counts(office, day), self._tell_counts, owner=self)

    def _tell_counts(self, counts: dict[str, int | None]) -> None:
        self.sidebar.tell(counts)

    def _tell_read_only(self) -> None:
        office = self.session.office
        if not office.read_only or not self.session.moment.is_now:
            return
        holder = office.held_by
        if holder is None:
            self.banner.tell(tr("This office is open for reading only."))
            return
        self.banner.tell(
            tr(
                "{who} has this office open on {machine} since {since}. Here it is open for reading only.",
                who=holder.who,
                machine=holder.machine,
                since=moment(holder.since),
            )
        )


def unmarked_act(entry: str, act: str) -> str:
    """A menu entry with the name of an act in it, shortened where it is long."""
    shortened = act if len(act) <= 60 else f"{act[:58]}…"
    return entry.replace("{act}", unmarked(shortened))


def _counts(office: Office, day: date | None) -> dict[str, int | None]:
    """Of each page; of records those in force on ``day`` if one is given."""
    waiting = sum(1 for entry in office.reported() if entry.record_id is None)
    return {
        **(
            office.counts()
            if day is None
            else {key: office.count(key, Query(in_force_on=day)) for key in KINDS}
        ),
        "imports": office.register.count() or None,
        "reported": waiting or None,
        "trash": office.trash_count() or None,
    }
