"""Write what was left out of an import back to its senders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ilrs_desk.domain.problems import MachineFault
from ilrs_desk.domain.wording import Message
from ilrs_desk.intake.draw import FileError
from ilrs_desk.intake.returned import return_file

from .preview_import import Preview


def write_returns(preview: Preview, folder: Path) -> list[Path]:
    """One workbook for each file of which rows were left out, in ``folder`` (made if it is not there); their paths.

    Raises MachineFault when the disk does not take them; a file that was there before is then still whole.
    """
    written: list[Path] = []
    for file, plan in zip(preview.files, preview.plan.files, strict=True):
        book = None if isinstance(file, FileError) else return_file(file, plan)
        if book is not None:
            path = folder / f"{plan.path.stem} to correct.xlsx"
            _save(book.save, path)
            written.append(path)
    return written


def _save(save: Callable[[Path], None], path: Path) -> None:
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        save(part)
        part.replace(path)
    except OSError as fault:
        raise MachineFault(
            "return.not_written",
            Message(
                "{file} could not be written ({reason}). Close it in other programs, or name another folder.",
                {"file": str(path), "reason": fault.strerror or str(fault)},
            ),
        ) from fault
    finally:
        part.unlink(missing_ok=True)
