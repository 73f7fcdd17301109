"""Opening a file: what is refused, in which words, and without changing a byte."""

from __future__ import annotations

import os
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.problems import DeskError, InputProblem, MachineFault
from ilrs_desk.domain.wording import Message
from ilrs_desk.store import connection, schema
from ilrs_desk.store.location import Location
from ilrs_desk.store.office import Office, create_office, discard_office, open_office, restore_office

_DRAFT = Draft(Act.FORM, Message("new"), (Write("partners", {"name": "A"}),))


def _foreign(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE t(x)")
    other.commit()
    other.close()


def _poke(path: Path, offset: int, value: bytes) -> None:
    data = bytearray(path.read_bytes())
    data[offset : offset + len(value)] = value
    path.write_bytes(data)


def _hostile(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TRIGGER t AFTER INSERT ON partners BEGIN DELETE FROM personnel; END")
    other.commit()
    other.close()


@pytest.mark.parametrize(
    ("make", "kind", "code", "told"),
    [
        (lambda p: p.unlink(), InputProblem, "office.missing", "There is no file"),
        (lambda p: p.write_bytes(b""), InputProblem, "office.empty", "is empty"),
        (lambda p: p.write_bytes(b"PK\x03\x04rest"), InputProblem, "office.foreign", "zip archive"),
        (lambda p: p.write_bytes(b"%PDF-1.7"), InputProblem, "office.foreign", "a PDF"),
        (lambda p: p.write_bytes(b"name,country\n"), InputProblem, "office.foreign", "a text file"),
        (
            lambda p: p.write_bytes(bytes(range(128, 256))),
            InputProblem,
            "office.foreign",
            "other kind of file",
        ),
        (lambda p: (p.unlink(), p.mkdir()), InputProblem, "office.foreign", "a folder"),
        (lambda p: (p.unlink(), _foreign(p)), InputProblem, "office.foreign", "another program"),
        (lambda p: _poke(p, 60, struct.pack(">I", 99)), InputProblem, "office.newer", "newer version"),
        (lambda p: os.truncate(p, p.stat().st_size - 4096), MachineFault, "office.damaged", "backup"),
        (lambda p: os.truncate(p, p.stat().st_size - 1), MachineFault, "office.damaged", "backup"),
        (lambda p: os.truncate(p, 99), MachineFault, "office.damaged", "backup"),
        (lambda p: _poke(p, 100, bytes(200)), MachineFault, "office.damaged", "backup"),
        (_hostile, MachineFault, "office.schema", "was changed by something else"),
    ],
)
def test_what_is_no_sound_office_is_refused_untouched(
    path: Path, make: Callable[[Path], object], kind: type[DeskError], code: str, told: str
) -> None:
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(kind) as refused:
        open_office(path, who="Ada")
    assert refused.value.code == code
    assert told in str(refused.value)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [found.name for found in path.parent.iterdir()] == ([path.name] if path.exists() else [])


def test_every_switch_is_set(office: Office) -> None:
    def pragma(name: str) -> object:
        return office._db.pragma(name)

    assert (pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")) == ("wal", 2, 1)
    assert (pragma("trusted_schema"), pragma("secure_delete"), pragma("cell_size_check")) == (0, 1, 1)
    assert (pragma("application_id"), pragma("user_version")) == (
        connection.APPLICATION_ID,
        max(schema.DIGESTS),
    )


def test_a_switch_that_does_not_take_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_PRAGMAS", (("no_such_switch", 1, 1),))
    with pytest.raises(MachineFault) as refused:
        open_office(path, who="Ada")
    assert refused.value.code == "sqlite.switch"


def test_a_share_gets_one_locked_connection_and_a_rollback_journal(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "locate", lambda _: Location.SHARE)
    office = open_office(path, who="Ada")
    office.write(_DRAFT)
    assert office.count("partners") == 1
    db = office._db
    assert (db.journal_mode, db.synchronous, db.pragma("locking_mode")) == ("delete", 3, "exclusive")
    assert db.shared
    office.close()


def test_an_existing_file_is_never_made_anew(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(InputProblem) as refused:
        create_office(path, who="Ada")
    assert refused.value.code == "file.exists"
    assert path.read_bytes() == before


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputProblem) as refused:
        create_office(tmp_path / "no" / "o.ilrs", who="Ada")
    assert refused.value.code == "folder.missing"


@pytest.mark.skipif(sys.platform == "win32", reason="other systems' permissions")
def test_a_new_office_is_for_its_owner_only(path: Path) -> None:
    assert path.stat().st_mode & 0o077 == 0
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_discarding_leaves_nothing(path: Path) -> None:
    open_office(path, who="Ada").close()
    discard_office(path)
    assert list(path.parent.iterdir()) == []


def test_a_second_opener_reads_and_is_told_by_whom_it_is_held(office: Office, path: Path) -> None:
    office.write(_DRAFT)
    second = open_office(path, who="Bo")
    assert second.read_only
    assert second.held_by is not None
    assert second.held_by.who == "Ada"
    assert [record.label for record in second.find("partners")] == ["A"]
    with pytest.raises(InputProblem) as refused:
        second.write(_DRAFT)
    assert refused.value.code == "office.read_only"
    assert "Ada" in str(refused.value)
    with pytest.raises(InputProblem):
        second.undo()
    with pytest.raises(InputProblem):
        second.add_reported([])
    office.write(_DRAFT)
    assert second.count("partners") == 2
    second.close()


def test_the_first_leaves_and_nothing_lies_about(path: Path) -> None:
    first = open_office(path, who="Ada")
    first.close()
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    second = open_office(path, who="Bo")
    assert (second.read_only, second.held_by) == (False, None)
    second.close()


def test_a_killed_program_blocks_nobody(path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from ilrs_desk.store.office import open_office;"
        "o = open_office(Path(sys.argv[1]), who='Killed'); print('open', flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.returncode) == ("open", -9)
    office = open_office(path, who="Ada")
    assert (office.read_only, office.held_by) == (False, None)
    office.close()


def test_read_only_on_request_takes_no_lock(path: Path) -> None:
    reader = open_office(path, who="Bo", read_only=True)
    assert (reader.read_only, reader.held_by) == (True, None)
    with pytest.raises(InputProblem) as refused:
        reader.write(_DRAFT)
    assert refused.value.code == "office.read_only"
    writer = open_office(path, who="Ada")
    assert not writer.read_only
    writer.close()
    reader.close()


def test_a_backup_is_whole_and_stands_alone(office: Office, tmp_path: Path) -> None:
    office.write(_DRAFT)
    copy = tmp_path / "copy.ilrs"
    office.backup(copy)
    office.write(_DRAFT)
    assert sorted(found.name for found in tmp_path.glob("copy*")) == ["copy.ilrs"]
    opened = open_office(copy, who="Bo", read_only=True)
    assert (opened.count("partners"), opened.check().ok) == (1, True)
    opened.close()
    office.backup(copy)
    again = open_office(copy, who="Bo", read_only=True)
    assert again.count("partners") == 2
    again.close()


def test_a_backup_never_replaces_the_office_itself(office: Office, path: Path) -> None:
    with pytest.raises(InputProblem) as refused:
        office.backup(path)
    assert refused.value.code == "backup.itself"


def test_only_the_newest_backups_are_kept(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    stranger = folder / "desk-notes.ilrs"
    folder.mkdir()
    stranger.write_text("mine")
    for _ in range(5):
        office.write(_DRAFT)
        office.backup_into(folder, keep=3)
    assert office.backup_into(folder, keep=3).name == "desk-00000005.ilrs"
    assert sorted(found.name for found in folder.iterdir()) == [
        "desk-00000003.ilrs", "desk-00000004.ilrs", "desk-00000005.ilrs", "desk-notes.ilrs",
    ]  # fmt: skip


def test_a_backup_becomes_an_office_again(office: Office, tmp_path: Path) -> None:
    office.write(_DRAFT)
    copy, path = tmp_path / "copy.ilrs", tmp_path / "restored.ilrs"
    office.backup(copy)
    restore_office(copy, path, who="Ada")
    restored = open_office(path, who="Ada")
    assert list(restored.dump()) == list(office.dump())
    restored.close()
    with pytest.raises(InputProblem) as refused:
        restore_office(copy, path, who="Ada")
    assert refused.value.code == "file.exists"


def test_a_reader_sees_what_is_only_in_the_log_yet(office: Office, path: Path) -> None:
    office.write(_DRAFT)
    reader = open_office(path, who="Bo", read_only=True)
    assert reader.count("partners") == 1
    reader.close()
