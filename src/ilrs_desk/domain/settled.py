"""What the office itself settles, read from what was typed and checked against what is settled already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from .dates import first_day, last_day
from .grouping import Groupings
from .kinds import (
    CLAIMS,
    GROUPINGS,
    INSTITUTIONS,
    JOURNALLED,
    MEETINGS,
    MEMBERSHIPS,
    PARTNERS,
    RULES,
    TARGETS,
    WORKSTREAMS,
)
from .problems import InputProblem
from .records import Value
from .settled_values import Books, read_field, refused
from .text import latin_key
from .wording import Message

#: What can be settled; each is checked here.
SETTLED = tuple(kind.key for kind in (TARGETS, RULES, CLAIMS, MEETINGS, WORKSTREAMS, GROUPINGS, MEMBERSHIPS))
_KEYED = (TARGETS.key, WORKSTREAMS.key, GROUPINGS.key)
#: What a counting rule is given by itself.
_NUMBERED = {(RULES.key, "code"), (RULES.key, "version")}
_SLUG_LENGTH = 40


def read_settled(
    kind: str, typed: Mapping[str, str | None], current: Mapping[str, Value], books: Books
) -> dict[str, Value]:
    """The values to be stored of what was ``typed`` for a record of ``kind`` (``current`` empty: a new one).

    Raises InputProblem ``settle.*`` or ``entry.*``: which field, why not, and what to write instead.
    """
    declared = JOURNALLED[kind]
    if unknown := typed.keys() - declared.by_key.keys():
        params = {
            "kind": declared.label,
            "field": ", ".join(sorted(unknown)),
            "fields": ", ".join(declared.by_key),
        }
        template = '{kind} have no field "{field}". The fields are: {fields}.'
        raise InputProblem("field.unknown", Message(template, params))
    read = {key: read_field(kind, declared.by_key[key], text, books) for key, text in typed.items()}
    if kind in _KEYED:
        read |= _keyed(kind, read, current, books)
    if kind == CLAIMS.key and "value" in read and not read.get("wording", _other_words(current)):
        read["wording"] = read["value"]
    whole = {key: value for key, value in {**current, **read}.items() if value is not None}
    needed = [one for one in declared.fields if one.required and (kind, one.key) not in _NUMBERED]
    if missing := [one.label for one in needed if one.key not in whole]:
        params = {"kind": declared.singular.lower(), "fields": ", ".join(missing)}
        raise InputProblem("required.missing", Message("A {kind} needs: {fields}.", params))
    for check in _CHECKS.get(kind, ()):
        check(whole, books)
    return read


def _keyed(
    kind: str, read: Mapping[str, Value], current: Mapping[str, Value], books: Books
) -> dict[str, Value]:
    """The key: made of the name for a new record, and never changed, since others name the record by it."""
    given = read.get("key")
    if current:
        if "key" in read and given != current.get("key"):
            one = JOURNALLED[kind].by_key["key"]
            template = (
                '"{field}" stays as it is: other records name it by that. Nothing was saved. Change the name.'
            )
            raise refused("key", template, one, str(given or ""))
        return {}
    taken = {(record.text("key") or "").casefold() for record in books.every(kind)}
    labels = Groupings.of(books.snapshot).labels if kind == GROUPINGS.key else ()
    shipped = {key.casefold(): key for key in labels}
    if given is not None:
        if str(given).casefold() in taken:
            template = '"{field}": {value} is taken already. Choose another one, or leave it empty.'
            raise refused("key", template, JOURNALLED[kind].by_key["key"], str(given))
        return {"key": shipped.get(str(given).casefold(), given)}
    taken |= shipped.keys()
    label = str(read.get("label") or "")
    return {"key": _free(slug(label) or JOURNALLED[kind].singular.lower(), taken)} if label else {}


def _other_words(claim: Mapping[str, Value]) -> Value:
    """The words of a claim if they say anything but its number."""
    return None if claim.get("wording") == claim.get("value") else claim.get("wording")


def slug(label: str) -> str:
    """A short key of small Latin letters and digits: "Countries of Africa" gives "countries_of_africa"."""
    letters = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in latin_key(label))
    return "_".join(letters.split())[:_SLUG_LENGTH].strip("_")


def _free(wanted: str, taken: Iterable[str]) -> str:
    used, number, found = set(taken), 1, wanted
    while found in used:
        number += 1
        found = f"{wanted}_{number}"
    return found


def _above_zero(values: Mapping[str, Value], books: Books) -> None:
    if int(values["number"] or 0) <= 0:
        template = '"{field}": a target of {value} is reached by nobody joining. Write 1 or more.'
        raise refused("number", template, TARGETS.by_key["number"], str(values["number"]))


def _in_order(kind: str, first: str, last: str) -> Callable[[Mapping[str, Value], Books], None]:
    def check(values: Mapping[str, Value], books: Books) -> None:
        one, other = values.get(first), values.get(last)
        if one is None or other is None or first_day(str(one)) <= last_day(str(other)):
            return
        fields = JOURNALLED[kind].by_key
        params = {"last": fields[last].label, "first": fields[first].label, "late": one, "early": other}
        template = (
            '"{last}" ({early}) lies before "{first}" ({late}). Nothing was saved. Change one of the two.'
        )
        raise InputProblem("settle.order", Message(template, params))

    return check


def _counts_something(values: Mapping[str, Value], books: Books) -> None:
    """A rule that lets nothing through gives a nought that looks like a finding."""
    target = next(
        (one for one in books.snapshot.of(TARGETS.key) if one.text("key") == values.get("target")), None
    )
    kind = None if target is None else target.text("kind")
    if (
        kind in (PARTNERS.key, INSTITUTIONS.key)
        and not values.get("stages")
        and not values.get("count_applicants")
    ):
        raise InputProblem(
            "settle.nothing", Message('"Stages that count" is empty, so nothing would count. ' + _SAVE)
        )
    if kind == PARTNERS.key and values.get("omit_countries") and not values.get("count_organisations"):
        template = (
            "Countries are left out and organisations are not counted, so nothing would count. " + _SAVE
        )
        raise InputProblem("settle.nothing", Message(template))


_SAVE = "Nothing was saved. Let something count."
_CHECKS: Mapping[str, tuple[Callable[[Mapping[str, Value], Books], None], ...]] = {
    TARGETS.key: (_above_zero, _in_order(TARGETS.key, "baseline_date", "deadline")),
    RULES.key: (_counts_something, _in_order(RULES.key, "effective_from", "effective_until")),
    MEMBERSHIPS.key: (_in_order(MEMBERSHIPS.key, "since", "until"),),
}
