"""One command sets up an environment, a second start finds it made, and a changed need is met."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dev

# A build backend of the tree's own: an editable install that needs nothing from anywhere.
BACKEND = """
import zipfile
from pathlib import Path

INFO = "ilrs_desk-0.dist-info/"

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "ilrs_desk-0-py3-none-any.whl"
    with zipfile.ZipFile(Path(folder) / name, "w") as wheel:
        wheel.writestr("ilrs_desk.pth", str(Path("src").resolve()))
        wheel.writestr(INFO + "METADATA", "Metadata-Version: 2.1\\nName: ilrs-desk\\nVersion: 0\\n")
        wheel.writestr(INFO + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(INFO + "RECORD", "")
    return name
"""
PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "ilrs-desk"
"""


@pytest.fixture(scope="module")
def tree(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source tree with our set-up scripts and a program that only tells its arguments."""
    tree = tmp_path_factory.mktemp("a tree with spaces")
    (tree / "packaging").mkdir()
    for name in ("dev.py", "environment.py", "machine.py"):
        shutil.copy(root / "packaging" / name, tree / "packaging")
    for level in ("run", "test"):
        (tree / "packaging" / f"requirements-{level}.txt").write_text("# nothing\n", encoding="utf-8")
    (tree / "backend.py").write_text(BACKEND, encoding="utf-8")
    (tree / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    package = tree / "src" / "ilrs_desk"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text("import sys\nprint(sys.argv[1:])\n", encoding="utf-8")
    return tree


def start(tree: Path, *words: str) -> subprocess.CompletedProcess[str]:
    surroundings = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    script = [sys.executable, str(tree / "packaging" / "dev.py")]
    return subprocess.run([*script, *words], env=surroundings, capture_output=True, text=True, check=False)


def test_a_first_start_sets_up_and_later_ones_do_not(tree: Path) -> None:
    first = start(tree, "run", "new", "o.ilrs")
    assert first.returncode == 0, first.stderr
    assert first.stdout == "['new', 'o.ilrs']\n"
    assert "Making a Python environment" in first.stderr
    second = start(tree, "run", "--help")
    assert (second.stdout, second.stderr) == ("['--help']\n", "")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux may be without a screen")
def test_without_a_screen_the_sample_office_is_made(tree: Path) -> None:
    said, made = start(tree, "run").stdout.splitlines()
    assert "no screen" in said
    assert made == "['demo', '--no-window']"


def test_another_project_file_is_installed_without_making_all_anew(tree: Path) -> None:
    start(tree, "run")
    made = (tree / ".venv" / "pyvenv.cfg").stat().st_mtime_ns
    (tree / "pyproject.toml").write_text(PROJECT + "# changed\n", encoding="utf-8")
    assert start(tree, "run").returncode == 0
    assert (tree / ".venv" / "pyvenv.cfg").stat().st_mtime_ns == made
    stamp = json.loads((tree / ".venv" / "ilrs-desk-stamp.json").read_text(encoding="utf-8"))
    assert "run" in stamp


def test_what_cannot_be_fetched_is_said_and_made_anew_the_next_time(tree: Path) -> None:
    requirements = tree / "packaging" / "requirements-run.txt"
    # A file that is not there: nothing is asked of any network.
    requirements.write_text("./nothing-here.whl\n", encoding="utf-8")
    told = start(tree, "run")
    assert told.returncode == 3
    assert "could not be fetched" in told.stderr
    assert "Traceback" not in told.stderr
    (tree / ".venv" / "left-over").touch()
    requirements.write_text("# nothing else\n", encoding="utf-8")
    assert "Making a Python environment" in start(tree, "run").stderr
    assert not (tree / ".venv" / "left-over").exists()


def test_an_old_python_is_told_what_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "OLDEST_PYTHON", (9, 9))
    assert dev.main(["run"]) == 3
    assert "needs Python 9.9 or newer" in capsys.readouterr().err
