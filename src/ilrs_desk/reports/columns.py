"""How the columns of a table share the width of a page or slide, and which go on in a further part."""

from __future__ import annotations

import math
from collections.abc import Sequence


def spread(
    least: Sequence[float], wanted: Sequence[float], room: float, *, widest: float
) -> list[tuple[tuple[int, ...], tuple[float, ...]]]:
    """Numbers and widths of the columns of each part: as many as fit, the first column in all of them.

    ``least`` and ``wanted`` are the columns' widths, ``room`` that of the page, all in one unit; a column grows to at
    most ``widest`` times what it wants.
    """
    groups = _beside(least, room, len(least))
    if len(groups) > 1:
        groups = _beside(least, room, 1 + math.ceil((len(least) - 1) / len(groups)))
    return [
        (tuple(group), _fitted([least[at] for at in group], [wanted[at] for at in group], room, widest))
        for group in groups
    ]


def _beside(least: Sequence[float], room: float, most: int) -> list[list[int]]:
    groups: list[list[int]] = [[0]]
    for at in range(1, len(least)):
        used = sum(least[one] for one in groups[-1])
        if len(groups[-1]) > 1 and (used + least[at] > room or len(groups[-1]) >= most):
            groups.append([0])
        groups[-1].append(at)
    return groups


def _fitted(least: Sequence[float], wanted: Sequence[float], room: float, widest: float) -> tuple[float, ...]:
    """Spread what is too much or left over on the columns that have more than their least."""
    total, slack = sum(wanted), sum(wanted) - sum(least)
    if total <= room:
        return tuple(width * min(room / total, widest) for width in wanted)
    if sum(least) >= room or not slack:
        return tuple(width * room / sum(least) for width in least)
    part = (room - sum(least)) / slack
    return tuple(low + (width - low) * part for low, width in zip(least, wanted, strict=True))
