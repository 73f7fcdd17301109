"""What the office itself settles, read from what was typed and checked against what is settled already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from .countries import country_codes, region, subregion
from .dates import first_day, last_day
from .entry import read_entry
from .fields import Field, ValueType
from .grouping import Groupings
from .kinds import (
    CLAIMS,
    GROUPINGS,
    INSTITUTIONS,
    JOURNALLED,
    KINDS,
    MEETINGS,
    MEMBERSHIPS,
    PARTNERS,
    PERSONNEL,
    RULES,
    STAGES,
    TARGETS,
    WORKSTREAMS,
)
from .problems import InputProblem
from .records import Record, Snapshot, Value
from .stages import read_stage
from .text import latin_key
from .wording import Message
from .workstreams import is_known, workstream_keys, workstreams_of

#: What can be settled; each is checked here.
SETTLED = tuple(kind.key for kind in (TARGETS, RULES, CLAIMS, MEETINGS, WORKSTREAMS, GROUPINGS, MEMBERSHIPS))
#: The kinds of records that a target can count.
COUNTED = tuple(kind.key for kind in (PARTNERS, INSTITUTIONS, PERSONNEL))
_KEYED = (TARGETS.key, WORKSTREAMS.key, GROUPINGS.key)
#: What a counting rule is given by itself.
_NUMBERED = {(RULES.key, "code"), (RULES.key, "version")}
_SLUG_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Books:
    """What is settled: the live records of these kinds, those in the trash, and the rules that stand in a seal."""

    snapshot: Snapshot
    trash: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    sealed: frozenset[int] = frozenset()

    def every(self, kind: str) -> tuple[Record, ...]:
        """The records of the kind, those in the trash too."""
        return (*self.snapshot.of(kind), *self.trash.get(kind, ()))

    def targets(self) -> frozenset[str]:
        """Keys of the targets there are."""
        return frozenset(record.text("key") or "" for record in self.snapshot.of(TARGETS.key))

    def holding(self, record: Record) -> Books:
        """The books with this record too, or as it now is: what is settled together is checked together."""
        others = tuple(one for one in self.snapshot.of(record.kind) if one.id != record.id)
        records = {**self.snapshot.records, record.kind: (*others, record)}
        return Books(Snapshot(self.snapshot.generation, records), self.trash, self.sealed)


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
    read = {key: _read(kind, declared.by_key[key], text, books) for key, text in typed.items()}
    if kind in _KEYED:
        read |= _keyed(kind, read, current, books)
    if kind == CLAIMS.key and not read.get("wording") and not current.get("wording") and read.get("value"):
        read["wording"] = read["value"]
    whole = {key: value for key, value in {**current, **read}.items() if value is not None}
    needed = [one for one in declared.fields if one.required and (kind, one.key) not in _NUMBERED]
    if missing := [one.label for one in needed if one.key not in whole]:
        params = {"kind": declared.singular.lower(), "fields": ", ".join(missing)}
        raise InputProblem("required.missing", Message("A {kind} needs: {fields}.", params))
    for check in _CHECKS.get(kind, ()):
        check(whole, books)
    return read


def target_key(text: str | None, books: Books) -> str:
    """Key of the target that ``text`` names by its key or name; InputProblem if there is none."""
    if not (text or "").strip():
        params = {"kind": RULES.singular.lower(), "fields": RULES.by_key["target"].label}
        raise InputProblem("required.missing", Message("A {kind} needs: {fields}.", params))
    return _known_target(RULES.by_key["target"], " ".join((text or "").split()), books)


def _read(kind: str, one: Field, text: str | None, books: Books) -> Value:
    special = _SPECIAL.get((kind, one.key))
    if special is None or not (text or "").strip():
        return read_entry(one, text, {})
    return special(one, " ".join((text or "").split()), books)


def _counted_kind(one: Field, text: str, books: Books) -> str:
    for key in COUNTED:
        if text.casefold() in {key, KINDS[key].label.casefold(), KINDS[key].singular.casefold()}:
            return key
    offered = ", ".join(KINDS[key].label for key in COUNTED)
    template = '"{field}": {value} cannot be counted. Choose one of: {offered}.'
    raise _refused("kind", template, one, text, offered)


def _known_target(one: Field, text: str, books: Books) -> str:
    for record in books.snapshot.of(TARGETS.key):
        if text.casefold() in {(record.text(key) or "").casefold() for key in ("key", "label")}:
            return record.text("key") or text
    offered = ", ".join(sorted(books.targets()))
    raise _refused("target", _UNKNOWN, one, text, offered)


def _known_region(one: Field, text: str, books: Books) -> str:
    found = next((name for name in _regions() if name.casefold() == text.casefold()), None)
    if found is None:
        raise _refused("region", _UNKNOWN, one, text, ", ".join(_regions()))
    return found


def _known_grouping(one: Field, text: str, books: Books) -> str:
    labels = Groupings.of(books.snapshot).labels
    for key, label in labels.items():
        if text.casefold() in {key.casefold(), label.casefold()}:
            return key
    raise _refused("grouping", _UNKNOWN, one, text, ", ".join(labels.values()))


def _known_workstream(one: Field, text: str, books: Books) -> str:
    known = workstreams_of(books.snapshot)
    keys = [key for key in workstream_keys(text, known) if is_known(key, known)]
    if len(keys) != 1:
        offered = ", ".join(found.label for found in known)
        raise _refused("workstream", _UNKNOWN, one, text, offered)
    return keys[0]


def _year(one: Field, text: str, books: Books) -> str:
    year = str(read_entry(one, text, {}))
    if not 1957 <= int(year) <= 2999:
        template = '"{field}": {value} is not a year of space flight. Write it as 2026.'
        raise _refused("year", template, one, text)
    return year


def _stages(one: Field, text: str, books: Books) -> str:
    known = {choice.key for choice in STAGES}
    read = {part: read_stage(part) or part.casefold() for part in _parts(text)}
    for part, stage in read.items():
        if stage not in known:
            offered = ", ".join(choice.label for choice in STAGES)
            raise _refused("stage", _UNKNOWN, one, part, offered)
    return "; ".join(dict.fromkeys(read.values()))


def _codes(one: Field, text: str, books: Books) -> str:
    country = Field(one.key, one.label, ValueType.COUNTRY)
    return "; ".join(dict.fromkeys(str(read_entry(country, part, {})) for part in _parts(text)))


_Reader = Callable[[Field, str, Books], str]
_SPECIAL: Mapping[tuple[str, str], _Reader] = {
    (TARGETS.key, "kind"): _counted_kind,
    (TARGETS.key, "region"): _known_region,
    (TARGETS.key, "grouping"): _known_grouping,
    (TARGETS.key, "workstream"): _known_workstream,
    (TARGETS.key, "year"): _year,
    (RULES.key, "target"): _known_target,
    (RULES.key, "stages"): _stages,
    (RULES.key, "founders"): _codes,
    (CLAIMS.key, "target"): _known_target,
    (MEMBERSHIPS.key, "grouping"): _known_grouping,
}


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
            raise _refused("key", template, one, str(given or ""))
        return {}
    taken = {(record.text("key") or "").casefold() for record in books.every(kind)}
    if given is not None:
        if str(given).casefold() in taken:
            template = '"{field}": {value} is taken already. Choose another one, or leave it empty.'
            raise _refused("key", template, JOURNALLED[kind].by_key["key"], str(given))
        return {}
    if kind == GROUPINGS.key:
        taken |= {key.casefold() for key in Groupings.of(books.snapshot).labels}
    label = str(read.get("label") or "")
    return {"key": _free(slug(label) or JOURNALLED[kind].singular.lower(), taken)} if label else {}


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
        raise _refused("number", template, TARGETS.by_key["number"], str(values["number"]))


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


_UNKNOWN = '"{field}": {value} is not known. Nothing was saved. There are: {offered}.'


def _refused(code: str, template: str, one: Field, text: str, offered: str = "") -> InputProblem:
    params = {"field": one.label, "value": text, "offered": offered}
    return InputProblem(f"settle.{code}", Message(template, params))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace("；", ";").replace(",", ";").split(";") if part.strip()]


@cache
def _regions() -> tuple[str, ...]:
    """Names of the regions and subregions of the world."""
    named = {name for code in country_codes() for name in (region(code), subregion(code)) if name}
    return tuple(sorted(named))
