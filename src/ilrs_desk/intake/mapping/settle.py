"""Columns settled by their neighbours: names beside names, countries beside institutions, dates left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ilrs_desk.domain.wording import Message

from ..lexicon import header_key
from .choice import Choice
from .columns import Column
from .fields import WHOLE_NAMES

_NAMES = frozenset({"full_name", "family_name", "given_name"})
_NAME_CONCEPTS = _NAMES | {"thing_name"}
_MAIN_NAME = {"personnel": "full_name", "institutions": "name", "partners": "name"}
_FAMILY_FIRST = frozenset(
    {"zh-Hans", "zh-Hant", "ja", "ko", "vi", "hu", "ru", "uk", "kk", "az", "sr-Cyrl", "sr-Latn"}
)
_ONLY_NAME = Message("The only name column.")
_NO_PART = Message("A father's name is no part of a name here.")
_FAMILY_BESIDE = Message("One of two columns of names; taken for the family name.")
_GIVEN_BESIDE = Message("One of two columns of names; taken for the given name.")
_NAMES_HERE = Message("Headed as an institution, but the cells are names of persons.")
_BODIES_HERE = Message("Headed as a name, but the cells name institutions.")
_NEARLY_ALL = 0.9
_MOSTLY = 0.5
_FEW = 0.2
_REACHED = Message("The person whose address or telephone stands right behind.")
_OTHER_PERSON = Message(
    "Another person of the institution; the one with the address beside it is the contact."
)
_PARTIES = Message("The other parties are institutions.")
_TURNED = 0.7
_BESIDE_FAMILY = Message("Stands beside the family name.")
#: Concept and field of a column, the concept that it has too, and the field for that where no other column fills it.
_TWO_MEANINGS = (
    ("academic_title", "title", "position", "role"),
    ("discipline", "discipline", "position", "role"),
)


def settle(
    kind: str, columns: Sequence[Column], choices: list[Choice], language: frozenset[str]
) -> list[Choice]:
    """Settle columns by each other; ``language``: in which most headers are written."""
    choices = _native_and_latin(kind, columns, choices)
    if kind == "personnel":
        choices = _fathers(columns, choices)
        choices = _same_header(columns, choices, language)
        choices = _parts_of_names(columns, choices)
        choices = _otherwise(columns, choices)
        choices = _exchanged(columns, choices)
        return _countries(columns, choices)
    if kind == "agreements":
        return _parties(columns, choices)
    if kind == "institutions":
        return _reached(columns, choices)
    return _partner_by_country(choices) if kind == "partners" else choices


def _reached(columns: Sequence[Column], choices: list[Choice]) -> list[Choice]:
    """Of two persons of an institution the contact is the one whose address or telephone stands right behind."""
    named = next((index for index, choice in enumerate(choices) if choice.field == "contact_name"), None)
    if named is None or choices[named].part != "value" or _before_address(choices, named):
        return choices
    for index, column in enumerate(columns):
        other = choices[index].field is None and not choices[index].sensitive
        if other and "contact_person" in column.concepts and _before_address(choices, index):
            settled = list(choices)
            settled[index] = replace(choices[named], reason=_REACHED)
            settled[named] = Choice(None, 0.0, _OTHER_PERSON, concept="contact_person")
            return settled
    return choices


def _before_address(choices: Sequence[Choice], index: int) -> bool:
    return index + 1 < len(choices) and choices[index + 1].field in ("contact_email", "contact_phone")


def _parties(columns: Sequence[Column], choices: list[Choice]) -> list[Choice]:
    """The other parties of papers are institutions where the cells name such and no countries."""
    if any(choice.field == "institution" for choice in choices):
        return choices
    settled = list(choices)
    for index, (column, choice) in enumerate(zip(columns, choices, strict=True)):
        named = choice.field == "partner" or (choice.field is None and "partner" in column.concepts)
        if named and column.content.institution >= _MOSTLY and column.content.country < _FEW:
            settled[index] = Choice("institution", 0.8, _PARTIES, concept="partner")
            break
    return settled


def _partner_by_country(choices: list[Choice]) -> list[Choice]:
    """Where nothing else names the partners, the column of countries does."""
    if any(choice.field == "name" for choice in choices):
        return choices
    return [replace(choice, field="name") if choice.field == "country" else choice for choice in choices]


def _native_and_latin(kind: str, columns: Sequence[Column], choices: list[Choice]) -> list[Choice]:
    """Of two whole names, one in Latin letters and one not, the latter is the native name."""
    main = _MAIN_NAME.get(kind)
    concepts = WHOLE_NAMES - ({"institution"} if kind == "personnel" else set())
    if main is None or (kind == "partners" and any(choice.field == "native_name" for choice in choices)):
        return choices
    names = [
        index
        for index, column in enumerate(columns)
        if not concepts.isdisjoint(column.concepts)
        and (choices[index].field in (main, "native_name", None) or _is_whole(columns, choices, index))
        and not choices[index].sensitive
        and max(column.content.number, column.content.coded) < _MOSTLY
    ]
    if len(names) == 1 and kind == "personnel" and choices[names[0]].field == "native_name":
        return _only_native(names[0], choices)
    if len(names) != 2:
        return choices
    latin = [index for index in names if _is_latin(columns[index])]
    if len(latin) == 2:
        foreign = [index for index in names if "foreign_name" in columns[index].concepts]
        latin = foreign if len(foreign) == 1 else []
    if len(latin) != 1:
        return choices
    native = next(index for index in names if index != latin[0])
    settled = list(choices)
    why = Message("Two columns hold names; this one is in the sender's own letters or language.")
    settled[native] = Choice("native_name", 0.9, why, concept="native_name")
    said = Message("Two columns hold names; this one is in Latin letters or a language of wider use.")
    settled[latin[0]] = replace(choices[latin[0]], field=main, confidence=0.9, part="value", reason=said)
    return settled


def _is_whole(columns: Sequence[Column], choices: list[Choice], index: int) -> bool:
    """Whether what is taken for one part of a name, the other being nowhere, holds whole names: 英文名, "ชื่อ-สกุล"."""
    parts = {"given_name": "family_name", "family_name": "given_name"}
    other = parts.get(choices[index].field or "")
    alone = all(choice.field != other for choice in choices)
    return other is not None and alone and columns[index].content.several_words >= _MOSTLY


def _only_native(index: int, choices: list[Choice]) -> list[Choice]:
    """The one name of the people is their name, in whatever letters."""
    if any(choice.field in _NAMES for choice in choices):
        return choices
    settled = list(choices)
    settled[index] = replace(choices[index], field="full_name", reason=_ONLY_NAME)
    return settled


def _is_latin(column: Column) -> bool:
    return column.content.latin >= 0.6 if column.content.size else "foreign_name" in column.concepts


def _fathers(columns: Sequence[Column], choices: list[Choice]) -> list[Choice]:
    """A second part of the given name needs one; a father's whole name is never part of it."""
    fields = {choice.field for choice in choices if choice.part == "value"}
    whole = "full_name" in fields and fields.isdisjoint(("given_name", "family_name"))
    settled = list(choices)
    for index, (column, choice) in enumerate(zip(columns, choices, strict=True)):
        if choice.concept != "middle_name" or not (whole or _is_whole_name(column)):
            continue
        if "aliases" in column.concepts and "aliases" not in fields:
            settled[index] = replace(choice, field="aliases", part="value")
        else:
            settled[index] = Choice(None, 0.0, _NO_PART, concept=choice.concept)
    return settled


def _is_whole_name(column: Column) -> bool:
    return "not_kept" in column.concepts and column.content.several_words >= 0.5


def _same_header(columns: Sequence[Column], choices: list[Choice], language: frozenset[str]) -> list[Choice]:
    """Two columns that are both called "Name" and hold one word each are the family and the given name."""
    if any(choice.field in ("family_name", "given_name") for choice in choices):
        return choices
    named = [
        index
        for index, column in enumerate(columns)
        if not _NAME_CONCEPTS.isdisjoint(column.concepts) and _may_be_a_name(column, choices[index])
    ]
    pair = [index for index in named if _key(columns[index]) == _key(columns[named[0]])]
    if len(pair) != 2 or any(columns[index].content.several_words >= 0.5 for index in pair):
        return choices
    family, sure = _family_of(columns, pair, language)
    settled = list(choices)
    for index in pair:
        field, why = ("family_name", _FAMILY_BESIDE) if index == family else ("given_name", _GIVEN_BESIDE)
        settled[index] = Choice(field, 0.75 if sure else 0.6, why, asked=not sure, concept=field)
    return settled


def _may_be_a_name(column: Column, choice: Choice) -> bool:
    guessed_body = choice.field == "institution" and choice.concept == "thing_name"
    return choice.field in (None, "full_name") or (guessed_body and not column.content.institution)


def _key(column: Column) -> str:
    return header_key(column.header.text)


def _family_of(columns: Sequence[Column], pair: list[int], language: frozenset[str]) -> tuple[int, bool]:
    loud = [index for index in pair if columns[index].content.capitals >= 0.8]
    if len(loud) == 1:
        return loud[0], True
    return (pair[0] if not language or language & _FAMILY_FIRST else pair[1]), False


def _parts_of_names(columns: Sequence[Column], choices: list[Choice]) -> list[Choice]:
    fields = {
        choice.field: index for index, choice in enumerate(choices) if choice.part == "value" and choice.field
    }
    family, given, full = fields.get("family_name"), fields.get("given_name"), fields.get("full_name")
    native = fields.get("native_name")
    settled = list(choices)
    if family is not None and given is None and full is None and native is not None:
        # "Name (in Thai)" beside "Family name (in Thai)" is half of the name.
        settled[native] = replace(choices[native], field="given_name", reason=_BESIDE_FAMILY)
        return settled
    if family is not None and given is None and full is not None and full != family:
        if {"given_name", "thing_name"} & columns[full].concepts:
            settled[full] = replace(choices[full], field="given_name", reason=_BESIDE_FAMILY)
    elif given is not None and family is None and full is None:
        settled[given] = replace(choices[given], field="full_name", reason=_ONLY_NAME)
    elif (
        family is not None and given is None and full is None and columns[family].content.several_words >= 0.5
    ):
        settled[family] = replace(choices[family], field="full_name", reason=_ONLY_NAME)
    return settled


def _otherwise(columns: Sequence[Column], choices: list[Choice]) -> list[Choice]:
    """What may mean two things means the one of which no other column tells: a rank or a profession the role."""
    for concept, field, also, other in _TWO_MEANINGS:
        if any(choice.field == other or choice.part.endswith(other) for choice in choices):
            continue
        for index, (column, choice) in enumerate(zip(columns, choices, strict=True)):
            if (choice.concept, choice.field) == (concept, field) and also in column.concepts:
                choices = [*choices[:index], replace(choice, field=other), *choices[index + 1 :]]
                break
    return choices


def _exchanged(columns: Sequence[Column], choices: list[Choice]) -> list[Choice]:
    """Names under "Institution" and institutions under "Name" change places."""
    fields = {choice.field: index for index, choice in enumerate(choices) if choice.part == "value"}
    body = fields.get("institution")
    if body is None or columns[body].content.institution or columns[body].content.proper_name < _NEARLY_ALL:
        return choices
    name = next(
        (
            index
            for index, column in enumerate(columns)
            if not _NAME_CONCEPTS.isdisjoint(column.concepts)
            and column.content.institution >= _NEARLY_ALL
            and choices[index].field in (None, "full_name")
        ),
        None,
    )
    if name is None:
        return choices
    settled = list(choices)
    settled[name] = Choice("institution", _TURNED, _BODIES_HERE, asked=True, concept="institution")
    settled[body] = Choice("full_name", _TURNED, _NAMES_HERE, asked=True, concept="full_name")
    return settled


def _countries(columns: Sequence[Column], choices: list[Choice]) -> list[Choice]:
    """Of two columns called "Country" the one before the institution is the person's, the one behind it its own."""
    fields = {choice.field: index for index, choice in enumerate(choices) if choice.field}
    seat, own, body = fields.get("country"), fields.get("nationality"), fields.get("institution")
    if seat is None or own is None or body is None or "nationality" in columns[own].concepts:
        return choices
    if not seat < body < own:
        return choices
    why = Message("Two columns hold countries; this one stands before the institution.")
    said = Message("Two columns hold countries; this one stands behind the institution.")
    settled = list(choices)
    settled[seat] = replace(choices[seat], field="nationality", reason=why, confidence=0.8)
    settled[own] = replace(choices[own], field="country", reason=said, confidence=0.85)
    return settled
