#!/usr/bin/env python3
"""What is typed in a source tree: run the program, check, bench, inject faults, fuzz, remake the pins."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import environment
import machine
from environment import ROOT
from machine import SetupProblem

OLDEST_PYTHON = (3, 11)
Command = Callable[[list[str]], int]
COVERAGE_JSON = ROOT / "build" / "coverage.json"


def main(argv: list[str] | None = None) -> int:
    """Carry out one command; returns its exit status, 3 when this machine is not ready for it."""
    if sys.version_info < OLDEST_PYTHON:
        print(_python_too_old(), file=sys.stderr)
        return 3
    command, arguments = _parse(argv)
    try:
        return command(arguments)
    except SetupProblem as problem:
        print(problem, file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130


def run(arguments: list[str]) -> int:
    """Start the program; on a machine without a screen and without arguments, make the sample office."""
    python = environment.ready("run")
    if not arguments and _no_screen():
        print("This machine has no screen, so the window cannot open: a sample office is made instead.")
        arguments = ["demo", "--no-window"]
    sys.stdout.flush()
    return environment.become([str(python), "-m", "ilrs_desk", *arguments])


def test(arguments: list[str]) -> int:
    """Run every check, or only pytest with the given arguments."""
    python = environment.ready("test")
    with tempfile.TemporaryDirectory() as folder:
        surroundings = _screenless(folder)
        if arguments:
            return _call([str(python), "-m", "pytest", *arguments], surroundings)
        unmet = [name for name, words in _checks() if _check(name, [str(python), *words], surroundings)]
    print(f"Not passed: {', '.join(unmet)}." if unmet else "Every check passed.")
    return 1 if unmet else 0


def bench(arguments: list[str]) -> int:
    """Run the benchmarks of tests/bench/, each a ratio in one run."""
    return _scripts("bench", arguments)


def faults(arguments: list[str]) -> int:
    """Run the fault injections of tests/faults/ at full length."""
    return _scripts("faults", arguments)


def fuzz(arguments: list[str]) -> int:
    """Run the fuzzers of tests/fuzz/, ten thousand cases each unless told otherwise."""
    return _scripts("fuzz", arguments or ["--cases", "10000"])


def lock(arguments: list[str]) -> int:
    """Remake the pinned requirements; `--upgrade` takes newer releases, at least a week old."""
    machine.prepare(venv=True, qt=False)
    with tempfile.TemporaryDirectory() as folder:
        python = environment.make(Path(folder) / "lock", "lock")
        for level in environment.LEVELS:
            status = _call(
                [str(python), *_lock_words(level), *arguments], _system_certificates(), environment.HERE
            )
            if status:
                return status
    return 0


def _parse(argv: list[str] | None) -> tuple[Command, list[str]]:
    commands = {command.__name__: command for command in (run, test, bench, faults, fuzz, lock)}
    told = "\n".join(f"  {name:7} {command.__doc__}" for name, command in commands.items())
    parser = argparse.ArgumentParser(
        prog="dev.py", epilog=told, formatter_class=argparse.RawDescriptionHelpFormatter, description=__doc__
    )
    parser.add_argument("command", choices=commands, help="what to do")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="go to what is started")
    given = parser.parse_args(argv)
    return commands[given.command], given.arguments


def _checks() -> list[tuple[str, list[str]]]:
    return [
        ("lint", ["-m", "ruff", "check", "."]),
        ("format", ["-m", "ruff", "format", "--check", "."]),
        ("types", ["-m", "mypy"]),
        (
            "tests",
            ["-m", "pytest", "-n", "2", "--cov", "--cov-report=", f"--cov-report=json:{COVERAGE_JSON}"],
        ),
        ("coverage", [str(environment.HERE / "floors.py"), str(COVERAGE_JSON)]),
    ]


def _check(name: str, words: list[str], surroundings: dict[str, str]) -> int:
    print(f"== {name}", flush=True)
    return _call(words, surroundings)


def _scripts(folder: str, arguments: list[str]) -> int:
    python = environment.ready("test")
    # What begins with an underscore is shared by the scripts, what begins with test_ is pytest's.
    scripts = [
        s for s in sorted((ROOT / "tests" / folder).glob("*.py")) if not s.name.startswith(("_", "test_"))
    ]
    if not scripts:
        raise SetupProblem(f"There is no script in tests/{folder}.")
    with tempfile.TemporaryDirectory() as runtime:
        surroundings = _screenless(runtime) | {"PYTHONPATH": str(ROOT)}
        statuses = [
            _check(script.stem, [str(python), str(script), *arguments], surroundings) for script in scripts
        ]
    return max(statuses)


def _lock_words(level: str) -> list[str]:
    return [
        *("-m", "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"),
        *("--python-version", ".".join(map(str, OLDEST_PYTHON)), "--only-binary", ":all:"),
        *("--no-emit-index-url", "--no-config", "--exclude-newer", "7 days"),
        *("--custom-compile-command", "python3 packaging/dev.py lock"),
        *(f"requirements-{level}.in", "--output-file", f"requirements-{level}.txt"),
    ]


def _screenless(folder: str) -> dict[str, str]:
    # Without a private runtime folder Qt warns, and the tests take a warning of Qt as a fault.
    return {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": folder}


def _system_certificates() -> dict[str, str]:
    return {"UV_SYSTEM_CERTS": "1"}


def _call(words: list[str], surroundings: dict[str, str], folder: Path = ROOT) -> int:
    return subprocess.run(words, cwd=folder, env={**os.environ, **surroundings}, check=False).returncode


def _no_screen() -> bool:
    return sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def _python_too_old() -> str:
    need, here = ".".join(map(str, OLDEST_PYTHON)), ".".join(map(str, sys.version_info[:2]))
    return (
        f"ILRS Desk needs Python {need} or newer, and this is Python {here}: install a newer one "
        f"and start with it, for example: python{need} packaging/dev.py run"
    )


if __name__ == "__main__":
    sys.exit(main())
