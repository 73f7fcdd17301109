"""What the figures were at the last meeting, so that each card can tell how far it has come since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.progress import Figure
from ilrs_desk.store.office import Office
from ilrs_desk.ui.text import day as day_words
from ilrs_desk.ui.text import isolate, number, tr, visible
from ilrs_desk.usecases.last_meeting import last_meeting
from ilrs_desk.usecases.progress import progress


@dataclass(frozen=True, slots=True)
class Since:
    """The last meeting, the moment of which its figures are, and these by target; ``sealed``: they were frozen.

    ``upto``: the newest change set that was known when they were.
    """

    meeting: str
    moment: Moment
    values: Mapping[str, int]
    sealed: bool = False
    upto: int | None = None

    def change(self, figure: Figure) -> int | None:
        """How far the figure has come since; None for a target that did not exist then."""
        then = self.values.get(figure.target.key)
        return None if then is None else figure.value - then


def read_since(office: Office, moment: Moment, known: Since | None = None) -> Since | None:
    """The figures of the last meeting before the day of ``moment``; None without one.

    What was known at a meeting does not change, so ``known`` is given back where it is of the same moment.
    """
    found = last_meeting(office, moment.day)
    if found is None:
        return None
    label, since = visible(found.meeting.label), found.moment
    if found.seal is not None:
        values = {figure.target: figure.value for figure in found.seal.figures}
        return Since(label, since, values, sealed=True, upto=found.upto)
    if known is not None and known.moment == since and since.known_on is not None:
        return Since(label, since, known.values)
    figures = progress(office, since, listed=0).figures
    return Since(label, since, {figure.target.key: figure.value for figure in figures})


def since_words(figure: Figure, since: Since | None) -> str:
    """The change in a word: "+1 since 12 Sep 2026"."""
    if since is None:
        return tr("no meeting yet")
    change = since.change(figure)
    if change is None:
        return tr("new since {day}", day=since.moment.day)
    return tr("{change} since {day}", change=_signed(change), day=since.moment.day)


def since_told(figure: Figure, since: Since | None) -> str:
    """The change in full."""
    if since is None:
        return tr("Once a meeting is on record, the change since the last one stands here.")
    then = since.values.get(figure.target.key)
    told = tr("{meeting}, {day}", meeting=isolate(since.meeting), day=day_words(since.moment.day))
    if then is not None:
        told = tr("{meeting}: {then} then, {now} now.", meeting=told, then=then, now=figure.value)
    if since.sealed:
        told = f"{told} {tr('The figures of this meeting are frozen.')}"
    return f"{told}\n{tr('Show who joined, left, was promoted, corrected or merged')}"


def _signed(change: int) -> str:
    return f"+{number(change)}" if change > 0 else f"−{number(-change)}" if change < 0 else "±0"
