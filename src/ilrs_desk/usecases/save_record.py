"""Create or change one record from what a person typed."""

from __future__ import annotations

from collections.abc import Mapping

from ilrs_desk.domain.changes import Act, ChangeSet, Draft, Write
from ilrs_desk.domain.entry import read_entry
from ilrs_desk.domain.fields import RecordKind
from ilrs_desk.domain.kinds import JOURNALLED, KINDS
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.records import Value, record_label
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office


def save_record(
    office: Office,
    kind: str,
    record_id: int | None,
    values: Mapping[str, str | None],
    *,
    version_seen: int | None = None,
    act: Act = Act.FORM,
) -> ChangeSet | None:
    """Write the typed ``values`` (field key → text) as one change set; None when nothing changes.

    ``record_id`` None creates the record. Raises InputProblem for a value that cannot be read, a missing
    required field, an unknown field, or a record changed since ``version_seen``.
    """
    declared = JOURNALLED[kind]
    current = _current(office, declared, record_id)
    read = {key: _read(declared, key, text, current) for key, text in values.items()}
    _require(declared, {**current, **read})
    title = _title(declared, record_id, {**current, **read}, read)
    write = Write(kind, read, record_id, version_seen)
    return office.write(Draft(act, title, (write,)))


def _current(office: Office, declared: RecordKind, record_id: int | None) -> Mapping[str, Value]:
    if record_id is None:
        return {}
    record = office.get(declared.key, record_id)
    if record is None:
        raise InputProblem(
            "record.unknown",
            Message(
                "There is no {kind} with number {id}.", {"kind": declared.singular.lower(), "id": record_id}
            ),
        )
    return record.values


def _read(declared: RecordKind, key: str, text: str | None, current: Mapping[str, Value]) -> Value:
    field = declared.by_key.get(key)
    if field is None:
        raise InputProblem(
            "field.unknown",
            Message(
                '{kind} have no field "{field}". The fields are: {fields}.',
                {"kind": declared.label, "field": key, "fields": ", ".join(declared.by_key)},
            ),
        )
    return read_entry(field, text, current)


def _require(declared: RecordKind, values: Mapping[str, Value]) -> None:
    missing = [field.label for field in declared.fields if field.required and not values.get(field.key)]
    if not missing and record_label(declared, values) is None:
        missing = [declared.by_key[declared.label_fields[0]].label]
    if missing:
        raise InputProblem(
            "required.missing",
            Message(
                "A {kind} needs: {fields}.",
                {"kind": declared.singular.lower(), "fields": ", ".join(missing)},
            ),
        )


def _title(
    declared: RecordKind, record_id: int | None, values: Mapping[str, Value], read: Mapping[str, Value]
) -> Message:
    params = {"kind": declared.singular.lower(), "label": record_label(declared, values) or ""}
    if record_id is None:
        return Message("new {kind} {label}", params)
    if declared.key not in KINDS:
        return Message("change of {kind} {label}", params)
    if len(read) == 1:
        field = declared.by_key[next(iter(read))].label.lower()
        return Message("change of {field} of {label}", {**params, "field": field})
    return Message("change of {label}", params)
