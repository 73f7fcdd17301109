"""The seats of the partner target, one tile a country, and the pipeline by stage."""

from __future__ import annotations

from collections.abc import Mapping

from ilrs_desk.domain.counting import UNKNOWN, day_of, stage_on
from ilrs_desk.domain.countries import is_countable_country
from ilrs_desk.domain.kinds import STAGES
from ilrs_desk.domain.progress import Figure
from ilrs_desk.domain.records import Record

from ..document import Block, Chart, ChartKind, Heading, SeatBoard, SeatTile, Table, TableBlock
from ..material import Making
from .breakdowns import ordered_values, shown_counts, value_words
from .grid import count, words

_STAGE_WORDS = {choice.key: choice.label for choice in STAGES}
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
    seated = {one.text("country") for one in joined}
    waiting = [one for one in partners if one.text("country") not in seated and _waits(making, figure, one)]
    waiting.sort(key=lambda one: (_PIPELINE.index(_stage(making, one)), _joined(one)))
    seats = [_tile(making, one, True) for one in joined] + [_tile(making, one, False) for one in waiting]
    title = making.words.text(
        "{label}: {value} of {number} seats",
        label=making.label(figure),
        value=figure.value,
        number=figure.target.number,
    )
    return SeatBoard(tuple(seats), figure.target.number, title)


def _waits(making: Making, figure: Figure, record: Record) -> bool:
    """Whether a partner that does not count is a country on its way, and not out by the rule whatever it signs."""
    code, rule = record.text("country"), figure.rule
    out = {rule.host if not rule.count_host else None, *(() if rule.count_founders else rule.founders)}
    if (
        record.values.get("kind") == "organisation"
        or code is None
        or code in out
        or not is_countable_country(code)
    ):
        return False
    return _stage(making, record) in _PIPELINE


def _stage(making: Making, record: Record) -> str:
    """The stage on the day of the report; in contact where nothing is known of it."""
    stage = stage_on(record, making.progress.as_of)
    return "contact" if stage == UNKNOWN else stage


def _joined(record: Record) -> tuple[bool, str, str]:
    day = day_of(record.text("signed_on"))
    return day is None, day.isoformat() if day else "", record.label


def _tile(making: Making, record: Record, counted: bool) -> SeatTile:
    stage = _stage(making, record)
    stage = stage if stage in _STAGE_WORDS else "contact"
    code = record.text("country") or ""
    label = making.words.country(code) if code else record.label
    return SeatTile(code, label, stage, making.words.text(_STAGE_WORDS[stage]), counted)


def pipeline(making: Making) -> list[Block]:
    """How many records of each target stand at which stage: a table and bars for each."""
    by_target = making.progress.breakdowns.get("stage", {})
    blocks: list[Block] = []
    for figure in making.main_figures:
        if counts := by_target.get(figure.target.key):
            label = making.label(figure)
            blocks += [
                Heading(making.words.text("{label} by stage", label=label)),
                _stages(making, label, counts),
            ]
    return blocks


def _stages(making: Making, label: str, counts: Mapping[str, int]) -> TableBlock:
    shown = shown_counts(making, "stage", counts)
    rows = tuple(
        (value_words(making, "stage", value), shown[value]) for value in ordered_values("stage", [counts])
    )
    columns = (words(making.words.text("Stage"), 2), count(label))
    table = Table(label, columns, rows)
    height = max(3.5, 1.5 + 0.5 * len(rows))
    return TableBlock(table, (Chart(label, ChartKind.BAR, table, (1,), height=height, width=18.0),))
