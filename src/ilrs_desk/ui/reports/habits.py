"""What was chosen last for each kind of report, so that the next one begins with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ilrs_desk.reports.document import Paper
from ilrs_desk.reports.request import ReportKind
from ilrs_desk.ui.settings import Settings

ENDINGS = (".pdf", ".xlsx", ".pptx")
AUDIENCES = ("partners", "internal", "public")
_USUAL_ENDING = {ReportKind.AS_OF: ".xlsx", ReportKind.DIRECTORY: ".xlsx"}
_WARNED = "reports/warned"


@dataclass(frozen=True, slots=True)
class Habit:
    """``style``: path of the style file, "" for none; ``folder``: where the last file went, "" before the first."""

    audience: str = "partners"
    language: str = "en"
    paper: Paper = Paper.A4
    style: str = ""
    ending: str = ".pdf"
    folder: str = ""


def habit_of(settings: Settings, kind: ReportKind) -> Habit:
    """What was chosen last for ``kind``; what is kept and cannot be chosen any more is as usual."""

    def kept(part: str) -> str:
        return settings.text(f"reports/{kind.value}/{part}")

    audience, ending, paper = kept("audience"), kept("ending"), kept("paper")
    return Habit(
        audience=audience if audience in AUDIENCES else "partners",
        language=kept("language") or "en",
        paper=Paper(paper) if paper in {one.value for one in Paper} else Paper.A4,
        style=settings.text("reports/style"),
        ending=ending if ending in ENDINGS else _USUAL_ENDING.get(kind, ".pdf"),
        folder=kept("folder"),
    )


def keep_habit(settings: Settings, kind: ReportKind, habit: Habit) -> None:
    """Begin with ``habit`` the next time; the style file is that of all reports."""
    for part in ("audience", "language", "ending", "folder"):
        settings.keep(f"reports/{kind.value}/{part}", getattr(habit, part))
    settings.keep(f"reports/{kind.value}/paper", habit.paper.value)
    settings.keep("reports/style", habit.style)


def folder_for(habit: Habit, office: Path) -> Path:
    """Where the next file goes: beside the last one, else beside the office."""
    last = Path(habit.folder) if habit.folder else None
    return last if last is not None and last.is_dir() else office.parent


def was_warned(settings: Settings) -> bool:
    """Whether it was said once that personal data leaves the house with an internal file."""
    return settings.flag(_WARNED, False)


def keep_warned(settings: Settings) -> None:
    """It needs not be said again."""
    settings.keep(_WARNED, True)
