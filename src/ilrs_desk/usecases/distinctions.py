"""Remember that records which look alike are not the same, tell which are remembered so, and forget it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from ilrs_desk.domain.changes import TRASHED, Act, ChangeSet, Draft, Write
from ilrs_desk.domain.kinds import DISTINCTIONS
from ilrs_desk.domain.naming import count_of
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.records import Record, Snapshot
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office


@dataclass(frozen=True, slots=True)
class Distinction:
    """Two records of one kind that a person said are not the same; ``since``: the day of saying so."""

    id: int
    kind: str
    one: Record
    other: Record
    why: str | None
    since: date | None


def keep_apart(office: Office, kind: str, ids: Sequence[int], why: str | None = None) -> ChangeSet | None:
    """Remember that none of these records is another of them; None if all of it is remembered already.

    Raises InputProblem for a record that is not there.
    """
    records = {record.id: record for record in office.records(kind, ids)}
    for record_id in ids:
        if record_id not in records:
            raise _unknown(kind, record_id)
    known = apart_pairs(office.snapshot((DISTINCTIONS.key,)), kind)
    writes = tuple(
        Write(DISTINCTIONS.key, {"kind": kind, "one": str(one), "other": str(other), "why": why or None})
        for one, other in combinations(sorted(records), 2)
        if frozenset((one, other)) not in known
    )
    title = Message("note that {records} are not the same", {"records": _named(kind, list(records.values()))})
    return office.write(Draft(Act.FORM, title, writes))


def forget_apart(office: Office, distinction_id: int) -> ChangeSet | None:
    """Forget that two records are not the same, so that they are found again as possible duplicates."""
    title = Message("forgetting that two records are not the same")
    return office.write(Draft(Act.FORM, title, (Write(DISTINCTIONS.key, {TRASHED: "yes"}, distinction_id),)))


def distinctions(office: Office) -> list[Distinction]:
    """The pairs that are remembered as not the same, of live records, in the order in which they were noted."""
    noted = office.snapshot((DISTINCTIONS.key,)).of(DISTINCTIONS.key)
    found: list[Distinction] = []
    for record in noted:
        kind = str(record.values["kind"])
        pair = office.records(kind, _pair(record))
        if len(pair) == 2 and not any(each.trashed for each in pair):
            found.append(
                Distinction(record.id, kind, pair[0], pair[1], record.text("why"), record.entered_on)
            )
    return found


def apart_pairs(snapshot: Snapshot, kind: str) -> frozenset[frozenset[int]]:
    """The pairs of ``kind`` in a snapshot with distinctions, as matching asks for them."""
    noted = snapshot.of(DISTINCTIONS.key)
    return frozenset(frozenset(_pair(record)) for record in noted if record.values.get("kind") == kind)


def _pair(record: Record) -> tuple[int, int]:
    return int(record.values["one"] or 0), int(record.values["other"] or 0)


def _named(kind: str, records: Sequence[Record]) -> str:
    if len(records) == 2:
        return f"{records[0].label} ({records[0].id}) and {records[1].label} ({records[1].id})"
    return count_of(kind, len(records))


def _unknown(kind: str, record_id: int) -> InputProblem:
    return InputProblem(
        "record.unknown",
        Message("There is no {kind} with number {id}. Nothing was written.", {"kind": kind, "id": record_id}),
    )
