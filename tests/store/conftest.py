"""What the tests of the store share: a new office, and short ways to write in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ilrs_desk.domain.changes import TRASHED, Act, ChangeSet, Draft, Write
from ilrs_desk.domain.records import Value
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office, create_office, open_office


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a new, empty office lies."""
    path = tmp_path / "desk.ilrs"
    create_office(path, who="Ada")
    return path


@pytest.fixture
def office(path: Path) -> Iterator[Office]:
    """A new, empty office, open for writing."""
    office = open_office(path, who="Ada")
    yield office
    office.close()


class Desk:
    """Writes in few words."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def write(self, *writes: Write, title: str = "change", key: str | None = None) -> ChangeSet:
        """All ``writes`` as one change set."""
        changeset = self.office.write(Draft(Act.FORM, Message(title), writes, key))
        assert changeset is not None
        return changeset

    def add(self, kind: str, /, **values: Value) -> int:
        """The number of a new record."""
        return self.write(Write(kind, values)).changes[0].id

    def edit(self, kind: str, record_id: int, /, **values: Value) -> ChangeSet:
        """Change fields of a record."""
        return self.write(Write(kind, values, record_id))

    def trash(self, kind: str, record_id: int) -> ChangeSet:
        """Move a record to the trash."""
        return self.edit(kind, record_id, **{TRASHED: "yes"})

    def values(self, kind: str, record_id: int) -> dict[str, Value]:
        """The values of a record that must exist."""
        record = self.office.get(kind, record_id)
        assert record is not None
        return dict(record.values)

    def dump(self) -> list[str]:
        """The canonical dump."""
        return list(self.office.dump())


@pytest.fixture
def desk(office: Office) -> Iterator[Desk]:
    """The new office; whatever the test does to it, it must be sound in the end."""
    yield Desk(office)
    assert office.check().problems == ()


@pytest.fixture
def reopened(path: Path) -> Iterator[Callable[[Office], Office]]:
    """Close an office and open it again."""
    opened: list[Office] = []

    def again(office: Office) -> Office:
        office.close()
        opened.append(open_office(path, who="Ada"))
        return opened[-1]

    yield again
    for office in opened:
        office.close()
