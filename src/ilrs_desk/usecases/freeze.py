"""Freeze the figures of a meeting: sealed with their rules, the ids that counted, and the files made of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from ilrs_desk.domain.dates import first_day, format_partial, is_partial_date
from ilrs_desk.domain.kinds import MEETINGS, TARGETS
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.progress import Figure
from ilrs_desk.domain.records import Record, Value
from ilrs_desk.domain.rule_versions import rule_values
from ilrs_desk.domain.sealing import Seal, SealedFigure, SealedFile
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office

from .progress import progress_with_ids

_PIECE = 1 << 20


def freeze_meeting(
    office: Office, meeting_id: int, *, as_of: date | None = None, files: Sequence[Path] = ()
) -> Seal:
    """Seal all figures as told to the meeting, and note ``files`` made of them; a further seal stands beside.

    ``as_of``: the day by the records' dates, that of the meeting if None, but never one that is yet to come.
    Raises InputProblem for a meeting or file that is not there, for a day that is yet to come, and if somebody writes
    in the office meanwhile.
    """
    generation = office.generation
    usual = frozen_on(office, meeting_id)
    noted = [sealed_file(path) for path in files]
    day = as_of or usual
    if day > date.today():
        template = "{day} is still to come, so nobody knows its figures. Nothing was sealed. Choose a day up to today."
        raise InputProblem("seal.day", Message(template, {"day": format_partial(day.isoformat())}))
    figures = figures_to_seal(office, Moment(as_of=day))
    return office.seals.add(meeting_id, day, figures, noted, generation=generation)


def note_file(office: Office, seal_id: int, path: Path) -> Seal:
    """Note a file that was made of sealed figures, by its name and contents."""
    return office.seals.add_file(seal_id, sealed_file(path))


def figures_to_seal(office: Office, moment: Moment) -> tuple[SealedFigure, ...]:
    """Every figure at ``moment`` with all that must be kept of it."""
    targets = {one.text("key"): one.values for one in office.snapshot((TARGETS.key,)).of(TARGETS.key)}
    figures, ids = progress_with_ids(office, moment)
    return tuple(_sealed(one, ids[one.target.key], targets[one.target.key]) for one in figures)


def frozen_on(office: Office, meeting_id: int) -> date:
    """The day of a meeting's figures: its own, the first one of a month or year; today if unknown or yet to come."""
    held_on = _meeting(office, meeting_id).text("held_on") or ""
    day = first_day(held_on) if is_partial_date(held_on) else date.today()
    return min(day, date.today())


def sealed_file(path: Path) -> SealedFile:
    """A file as a seal notes it. Raises InputProblem if it cannot be read."""
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
                size += len(piece)
    except OSError as problem:
        template = "{file} cannot be read, so it was not sealed. Nothing was written. Make the file first."
        raise InputProblem("seal.file", Message(template, {"file": path.name})) from problem
    return SealedFile(path.name, digest.hexdigest(), size)


def _meeting(office: Office, meeting_id: int) -> Record:
    meeting = office.get(MEETINGS.key, meeting_id)
    if meeting is None or meeting.trashed:
        template = "There is no meeting number {id}. Nothing was sealed. Enter the meeting first."
        raise InputProblem("seal.meeting", Message(template, {"id": meeting_id}))
    return meeting


def _sealed(figure: Figure, ids: tuple[int, ...], target_values: Mapping[str, Value]) -> SealedFigure:
    target, rule = figure.target, figure.rule
    return SealedFigure(
        target=target.key,
        label=target.label,
        kind=target.kind,
        number=target.number,
        value=figure.value,
        rule_id=rule.id,
        rule_code=rule.code,
        rule_version=rule.version,
        rule_words=str(figure.words),
        rule_values=rule_values(rule),
        ids=ids,
        claimed=None if figure.claim is None else figure.claim.value,
        target_values=dict(target_values),
    )
