"""The menus: every entry with its key and its shortcut, declared once; pages and window say what each does now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QWidget

from .labels import plain_tip
from .text import tr

_Role = QAction.MenuRole


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: what it is called, the key of what it does, and its shortcuts (the first one is shown).

    ``writes``: it changes the office, so that it tells why it is off where nothing can be changed. ``inside``: what a
    menu of its own holds.
    """

    key: str
    text: str
    keys: tuple[str, ...] = ()
    role: QAction.MenuRole = _Role.NoRole
    group: str = ""
    writes: bool = False
    inside: tuple[Entry, ...] = ()


SEPARATOR = Entry("", "")

MENUS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "&File",
        (
            Entry("file.new", "&New Office…", ("Ctrl+N",)),
            Entry("file.open", "&Open…", ("Ctrl+O",)),
            Entry("file.recent", "Open &Recent"),
            SEPARATOR,
            Entry("file.import", "&Import File…", ("Ctrl+I",), writes=True),
            Entry("file.paste", "Import from Clip&board", ("Ctrl+Shift+I",), writes=True),
            Entry("file.export", "&Export View…", ("Ctrl+E",)),
            Entry("file.copy", "Save a &Copy…", ("Ctrl+Shift+S",)),
            SEPARATOR,
            Entry("file.preview", "Print Pre&view"),
            Entry("file.print", "&Print…", ("Ctrl+P",)),
            SEPARATOR,
            Entry("file.close", "C&lose Office", ("Ctrl+W",)),
            Entry("file.quit", "&Quit", ("Ctrl+Q",), _Role.QuitRole),
        ),
    ),
    (
        "&Edit",
        (
            Entry("edit.undo", "&Undo", ("Ctrl+Z",), writes=True),
            Entry("edit.redo", "&Redo", ("Ctrl+Y", "Ctrl+Shift+Z"), writes=True),
            SEPARATOR,
            Entry("edit.copy", "&Copy", ("Ctrl+C",)),
            Entry("edit.copy_headers", "Copy with &Headers", ("Ctrl+Shift+C",)),
            Entry("edit.clear", "C&lear Cells", ("Del",), writes=True),
            SEPARATOR,
            Entry("edit.find", "&Find", ("Ctrl+F",)),
            Entry("edit.select_all", "Select &All", ("Ctrl+A",)),
            SEPARATOR,
            Entry("edit.preferences", "&Preferences…", ("Ctrl+,",), _Role.PreferencesRole),
        ),
    ),
    (
        "&View",
        (
            Entry("page.status", "&Status", ("Ctrl+1",)),
            Entry("page.partners", "&Partners", ("Ctrl+2",)),
            Entry("page.institutions", "&Institutions", ("Ctrl+3",)),
            Entry("page.personnel", "P&ersonnel", ("Ctrl+4",)),
            Entry("page.agreements", "&Agreements", ("Ctrl+5",)),
            Entry("page.imports", "I&mports", ("Ctrl+6",)),
            Entry("page.history", "&History", ("Ctrl+7",)),
            Entry("page.meetings", "Mee&tings", ("Ctrl+8",)),
            SEPARATOR,
            Entry("view.columns", "&Columns…", ("Ctrl+Shift+L",)),
            Entry("view.details", "&Details Pane", ("F4",)),
            Entry("view.as_of", "As &of Date…", ("Ctrl+T",)),
            Entry("view.today", "&Back to Today", ("Ctrl+Shift+T",)),
            SEPARATOR,
            Entry("view.larger", "&Larger Text", ("Ctrl++", "Ctrl+=")),
            Entry("view.smaller", "S&maller Text", ("Ctrl+-",)),
            Entry("view.usual", "&Usual Text Size", ("Ctrl+0",)),
            SEPARATOR,
            Entry("scheme.system", "As the S&ystem", group="scheme"),
            Entry("scheme.light", "Ligh&t", group="scheme"),
            Entry("scheme.dark", "Dar&k", group="scheme"),
            SEPARATOR,
            Entry("view.full", "&Full Screen", ("F11",)),
        ),
    ),
    (
        "&Record",
        (
            Entry("record.new", "&New", ("Ctrl+Shift+N",), writes=True),
            Entry("record.open", "Op&en  (Enter)"),
            Entry("record.link", "Open &Website…"),
            Entry("record.duplicate", "&Duplicate", writes=True),
            SEPARATOR,
            Entry("record.merge", "&Merge…", ("Ctrl+M",), writes=True),
            Entry("record.apart", "N&ot the Same…", writes=True),
            Entry("record.history", "&History of This Cell", ("Alt+Return", "Alt+Enter")),
            Entry("record.why", "&Why (Not) Counted?", ("Alt+W",)),
            SEPARATOR,
            Entry("record.trash", "Move to &Trash", ("Ctrl+Del",), writes=True),
            Entry("record.restore", "&Restore", writes=True),
        ),
    ),
    (
        "&Data",
        (
            Entry("page.duplicates", "&Find Duplicates"),
            Entry("page.agencies", "&Agencies && Mappings"),
            Entry("page.reported", "&Reported, Unconfirmed"),
            SEPARATOR,
            Entry("data.rules", "Targets and &Counting Rules…"),
            Entry("page.claims", "C&laims"),
            Entry("page.workstreams", "&Workstreams"),
            Entry("page.groupings", "&Groupings"),
            SEPARATOR,
            Entry("data.template", "&New Template…"),
            Entry("page.trash", "&Trash"),
        ),
    ),
    (
        "Re&ports",
        (
            Entry("report.progress", "&Progress (One Page)…"),
            Entry("report.change", "&Change Since…"),
            Entry("report.as_of", "&As-of Report…"),
            Entry(
                "report.packs",
                "&Meeting Pack",
                inside=(
                    Entry("report.pack_pdf", "As &Pages (PDF)"),
                    Entry("report.pack_xlsx", "As &Workbook (xlsx)"),
                    Entry("report.pack_pptx", "As &Slides (pptx)"),
                    SEPARATOR,
                    Entry("report.pack", "With &Other Settings…"),
                ),
            ),
            SEPARATOR,
            Entry("report.dossier", "Partner &Dossier…"),
            Entry("report.directory", "Direc&tory…"),
            Entry("report.requests", "&Return Requests…"),
            SEPARATOR,
            Entry("report.freeze", "&Freeze Figures…", writes=True),
        ),
    ),
    ("&Tools", (Entry("tools.check", "&Check Office"),)),
    (
        "&Help",
        (
            Entry("help.keys", "&Keyboard Shortcuts", ("Ctrl+/",)),
            Entry("help.about", "&About ILRS Desk", role=_Role.AboutRole),
        ),
    ),
)


def all_entries() -> Iterator[Entry]:
    """Every entry that can be chosen, also those inside of a menu of their own."""
    for _, entries in MENUS:
        for entry in entries:
            yield from (each for each in entry.inside or (entry,) if each is not SEPARATOR)


_CELL_MENU = (
    "record.open",
    "",
    "edit.copy",
    "edit.copy_headers",
    "edit.clear",
    "",
    "record.duplicate",
    "record.merge",
    "record.apart",
    "",
    "record.history",
    "record.why",
    "",
    "record.trash",
)


class Menus(QObject):
    """The actions of the menu bar. What has no command now is disabled."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.actions: dict[str, QAction] = {}
        self._commands: dict[str, Callable[[], object]] = {}
        self._writing: set[str] = set()
        self._groups: dict[str, QActionGroup] = {}
        self.recent = QMenu(window)
        bar = window.menuBar()
        for title, entries in MENUS:
            self._add_menu(bar, title, entries)

    def tell(self, commands: Mapping[str, Callable[[], object]], why_read_only: str = "") -> None:
        """What can be done now, by key; everything else is disabled. ``why_read_only``: why nothing can be changed."""
        self._commands = dict(commands)
        for key, action in self.actions.items():
            action.setEnabled(key in self._commands)
            if key in self._writing:
                action.setToolTip(plain_tip(why_read_only))
                action.setStatusTip(why_read_only)

    def check(self, key: str) -> None:
        """Mark one entry of a group as the chosen one."""
        self.actions[key].setChecked(True)

    def name(self, key: str, text: str) -> None:
        """Call an entry by another text."""
        self.actions[key].setText(text)

    def short_menu(self, parent: QWidget) -> QMenu:
        """The entries for the cells that are selected, for the right mouse button."""
        menu = QMenu(parent)
        menu.setToolTipsVisible(True)
        for key in _CELL_MENU:
            if key:
                menu.addAction(self.actions[key])
            else:
                menu.addSeparator()
        return menu

    def shortcuts(self) -> list[tuple[str, str]]:
        """Each entry's plain name with its shortcuts, as the system writes them."""
        found = []
        names = {entry.key: tr(entry.text) for entry in all_entries()}
        for name, action in self.actions.items():
            keys = ", ".join(
                key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()
            )
            if keys:
                found.append((names[name].replace("&", "").rstrip("…"), keys))
        return found

    def _add_menu(self, bar: QMenuBar, title: str, entries: tuple[Entry, ...]) -> None:
        self._fill(bar.addMenu(tr(title)), entries)

    def _fill(self, menu: QMenu, entries: tuple[Entry, ...]) -> None:
        menu.setToolTipsVisible(True)
        for entry in entries:
            if entry is SEPARATOR:
                menu.addSeparator()
            elif entry.key == "file.recent":
                self.recent.setTitle(tr(entry.text))
                menu.addMenu(self.recent)
            elif entry.inside:
                self._fill(menu.addMenu(tr(entry.text)), entry.inside)
            else:
                menu.addAction(self._action(entry))

    def _action(self, entry: Entry) -> QAction:
        action = QAction(tr(entry.text), self)
        action.setMenuRole(entry.role)
        action.setShortcuts([QKeySequence(key) for key in entry.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda: self._do(entry.key))
        if entry.group:
            group = self._groups.setdefault(entry.group, QActionGroup(self))
            action.setCheckable(True)
            group.addAction(action)
        if entry.writes:
            self._writing.add(entry.key)
            action.setToolTip(plain_tip(""))
        self.actions[entry.key] = action
        return action

    def _do(self, key: str) -> None:
        command = self._commands.get(key)
        if command is not None:
            command()
