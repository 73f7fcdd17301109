"""Read what a person typed into one field: the value to be stored, or what is unclear about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .countries import country_codes, country_name, find_country
from .dates import DateOrder, parse_date
from .emails import read_email
from .fields import Field, ValueType
from .kinds import AGREEMENT_STATUSES
from .phones import read_phone
from .problems import InputProblem
from .records import Value
from .stages import read_partner_kind, read_stage, read_status
from .text import clean
from .wording import Message

_BETWEEN = re.compile("[;；]")


@dataclass(frozen=True, slots=True)
class _Reader:
    """What the other values of the record say, for phones."""

    values: Mapping[str, Value]

    def country(self) -> str | None:
        for key in ("country", "nationality"):
            if isinstance(code := self.values.get(key), str):
                return code
        return None


def read_entry(field: Field, text: str | None, values: Mapping[str, Value]) -> Value:
    """The stored value of ``text`` in ``field``; None for blank.

    ``values`` are the record's other values (a phone is read by its country).
    Raises InputProblem ``entry.*`` that says what was not understood and what to write.
    """
    cleaned = clean(text or "") if field.type is not ValueType.LONG_TEXT else (text or "").strip()
    if not cleaned:
        return None
    if field.parts is not None:
        return _listed(field, cleaned, values)
    match field.type:
        case ValueType.DATE:
            return _date(field, cleaned)
        case ValueType.COUNTRY:
            return _country(field, cleaned)
        case ValueType.EMAIL:
            return _emails(field, cleaned)[0]
        case ValueType.PHONE:
            return read_phone(cleaned, _Reader(values).country()).value
        case ValueType.CHOICE:
            return _choice(field, cleaned)
        case ValueType.NUMBER:
            return _number(field, cleaned)
        case ValueType.FLAG:
            return "yes" if cleaned.casefold() in {"yes", "true", "1", "on"} else None
        case _:
            return cleaned


def _listed(field: Field, text: str, values: Mapping[str, Value]) -> str | None:
    """Several addresses, numbers or countries, each read like the one of its kind."""
    read: dict[str, None] = {}
    for part in _BETWEEN.split(text):
        if not part.strip():
            continue
        if field.parts is ValueType.EMAIL:
            read.update(dict.fromkeys(_emails(field, part.strip())))
        elif field.parts is ValueType.COUNTRY:
            read[_country(field, part.strip())] = None
        else:
            number = read_phone(part, _Reader(values).country())
            read.update(dict.fromkeys((number.value or part.strip(), *number.others)))
    return "; ".join(read) or None


def _date(field: Field, text: str) -> str:
    parsed = parse_date(text, DateOrder.UNKNOWN)
    if parsed.value is None:
        raise _unread(
            "entry.date",
            '"{field}": {value} is not a date that can be told. Write it as 2026-11-23, 2026-11 or 2026.',
            field,
            text,
        )
    return parsed.value


def _country(field: Field, text: str) -> str:
    found = find_country(text, nationality="nationalit" in field.key)
    code = found.code or _as_we_say(text) or (text if len(text) == 2 and country_name(text) != text else None)
    if code is None:
        offered = ", ".join(country_name(candidate) for candidate in found.candidates)
        ask = " It can be: {offered}." if offered else ""
        raise _unread(
            "entry.country",
            '"{field}": no country is called {value}.'
            + ask
            + " Write its name in any language, or its two-letter code.",
            field,
            text,
            offered=offered,
        )
    return code


def _emails(field: Field, text: str) -> tuple[str, ...]:
    read = read_email(text)
    if read.value is None:
        raise _unread(
            "entry.email",
            '"{field}": {value} is not an e-mail address. Write it as name@place.org.',
            field,
            text,
        )
    return (read.value, *read.others)


def _as_we_say(text: str) -> str | None:
    """The country that the program itself calls so, though others may use the name for another one, too."""
    return next((code for code in country_codes() if country_name(code) == text), None)


def _choice(field: Field, text: str) -> str:
    for choice in field.choices:
        if text.casefold() in {choice.key, choice.label.casefold()}:
            return choice.key
    read = _known_word(field, text)
    if read in {choice.key for choice in field.choices}:
        return str(read)
    if field.open_choice:
        return text
    choices = ", ".join(choice.label for choice in field.choices)
    raise _unread("entry.choice", '"{field}": {value} is not one of {choices}.', field, text, choices=choices)


def _known_word(field: Field, text: str) -> str | None:
    """The choice that a word of another language means."""
    match field.key:
        case "stage":
            return read_stage(text)
        case "kind":
            return read_partner_kind(text)
        case _:
            return read_status(text, "agreements" if field.choices == AGREEMENT_STATUSES else "personnel")


def _number(field: Field, text: str) -> str:
    digits = text.replace(",", "").replace(" ", "")
    if not digits.isdecimal():
        raise _unread("entry.number", '"{field}": {value} is not a whole number.', field, text)
    return str(int(digits))


def _unread(code: str, template: str, field: Field, text: str, **more: str) -> InputProblem:
    return InputProblem(code, Message(template, {"field": field.label, "value": text, **more}))
