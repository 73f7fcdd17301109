"""What a row lacks or contradicts once it is whole: required values, institutions, dates in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ilrs_desk.domain.countries import country_name, find_country, suggest_countries
from ilrs_desk.domain.dates import compare
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.problems import Problem, Severity
from ilrs_desk.domain.records import Value
from ilrs_desk.domain.wording import Message

from ..columns import column_letter
from ..layout import RawTable
from ..mapping import Choice
from .table import TableValues

_TERMS = {
    "partners": ("signed_on", "ended_on"),
    "institutions": ("signed_on", "ended_on"),
    "personnel": ("start_date", "end_date"),
    "agreements": ("signed_on", "expires_on"),
}


def check_rows(
    values: TableValues,
    table: RawTable,
    kind: str,
    choices: Sequence[Choice],
    countries: Mapping[str, str | None],
) -> None:
    """Add to ``values`` what follows from whole rows, and what is to be derived (a partner's country).

    ``countries``: what a person said that a name means.
    """
    columns = {
        choice.field: column_letter(header.column)
        for header, choice in zip(table.headers, choices, strict=True)
    }
    for place, record in enumerate(values.records):
        if kind == "partners":
            _derive_partner(values, place, record, columns, countries)
        elif kind == "institutions" and not record.get("name") and record.get("native_name"):
            record["name"] = record["native_name"]
        if not record:
            continue
        _require(values, place, record, kind, columns)
        _order_of_dates(values, place, record, kind, columns)
        if kind == "personnel" and "institution" in columns and not record.get("institution"):
            values.add(place, _no_institution(columns["institution"]))
    if (
        kind == "personnel"
        and not any(record.get("institution") for record in values.records)
        and values.records
    ) and "institution" not in columns:
        values.table.append(_no_institution(None))


def _no_institution(column: str | None) -> Problem:
    message = (
        Message("No institution is named. The person is taken without one.")
        if column
        else Message("The table names no institution. Its people are taken without one.")
    )
    return Problem("institution.missing", message, Severity.WARNING, "institution", column)


def _require(
    values: TableValues, place: int, record: dict[str, Value], kind: str, columns: Mapping[str | None, str]
) -> None:
    for key in _required(kind):
        if record.get(key) or (key == "family_name" and record.get("full_name")):
            continue
        if kind == "agreements" and any(
            record.get(each) for each in ("reference", "title", "instrument", "partner")
        ):
            continue
        field = KINDS[kind].by_key[key]
        message = Message("{field} is missing. Fill it in the sheet.", {"field": field.label})
        values.add(place, Problem("required.missing", message, Severity.ERROR, key, columns.get(key)))


def _required(kind: str) -> tuple[str, ...]:
    named = tuple(field.key for field in KINDS[kind].fields if field.required)
    return named + {"personnel": ("family_name",), "agreements": ("title",)}.get(kind, ())


def _order_of_dates(
    values: TableValues, place: int, record: Mapping[str, Value], kind: str, columns: Mapping[str | None, str]
) -> None:
    if kind not in _TERMS:
        return
    first, last = _TERMS[kind]
    start, end = record.get(first), record.get(last)
    if start is None or end is None:
        return
    if compare(str(end), str(start)) == -1:
        message = Message("It ends ({end}) before it begins ({start}).", {"end": end, "start": start})
        values.add(
            place, Problem("date.reversed", message, Severity.WARNING, last, columns.get(last), str(end))
        )


def _derive_partner(
    values: TableValues,
    place: int,
    record: dict[str, Value],
    columns: Mapping[str | None, str],
    countries: Mapping[str, str | None],
) -> None:
    """A partner is the country that it is called, or an organisation; what cannot be told is asked."""
    name, code = record.get("name"), record.get("country")
    if not name and code:
        record["name"] = name = country_name(str(code))
    if not name:
        return
    found = find_country(str(name))
    if not record.get("kind"):
        record["kind"] = "organisation" if found.kind == "organisation" and not code else "country"
    if record["kind"] == "organisation" or code:
        return
    if known := countries.get(str(name)) or found.code or found.likely:
        record["country"] = known
        return
    offered = found.candidates or suggest_countries(str(name))
    said = Message(
        '"{value}" is no country that we know by this name. It may be: {offered}. Write the one that is meant, '
        "or say that it is an organisation.",
        {"value": name, "offered": ", ".join(map(country_name, offered))},
    )
    column = columns.get("name")
    values.add(place, Problem("ask.country", said, Severity.ASK, "country", column, str(name), offered))
