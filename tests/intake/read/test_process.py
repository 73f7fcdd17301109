"""The reader child: what it may not do, how it ends, and that it starts light."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from tests.intake.read.making import rows_book, sheet_book

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.intake.read import process, read_workbook
from ilrs_desk.intake.read.child import CHILD_MARK
from ilrs_desk.intake.read.process import ReaderChild, child_command
from ilrs_desk.intake.read.stop import Stop
from ilrs_desk.intake.read.watch import resident_bytes


def child(code: str) -> subprocess.CompletedProcess[str]:
    """``code`` run as a child runs, after it gave up its rights."""
    command = child_command()
    at = command.index("-c") + 1
    rights = "from ilrs_desk.intake.read.child.rights import give_up_rights; import socket, os"
    start = f"import sys; sys.path += sys.argv[1:]; {rights}; give_up_rights(256 << 20, 30)\n{code}"
    return subprocess.run(
        [*command[:at], start, *command[at + 1 :]],
        capture_output=True,
        text=True,
        timeout=30,
        env={},
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="the job object does this there")
@pytest.mark.parametrize(
    "deed",
    ["open('/etc/hostname')", "open('/tmp/x', 'w')", "socket.socket()", "os.pipe()", "bytearray(1 << 30)"],
)
def test_what_a_child_may_not_do(deed: str) -> None:
    """No file, no socket, no more memory than it was given."""
    if sys.platform == "darwin" and "bytearray" in deed:
        pytest.skip("the parent watches memory there")
    assert child("print('ready')").stdout == "ready\n"
    ended = child(deed)
    assert ended.returncode != 0
    assert "Too many open files" in ended.stderr or "MemoryError" in ended.stderr


def test_a_child_starts_light() -> None:
    """What slows a start by tens of milliseconds is not imported for an .xlsx."""
    command = child_command()
    at = command.index("-c") + 1
    code = (
        "import sys; sys.path += sys.argv[1:]; import ilrs_desk.intake.read.child.main;"
        "import ilrs_desk.intake.read.child.packages; print(*sys.modules)"
    )
    loaded = subprocess.run(
        [*command[:at], code, *command[at + 1 :]], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {
        "openpyxl",
        "typing",
        "dataclasses",
        "zipfile",
        "site",
        "pathlib",
        "socket",
        "msoffcrypto",
        "ilrs_desk.domain",
    }
    assert not heavy.intersection(loaded)


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packed, there is no python beside the program."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command() == [sys.executable, CHILD_MARK]


FAST_ONLY = "import sys, json; r = json.loads(sys.stdin.buffer.readline()); sys.stdin.buffer.read()\n"


@pytest.mark.parametrize(
    "end",
    [
        "import os; os.abort()",
        "import os; os.kill(os.getpid(), 9)",
        "sys.exit(1)",
        "print('not json')",
        "print('[1, 2]')",
        'print(\'{"k": "rows", "rows": 5}\')',
        'print(\'{"k": "warn", "code": "no.such", "params": {}}\')',
        'print(\'{"k": "nothing known"}\')',
        'print(\'{"k": "stop", "code": "x", "cause": "no such", "params": {}}\')',
    ],
)
def test_a_child_that_breaks_down_is_one_sentence(
    end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Aborted, killed, silent or talking nonsense: the program goes on."""
    command = [sys.executable, "-c", FAST_ONLY + end]
    monkeypatch.setattr(process, "child_command", lambda: command)
    path = tmp_path / "x.xlsx"
    path.write_bytes(rows_book((1,)))
    with pytest.raises(InputProblem) as caught:
        read_workbook(path)
    assert caught.value.code == "file.reader_stopped"


def test_a_child_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is gone when the call returns."""
    command = [sys.executable, "-c", "import time; print('{}', flush=True); time.sleep(60)"]
    monkeypatch.setattr(process, "child_command", lambda: command)
    reader = ReaderChild(time.monotonic() + 0.5, 0.5, 1 << 29, None)
    with pytest.raises(Stop) as caught:
        list(reader.messages({}, b""))
    assert caught.value.code == "file.timeout"
    assert resident_bytes(reader.pid) == 0


def test_no_child_outlives_its_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is gone while the error that ended it is still held."""
    command = [sys.executable, "-c", FAST_ONLY + "import time; print('x', flush=True); time.sleep(60)"]
    monkeypatch.setattr(process, "child_command", lambda: command)
    pids: list[int] = []
    start = ReaderChild.__init__

    def noted(self: ReaderChild, *arguments: Any) -> None:
        start(self, *arguments)
        pids.append(self.pid)

    monkeypatch.setattr(ReaderChild, "__init__", noted)
    path = tmp_path / "x.xlsx"
    path.write_bytes(rows_book((1,)))
    with pytest.raises(InputProblem):
        read_workbook(path)
    assert [resident_bytes(pid) for pid in pids] == [0]


@pytest.mark.skipif(sys.platform == "win32", reason="the job object does this there")
def test_memory_is_watched_where_the_system_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parent ends a child that grows beyond twice its limit."""
    command = [sys.executable, "-c", "import time; room = bytearray(200 << 20); time.sleep(60)"]
    monkeypatch.setattr(process, "child_command", lambda: command)
    monkeypatch.setattr(process, "confine", lambda *_: None)
    with pytest.raises(Stop) as caught:
        list(ReaderChild(time.monotonic() + 20, 20, 50 << 20, None).messages({}, b""))
    assert caught.value.code == "file.bomb"


def test_cancel_from_another_thread(tmp_path: Path) -> None:
    """An event set while the file is read ends it."""
    path = tmp_path / "x.xlsx"
    cells = "".join(f'<c r="{letter}{{0}}"><v>{{0}}</v></c>' for letter in "ABCDEFGHIJKL")
    path.write_bytes(
        sheet_book("".join(f'<row r="{row}">{cells.format(row)}</row>' for row in range(1, 20_000)))
    )
    wanted = threading.Event()
    seen: list[float] = []

    def progress(share: float) -> None:
        seen.append(share)
        wanted.set()

    with pytest.raises(InputProblem) as caught:
        read_workbook(path, progress=progress, cancelled=wanted.is_set)
    assert caught.value.code == "file.cancelled"
    assert seen


def test_the_fast_readers_abort_is_made_good(tmp_path: Path) -> None:
    """A sheet at which the fast reader kills its process is read by the careful one."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(
        sheet_book(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048000"><c r="XFD1048000"><v>2</v></c></row>'
        )
    )
    sheet = read_workbook(path).sheets[0]
    assert (sheet.cell(0, 0), sheet.cell(1_047_999, 16_383), sheet.total_rows) == (1, 2, 1_048_000)


def test_progress_of_the_caller_may_fail(tmp_path: Path) -> None:
    """A fault of the caller is the caller's, and the child is gone all the same."""

    def progress(_: float) -> Any:
        raise ZeroDivisionError

    path = tmp_path / "x.xlsx"
    path.write_bytes(rows_book((1,)))
    with pytest.raises(ZeroDivisionError):
        read_workbook(path, progress=progress)


def test_the_request_holds_no_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child is told the file's ending and stem, and gets its bytes; it cannot open anything by name."""
    command = [sys.executable, "-c", "import sys; print(sys.stdin.buffer.readline().decode())"]
    monkeypatch.setattr(process, "child_command", lambda: command)
    asked: list[bytes] = []
    monkeypatch.setattr("ilrs_desk.intake.read.workbook.Reading.take", lambda _, line: asked.append(line))
    path = tmp_path / "x.xlsx"
    path.write_bytes(rows_book((1,)))
    with pytest.raises(InputProblem):
        read_workbook(path)
    assert str(tmp_path) not in asked[0].decode()
    assert json.loads(asked[0])["stem"] == "x"
