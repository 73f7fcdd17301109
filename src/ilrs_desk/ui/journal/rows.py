"""The rows of an import: what came of each, in words, and what its record is called now."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.records import record_label
from ilrs_desk.store.imports import ImportedRow
from ilrs_desk.store.office import Office
from ilrs_desk.store.register import ImportRecord
from ilrs_desk.ui.lists import Line
from ilrs_desk.ui.painting import Cell
from ilrs_desk.ui.text import tr, visible

ACTIONS = ("add", "update", "same", "created", "marked", "possible", "conflict", "reject", "left_out")
#: What an import does to records that no row of its file is.
BESIDES = ("created", "marked")


@dataclass(frozen=True, slots=True)
class RowsOfImport:
    """The rows of one import and what their records are called now."""

    import_id: int
    rows: Sequence[ImportedRow]
    labels: Mapping[tuple[str, int], str]

    def label(self, row: ImportedRow) -> str:
        """What the record of a row is called; of a row without one, whom it names."""
        if row.record_id is None:
            return record_label(KINDS[row.kind], row.told) or ""
        return self.labels.get((row.kind, row.record_id), tr("not there any more"))


def read_rows(office: Office, record: ImportRecord) -> RowsOfImport:
    """The rows of an import, and what it did beside them. For the office's worker."""
    rows = office.register.rows(record.id)
    rows += _besides(office, record, {(row.kind, row.record_id) for row in rows})
    labels: dict[tuple[str, int], str] = {}
    for kind in KINDS:
        ids = list({row.record_id for row in rows if row.kind == kind and row.record_id is not None})
        labels.update({(kind, record.id): record.label for record in office.records(kind, ids)})
    return RowsOfImport(record.id, rows, labels)


def _besides(
    office: Office, record: ImportRecord, known: Collection[tuple[str, int | None]]
) -> Iterator[ImportedRow]:
    """The records that no row of the file is: institutions that its rows name, and who is in the list no more."""
    counted = any(record.counts.get(key) for key in BESIDES)
    changeset = office.changeset(record.changeset) if counted and record.changeset is not None else None
    for change in changeset.changes if changeset else ():
        place = change.place
        if place is None or place.file != record.file or (change.kind, change.id) in known:
            continue
        action = "created" if change.old is None else "marked"
        if change.kind in KINDS:
            yield ImportedRow(change.kind, place.sheet or "", place.row or 0, action, change.id, True)


def row_line(row: ImportedRow, found: RowsOfImport) -> Line:
    """A row as a line of a list."""
    ink = "ink" if row.taken or row.action == "same" else "mute"
    plain = ink == "ink" or row.action == "left_out"
    word = action_word(row.action) if plain else tr("{action}, left out", action=action_word(row.action))
    cells = (
        Cell(visible(row.sheet)),
        Cell(str(row.row) if row.row else ""),
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
        "created": tr("added besides"),
        "marked": tr("marked as left"),
        "reject": tr("not readable"),
        "left_out": tr("left out"),
    }.get(action, action)
