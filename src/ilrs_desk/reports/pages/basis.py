"""On what the figures rest: the rules in full, what was claimed, and what is not counted, uncertain or double."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ilrs_desk.domain.claimed import Explanation
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.progress import Figure, Listed
from ilrs_desk.domain.wording import Message

from ..audience import hidden_cells
from ..document import Block, CellValue, Heading, Paragraph, Table, TableBlock
from ..material import Making
from .figures import basis
from .grid import ACROSS, count, signed, words


def rules(making: Making) -> list[Block]:
    """Each rule in words, with code and version."""
    found: list[Block] = [Heading(making.words.text("How it is counted, and what was claimed"))]
    for figure in making.progress.figures:
        found += basis(making, figure)
    return found


def claims(making: Making, explained: int | None = None) -> list[Block]:
    """Every claim by the day with its source, beside what was documented then, and what makes the difference.

    ``explained``: of the newest so many the difference is told in words, None: of all.
    """
    found, text = making.material.explanations, making.words.text
    if not found:
        return []
    columns = (
        words(text("Target")),
        words(text("Claimed on")),
        count(text("Claimed")),
        count(text("Documented then")),
        words(text("Difference")),
        words(text("As worded"), 2),
        words(text("Source"), ACROSS - 7),
    )
    labels = {figure.target.key: making.label(figure) for figure in making.progress.figures}
    rows = tuple(_claim_row(making, one, labels) for one in found)
    title = text("What was claimed, beside what is documented")
    return [
        Heading(title),
        TableBlock(Table(text("Claims"), columns, rows)),
        *_differences(making, found[-explained:] if explained else found),
    ]


def _claim_row(making: Making, one: Explanation, labels: Mapping[str, str]) -> tuple[CellValue, ...]:
    text, claim = making.words.text, one.claim
    covered = making.words.listed([text(kind) for kind in claim.covers])
    return (
        labels.get(claim.target) or covered or text("none"),
        making.words.day(claim.claimed_on),
        claim.value,
        one.documented,
        signed(one.missing) if one.documented is not None else "",
        claim.wording,
        claim.source or text("source not recorded"),
    )


def _differences(making: Making, found: Iterable[Explanation]) -> Iterator[Block]:
    """Of each claim that is not what is documented, in words why."""
    for one in found:
        if one.missing:
            said = " ".join(f"{making.words.sentence(part).rstrip('.')}." for part in one.words)
            yield Paragraph(said, f"{one.claim.words}, {making.words.day(one.claim.claimed_on)}", quiet=True)


def left_out(making: Making, limit: int, *, new_page: bool = True) -> list[Block]:
    """Who does not count and why: the reasons with their numbers, and of each target the first records."""
    blocks: list[Block] = [*_reasons(making), *_listing(making, "not_counted", limit)]
    title = making.words.text("Not counted, and why")
    return [Heading(title, new_page), *blocks] if blocks else []


def uncertain(making: Making, limit: int) -> list[Block]:
    """Records of which a date or country is not fully known."""
    blocks = _listing(making, "uncertain", limit)
    title = making.words.text("Uncertain: a date or country is not fully known")
    return [Heading(title), *blocks] if blocks else []


def doubles(making: Making, limit: int) -> list[Block]:
    """What might have counted twice, and how the rule takes it."""
    text = making.words.text
    found = [
        (figure, double)
        for figure in making.main_figures
        if figure.target.kind != "personnel" or making.audience.names_people
        for double in figure.doubles
    ]
    if not found:
        return []
    rows = tuple(
        (
            making.label(figure),
            making.words.name(double.label),
            double.counted,
            making.words.sentence(double.why),
        )
        for figure, double in found[:limit]
    )
    columns = (
        words(text("Target")),
        words(text("Record"), 3),
        count(text("Counted")),
        words(text("Why"), ACROSS - 5),
    )
    blocks: list[Block] = [
        Heading(text("What might have counted twice")),
        TableBlock(Table(text("Doubles"), columns, rows)),
    ]
    if len(found) > limit:
        blocks.append(Paragraph(text("… and {count} more.", count=len(found) - limit), quiet=True))
    return blocks


def _reasons(making: Making) -> Iterator[Block]:
    """For each target why records do not count, with how many."""
    text = making.words.text
    rows: list[tuple[CellValue, ...]] = []
    for figure in making.main_figures:
        shown = _shown_numbers(making, figure, figure.reasons)
        rows += [
            (making.label(figure), number, making.words.sentence(why))
            for (why, _), number in zip(figure.reasons, shown, strict=True)
        ]
    if rows:
        columns = (words(text("Target")), count(text("Records")), words(text("Why"), ACROSS - 2))
        yield TableBlock(Table(text("Reasons"), columns, tuple(rows)))


def _shown_numbers(
    making: Making, figure: Figure, reasons: tuple[tuple[Message, int], ...]
) -> list[CellValue]:
    numbers = [number for _, number in reasons]
    if not (making.audience.hides_small and figure.target.kind == "personnel"):
        return [*numbers]
    hidden = hidden_cells(numbers)
    small, beside = making.words.text("<5"), making.words.text("not shown")
    return [
        number if place not in hidden else small if number < 5 else beside
        for place, number in enumerate(numbers)
    ]


def _listing(making: Making, which: str, limit: int) -> list[Block]:
    """The records of all targets in one table; of each target only the first ones, with a word on the rest."""
    rows: list[tuple[CellValue, ...]] = []
    more: list[Block] = []
    for figure in making.main_figures:
        if figure.target.kind == "personnel" and not making.audience.names_people:
            continue
        listed: tuple[Listed, ...] = getattr(figure, which)
        total: int = max(getattr(figure, f"{which}_total"), len(listed))
        label = making.label(figure)
        rows += [(label, making.words.name(one.label), making.words.say(one.why)) for one in listed[:limit]]
        if total > min(limit, len(listed)):
            more.append(Paragraph(_rest(making, figure, total - min(limit, len(listed))), quiet=True))
    if not rows:
        return []
    text = making.words.text
    columns = (words(text("Target")), words(text("Record"), 4), words(text("Why"), ACROSS - 5))
    title = text("Records not counted") if which == "not_counted" else text("Uncertain records")
    return [TableBlock(Table(title, columns, tuple(rows))), *more]


def _rest(making: Making, figure: Figure, more: int) -> str:
    """How many more there are, and where they stand if the report holds all records."""
    text, label = making.words.text, making.label(figure)
    if not making.material.of(figure.target.kind) or not making.lists_all:
        return text("{label}: {count} more are not listed here.", label=label, count=more)
    sheet = text(KINDS[figure.target.kind].label)
    return text(
        '{label}: {count} more are on the sheet "{sheet}", column "{column}".',
        label=label,
        count=more,
        sheet=sheet,
        column=text("Why"),
    )
