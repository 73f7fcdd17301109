"""What is asked of a report: its kind, day, audience, language, paper and style."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ilrs_desk.domain.moments import NOW, Moment

from .document import Paper
from .style import PLAIN, Style


class ReportKind(StrEnum):
    """The reports that can be made."""

    PROGRESS = "progress"  # one page
    PACK = "pack"  # the meeting pack
    CHANGE = "change"  # change since a meeting or a date
    AS_OF = "as-of"  # everything on one day, the records too
    DOSSIER = "dossier"  # one country with its institutions, people, agreements, history
    DIRECTORY = "directory"  # all partners, institutions and people
    REQUESTS = "requests"  # return requests to agencies


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """``since`` for what changed (a day as known then); ``meeting``: its id, for a pack or a change since.

    ``partner``: id of the partner of a dossier. ``audience``: internal, partners or public. ``language``: a code
    such as "fr", apart from the window's. ``filter_words`` tell what the report is narrowed to.
    """

    kind: ReportKind = ReportKind.AS_OF
    moment: Moment = NOW
    since: Moment | None = None
    meeting: int | None = None
    partner: int | None = None
    agency: str | None = None
    audience: str = "partners"
    language: str = "en"
    paper: Paper = Paper.A4
    style: Style = PLAIN
    filter_words: str = ""
