"""The floors under coverage tell what lies below them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import floors


def report(below_ui: int, ui: int) -> dict[str, Any]:
    def measured(run: int) -> dict[str, Any]:
        return {"summary": {"covered_lines": run, "num_statements": 100}}

    return {
        "files": {
            "src/ilrs_desk/domain/text.py": measured(below_ui),
            "src\\ilrs_desk\\ui\\a.py": measured(ui),
        }
    }


def test_ui_is_told_from_what_lies_below() -> None:
    assert floors.shares(report(96, 80)) == {"below_ui": 96.0, "ui": 80.0}


def test_nothing_measured_is_nothing_missing() -> None:
    assert floors.shares({"files": {}}) == {"below_ui": 100.0, "ui": 100.0}


@pytest.mark.parametrize(("below_ui", "ui", "status"), [(100, 100, 0), (0, 100, 1), (100, 0, 1)])
def test_each_floor_holds(below_ui: int, ui: int, status: int, tmp_path: Path) -> None:
    path = tmp_path / "coverage.json"
    path.write_text(json.dumps(report(below_ui, ui)), encoding="utf-8")
    assert floors.main(str(path)) == status
