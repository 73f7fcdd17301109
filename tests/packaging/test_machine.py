"""Missing system libraries are found by name and told with the package that brings them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import machine

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux's loader")


@linux
def test_a_library_that_is_not_there_is_named() -> None:
    assert machine.missing({"libc.so.6": "libc6", "libnowhere.so.7": "libnowhere7"}) == ["libnowhere.so.7"]


@linux
def test_all_that_is_missing_is_told_in_one_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("apt-get", "sudo", "env"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(machine, "SCREEN_LIBRARIES", {"libnoscreen.so.1": "noscreen1"})
    machine.prepare(venv=True, qt=True)
    assert "sudo apt-get install noscreen1 " in capsys.readouterr().err
    monkeypatch.setattr(machine, "CORE_LIBRARIES", {"libnocore.so.1": "nocore1", "libnomore.so.1": "nocore1"})
    with pytest.raises(machine.SetupProblem, match=r"libnomore.*sudo apt-get install nocore1 noscreen1 "):
        machine.prepare(venv=True, qt=True)


@linux
def test_what_may_be_installed_is_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = tmp_path / "said"
    for name in ("apt-get", "sudo", "env"):
        (tmp_path / name).write_text(f'#!/bin/sh\necho "$0 $@" >> "{said}"\n', encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(machine, "SCREEN_LIBRARIES", {"libnoscreen.so.1": "noscreen1"})
    machine.prepare(venv=False, qt=True)
    assert "install -y --no-install-recommends noscreen1" in said.read_text(encoding="utf-8").splitlines()[-1]


def test_a_font_is_found_by_its_ending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "FONT_FOLDERS", (str(tmp_path),))
    assert not machine.has_font()
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "Some.TTF").touch()
    assert machine.has_font()


@linux
def test_what_qt_needs_here_is_known() -> None:
    """After a set-up nothing that Qt cannot be imported without is missing."""
    assert machine.missing(machine.CORE_LIBRARIES) == []
