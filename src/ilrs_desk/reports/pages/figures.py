"""The figures themselves: tiles, their table with what was claimed, and by which rule each is counted."""

from __future__ import annotations

from collections.abc import Iterator

from ilrs_desk.domain.progress import Figure

from ..document import CellValue, Chart, ChartKind, Column, ColumnType, Paragraph, Table, Tile, TileRow
from ..material import Making
from .grid import signed

_TILES_A_ROW = 4


def tile_rows(making: Making) -> list[TileRow]:
    """The figures as tiles, at most four beside each other."""
    tiles = [_tile(making, figure) for figure in making.progress.figures]
    rows = max(1, -(-len(tiles) // _TILES_A_ROW))
    each = max(1, -(-len(tiles) // rows))
    return [TileRow(tuple(tiles[first : first + each])) for first in range(0, len(tiles), each)]


def _tile(making: Making, figure: Figure) -> Tile:
    target = figure.target
    return Tile(making.label(figure), figure.value, target.number or None, tuple(_tile_lines(making, figure)))


def _tile_lines(making: Making, figure: Figure) -> Iterator[str]:
    words = making.words
    yield words.text("{share} of the target", share=words.share(figure.share))
    if figure.claim is not None:
        yield words.text(
            "claimed: {claimed} ({day})", claimed=figure.claim.words, day=words.day(figure.claim.claimed_on)
        )
    yield from _change_line(making, figure)
    yield from pace_lines(making, figure)


def _change_line(making: Making, figure: Figure) -> Iterator[str]:
    movement = making.material.movement
    moved = (
        next((one for one in movement.targets if one.target.key == figure.target.key), None)
        if movement
        else None
    )
    if moved is not None:
        yield making.words.text(
            "{change} since {since}",
            change=signed(moved.after - moved.before),
            since=making.material.since_words,
        )


def pace_lines(making: Making, figure: Figure) -> Iterator[str]:
    """How fast it grows, what is needed, and when the target may be reached: a range or why there is none."""
    words, pace, forecast = making.words, figure.pace, figure.forecast
    if pace is not None and pace.months:
        yield words.text(
            "{number} a month over the last {months} months",
            number=_pace(making, pace.net_per_month),
            months=pace.months,
        )
    if figure.needed_per_month is not None:
        yield words.text(
            "{number} a month needed until {day}",
            number=float(figure.needed_per_month),
            day=words.day(figure.target.deadline or ""),
        )
    if forecast is None:
        return
    if forecast.date_low and forecast.date_high:
        low, high = (words.day(f"{day:%Y-%m}") for day in (forecast.date_low, forecast.date_high))
        yield words.text("may be reached between {low} and {high}", low=low, high=high)
    elif forecast.date_low:
        yield words.text(
            "may be reached from {low} on; on the slower course never",
            low=words.day(f"{forecast.date_low:%Y-%m}"),
        )
    elif forecast.note:
        yield words.say(forecast.note)


def _pace(making: Making, pace: float) -> str:
    sign = "+" if pace > 0 else "−" if pace < 0 else ""
    return f"{sign}{making.words.number(abs(float(pace)))}"


def figures_table(making: Making) -> Table:
    """One row a target: documented, aimed at, claimed, left out, and what is needed."""
    text = making.words.text
    columns = (
        Column(text("Target")),
        Column(text("Documented"), ColumnType.NUMBER),
        Column(text("Target number"), ColumnType.NUMBER),
        Column(text("Share of target"), ColumnType.SHARE),
        Column(text("Claimed"), ColumnType.NUMBER),
        Column(text("Claimed share"), ColumnType.SHARE),
        Column(text("Not counted"), ColumnType.NUMBER),
        Column(text("Uncertain"), ColumnType.NUMBER),
        Column(text("Deadline"), ColumnType.NUMBER),
        Column(text("Needed a month"), ColumnType.NUMBER),
    )
    rows = tuple(_figure_row(making, figure) for figure in making.progress.figures)
    return Table(text("Figures"), columns, rows)


def _figure_row(making: Making, figure: Figure) -> tuple[CellValue, ...]:
    target, claim, words = figure.target, figure.claim, making.words
    return (
        making.label(figure),
        figure.value,
        target.number,
        figure.share,
        claim.value if claim else None,
        claim.value / target.number if claim and target.number else None,
        small(making, figure, figure.not_counted_total),
        small(making, figure, figure.uncertain_total),
        words.day(target.deadline) if target.deadline else words.text("none set"),
        figure.needed_per_month,
    )


def small(making: Making, figure: Figure, number: int) -> CellValue:
    """The number, unless the public could tell single people by it."""
    if making.audience.hides_small and figure.target.kind == "personnel" and 0 < number < 5:
        return making.words.text("<5")
    return number


def shares_chart(making: Making, figures: Table, width: float = 15.0) -> Chart:
    """What is documented and claimed as shares of each target."""
    title = making.words.text("Share of the target: documented and claimed")
    return Chart(title, ChartKind.BAR, figures, (3, 5), width=width)


def basis(making: Making, figure: Figure) -> Iterator[Paragraph]:
    """The rule in words, and below it the claim beside what is documented."""
    words = making.words
    rule = words.text(
        "{rule} (rule {code}, version {version})",
        rule=figure.words,
        code=figure.rule.code,
        version=figure.rule.version,
    )
    yield Paragraph(rule, making.label(figure))
    if figure.claim and figure.difference:
        yield Paragraph(
            words.text(
                "{difference}. The claim is of {day}: {source}.",
                difference=words.sentence(figure.difference),
                day=words.day(figure.claim.claimed_on),
                source=figure.claim.source or words.text("source not recorded"),
            ),
            quiet=True,
            under=True,
        )
