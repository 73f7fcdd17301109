"""No file and no function grows beyond what can be read at once."""

from __future__ import annotations

import ast
from pathlib import Path

FILE_LINES = 400
FUNCTION_LINES = 50


def too_long(source: str, where: str) -> list[str]:
    """What in `source` is longer than the limits, each with its place and length."""
    lines = source.count("\n")
    found = [f"{where}: {lines} lines"] if lines > FILE_LINES else []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                found.append(f"{where}:{node.lineno} {node.name}: {length} lines")
    return found


def test_files_and_functions_stay_short(root: Path) -> None:
    files = [*(root / "src").rglob("*.py"), *(root / "packaging").rglob("*.py")]
    assert len(files) > 10
    found = [
        line for file in files for line in too_long(file.read_text("utf-8"), str(file.relative_to(root)))
    ]
    assert found == []


def test_what_is_too_long_is_noticed() -> None:
    body = "    pass\n" * FUNCTION_LINES
    assert too_long(f"def long():\n{body}", "f") == ["f:1 long: 51 lines"]
    assert too_long("\n" * (FILE_LINES + 1), "f") == ["f: 401 lines"]
    assert too_long(f"def fits():\n{body[9:]}", "f") == []
