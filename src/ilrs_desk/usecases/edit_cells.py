"""Change one field of several records at once: clearing cells, pasting, filling down."""

from __future__ import annotations

from collections.abc import Mapping

from ilrs_desk.domain.changes import Act, ChangeSet, Draft, Write
from ilrs_desk.domain.entry import read_entry
from ilrs_desk.domain.kinds import JOURNALLED
from ilrs_desk.domain.naming import count_of
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office


def edit_cells(
    office: Office, kind: str, cells: Mapping[int, Mapping[str, str | None]], *, act: Act = Act.CELL
) -> ChangeSet | None:
    """Write the typed ``cells`` (record id → field key → text) as one change set; None when nothing changes.

    Raises InputProblem, and writes nothing, if any of them cannot be read.
    """
    declared = JOURNALLED[kind]
    records = {record.id: record for record in office.records(kind, list(cells))}
    writes = [
        Write(
            kind,
            {
                key: read_entry(declared.by_key[key], text, records[record_id].values)
                for key, text in row.items()
            },
            record_id,
        )
        for record_id, row in cells.items()
    ]
    title = Message("change of {records}", {"records": count_of(kind, len(writes))})
    return office.write(Draft(act, title, tuple(writes)))
