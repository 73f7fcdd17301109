"""Starting the window where there is none to show."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilrs_desk.app.main import main


def test_without_a_screen_the_window_is_refused_in_a_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "office.ilrs")]) == 1
    assert "no screen" in capfd.readouterr().err
    assert not (tmp_path / "office.ilrs").exists()
