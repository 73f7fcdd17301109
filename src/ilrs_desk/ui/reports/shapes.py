"""The kinds of report as the window offers them: what each is called, what it tells, and what it must be asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ilrs_desk.reports.request import ReportKind


class Since(Enum):
    """Whether a kind tells what changed: not, only if asked, or since the last meeting unless asked otherwise."""

    NEVER = 0
    ASKED = 1
    ALWAYS = 2


@dataclass(frozen=True, slots=True)
class Shape:
    """``title`` in menus and lists; ``hint`` in one sentence what it holds; ``file`` in names of files.

    ``of``: what it is of and must be asked: "meeting", "partner", "agency" or nothing.
    """

    title: str
    hint: str
    file: str
    since: Since = Since.NEVER
    of: str = ""


SHAPES: dict[ReportKind, Shape] = {
    ReportKind.PROGRESS: Shape(
        "Progress (one page)",
        "The three figures with target, pace, trend and seats, on one sheet.",
        "progress",
        Since.ALWAYS,
    ),
    ReportKind.CHANGE: Shape(
        "Change since",
        "Who joined, left, was promoted, corrected or merged since a meeting or a day, each listed apart.",
        "change",
        Since.ALWAYS,
    ),
    ReportKind.AS_OF: Shape(
        "As-of report",
        "Everything on one day: figures, breakdowns, trend, and every record with whether it counts and why.",
        "as of",
        Since.ASKED,
    ),
    ReportKind.PACK: Shape(
        "Meeting pack",
        "Figures, trend, seats, pipeline, changes since the last meeting, what needs attention, appendix.",
        "meeting pack",
        Since.ALWAYS,
        "meeting",
    ),
    ReportKind.DOSSIER: Shape(
        "Partner dossier",
        "One partner with its institutions, people, agreements and history.",
        "dossier",
        of="partner",
    ),
    ReportKind.DIRECTORY: Shape(
        "Directory",
        "All partners, institutions and people by country.",
        "directory",
    ),
    ReportKind.REQUESTS: Shape(
        "Return requests",
        "A page for each agency: what came from it, what stands open, and what is asked by when.",
        "return requests",
        of="agency",
    ),
}
