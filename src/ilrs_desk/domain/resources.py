"""Where the read-only files that ship with the program are found, installed or in the source tree."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any


def resource(*parts: str) -> Path:
    """Path of a shipped file or folder, such as `resource("samples", "x.csv")`.

    Raises FileNotFoundError when the program does not ship it, and ValueError for a path that leaves
    the folder of shipped files.
    """
    root = _root()
    path = root.joinpath(*parts).resolve()
    if not path.is_relative_to(root):
        raise ValueError(f"not a shipped file: {'/'.join(parts)}")
    if not path.exists():
        raise FileNotFoundError(f"the program does not ship {'/'.join(parts)}")
    return path


@cache
def load_json(*parts: str) -> Any:
    """The content of a shipped JSON file, read once a process: treat it as immutable."""
    return json.loads(resource(*parts).read_text(encoding="utf-8"))


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parents[1]
    candidates = (package / "resources", package.parents[1] / "resources")
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the folder of shipped files is missing beside {package}")
