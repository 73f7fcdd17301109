"""The seats of the partner target, one tile a country, and the pipeline by stage."""

from __future__ import annotations

from ilrs_desk.domain.counting import day_of, effective_stage
from ilrs_desk.domain.kinds import STAGES
from ilrs_desk.domain.progress import Figure
from ilrs_desk.domain.records import Record

from ..document import Block, Chart, ChartKind, Heading, SeatBoard, SeatTile, Table, TableBlock
from ..material import Making
from .breakdowns import ordered_values, shown_counts, value_words
from .grid import count, words

_STAGE_WORDS = {choice.key: choice.label for choice in STAGES}
#: Centimetres of a chart: numbers of countries and of people share no scale, so each target has its own.
_BARS = 5.0
#: Nearest to signing first; those that went away take no tile.
_PIPELINE = ("active", "signed", "applied", "talks", "contact")


def seat_board(making: Making) -> SeatBoard | None:
    """The board of the first target that counts partners; None without one."""
    figure = next((one for one in making.progress.figures if one.target.kind == "partners"), None)
    return _board(making, figure) if figure else None


def _board(making: Making, figure: Figure) -> SeatBoard:
    counted = making.material.counted.get(figure.target.key, frozenset())
    partners = making.material.of("partners")
    joined = sorted((one for one in partners if one.id in counted), key=_joined)
    waiting = [one for one in partners if one.id not in counted and _waits(figure, one)]
    waiting.sort(key=lambda one: (_PIPELINE.index(effective_stage(one) or "contact"), _joined(one)))
    seats = [_tile(making, one, True) for one in joined] + [_tile(making, one, False) for one in waiting]
    title = making.words.text(
        "{label}: {value} of {number} seats",
        label=making.label(figure),
        value=figure.value,
        number=figure.target.number,
    )
    return SeatBoard(tuple(seats), max(figure.target.number, len(seats)), title)


def _waits(figure: Figure, record: Record) -> bool:
    """Whether a partner that does not count is on its way: in the pipeline, and not out by the rule."""
    out = record.values.get("kind") == "organisation" and not figure.rule.count_organisations
    code = record.text("country")
    home = (code == figure.rule.host and not figure.rule.count_host) or (
        code in figure.rule.founders and not figure.rule.count_founders
    )
    return not out and not home and (effective_stage(record) or "contact") in _PIPELINE


def _joined(record: Record) -> tuple[bool, str, str]:
    day = day_of(record.text("signed_on"))
    return day is None, day.isoformat() if day else "", record.label


def _tile(making: Making, record: Record, counted: bool) -> SeatTile:
    stage = effective_stage(record) or "contact"
    code = record.text("country") or ""
    label = making.words.country(code) if code else record.label
    return SeatTile(code, label, stage, making.words.text(_STAGE_WORDS[stage]), counted)


def pipeline(making: Making) -> list[Block]:
    """How many records of each target stand at which stage, as a table and bars."""
    by_target = making.progress.breakdowns.get("stage", {})
    figures = [one for one in making.progress.figures if by_target.get(one.target.key)]
    if not figures:
        return []
    text = making.words.text
    shown = {one.target.key: shown_counts(making, "stage", by_target[one.target.key]) for one in figures}
    rows = tuple(
        (value_words(making, "stage", value), *(shown[one.target.key].get(value, 0) for one in figures))
        for value in ordered_values("stage", [by_target[one.target.key] for one in figures])
    )
    columns = (words(text("Stage"), 2), *(count(making.label(one)) for one in figures))
    table = Table(text("Pipeline"), columns, rows)
    charts = tuple(
        Chart(columns[place].label, ChartKind.BAR, table, (place,), height=_BARS, width=13.0)
        for place in range(1, len(columns))
    )
    return [Heading(text("Pipeline by stage")), TableBlock(table, charts)]
