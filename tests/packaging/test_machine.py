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


def test_each_package_is_named_once() -> None:
    assert machine.debian_packages(["libglib-2.0.so.0", "libgthread-2.0.so.0"]) == ["libglib2.0-0"]


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
