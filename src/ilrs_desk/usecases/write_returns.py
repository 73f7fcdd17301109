"""Write what was left out of an import back to its senders."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from ilrs_desk.intake.draw import FileError
from ilrs_desk.intake.returned.workbook import return_file
from ilrs_desk.reports.files import replacing

from .preview_import import Preview


def write_returns(preview: Preview, folder: Path) -> list[Path]:
    """One workbook for each file of which rows were left out, in ``folder`` (made if it is not there); their paths.

    Raises as ``reports.files.replacing``; a file that was there before is then still whole.
    """
    written: list[Path] = []
    for file, plan in zip(preview.files, preview.plan.files, strict=True):
        book = None if isinstance(file, FileError) else return_file(file, plan)
        if book is not None:
            path = folder / f"{plan.path.stem} to correct.xlsx"
            with suppress(OSError):  # told by what writes the file
                folder.mkdir(parents=True, exist_ok=True)
            with replacing(path) as part:
                book.save(part)
            written.append(path)
    return written
