"""The rows of an import: what came of each, in words, and what its record is called now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.store.imports import ImportedRow
from ilrs_desk.store.office import Office
from ilrs_desk.ui.lists import Line
from ilrs_desk.ui.painting import Cell
from ilrs_desk.ui.text import tr, visible

ACTIONS = ("add", "update", "same", "possible", "conflict", "reject", "left_out")


@dataclass(frozen=True, slots=True)
class RowsOfImport:
    """The rows of one import and what their records are called now."""

    import_id: int
    rows: Sequence[ImportedRow]
    labels: Mapping[tuple[str, int], str]

    def label(self, row: ImportedRow) -> str:
        """What the record of a row is called; "" for a row without one."""
        if row.record_id is None:
            return ""
        return self.labels.get((row.kind, row.record_id), tr("not there any more"))


def read_rows(office: Office, import_id: int) -> RowsOfImport:
    """The rows of an import. For the office's worker."""
    rows = office.register.rows(import_id)
    labels: dict[tuple[str, int], str] = {}
    for kind in KINDS:
        ids = list({row.record_id for row in rows if row.kind == kind and row.record_id is not None})
        labels.update({(kind, record.id): record.label for record in office.records(kind, ids)})
    return RowsOfImport(import_id, rows, labels)


def row_line(row: ImportedRow, found: RowsOfImport) -> Line:
    """A row as a line of a list."""
    ink = "ink" if row.taken or row.action == "same" else "mute"
    plain = ink == "ink" or row.action == "left_out"
    word = action_word(row.action) if plain else tr("{action}, left out", action=action_word(row.action))
    cells = (
        Cell(visible(row.sheet)),
        Cell(str(row.row)),
        Cell(word, ink),
        Cell(tr(KINDS[row.kind].singular)),
        Cell(visible(found.label(row)), ink),
    )
    return Line(cells, row)


def action_word(action: str) -> str:
    """What a row did or would have done, in a word."""
    return {
        "add": tr("added"),
        "update": tr("changed"),
        "same": tr("unchanged"),
        "possible": tr("possibly known"),
        "conflict": tr("contradicting"),
        "reject": tr("not readable"),
        "left_out": tr("left out"),
    }.get(action, action)
