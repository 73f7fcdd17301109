"""What might have counted twice, and how the rule takes it, told of each group of records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ..countries import country_name
from ..records import Record
from ..wording import Message
from .people import nationalities
from .rule import CountingRule
from .terms import Term
from .twins import Group

_BY = {
    "country": Message("one country"),
    "ror": Message("one ROR"),
    "orcid": Message("one ORCID"),
    "email": Message("one e-mail address and a like name"),
}


@dataclass(frozen=True, slots=True)
class Double:
    """What might have counted twice and how the rule takes it: the record, the others that it is one with, and why.

    ``code``: "person.two_institutions", "person.two_records", "person.two_nationalities", "institution.two_names",
    "country.two_records", "record.merged". ``counted``: how many of them count on the day.
    """

    code: str
    id: int
    label: str
    others: tuple[int, ...]
    counted: int
    why: Message


def group_doubles(
    rule: CountingRule, groups: Iterable[Group], term: Callable[[Record], Term], day: date
) -> Iterator[Double]:
    """Each group of records that are one; ``term`` tells on which days a record counts beside the others."""
    for group in groups:
        first = group.records[0]
        counting = [record for record in group.records if term(record).covers(day)]
        main = counting[0] if counting else first
        params: dict[str, object] = {"by": _BY[group.code], "number": len(group.records)}
        if rule.doubles == "each":
            template = "{number} records with {by}; this rule counts each by itself"
        elif counting:
            template = "{number} records with {by}; counted once, as {name}, record {id}"
            params |= {"name": main.label, "id": main.id}
        else:
            template = "{number} records with {by}; none of them counts"
        ids = tuple(record.id for record in group.records if record.id != main.id)
        yield Double(_code(group), main.id, main.label, ids, len(counting), Message(template, params))


def nationality_doubles(
    rule: CountingRule, people: Iterable[Record], term: Callable[[Record], Term], day: date
) -> Iterator[Double]:
    """Each person with several nationalities."""
    for record in people:
        every = nationalities(record)
        if len(every) < 2:
            continue
        counts = term(record).covers(day)
        params = {"countries": ", ".join(country_name(code) for code in every)}
        template = "has the nationalities {countries}; counted once" if counts else (
            "has the nationalities {countries}; not counted"
        )  # fmt: skip
        why = Message(template, params)
        yield Double("person.two_nationalities", record.id, record.label, (), int(counts), why)


def merged_doubles(
    merged: Iterable[tuple[Record, tuple[int, ...]]], term: Callable[[Record], Term], day: date
) -> Iterator[Double]:
    """Each live record with the ones that became a part of it."""
    for record, others in merged:
        counts = term(record).covers(day)
        template = (
            "merged from {number} records; counted once"
            if counts
            else "merged from {number} records; not counted"
        )
        why = Message(template, {"number": len(others) + 1})
        yield Double("record.merged", record.id, record.label, others, int(counts), why)


def _code(group: Group) -> str:
    if group.code == "country":
        return "country.two_records"
    if group.code == "ror":
        return "institution.two_names"
    places = {record.values.get("institution") for record in group.records} - {None}
    return "person.two_institutions" if len(places) > 1 else "person.two_records"
