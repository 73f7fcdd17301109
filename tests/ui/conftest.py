"""What the tests of the window share: a real window on a real office file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office
from ilrs_desk.ui.files import FileChooser
from ilrs_desk.ui.main_window import MainWindow
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.settings import Settings
from ilrs_desk.ui.tables.page import RecordPage
from ilrs_desk.ui.theme import Scheme, Theme
from ilrs_desk.usecases.open_office import create_office, open_office


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The screenless platform of the tests says of every window what it cannot do."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def no_key_is_held(qapp: QApplication) -> Iterator[None]:
    """A key that a test clicked with stays held for Qt: the next test's clicks would be Shift clicks, too."""
    yield
    if QApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyClick(QWidget(), Qt.Key.Key_Shift)


INSTITUTIONS = (
    {
        "name": "Egyptian Space Agency",
        "acronym": "EgSA",
        "country": "EG",
        "stage": "signed",
        "website": "egsa.example",
    },
    {"name": "Beihang University", "native_name": "北京航空航天大学", "country": "CN", "stage": "active"},
)
PEOPLE = (
    {"family_name": "Hassan", "given_name": "Fatma", "native_name": "فاطمة حسن", "nationality": "EG"},
    {"family_name": "García", "given_name": "Ana", "nationality": "VE", "role": "Engineer"},
    {"family_name": "Wang", "given_name": "Wei", "native_name": "王伟", "nationality": "CN"},
    {"full_name": "Ivanov I.I.", "nationality": "RU", "email": "ivanov@example.org"},
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of their own."""
    return Settings(tmp_path / "settings")


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme."""
    theme = Theme(qapp, Scheme.LIGHT)
    yield theme
    theme.zoom_to(0)


@pytest.fixture
def filled_path(office_path: Path) -> Path:
    """An office file with two institutions, a partner and four people."""
    create_office(office_path, who="Li Lei")
    office = open_office(office_path, who="Li Lei")
    people = [dict(person) for person in PEOPLE]
    people[0]["institution"] = "Egyptian Space Agency"
    writes = [
        Write("partners", {"name": "Egypt", "kind": "country", "country": "EG", "stage": "signed"}),
        *(Write("institutions", values) for values in INSTITUTIONS),
        *(Write("personnel", values) for values in people),
    ]
    office.write(Draft(Act.FORM, Message("first records"), tuple(writes)))
    office.close()
    return office_path


class Answers:
    """Files that the user would choose in the system's dialogs."""

    def __init__(self) -> None:
        self.open: list[Path] = []
        self.save: Path | None = None
        self.asked: list[str] = []

    def chooser(self) -> FileChooser:
        """The chooser that gives these; ``asked``: the names that were proposed."""
        return FileChooser(lambda *_: self.open, self._to_save)

    def _to_save(self, parent: QWidget, title: str, kinds: str, name: str) -> Path | None:
        self.asked.append(name)
        return self.save


@pytest.fixture
def answers() -> Answers:
    """What the next file dialog answers."""
    return Answers()


@pytest.fixture
def empty_window(qtbot: QtBot, settings: Settings, theme: Theme, answers: Answers) -> Iterator[MainWindow]:
    """The window on its start screen."""
    window = MainWindow(settings, theme, answers.chooser())
    window.resize(1200, 760)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close_office()
    window.runner.close()
    window.close()
    window.deleteLater()


class Desk:
    """The window with an open office, and what a test asks of it again and again."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot

    @property
    def session(self) -> Session:
        """The open office as the window holds it."""
        assert self.window.session is not None
        return self.window.session

    @property
    def office(self) -> Office:
        """The open office."""
        return self.session.office

    def settle(self) -> None:
        """Wait until all that was begun has been done and shown."""
        QApplication.processEvents()
        self.qtbot.wait(60)
        self.qtbot.waitUntil(lambda: not self.window.runner.busy, timeout=20_000)

    def do(self, key: str) -> None:
        """Choose a menu entry, which must be enabled."""
        action = self.window.menus.actions[key]
        assert action.isEnabled(), key
        action.trigger()
        self.settle()

    def page(self, key: str) -> RecordPage:
        """Go to the page of a kind."""
        assert self.window.view is not None
        page = self.window.view.go_to(key)
        assert isinstance(page, RecordPage)
        self.settle()
        return page

    def shown(self, page: RecordPage, field: str) -> list[str]:
        """What a column shows, from the top."""
        column = list(page.kind.by_key).index(field)
        return [page.model.cell(row, column).text for row in range(page.model.rowCount())]

    def child(self, kind: type[QWidget]) -> QWidget:
        """The open dialog of a class."""
        self.qtbot.waitUntil(lambda: any(each.isVisible() for each in self.window.findChildren(kind)))
        return next(each for each in self.window.findChildren(kind) if each.isVisible())


@pytest.fixture
def desk(empty_window: MainWindow, filled_path: Path, qtbot: QtBot) -> Desk:
    """The window on the filled office."""
    empty_window.open(filled_path)
    qtbot.waitUntil(lambda: empty_window.view is not None, timeout=10_000)
    desk = Desk(empty_window, qtbot)
    desk.settle()
    return desk


@pytest.fixture
def press(qtbot: QtBot) -> Callable[..., None]:
    """`press(widget, key, modifier)`: a key press that reaches the widget."""

    def send(widget: QWidget, key: object, *modifiers: object) -> None:
        qtbot.keyClick(widget, key, *modifiers)

    return send
