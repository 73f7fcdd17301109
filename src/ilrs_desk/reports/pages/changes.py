"""What moved the figures between two moments: joined, left, promoted, corrected, merged and recounted, each apart."""

from __future__ import annotations

from collections.abc import Sequence

from ilrs_desk.domain.movement import Move, Moved, Movement, TargetMovement
from ilrs_desk.domain.sealing import Reckoning

from ..audience import SMALL
from ..document import Block, CellValue, Heading, Paragraph, Records, Table, TableBlock
from ..material import Making
from .grid import ACROSS, signed, words

_MOVES = {
    Move.JOINED: "Joined",
    Move.LEFT: "Left",
    Move.PROMOTED: "Promoted",
    Move.CORRECTED: "Corrected",
    Move.MERGED: "Merged",
    Move.RECOUNTED: "Recounted by another rule",
}
#: So many digits of a digest tell one seal from another.
_DIGITS = 16
_NOTES = {
    Move.PROMOTED: "Went up a stage; what counts by that stands here.",
    Move.CORRECTED: "Counts, or counts no more, by what was learned about earlier days.",
    Move.MERGED: "Records that became one, or were parted again: nobody came or went.",
    Move.RECOUNTED: "Nothing about these records changed, the counting rule did.",
}


def movement_table(making: Making, movement: Movement) -> Table:
    """One row a target: before, the change by each way, and after. The changes add up."""
    text = making.words.text
    moves = [move for move in Move if any(move in one.by_move() for one in movement.targets)]
    columns = (
        words(text("Target"), 2),
        words(text("Before")),
        *(words(text(_MOVES[move])) for move in moves),
        words(text("After")),
    )
    rows = tuple(
        (
            making.words.text(one.target.label),
            making.words.number(one.before),
            *(_effect(making, one, move) for move in moves),
            making.words.number(one.after),
        )
        for one in movement.targets
    )
    return Table(text("Changes"), columns, rows)


def movement_summary(making: Making, *, in_words: bool = True) -> list[Block]:
    """Heading and table, and the sums ``in_words`` below it; nothing where there is nothing to compare with."""
    movement, text = making.material.movement, making.words.text
    if movement is None:
        return []
    title = text("Changes since {since}", since=making.material.since_words)
    blocks: list[Block] = [Heading(title), TableBlock(movement_table(making, movement))]
    return [*blocks, *sums(making, movement)] if in_words else blocks


def sums(making: Making, movement: Movement) -> list[Block]:
    """For each target the sum in one line: "Countries: 10 + 3 joined − 1 left = 12"."""
    return [Paragraph(_sum(making, one), making.words.text(one.target.label)) for one in movement.targets]


def _sum(making: Making, one: TargetMovement) -> str:
    text, number = making.words.text, making.words.number
    if _hides(making, one):
        return text("{before} before, {after} after", before=one.before, after=one.after)
    if one.before == one.after and not one.moved:
        return text("{number}, unchanged", number=one.after)
    parts = [number(one.before)]
    for move, moved in one.by_move().items():
        if effect := sum(each.effect for each in moved):
            sign = "+" if effect > 0 else "−"
            parts.append(
                text("{sign} {number} {move}", sign=sign, number=abs(effect), move=text(_MOVES[move]).lower())
            )
    return " ".join([*parts, "=", number(one.after)])


def movement_lists(making: Making, movement: Movement, limit: int) -> list[Block]:
    """Each way of moving by itself, who moved and why; of each at most ``limit``, with a word on the rest."""
    blocks: list[Block] = []
    for move, found in _told(making, movement).items():
        blocks += _move_blocks(making, move, found, limit)
    return blocks


def longest_list(making: Making, movement: Movement) -> int:
    """How many moved in the way in which most did, of those that the audience is told of."""
    return max((len(found) for found in _told(making, movement).values()), default=0)


def movement_records(making: Making, movement: Movement) -> Records:
    """Everybody who moved, with how and why, as a table to be sorted and filtered."""
    text = making.words.text
    columns = tuple(words(text(label)) for label in ("How", "Target", "Effect", "Record", "Why"))
    rows = tuple(
        (
            text(_MOVES[move]),
            text(one.target.label),
            moved.effect,
            making.words.name(moved.label),
            making.words.say(moved.why),
        )
        for move, found in _told(making, movement).items()
        for one, moved in found
    )
    return Records(text("All who moved"), Table(text("All who moved"), columns, rows))


def _told(making: Making, movement: Movement) -> dict[Move, list[tuple[TargetMovement, Moved]]]:
    """By the way of moving who moved, as far as the audience is told; parts of targets repeat others."""
    main = {figure.target.key for figure in making.main_figures}
    found: dict[Move, list[tuple[TargetMovement, Moved]]] = {}
    for move in Move:
        for one in movement.targets:
            if one.target.key not in main or (
                one.target.kind == "personnel" and not making.audience.names_people
            ):
                continue
            if moved := one.by_move().get(move):
                found.setdefault(move, []).extend((one, each) for each in moved)
    return found


def _move_blocks(
    making: Making, move: Move, found: Sequence[tuple[TargetMovement, Moved]], limit: int
) -> list[Block]:
    text = making.words.text
    rows: tuple[tuple[CellValue, ...], ...] = tuple(
        (
            text(one.target.label),
            signed(moved.effect),
            making.words.name(moved.label),
            making.words.say(moved.why),
        )
        for one, moved in found[:limit]
    )
    columns = (
        words(text("Target"), 2),
        words(text("Effect")),
        words(text("Record"), 3),
        words(text("Why"), ACROSS - 6),
    )
    blocks: list[Block] = [Heading(f"{text(_MOVES[move])} ({making.words.number(len(found))})")]
    if note := _NOTES.get(move):
        blocks.append(Paragraph(text(note), quiet=True))
    blocks.append(TableBlock(Table(text(_MOVES[move]), columns, rows)))
    if len(found) > limit:
        blocks.append(Paragraph(text("… and {count} more.", count=len(found) - limit), quiet=True))
    return blocks


def reckoning_blocks(making: Making, reckonings: Sequence[Reckoning], limit: int) -> list[Block]:
    """What the meeting was told beside today's knowledge of its day, with at most ``limit`` reasons for each figure."""
    if not reckonings:
        return []
    text = making.words.text
    blocks: list[Block] = [Heading(text("What the meeting was told, and what is known of its day today"))]
    if seal := making.material.seal:
        sealed = text("Sealed on {day}, digest {digest}.", day=seal.at.date(), digest=seal.digest[:_DIGITS])
        blocks.append(Paragraph(sealed, quiet=True))
    for one in reckonings:
        told = text("{then} then; today's knowledge of that date says {now}.", then=one.then, now=one.now)
        blocks.append(Paragraph(told, text(one.figure.label)))
        if one.figure.kind == "personnel" and not making.audience.names_people:
            continue
        blocks += [_because(making, moved) for moved in one.because[:limit]]
        if (rest := len(one.because) - limit) > 0:
            blocks.append(Paragraph(text("… and {count} more.", count=rest), quiet=True, under=True))
    return blocks


def _because(making: Making, moved: Moved) -> Paragraph:
    because = making.words.text(
        "{effect}: {name}, {why}",
        effect=signed(moved.effect),
        name=making.words.name(moved.label),
        why=making.words.say(moved.why),
    )
    return Paragraph(because, quiet=True, under=True)


def _effect(making: Making, one: TargetMovement, move: Move) -> CellValue:
    moved = one.by_move().get(move, ())
    if _hides(making, one):
        return making.words.text("not shown") if moved else ""
    effect = sum(each.effect for each in moved)
    if not moved:
        return ""
    many = making.words.number(len(moved))
    return signed(effect) if abs(effect) == len(moved) else f"{signed(effect)} ({many})"


def _hides(making: Making, one: TargetMovement) -> bool:
    """Whether the public could tell single people by a change this small."""
    small = any(0 < len(moved) < SMALL for moved in one.by_move().values())
    return making.audience.hides_small and one.target.kind == "personnel" and small
