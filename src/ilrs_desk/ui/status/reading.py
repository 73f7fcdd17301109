"""What the Status page shows, read off the GUI thread: figures by the one counting path, and the seats beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ilrs_desk.domain.counting import stage_on
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.progress import Figure, Listed, Progress
from ilrs_desk.domain.records import Record
from ilrs_desk.store.office import Office
from ilrs_desk.ui.charts.seats import Seat
from ilrs_desk.ui.text import isolate, say, tr, visible
from ilrs_desk.usecases.progress import members, progress

from .words import stage_word


@dataclass(frozen=True, slots=True)
class Reading:
    """The progress, one seat for each partner that is or may become a country counted, and whether all is empty."""

    progress: Progress
    seats: tuple[Seat, ...]
    empty: bool

    def figure(self, target: str) -> Figure | None:
        """The figure of ``target``."""
        return next((one for one in self.progress.figures if one.target.key == target), None)


def read_status(office: Office, moment: Moment) -> Reading:
    """Count everything as of ``moment``."""
    found = progress(office, moment)
    board = seats_figure(found)
    partners = office.snapshot(("partners",), known_on=moment.known_on).of("partners")
    seats = _seats(partners, board, found.as_of) if board else ()
    counts = office.counts()
    return Reading(found, seats, not any(counts.get(kind, 0) for kind in KINDS))


def read_members(office: Office, moment: Moment, target: str, dimension: str, value: str) -> tuple[int, ...]:
    """Ids of the records behind one number of a breakdown."""
    return members(office, moment, target, dimension, value)


def seats_figure(found: Progress) -> Figure | None:
    """The figure whose target the seat board shows: the first that counts partners."""
    return next((one for one in found.figures if one.target.kind == "partners"), None)


def _seats(partners: tuple[Record, ...], figure: Figure, day: date) -> tuple[Seat, ...]:
    why = {one.id: one for one in figure.not_counted}
    shown = [one for one in partners if figure.rule.count_organisations or one.text("kind") != "organisation"]
    return tuple(_seat(record, why.get(record.id), day) for record in shown)


def _seat(record: Record, left_out: Listed | None, day: date) -> Seat:
    stage = stage_on(record, day)
    text = f"{isolate(visible(record.label))} · {stage_word(stage)}"
    if left_out is not None:
        text = tr("{seat} · not counted: {why}", seat=text, why=say(left_out.why))
    code = record.text("country") or record.label[:2].upper()
    return Seat(record.id, code, stage, left_out is None, text)
