"""The program's own Python environment (.venv): made once, remade when what it was made from changes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import machine
from machine import SetupProblem

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
VENV = ROOT / ".venv"
LEVELS = ("run", "test", "lock")


def ready(level: str) -> Path:
    """The Python of an environment that holds what `level` ("run" or "test") needs; made or mended first."""
    stamp, wanted = _read_stamp(), _wanted(level)
    if all(stamp.get(key) == value for key, value in wanted.items()):
        return _python(VENV)
    _set_up(level, stamp)
    return _python(VENV)


def make(folder: Path, level: str) -> Path:
    """A fresh environment in `folder` with the pinned requirements of `level`; returns its Python."""
    print(f"Making a Python environment in {folder}: once, a few minutes.", file=sys.stderr, flush=True)
    # From inside an environment its base must build the new one: --clear takes away the ground under ours.
    base = getattr(sys, "_base_executable", None) or sys.executable
    _do([base, "-m", "venv", "--clear", str(folder)], "The environment could not be made.")
    _install(folder, level)
    return _python(folder)


def become(words: list[str]) -> int:
    """Hand this process over to another program, or on Windows run it and return its status."""
    if os.name == "posix":
        os.execv(words[0], words)
    return subprocess.run(words, check=False).returncode


def _set_up(level: str, stamp: dict[str, object]) -> None:
    held = {known for known in LEVELS if known in stamp}
    still_true = {**_wanted(*held), "project": stamp.get("project")} == stamp
    machine.prepare(venv=not still_true, qt=True)
    # From here to the end the environment counts as unmade, should we be stopped half-way.
    _stamp_path().unlink(missing_ok=True)
    if not still_true:
        held = set()
        make(VENV, level)
    elif level not in held:
        _install(VENV, level)
    _pip(VENV, "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    # A test environment holds all that running needs, at the same versions.
    held |= {level, "run"}
    _stamp_path().write_text(json.dumps(_wanted(*held), indent=1), encoding="utf-8")


def _wanted(*levels: str) -> dict[str, object]:
    return {
        "root": str(ROOT),
        "python": os.path.realpath(_python(VENV)) if _python(VENV).exists() else None,
        "project": _digest(ROOT / "pyproject.toml"),
        **{level: _digest(_requirements(level)) for level in levels},
    }


def _read_stamp() -> dict[str, object]:
    try:
        stamp = json.loads(_stamp_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and _python(VENV).exists() else {}


def _install(folder: Path, level: str) -> None:
    _pip(folder, "--require-hashes", "--only-binary", ":all:", "--requirement", str(_requirements(level)))


def _pip(folder: Path, *words: str) -> None:
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    install = [str(_python(folder)), "-m", "pip", "--disable-pip-version-check", "install", *quiet, *words]
    _do(
        install,
        "What the program needs could not be fetched: see that the network is there, then start again.",
    )


def _do(words: list[str], otherwise: str) -> None:
    # Standard output belongs to the program that is started afterwards.
    if subprocess.run(words, cwd=ROOT, stdout=sys.stderr.fileno(), check=False).returncode:
        raise SetupProblem(otherwise)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _requirements(level: str) -> Path:
    return HERE / f"requirements-{level}.txt"


def _stamp_path() -> Path:
    return VENV / "ilrs-desk-stamp.json"


def _python(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
