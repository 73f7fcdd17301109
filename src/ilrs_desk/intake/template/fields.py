"""Which fields a blank template asks for, what may stand in them, and what its examples say."""

from __future__ import annotations

from datetime import date
from functools import cache

from ilrs_desk.domain.countries import country_codes, find_country
from ilrs_desk.domain.fields import Field, ValueType
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.text import fold

from ..sheets import Cell
from ..texts import Texts, country_in

#: Read where a partner's own list has them, but more than we ask of anybody.
_NOT_ASKED = {
    "personnel": frozenset({"full_name", "aliases", "other_emails", "other_phones"}),
    "partners": frozenset({"aliases"}),
}
_NEEDED = {"personnel": "family_name", "agreements": "title"}
_ELSEWHERE = "CH"
_EXAMPLE_DAY = date(2026, 3, 15)


def asked_fields(kind: str, country: str | None) -> list[Field]:
    """The fields of the template in order; where all are of one ``country``, that is said once above the table."""
    left_out = _NOT_ASKED.get(kind, frozenset())
    once = country is not None and states_country(kind)
    return [
        field
        for field in KINDS[kind].fields
        if field.key not in left_out and not (once and field.key == "country")
    ]


def states_country(kind: str) -> bool:
    """Whether a line above the table can say the country of all its rows."""
    return kind in ("institutions", "personnel")


def is_needed(kind: str, field: Field) -> bool:
    """Whether no record can be made without the field."""
    return field.required or _NEEDED.get(kind) == field.key


def country_list(said: Texts, first: str | None) -> list[str]:
    """What the countries are called in the language, each so that it is understood when it comes back; in order."""
    names = {code: safe_name(code, said.language) for code in country_codes()}
    ordered = sorted(names, key=lambda code: (code != first, fold(names[code])))
    return [names[code] for code in ordered]


@cache
def safe_name(code: str, language: str) -> str:
    """The country's name; with its code where the name alone means two countries."""
    name = country_in(code, language)
    for text in (name, f"{name} ({code})", country_in(code, "en")):
        if all(find_country(text, nationality=people).code == code for people in (False, True)):
            return text
    return code


def choice_list(field: Field, said: Texts) -> list[str]:
    """The words of a field's choices."""
    return [said.choices[choice.key] for choice in field.choices]


def hint(field: Field, said: Texts) -> str:
    """How to fill the field; empty where nothing need be said."""
    match field.type:
        case ValueType.DATE:
            return said.template["date"]
        case ValueType.PHONE:
            return said.template["phone"].format(example=phone_of(_ELSEWHERE))
        case ValueType.EMAIL:
            return said.template["email"]
        case ValueType.NAMES:
            return said.template["names"]
        case ValueType.COUNTRY | ValueType.CHOICE:
            return said.template["choose"]
        case _:
            return said.template["one_name"] if field.key == "family_name" else ""


def phone_of(country: str) -> str:
    """A number of the country that belongs to nobody."""
    import phonenumbers

    number = phonenumbers.example_number(country)
    if number is None:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def example_rows(kind: str, said: Texts, country: str | None) -> list[dict[str, Cell]]:
    """Two invented records as a person would write them: one with most fields, one with what is needed only."""
    example, code = said.example, country or _ELSEWHERE
    named: dict[str, dict[str, Cell]] = {
        "partners": {"name": example["institution"], "kind": said.choices["organisation"]},
        "institutions": {"name": example["institution"], "country": safe_name(code, said.language)},
        "personnel": {"family_name": example["family"], "given_name": example["given"]},
        "agreements": {"title": example["title"]},
    }
    more: dict[str, dict[str, Cell]] = {
        "partners": {"stage": said.choices["signed"], "signed_on": _EXAMPLE_DAY},
        "institutions": {
            "stage": said.choices["signed"], "signed_on": _EXAMPLE_DAY, "website": "https://www.example.org",
            "contact_email": "office@example.org", "contact_phone": phone_of(code),
        },
        "personnel": {
            "nationality": safe_name(code, said.language), "institution": example["institution"],
            "country": safe_name(code, said.language), "email": "alex@example.org", "phone": phone_of(code),
            "status": said.choices["active"], "start_date": _EXAMPLE_DAY,
        },
        "agreements": {
            "institution": example["institution"], "signed_on": _EXAMPLE_DAY, "status": said.choices["signed"],
        },
    }  # fmt: skip
    return [{**named[kind], **more[kind]}, named[kind]]
