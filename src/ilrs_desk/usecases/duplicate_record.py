"""Copy a record as the start of a new one."""

from __future__ import annotations

from ilrs_desk.domain.changes import Act, ChangeSet, Draft, Write
from ilrs_desk.domain.kinds import JOURNALLED
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office


def duplicate_record(office: Office, kind: str, record_id: int) -> ChangeSet | None:
    """Create a record with the same values, without those that tell one record from another (e-mail, ORCID …)."""
    declared = JOURNALLED[kind]
    record = office.get(kind, record_id)
    if record is None:
        raise InputProblem(
            "record.unknown",
            Message(
                "There is no {kind} with number {id}.", {"kind": declared.singular.lower(), "id": record_id}
            ),
        )
    values = {
        key: value
        for key, value in record.values.items()
        if key not in declared.by_key or not declared.by_key[key].identifying
    }
    title = Message("copy of {label}", {"label": record.label})
    return office.write(Draft(Act.FORM, title, (Write(kind, values),)))
