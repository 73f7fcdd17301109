"""How a moment is said in the window and in the names of files."""

from __future__ import annotations

from ilrs_desk.domain.moments import Moment
from ilrs_desk.ui.text import title_case, tr


def moment_phrase(moment: Moment) -> str:
    """The moment inside a sentence, its days as the window writes them: "in force on 5 May 2025"."""
    return tr(moment.words().template, day=moment.as_of, known=moment.known_on)


def moment_title(moment: Moment) -> str:
    """The moment by itself: "In force on 5 May 2025"; "As of today"."""
    return tr("As of today") if moment.is_now else title_case(moment_phrase(moment))


def moment_file(moment: Moment) -> str:
    """The moment as a part of a file's name, its days so that files sort by them; "" for today."""
    if moment.is_now:
        return ""
    days = {"day": moment.as_of, "known": moment.known_on}
    return tr(moment.words().template, **{key: day.isoformat() for key, day in days.items() if day})
