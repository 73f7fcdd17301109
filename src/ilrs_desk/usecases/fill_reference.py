"""Fill an office with the publicly known partners, institutions and claims, each with its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ilrs_desk.domain.changes import Act, ChangeSet, Draft, Write
from ilrs_desk.domain.kinds import CLAIMS, KINDS
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.resources import load_json
from ilrs_desk.domain.targets import claim_values
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office
from ilrs_desk.store.reported import Reported

_FILES = {"partners": "partners.json", "institutions": "institutions.json"}


def fill_reference(office: Office) -> int:
    """Write the claims and the records of high confidence, list the rest as reported.

    Returns how many partners and institutions were written.
    """
    writes: list[Write] = []
    unconfirmed: list[Reported] = []
    for kind, name in _FILES.items():
        for row in load_json("reference", name):
            if row["confidence"] == "high":
                writes.append(Write(kind, _values(kind, row)))
            else:
                unconfirmed.append(_reported(kind, row))
    title = Message("publicly known partners, institutions and claims")
    office.write(Draft(Act.REFERENCE, title, (*writes, *_claims(office))))
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


def _claims(office: Office) -> Iterator[Write]:
    """The published claims that the office does not hold yet, and the day of report of those that it started with."""
    held = {_said(record.values): record.id for record in office.find(CLAIMS.key)}
    for row in load_json("reference", "claims.json")["claims"]:
        values = claim_values(row)
        known = held.get(_said(values))
        if known is None:
            yield Write(CLAIMS.key, {**values, "claimed_on": row.get("told_on") or row["claimed_on"]})
        elif "told_on" in row:
            yield Write(CLAIMS.key, {"claimed_on": row["told_on"]}, known)


def _said(values: Mapping[str, Any]) -> tuple[Any, ...]:
    """What makes two claims one."""
    return tuple(values.get(key) for key in ("target", "value", "wording", "claimed_on"))


def _reported(kind: str, row: Mapping[str, Any]) -> Reported:
    return Reported(
        id=0,
        kind=kind,
        values=_values(kind, row),
        source=row.get("source") or "",
        confidence=row["confidence"],
        why=row.get("notes") or "",
        reported_on=row.get("reported_on") or row.get("signed_on"),
    )


def _values(kind: str, row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in KINDS[kind].by_key if row.get(key)}
