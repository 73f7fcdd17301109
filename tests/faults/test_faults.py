"""Killed programs, full and faulty disks, erased names: short runs of what `dev.py faults` does at length."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import apsw
import pytest
from tests.faults import kill_import

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.problems import DeskError, MachineFault
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.connection import open_database
from ilrs_desk.store.office import Office, create_office, open_office


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A new office's file."""
    path = tmp_path / "desk.ilrs"
    create_office(path, who="Ada")
    return path


def _people(count: int, key: str | None = None) -> Draft:
    writes = tuple(Write("personnel", {"family_name": f"Name{n}", "notes": "x" * 300}) for n in range(count))
    return Draft(Act.IMPORT, Message("people"), writes, key)


@pytest.mark.timeout(180)
@pytest.mark.parametrize(("writer", "rounds"), [("store", 5), ("half", 8)])
def test_a_killed_import_leaves_all_or_nothing(tmp_path: Path, writer: str, rounds: int) -> None:
    case = kill_import.prepare(tmp_path, writer, 1_000)
    tally = kill_import.run(case, rounds, random.Random(4), tmp_path)
    assert tally.rounds == rounds
    if writer == "half":
        assert any("part of the import" in fault for fault in tally.faults), (
            "the harness must see a half-way commit"
        )
    else:
        assert tally.faults == []


def test_a_full_disk_loses_nothing_and_says_so(path: Path) -> None:
    office = open_office(path, who="Ada")
    office.write(_people(10))
    before = list(office.dump())
    pages = office._db.execute_sql("PRAGMA page_count").fetchone()[0]
    office._db.execute_sql(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(MachineFault) as told:
        office.write(_people(2_000, "k"))
    assert told.value.code == "disk.full"
    assert "not saved" in str(told.value)
    assert list(office.dump()) == before
    office._db.execute_sql("PRAGMA max_page_count = 1000000")
    assert office.write(_people(2_000, "k")) is not None
    assert office.check().problems == ()
    office.close()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of other systems")
def test_a_file_size_limit_is_a_full_disk(path: Path) -> None:
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from tests.faults.test_faults import _people\n"
        "from ilrs_desk.domain.problems import MachineFault\n"
        "from ilrs_desk.store.office import open_office\n"
        "o = open_office(Path(sys.argv[1]), who='Ada'); o.write(_people(5))\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))\n"
        "try: o.write(_people(5_000))\n"
        "except MachineFault as fault: print(fault.code, o.count('personnel'))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.stdout.split()[:1] in (["disk.full"], ["disk.io"]), done.stderr
    assert done.stdout.split()[1:] == ["5"]
    office = open_office(path, who="Ada")
    assert (office.count("personnel"), office.check().problems) == (5, ())
    office.close()


class _Faulty:
    """A file system that fails at one operation, once or from then on."""

    def __init__(self) -> None:
        self.done = 0
        self.fails_at = -1
        self.lasting = False

    def step(self, kind: str) -> None:
        self.done += 1
        if self.fails_at > 0 and (self.done == self.fails_at or (self.lasting and self.done > self.fails_at)):
            raise apsw.IOError(f"injected at {kind}")


@pytest.fixture
def faulty() -> Iterator[_Faulty]:
    """Registers the file system "faulty" for this test."""
    state = _Faulty()

    class File(apsw.VFSFile):
        def xWrite(self, data: Any, offset: int) -> None:
            state.step("write")
            super().xWrite(data, offset)

        def xSync(self, flags: int) -> None:
            state.step("sync")
            super().xSync(flags)

        def xTruncate(self, size: int) -> None:
            state.step("truncate")
            super().xTruncate(size)

    class System(apsw.VFS):
        def __init__(self) -> None:
            super().__init__("faulty", "")

        def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
            return File("", name, flags)

    system = System()
    yield state
    system.unregister()


def _try(office: Office, key: str) -> bool:
    """Whether the write was acknowledged; anything else must be told in words."""
    try:
        return office.write(_people(30, key)) is not None
    except DeskError:
        return False


@pytest.mark.timeout(180)
@pytest.mark.parametrize("lasting", [False, True])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_fault_at_any_write_or_sync_is_all_or_nothing(path: Path, faulty: _Faulty, lasting: bool) -> None:
    connect = partial(open_database, vfs="faulty")
    base = path.read_bytes()
    office = open_office(path, who="Ada", connect=connect)
    faulty.done = 0
    assert _try(office, "k")
    operations = faulty.done
    office.close()
    assert operations > 3
    for number in range(1, operations + 3):
        path.write_bytes(base)
        office = open_office(path, who="Ada", connect=connect)
        faulty.done, faulty.fails_at, faulty.lasting = 0, number, lasting
        acknowledged = _try(office, "k")
        with suppress(MachineFault):
            office.close()
        faulty.fails_at = -1
        again = open_office(path, who="Ada")
        try:
            assert again.check().problems == (), number
            assert again.count("personnel") in ({30} if acknowledged else {0, 30}), number
            assert (again.committed("k") is not None) == (again.count("personnel") == 30)
        finally:
            again.close()


def test_the_search_index_gives_up_the_words_of_records_that_go(path: Path) -> None:
    office = open_office(path, who="Ada")
    for group in (10, 400):
        office.write(_people(group))
        office.undo()
        assert office.count("personnel") == 0
        blocks = [row[0] for row in office._db.execute_sql("SELECT block FROM personnel_search_data")]
        assert not any(b"xxxxxxxx" in block for block in blocks)
    assert list(office.ids("personnel", Query(search="name1"))) == []
    office.close()


def test_threads_read_while_one_writes(path: Path) -> None:
    office = open_office(path, who="Ada")
    office.write(_people(50))
    wrong: list[object] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                found = len(office.snapshot(["personnel"]).of("personnel"))
            except Exception as problem:  # noqa: BLE001  (a thread's fault must reach the test)
                wrong.append(problem)
                return
            if found % 50:
                wrong.append(found)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    writers = [threading.Thread(target=office.write, args=(_people(50),)) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert office.count("personnel") == 350
    assert office.check().problems == ()
    office.close()
    assert [found.name for found in path.parent.iterdir()] == [path.name]
