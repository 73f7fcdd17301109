"""The progress report as a file for a meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from ilrs_desk.domain.kinds import JOURNALLED
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.progress import progress as count_progress
from ilrs_desk.domain.wording import Message
from ilrs_desk.reports.document import Document
from ilrs_desk.reports.progress_report import progress_report
from ilrs_desk.reports.xlsx import write_xlsx
from ilrs_desk.store.office import Office


def build_report(
    office: Office, path: Path, *, as_of: date | None = None, audience: str = "partners"
) -> None:
    """Write the progress report of the office to ``path`` (.xlsx or .pdf).

    ``audience``: "internal", "partners" or "public"; personal contact data is in it only for "internal".
    Raises InputProblem for another file ending, MachineFault when the disk does not take it.
    """
    write = _writer(path)
    day = as_of or date.today()
    snapshot = office.snapshot(tuple(JOURNALLED))
    document = progress_report(
        count_progress(snapshot, day), snapshot, audience=audience, office=office.path.stem
    )
    write(document, path)


def _writer(path: Path) -> Callable[[Document, Path], None]:
    match path.suffix.lower():
        case ".xlsx":
            return write_xlsx
        case ".pdf":
            from ilrs_desk.reports.pdf import write_pdf  # Qt is loaded only when it draws

            return write_pdf
        case _:
            raise InputProblem(
                "report.format",
                Message(
                    "{file}: a report is written as .xlsx or .pdf. Choose a name that ends so.",
                    {"file": path.name},
                ),
            )
