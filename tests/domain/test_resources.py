"""Shipped files are found in the source tree, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ilrs_desk.domain.resources import load_json, resource


def test_a_shipped_file_is_found_in_the_tree(root: Path) -> None:
    assert resource("samples", "bo_personal.csv") == root / "resources" / "samples" / "bo_personal.csv"
    assert resource("samples").is_dir()


def test_what_is_not_shipped_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"samples/nothing\.csv"):
        resource("samples", "nothing.csv")


@pytest.mark.parametrize("parts", [("..", "pyproject.toml"), ("samples", "..", "..", "README.md"), ("/",)])
def test_no_path_leads_out_of_the_folder(parts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="not a shipped file"):
        resource(*parts)


def test_json_is_read_once() -> None:
    path = sorted(resource().rglob("*.json"))[0]
    parts = path.relative_to(resource()).parts
    assert load_json(*parts) == json.loads(path.read_text(encoding="utf-8"))
    assert load_json(*parts) is load_json(*parts)
