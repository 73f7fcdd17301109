"""What the Status page shows, read off the GUI thread: figures by the one counting path, and the seats beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ilrs_desk.domain.comparison import artemis
from ilrs_desk.domain.counting import judge, places_for, stage_on
from ilrs_desk.domain.grouping import Groupings
from ilrs_desk.domain.kinds import (
    AGREEMENTS,
    DISTINCTIONS,
    GROUPINGS,
    KINDS,
    MEMBERSHIPS,
    PARTNERS,
    WORKSTREAMS,
)
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.progress import Figure, Progress
from ilrs_desk.domain.records import Record, Snapshot
from ilrs_desk.domain.workstreams import workstreams_of
from ilrs_desk.store.office import Office
from ilrs_desk.ui.charts.seats import Seat
from ilrs_desk.ui.text import day as day_words
from ilrs_desk.ui.text import isolate, say, tr, visible
from ilrs_desk.usecases.progress import progress

from .words import LISTED, stage_word

#: What a partner is judged by, and what names the parts of the breakdowns.
_AROUND = (PARTNERS.key, AGREEMENTS.key, DISTINCTIONS.key, GROUPINGS.key, MEMBERSHIPS.key, WORKSTREAMS.key)


@dataclass(frozen=True, slots=True)
class Reading:
    """The progress at a moment, one seat for each partner that is or may become a country counted, and names.

    ``labels``: the names of groupings and workstreams by key. ``artemis``: how many
    had signed the Artemis Accords by each day. ``empty``: the office holds no records at all.
    """

    moment: Moment
    progress: Progress
    seats: tuple[Seat, ...]
    empty: bool
    labels: Mapping[str, str] = field(default_factory=dict)
    artemis: tuple[tuple[date, int], ...] = ()

    def figure(self, target: str) -> Figure | None:
        """The figure of ``target``."""
        return next((one for one in self.progress.figures if one.target.key == target), None)


def read_status(office: Office, moment: Moment) -> Reading:
    """Count everything at ``moment``."""
    found = progress(office, moment, listed=LISTED)
    snapshot = office.snapshot(_AROUND, known_on=moment.known_on)
    board = seats_figure(found)
    seats = _seats(snapshot, board, found.as_of) if board else ()
    counts = office.counts()
    empty = not any(counts.get(kind, 0) for kind in KINDS)
    workstreams = {one.key: one.label for one in workstreams_of(snapshot)}
    labels = {**Groupings.of(snapshot).labels, **workstreams}
    return Reading(moment, found, seats, empty, labels, artemis(found.as_of))


def seats_figure(found: Progress) -> Figure | None:
    """The figure whose target the seat board shows: the first that counts partners."""
    return next((one for one in found.figures if one.target.kind == "partners"), None)


def _seats(snapshot: Snapshot, figure: Figure, day: date) -> tuple[Seat, ...]:
    """Those counted in the order of joining, then those that are not, the furthest first."""
    rule, places = figure.rule, places_for(snapshot, figure.rule, day)
    found: list[tuple[date, Seat]] = []
    for record in snapshot.of("partners"):
        if rule.count_organisations or record.text("kind") != "organisation":
            verdict = judge(rule, record, day, places)
            why = None if verdict.counted else say(verdict.why)
            found.append((verdict.since or date.max, _seat(record, verdict.since, why, day)))
    return tuple(seat for _, seat in sorted(found, key=lambda one: (one[0], one[1].id)))


def _seat(record: Record, since: date | None, why: str | None, day: date) -> Seat:
    stage = stage_on(record, day)
    text = f"{isolate(visible(record.label))} · {stage_word(stage)}"
    if why is not None:
        text = tr("{seat} · not counted: {why}", seat=text, why=why)
    elif since is not None and since != date.min:
        text = tr("{seat} · since {day}", seat=text, day=day_words(since))
    code = record.text("country") or "".join(record.label.split())[:2].upper()
    return Seat(record.id, code, stage, why is None, text)
