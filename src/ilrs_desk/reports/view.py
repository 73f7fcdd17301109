"""Records as a table to be read by people: names for codes, words for choices, days as days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache

from ilrs_desk.domain.countries import country_name
from ilrs_desk.domain.fields import Field, RecordKind, ValueType
from ilrs_desk.domain.records import Record

from .document import CellValue, Column, ColumnType, Document, Records, Table

_PIXELS_A_CHARACTER = 7
_TYPES = {
    ValueType.DATE: ColumnType.DATE,
    ValueType.NUMBER: ColumnType.NUMBER,
    ValueType.PHONE: ColumnType.PHONE,
}


def view_table(kind: RecordKind, keys: Sequence[str], records: Iterable[Record], *, audience: str) -> Table:
    """The fields ``keys`` of ``records`` in the order given; personal ones only for the audience "internal"."""
    fields = [field for key in keys if not (field := kind.by_key[key]).personal or audience == "internal"]
    readers = [(field.key, _reader(field)) for field in fields]
    rows = []
    for record in records:
        values = record.values
        shown = [(values.get(key) or record.shown(key), read) for key, read in readers]
        rows.append(tuple([None if value is None else read(str(value)) for value, read in shown]))
    return Table(kind.label, tuple(_column(field) for field in fields), tuple(rows))


def view_document(table: Table) -> Document:
    """The table alone as a document."""
    return Document(title=table.name, sections=(Records(table.name, table),))


def _column(field: Field) -> Column:
    kind = _TYPES.get(field.type, ColumnType.TEXT)
    return Column(field.label, kind, width=field.width // _PIXELS_A_CHARACTER)


def _reader(field: Field) -> Callable[[str], CellValue]:
    """How a stored value of the field is shown."""
    match field.type:
        case ValueType.COUNTRY:
            return _country
        case ValueType.DATE:
            return _day
        case ValueType.NUMBER:
            return _number
        case ValueType.CHOICE:
            labels = {choice.key: choice.label for choice in field.choices}
            return lambda value: labels.get(value, value)
        case _:
            return str


@cache
def _country(code: str) -> str:
    return country_name(code)


def _day(text: str) -> CellValue:
    """A day where the whole date is known, else the text."""
    try:
        return date.fromisoformat(text) if len(text) == len("YYYY-MM-DD") else text
    except ValueError:
        return text


def _number(text: str) -> CellValue:
    return int(text) if text.isascii() and text.isdigit() else text
