"""Read or write out a file as it came in, from the copy that the office keeps of each import."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.wording import Message
from ilrs_desk.intake.read import read_workbook
from ilrs_desk.intake.sheets import Workbook
from ilrs_desk.reports.files import replacing
from ilrs_desk.store.office import Office

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST_NAME = 100


def read_kept_file(
    office: Office,
    import_id: int,
    *,
    password: str | None = None,
    encoding: str | None = None,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Workbook:
    """The sheets of an imported file. ``password`` and ``encoding`` answer as in ``intake.read``: neither is kept.

    Raises InputProblem ``import.not_kept`` where the office has no copy, and what reading raises.
    """
    contents = _contents(office, import_id)
    name = next((each.file for each in office.register.imports() if each.id == import_id), "")
    with tempfile.TemporaryDirectory(prefix="ilrs-kept-") as folder:
        path = Path(folder) / (file_name(name) or "file")
        path.write_bytes(contents)
        return read_workbook(
            path, password=password, encoding=encoding, progress=progress, cancelled=cancelled
        )


def save_kept_file(office: Office, import_id: int, path: Path) -> None:
    """Write the imported file to ``path``, byte for byte as it came.

    Raises InputProblem ``import.not_kept`` where the office has no copy, and as ``reports.files.replacing``.
    """
    contents = _contents(office, import_id)
    with replacing(path) as part:
        part.write_bytes(contents)


def file_name(title: str) -> str:
    """The name of a file as every system can write it; its ending stays."""
    return _NOT_IN_NAMES.sub("_", title)[-_LONGEST_NAME:].strip(". ")


def _contents(office: Office, import_id: int) -> bytes:
    contents = office.register.kept_file(import_id)
    if contents is None:
        raise InputProblem(
            "import.not_kept",
            Message("The file itself is not in this office: it was imported before files were kept."),
        )
    return contents
