"""The layers of the house hold, and the contracts that say so notice when they do not."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"

SINS = {
    "domain/sin.py": "import ilrs_desk.store",
    "intake/sin.py": "import ilrs_desk.reports",
    "intake/layout/sin.py": "import ilrs_desk.intake.values",
    "usecases/sin.py": "def late() -> None:\n    import PySide6.QtCore",
    "reports/sin.py": "from peewee import Model",
    "store/sin.py": "import openpyxl",
}
CONTRACTS = (
    "Imports point downwards only",
    "Each step of an import knows only those before it",
    "Qt stays in the window",
    "The database stays in the store",
    "Spreadsheets stay in intake and reports",
)


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "PYTHONPATH": str(folder / "src"), "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_layers_hold(root: Path) -> None:
    told = lint(root)
    assert told.returncode == 0, told.stdout + told.stderr
    assert all(f"{contract} KEPT" in told.stdout for contract in CONTRACTS)


def test_each_contract_notices_a_breach(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "src", tmp_path / "src")
    shutil.copy(root / "pyproject.toml", tmp_path)
    for name, text in SINS.items():
        (tmp_path / "src" / "ilrs_desk" / name).write_text(text, encoding="utf-8")
    told = lint(tmp_path)
    assert told.returncode == 1, told.stderr
    assert all(f"{contract} BROKEN" in told.stdout for contract in CONTRACTS), told.stdout
    assert "ilrs_desk.intake -> ilrs_desk.reports" in told.stdout or "intake.sin" in told.stdout


PACKAGES = {
    "domain": ("text", "dates", "countries", "names", "counting", "matching"),
    "intake": ("layout", "mapping", "values", "draw"),
}


def side_doors(source: str) -> set[str]:
    """Modules within one of ``PACKAGES`` that `source`, which lies outside of it, imports past its ``__init__``."""
    inner = re.compile(
        "|".join(rf"(?:{room}\.|^)(?:{'|'.join(names)})\.\w" for room, names in PACKAGES.items())
    )
    named = (node.module or "" for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom))
    return {module for module in named if inner.search(module)}


def test_a_package_is_asked_through_its_front_door(root: Path) -> None:
    sources = root / "src" / "ilrs_desk"
    found = {str(path): side_doors(path.read_text("utf-8")) for path in sources.rglob("*.py")}
    assert {path: doors for path, doors in found.items() if doors} == {}


def test_a_side_door_is_seen() -> None:
    source = "from ..text.folding import fold\nfrom ilrs_desk.domain.dates.read import x\nfrom .text import y"
    assert side_doors(source) == {"text.folding", "ilrs_desk.domain.dates.read"}


def imported(source: str) -> set[str]:
    """The modules that `source` imports, relative ones as "."."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." if node.level else (node.module or "").split(".")[0])
    return found


def test_a_migration_stays_as_it_was_written(root: Path) -> None:
    """What a migration does may not change with today's models: import-linter does not see numbered files."""
    steps = sorted((root / "src" / "ilrs_desk" / "store" / "migrations").glob("[0-9]*.py"))
    assert steps
    for step in steps:
        assert not imported(step.read_text("utf-8")) & {".", "ilrs_desk"}, step.name


def test_imports_of_our_own_are_seen() -> None:
    assert imported("from ..models import X\nimport ilrs_desk.store\ndef f():\n    from peewee import Y") == {
        ".",
        "ilrs_desk",
        "peewee",
    }
