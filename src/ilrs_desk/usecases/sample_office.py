"""A sample office, made by importing the shipped sample returns as a user would."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.resources import resource
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office, discard_office

from .commit_import import commit_import
from .open_office import create_office, open_office
from .preview_import import preview_import

_NAME = "sample office.ilrs"


def sample_office(folder: Path, say: Callable[[str], None] | None = None) -> Path:
    """Make the sample office in ``folder`` (its path is returned); one that is there already is kept and used.

    ``say`` hears one line for each return that is imported.
    """
    path = folder / _NAME
    if path.exists():
        return path
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise InputProblem(
            "folder.unwritable",
            Message("The folder {folder} cannot be made. Name another with --dir.", {"folder": str(folder)}),
        ) from problem
    create_office(path)
    try:
        _fill(path, _samples(), say)
    except BaseException:
        discard_office(path)  # a sample office that is not whole would be kept and used the next time
        raise
    return path


def _fill(path: Path, samples: Iterable[Path], say: Callable[[str], None] | None) -> None:
    office = open_office(path)
    try:
        for sample in samples:
            _import(office, sample, say)
    finally:
        office.close()


def _samples() -> list[Path]:
    """The sample returns by name, so that a second return of the same people comes after the first."""
    return sorted(path for path in resource("samples").iterdir() if path.is_file())


def _import(office: Office, sample: Path, say: Callable[[str], None] | None) -> None:
    plan = preview_import(office, [sample]).plan
    for file in plan.files:
        if file.error is not None:
            raise InputProblem(file.error.code, file.error.message)
    done = commit_import(office, plan)
    if say is not None:
        say(f"{sample.name}: {done.added} added, {done.changed} changed, {done.left_out} left out")
