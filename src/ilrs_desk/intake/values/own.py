"""The cells of a table that this program wrote, read as they stand: no word in them stands for something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ilrs_desk.domain.entry import read_entry
from ilrs_desk.domain.fields import Field, ValueType
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.problems import InputProblem, Problem, Severity
from ilrs_desk.domain.records import Value, record_label, shown
from ilrs_desk.domain.wording import Message

from ..layout import RawTable
from ..mapping import Choice
from ..sheets import Cell, CellError
from .cells import as_text, read_cell
from .specs import Spec, Told, column_specs
from .table import Settings, TableValues

_PARTS = ("family_name", "given_name")


def read_own(
    table: RawTable,
    kind: str,
    choices: Sequence[Choice],
    rows: Sequence[int],
    settings: Settings,
    *,
    guarded: bool,
) -> TableValues:
    """Read ``rows`` of a table of ours. ``guarded``: one apostrophe before a text keeps it from being a formula.

    What somebody wrote into it since, and what we would not write so, is read like the cells of other tables.
    """
    columns = [[table.rows[index][place] for index in rows] for place in range(len(table.headers))]
    told = Told(settings.orders, settings.answers, settings.epoch1904)
    specs = column_specs(table, kind, choices, columns, told)
    values = TableValues(rows, [])
    for place, index in enumerate(rows):
        record: dict[str, Value] = {}
        for column, spec in specs.items():
            value, found = _read(table.rows[index][column], spec, record, guarded)
            if value is not None:
                record[spec.field.key] = value
            if found:
                values.add(place, *found)
        if kind == "personnel":
            _name(record, parted=any(choice.field in _PARTS for choice in choices))
        values.records.append(record)
        _require(values, place, kind, record)
    return values


def _read(
    cell: Cell, spec: Spec, record: Mapping[str, Value], guarded: bool
) -> tuple[Value, tuple[Problem, ...]]:
    if cell is None:
        return None, ()
    if guarded and isinstance(cell, str):
        cell = cell.removeprefix("'")
    try:
        if not isinstance(cell, CellError):
            return _entered(spec.field, as_text(cell), record), ()
    except InputProblem:
        pass
    reading = read_cell(cell, spec)
    return reading.value, reading.problems


def _entered(field: Field, text: str, record: Mapping[str, Value]) -> Value:
    """What the form would make of the text; what we hold of a phone without its country was written so."""
    plain = field.type is ValueType.PHONE and not text.startswith("+")
    return text if plain else read_entry(field, text, record)


def _name(record: dict[str, Value], *, parted: bool) -> None:
    """Take out a full name that only shows the parts; where the table has no parts, take it apart as it was made."""
    full = record.pop("full_name", None)
    if full is None or full == shown("personnel", "full_name", record):
        return
    family, comma, given = str(full).partition(", ")
    if parted or not (comma and family and given):
        record["full_name"] = full
    else:
        record.update(family_name=family, given_name=given)


def _require(values: TableValues, place: int, kind: str, record: Mapping[str, Value]) -> None:
    declared = KINDS[kind]
    missing = [field for field in declared.fields if field.required and not record.get(field.key)]
    if not missing and record and record_label(declared, record) is None:
        missing = [declared.by_key[declared.label_fields[0]]]
    for field in missing:
        message = Message("{field} is missing. Fill it in the sheet.", {"field": field.label})
        values.add(place, Problem("required.missing", message, Severity.ERROR, field.key))
