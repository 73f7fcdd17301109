"""Records as a table to be read by people: names for codes, words for choices, days as days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from ilrs_desk.domain.fields import Field, RecordKind, ValueType
from ilrs_desk.domain.records import Record

from .document import CellValue, Column, ColumnType, Document, Records, Table
from .language import Words

_PIXELS_A_CHARACTER = 7
_TYPES = {
    ValueType.DATE: ColumnType.DATE,
    ValueType.NUMBER: ColumnType.NUMBER,
    ValueType.PHONE: ColumnType.PHONE,
}
#: Free text that mostly holds a word of the program.
_TERMS = frozenset({"instrument", "workstream"})


def view_table(
    kind: RecordKind,
    keys: Sequence[str],
    records: Iterable[Record],
    *,
    audience: str,
    words: Words | None = None,
) -> Table:
    """The fields ``keys`` of ``records`` in the order given; personal ones only for the audience "internal".

    ``words``: in which language, English if None.
    """
    words = words or Words()
    fields = [field for key in keys if not (field := kind.by_key[key]).personal or audience == "internal"]
    readers = [(field.key, reader_of(field, words)) for field in fields]
    rows = []
    for record in records:
        values = record.values
        shown = [(values.get(key) or record.shown(key), read) for key, read in readers]
        rows.append(tuple([None if value is None else read(str(value)) for value, read in shown]))
    return Table(words.text(kind.label), tuple(_column(field, words) for field in fields), tuple(rows))


def view_document(table: Table) -> Document:
    """The table alone as a document."""
    return Document(title=table.name, sections=(Records(table.name, table),))


def _column(field: Field, words: Words) -> Column:
    kind = _TYPES.get(field.type, ColumnType.TEXT)
    return Column(words.text(field.label), kind, width=field.width // _PIXELS_A_CHARACTER)


def reader_of(field: Field, words: Words) -> Callable[[str], CellValue]:
    """How a stored value of the field is shown in a report."""
    match field.type:
        case ValueType.COUNTRY:
            names: dict[str, str] = {}
            return lambda code: names.get(code) or names.setdefault(code, words.country(code))
        case ValueType.DATE:
            return _day if words.is_english else lambda text: _spoken_day(text, words)
        case ValueType.NUMBER:
            return _number
        case ValueType.CHOICE:
            labels = {choice.key: words.text(choice.label) for choice in field.choices}
            return lambda value: labels.get(value, value)
        case _ if field.key in _TERMS:
            return words.term
        case _:
            return str


def _day(text: str) -> CellValue:
    """A day where the whole date is known, else the text."""
    try:
        return date.fromisoformat(text) if len(text) == len("YYYY-MM-DD") else text
    except ValueError:
        return text


def _spoken_day(text: str, words: Words) -> CellValue:
    """As :func:`_day`; where only the month is known, in the words of the language."""
    found = _day(text)
    return words.day(found) if isinstance(found, str) else found


def _number(text: str) -> CellValue:
    return int(text) if text.isascii() and text.isdigit() else text
