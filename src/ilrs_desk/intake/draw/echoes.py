"""Rows of a table that we wrote which still say just what a record says: they are that record, by whatever name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ilrs_desk.domain.records import Record, Value, shown

from .tables import Draft


def echoes(draft: Draft, records: Sequence[Record]) -> dict[int, int]:
    """Row (from 0) → the record that it repeats; of records that say the same each row takes another one."""
    if not draft.own:
        return {}
    fields = [choice.field for choice in draft.choices if choice.field]
    waiting: dict[tuple[Value, ...], list[int]] = {}
    for record in reversed(records):
        waiting.setdefault(_said(draft.kind, fields, record.values), []).append(record.id)
    found: dict[int, int] = {}
    for index, values in zip(draft.values.rows, draft.values.records, strict=True):
        if same := waiting.get(_said(draft.kind, fields, values)):
            found[draft.raw.first + index] = same.pop()
    return found


def _said(kind: str, fields: Sequence[str], values: Mapping[str, Value]) -> tuple[Value, ...]:
    return tuple(shown(kind, key, values) for key in fields)
