"""A report as a document, and as a file for a meeting, for partners or for the public."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.wording import Message
from ilrs_desk.reports.audience import audience_of
from ilrs_desk.reports.document import Document
from ilrs_desk.reports.draw import draw
from ilrs_desk.reports.language import Words, report_language
from ilrs_desk.reports.request import ReportKind, ReportRequest
from ilrs_desk.reports.xlsx import write_xlsx
from ilrs_desk.store.office import Office

from .report_material import gather


def draw_report(office: Office, request: ReportRequest) -> Document:
    """The report that ``request`` asks for, as its writers write it.

    Raises InputProblem for an audience, language, partner, meeting or agency that there is not.
    """
    audience_of(request.audience)
    words = Words(report_language(request.language), request.style.wording)
    known_on = request.moment.known_on
    if known_on is None:
        return draw(gather(office, office, request, words), words)
    with closing(office.as_known(known_on)) as then:
        return draw(gather(office, then, request, words), words)


def build_report(office: Office, path: Path, request: ReportRequest | None = None) -> None:
    """Write the report to ``path`` (.xlsx, .pdf or .pptx); without a request everything on this day, slides a pack.

    Raises InputProblem as :func:`draw_report` and for another file ending, MachineFault when the disk does not take it.
    """
    write = writer_of(path)
    write(draw_report(office, request or usual_request(path)), path)


def usual_request(path: Path) -> ReportRequest:
    """What is asked where nobody said more than the file: slides hold a meeting pack, other files everything."""
    slides = path.suffix.lower() == ".pptx"
    return replace(ReportRequest(), kind=ReportKind.PACK if slides else ReportKind.AS_OF)


def writer_of(path: Path) -> Callable[[Document, Path], None]:
    """What writes files that end as ``path`` does. Raises InputProblem ``report.format``."""
    match path.suffix.lower():
        case ".xlsx":
            return write_xlsx
        case ".pdf":
            from ilrs_desk.reports.pdf import write_pdf  # Qt is loaded only when it draws

            return write_pdf
        case ".pptx":
            from ilrs_desk.reports.pptx import write_pptx  # so is what makes slides

            return write_pptx
        case _:
            raise InputProblem(
                "report.format",
                Message(
                    "{file}: a report is written as .xlsx, .pdf or .pptx. Choose a name that ends so.",
                    {"file": path.name},
                ),
            )
