"""Fill an office with the publicly known partners and institutions, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ilrs_desk.domain.changes import Act, ChangeSet, Draft, Write
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.resources import load_json
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office
from ilrs_desk.store.reported import Reported

_FILES = {"partners": "partners.json", "institutions": "institutions.json"}


def fill_reference(office: Office) -> int:
    """Write the records of high confidence, list the rest as reported; returns how many were written."""
    writes: list[Write] = []
    unconfirmed: list[Reported] = []
    for kind, name in _FILES.items():
        for row in load_json("reference", name):
            values = _values(kind, row)
            if row["confidence"] == "high":
                writes.append(Write(kind, values))
            else:
                unconfirmed.append(
                    Reported(
                        0,
                        kind,
                        values,
                        row.get("source") or "",
                        row["confidence"],
                        row.get("notes") or "",
                        None,
                    )
                )
    office.write(Draft(Act.REFERENCE, Message("publicly known partners and institutions"), tuple(writes)))
    office.add_reported(unconfirmed)
    return len(writes)


def take_reported(office: Office, reported_id: int) -> ChangeSet | None:
    """Make a record of one reported, unconfirmed entry; it counts only by what its stage and date then say."""
    row = next((row for row in office.reported() if row.id == reported_id), None)
    if row is None:
        raise InputProblem("record.unknown", Message("There is no reported entry with that number."))
    title = Message("adding {label} from the reported list", {"label": row.values.get("name") or ""})
    changeset = office.write(Draft(Act.REFERENCE, title, (Write(row.kind, row.values),)))
    if changeset is not None:
        office.mark_reported(reported_id, changeset.changes[0].id)
    return changeset


def _values(kind: str, row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in KINDS[kind].by_key if row.get(key)}
