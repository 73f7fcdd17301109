"""How a stored value stands on screen: countries by name, choices as words, dates as people write them."""

from __future__ import annotations

from functools import lru_cache

from ilrs_desk.domain.countries import country_name
from ilrs_desk.domain.dates import format_partial
from ilrs_desk.domain.fields import Field, RecordKind, ValueType
from ilrs_desk.domain.records import Record, Value

from .text import tr, visible


def shown_value(field: Field, value: Value) -> str:
    """``value`` of ``field`` in one line; "" when empty."""
    if value is None:
        return ""
    text = str(value)
    match field.type:
        case ValueType.COUNTRY:
            return country_name(text)
        case ValueType.CHOICE:
            return _choice(field, text)
        case ValueType.DATE:
            return shown_date(text)
        case ValueType.FLAG:
            return tr("Yes")
        case _:
            return visible(" ".join(text.split("\n")) if "\n" in text else text)


def typed_value(field: Field, value: Value) -> str:
    """``value`` as an editor offers it: what a person would type to get the same again."""
    if value is None:
        return ""
    if field.type in {ValueType.COUNTRY, ValueType.CHOICE}:
        return shown_value(field, value)
    return str(value)


def shown_date(text: str) -> str:
    """A partial date: "12 Mar 2024", "March 2024 (month)" or "2024 (year)"."""
    written = format_partial(text)
    match text.count("-"):
        case 1:
            return tr("{date} (month)", date=written)
        case 0:
            return tr("{date} (year)", date=written)
        case _:
            return written


@lru_cache(maxsize=512)
def _choice(field: Field, key: str) -> str:
    label = next((choice.label for choice in field.choices if choice.key == key), None)
    return visible(key) if label is None else tr(label)


def shown_record(kind: RecordKind, record: Record) -> tuple[str, ...]:
    """All fields of ``record`` as shown, in declared order."""
    return tuple(shown_value(field, record.shown(field.key)) for field in kind.fields)


def field_label(field: Field) -> str:
    """The field's name on screen."""
    return tr(field.label)
