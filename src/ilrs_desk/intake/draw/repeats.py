"""Of the rows that are one record, which stands for it, whatever order they come in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ilrs_desk.domain.matching import Match, Places, differences
from ilrs_desk.domain.problems import Severity
from ilrs_desk.domain.wording import Message

from .drawn import Drawn


@dataclass(frozen=True, slots=True)
class Repeat:
    """A row that is the same record as row ``of`` (an index); ``says_more``: it says more or else than that one."""

    of: int
    says_more: bool
    reasons: tuple[Message, ...]


def find_repeats(
    kind: str, rows: Sequence[Drawn], matches: Sequence[Match], places: Places
) -> dict[int, Repeat]:
    """The rows for which another stands: one that can be used, that says all the others do, else the first of them.

    Of several that say all, in other letters or accents, one stands that does not depend on their order.
    """
    groups: dict[int, list[int]] = {}
    for row, match in enumerate(matches):
        if match.earlier is not None:
            groups.setdefault(match.earlier, [match.earlier]).append(row)
    found: dict[int, Repeat] = {}
    for members in groups.values():
        usable = [row for row in members if not unusable(rows[row])] or members
        ordered = sorted(usable, key=lambda row: _fullest_first(rows[row]))
        chief = next((row for row in ordered if _says_all(kind, rows, row, usable, places)), usable[0])
        reasons = next((matches[row].reasons for row in members if matches[row].reasons), ())
        for row in members:
            if row != chief:
                says_more = unusable(rows[row]) or not _says_all(kind, rows, chief, [row], places)
                found[row] = Repeat(chief, says_more, matches[row].reasons or reasons)
    return found


def unusable(row: Drawn) -> bool:
    """Whether a problem keeps the row from being taken without a person."""
    return bool(row.problems) and any(problem.severity is Severity.ERROR for problem in row.problems)


def _fullest_first(row: Drawn) -> tuple[int, str]:
    return -len(row.record), repr(sorted(row.record.items()))


def _says_all(kind: str, rows: Sequence[Drawn], chief: int, others: Sequence[int], places: Places) -> bool:
    values = rows[chief].record
    return not any(differences(kind, values, rows[row].record, places) for row in others if row != chief)
