"""What is built from the tree holds the package and every shipped file, and finds them there."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    words = [sys.executable, "-m", "hatchling", "build", "-d", str(folder), "-t", "sdist", "-t", "wheel"]
    subprocess.run(words, cwd=root, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def shipped(root: Path) -> set[str]:
    folder = root / "resources"
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def test_the_wheel_holds_code_and_resources(built: Path, shipped: set[str], root: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    package = root / "src" / "ilrs_desk"
    code = {f"ilrs_desk/{file.relative_to(package).as_posix()}" for file in package.rglob("*.py")}
    assert code | {f"ilrs_desk/resources/{name}" for name in shipped} <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"ilrs_desk"}


def test_the_wheel_finds_its_resources(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path)
    look = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); "
        "from ilrs_desk.domain.resources import resource; print(resource('samples', 'bo_personal.csv'))"
    )
    # The unpacked copy is not the code whose coverage counts.
    unmeasured = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}
    words = [sys.executable, "-I", "-c", look]
    told = subprocess.run(words, env=unmeasured, check=True, capture_output=True, text=True)
    assert Path(told.stdout.strip()) == tmp_path / "ilrs_desk" / "resources" / "samples" / "bo_personal.csv"


def test_the_source_archive_can_be_built_from(built: Path, shipped: set[str]) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        names = {name.partition("/")[2] for name in tar.getnames()}
    assert {f"resources/{name}" for name in shipped} <= names
    assert {"pyproject.toml", "README.md", "packaging/dev.py", "src/ilrs_desk/__init__.py"} <= names
