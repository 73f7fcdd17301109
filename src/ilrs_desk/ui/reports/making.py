"""Drawing a report and writing it, off the GUI thread; what was drawn already is what is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ilrs_desk.domain.moments import Moment
from ilrs_desk.reports.document import Document
from ilrs_desk.reports.request import ReportRequest
from ilrs_desk.store.office import Office
from ilrs_desk.ui.moment.words import moment_file
from ilrs_desk.ui.tasks import Job
from ilrs_desk.ui.text import tr
from ilrs_desk.usecases.build_report import draw_report
from ilrs_desk.usecases.freeze_pack import file_name
from ilrs_desk.usecases.write_document import require_wanted, write_document

from .shapes import SHAPES

#: How far the work is when the report is drawn and only has to be written.
DRAWN = 0.5


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document, what was asked for it, and the state of the office that it tells of."""

    request: ReportRequest
    generation: int
    document: Document


def drawn(office: Office, request: ReportRequest, before: Drawn | None, job: Job[Any]) -> Drawn:
    """The document asked for: the one of ``before`` where it is still true, else drawn anew."""
    if before is not None and before.request == request and before.generation == office.generation:
        return before
    require_wanted(job.cancelled)
    generation = office.generation
    found = Drawn(request, generation, draw_report(office, request))
    require_wanted(job.cancelled)
    return found


def make_file(
    office: Office, request: ReportRequest, path: Path, before: Drawn | None, job: Job[Any]
) -> Drawn:
    """Write the report to ``path``; a cancelled job leaves what stood there. Raises as ``write_document``."""
    found = drawn(office, request, before, job)
    job.progress(DRAWN)
    write_document(found.document, path, job.cancelled)
    return found


def proposed_file(office: Path, request: ReportRequest, of: str, ending: str) -> str:
    """A name to begin with: office, kind, what it is of, day and audience, the way that files sort by it."""
    day = moment_file(request.moment) or Moment().day.isoformat()
    parts = (office.stem, tr(SHAPES[request.kind].file), of, day, tr(request.audience))
    return file_name(" ".join(part for part in parts if part)) + ending
