"""A sample office, made by importing the shipped sample returns as a user would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.resources import resource
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office

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
    office = open_office(path)
    try:
        for sample in _samples():
            _import(office, sample, say)
    finally:
        office.close()
    return path


def _samples() -> list[Path]:
    """The sample returns, partners first, and a second return of the same people after the first."""
    found = [path for path in sorted(resource("samples").iterdir()) if path.is_file()]
    return sorted(found, key=lambda path: (not path.name.startswith("partners"), path.name))


def _import(office: Office, sample: Path, say: Callable[[str], None] | None) -> None:
    done = commit_import(office, preview_import(office, [sample]).plan)
    if say is not None:
        say(f"{sample.name}: {done.added} added, {done.changed} changed, {done.left_out} left out")
