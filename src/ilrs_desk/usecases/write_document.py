"""Write a drawn report to a file, or nothing at all where it is not wanted any more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.wording import Message
from ilrs_desk.reports.document import Document
from ilrs_desk.reports.files import staged

from .build_report import writer_of


def write_document(document: Document, path: Path, stopped: Callable[[], bool]) -> None:
    """Write ``document`` as the ending of ``path`` says. Where ``stopped()`` by then, what stood there before stays.

    Raises InputProblem ``cancelled`` if it was stopped, and as ``build_report``.
    """
    write = writer_of(path)
    require_wanted(stopped)
    with staged(path) as whole:
        write(document, whole)
        require_wanted(stopped)


def require_wanted(stopped: Callable[[], bool]) -> None:
    """Raise InputProblem ``cancelled`` if ``stopped()``."""
    if stopped():
        raise InputProblem("cancelled", Message("Stopped. Nothing was changed."))
