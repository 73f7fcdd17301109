"""Tables that this program wrote: known by all their headers in our own order, and read to the letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ilrs_desk.domain.kinds import KINDS

from .sheets import Cell, Sheet, Workbook
from .tags import Tags

#: So many of our labels in our own order are no chance.
_ENOUGH = 8
#: What our report says beside each record of its place in the totals.
_BESIDE = ("Counted", "Why")
_FIGURES = frozenset({"Contents", "Progress", "Changes", "Breakdowns", "Trend", "Workstreams", "By country"})


def find_own(book: Workbook, sheet: Sheet) -> Tags | None:
    """The columns of a table of ours, the header of which is the sheet's first row."""
    header = _without_link_back(sheet.rows[0]) if sheet.rows else []
    fields = [] if None in header else [str(cell) for cell in header if not _beside(cell)]
    for kind, declared in KINDS.items():
        found = _columns(fields, {field.label: field.key for field in declared.fields})
        if found and (len(found) >= min(_ENOUGH, len(declared.fields)) or _by_report(book, sheet, kind)):
            return Tags(0, kind, found, own=True)
    return None


def is_figures(book: Workbook, sheet: Sheet) -> bool:
    """Whether the sheet is one of our report that holds figures, not records."""
    return sheet.name in _FIGURES and _is_report(book)


def _is_report(book: Workbook) -> bool:
    """Whether its first sheets are figures of ours and all others records, as few kinds as its readers may see."""
    names = [sheet.name for sheet in book.sheets]
    records = [name for name in names if name not in _FIGURES]
    listed = [kind.label for kind in KINDS.values() if kind.label in records]
    return bool(records) and names[0] in _FIGURES and names[-len(records) :] == records == listed


def _by_report(book: Workbook, sheet: Sheet, kind: str) -> bool:
    return sheet.name == KINDS[kind].label and _is_report(book)


def _without_link_back(header: Sequence[Cell]) -> Sequence[Cell]:
    """The header alone: behind an empty cell a report leads back to its contents."""
    return header[:-2] if len(header) > 2 and header[-2] is None else header


def _beside(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.startswith(_BESIDE)


def _columns(header: Sequence[str], labels: Mapping[str, str]) -> dict[int, str]:
    """The field of each column, if the header is labels only, in the order in which they are declared."""
    order = list(labels)
    if not header or not set(header) <= labels.keys() or header != sorted(set(header), key=order.index):
        return {}
    return {column: labels[label] for column, label in enumerate(header)}
