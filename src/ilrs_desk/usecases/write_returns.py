"""Write what was left out of an import back to its senders: their workbook to correct, and a letter."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.wording import Message
from ilrs_desk.intake.draw import FileError
from ilrs_desk.intake.plan import FilePlan, ImportPlan
from ilrs_desk.intake.returned.letter import covering_text, guess_language
from ilrs_desk.intake.returned.workbook import return_file
from ilrs_desk.intake.sheets import Workbook
from ilrs_desk.intake.texts import language_of, languages
from ilrs_desk.reports.files import replacing

from .preview_import import Preview


def write_returns(
    preview: Preview, folder: Path, language: str | None = None, plan: ImportPlan | None = None
) -> list[Path]:
    """One workbook and one letter for each file of which something is to be corrected, in ``folder``; the workbooks.

    ``folder`` is made if it is not there. ``language``: as ``texts.language_of`` knows it; that of each sender if
    None. ``plan`` is the one that was committed, where it is not the preview's own.
    Raises InputProblem ``language.unknown``, and as ``reports.files.replacing``; a file that was there before is
    then still whole.
    """
    wanted = None if language is None else known_language(language)
    written: list[Path] = []
    for file, drawn in zip(preview.files, (plan or preview.plan).files, strict=True):
        if not isinstance(file, FileError) and (path := _write(file, drawn, folder, wanted)):
            written.append(path)
    return written


def written_languages() -> tuple[str, ...]:
    """The tags of the languages that return files, letters and templates can be written in, sorted."""
    return languages()


def known_language(wanted: str) -> str:
    """Our tag of a language. Raises InputProblem ``language.unknown`` for one that we cannot write."""
    if found := language_of(wanted):
        return found
    message = Message(
        "There are no texts in the language {language}. It can be one of: {known}.",
        {"language": wanted, "known": ", ".join(languages())},
    )
    raise InputProblem("language.unknown", message)


def _write(file: Workbook, plan: FilePlan, folder: Path, language: str | None) -> Path | None:
    spoken = language or guess_language(plan)
    book = return_file(file, plan, original=_original(plan), language=spoken)
    if book is None:
        return None
    path = folder / f"{_stem(plan.path)} to correct.xlsx"
    with suppress(OSError):  # told by what writes the file
        folder.mkdir(parents=True, exist_ok=True)
    _put(path, book.save)
    text = covering_text(plan, spoken)
    _put(path.with_suffix(".txt"), lambda part: part.write_text(text, encoding="utf-8"))
    return path


def _put(path: Path, save: Callable[[Path], object]) -> None:
    with replacing(path) as part:
        save(part)


def _stem(path: Path) -> str:
    """The file's name as it came, however often it was sent back."""
    return path.stem.removesuffix(" to correct")


def _original(plan: FilePlan) -> bytes | None:
    """The bytes of the file, if it is still what was read."""
    try:
        contents = plan.path.read_bytes()
    except OSError:
        return None
    return contents if hashlib.sha256(contents).hexdigest() == plan.sha256 else None
