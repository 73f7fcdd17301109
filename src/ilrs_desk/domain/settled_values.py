"""The fields of what the office settles, each read from what was typed: kinds, targets, places, stages, years."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from .countries import country_codes, region, subregion
from .entry import read_entry
from .fields import Field, ValueType
from .grouping import Groupings
from .kinds import CLAIMS, INSTITUTIONS, KINDS, MEMBERSHIPS, PARTNERS, PERSONNEL, RULES, STAGES, TARGETS
from .problems import InputProblem
from .records import Record, Snapshot, Value
from .stages import read_stage
from .wording import Message
from .workstreams import is_known, workstream_keys, workstreams_of

#: The kinds of records that a target can count.
COUNTED = tuple(kind.key for kind in (PARTNERS, INSTITUTIONS, PERSONNEL))


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


def read_field(kind: str, one: Field, text: str | None, books: Books) -> Value:
    """The stored value of ``text`` in a field of ``kind``; InputProblem says what was not understood."""
    special = _SPECIAL.get((kind, one.key)) or (_flag if one.type is ValueType.FLAG else None)
    if special is None or not (text or "").strip():
        return read_entry(one, text, {})
    return special(one, " ".join((text or "").split()), books)


def target_key(text: str | None, books: Books) -> str:
    """Key of the target that ``text`` names by its key or name; InputProblem if there is none."""
    if not (text or "").strip():
        params = {"kind": RULES.singular.lower(), "fields": RULES.by_key["target"].label}
        raise InputProblem("required.missing", Message("A {kind} needs: {fields}.", params))
    return _known_target(RULES.by_key["target"], " ".join((text or "").split()), books)


_UNKNOWN = '"{field}": {value} is not known. Nothing was saved. There are: {offered}.'


def refused(code: str, template: str, one: Field, text: str, offered: str = "") -> InputProblem:
    """The problem ``settle.<code>`` of what was typed into a field."""
    params = {"field": one.label, "value": text, "offered": offered}
    return InputProblem(f"settle.{code}", Message(template, params))


def _counted_kind(one: Field, text: str, books: Books) -> str:
    for key in COUNTED:
        if text.casefold() in {key, KINDS[key].label.casefold(), KINDS[key].singular.casefold()}:
            return key
    offered = ", ".join(KINDS[key].label for key in COUNTED)
    template = '"{field}": {value} cannot be counted. Choose one of: {offered}.'
    raise refused("kind", template, one, text, offered)


def _known_target(one: Field, text: str, books: Books) -> str:
    for record in books.snapshot.of(TARGETS.key):
        if text.casefold() in {(record.text(key) or "").casefold() for key in ("key", "label")}:
            return record.text("key") or text
    offered = ", ".join(sorted(books.targets()))
    raise refused("target", _UNKNOWN, one, text, offered)


def _known_region(one: Field, text: str, books: Books) -> str:
    found = next((name for name in region_names() if name.casefold() == text.casefold()), None)
    if found is None:
        raise refused("region", _UNKNOWN, one, text, ", ".join(region_names()))
    return found


def _known_grouping(one: Field, text: str, books: Books) -> str:
    labels = Groupings.of(books.snapshot).labels
    for key, label in labels.items():
        if text.casefold() in {key.casefold(), label.casefold()}:
            return key
    raise refused("grouping", _UNKNOWN, one, text, ", ".join(labels.values()))


def _known_workstream(one: Field, text: str, books: Books) -> str:
    known = workstreams_of(books.snapshot)
    keys = [key for key in workstream_keys(text, known) if is_known(key, known)]
    if len(keys) != 1:
        offered = ", ".join(found.label for found in known)
        raise refused("workstream", _UNKNOWN, one, text, offered)
    return keys[0]


def _year(one: Field, text: str, books: Books) -> str:
    year = str(read_entry(one, text, {}))
    if not 1957 <= int(year) <= 2999:
        template = '"{field}": {value} is not a year of space flight. Write it as 2026.'
        raise refused("year", template, one, text)
    return year


def _stages(one: Field, text: str, books: Books) -> str:
    known = {choice.key for choice in STAGES}
    read = {part: read_stage(part) or part.casefold() for part in _parts(text)}
    for part, stage in read.items():
        if stage not in known:
            offered = ", ".join(choice.label for choice in STAGES)
            raise refused("stage", _UNKNOWN, one, part, offered)
    return "; ".join(dict.fromkeys(read.values()))


def _flag(one: Field, text: str, books: Books) -> Value:
    """Yes or nothing: what is neither must not pass for a no."""
    value = read_entry(one, text, {})
    if value is None and text.casefold() not in {"no", "false", "0", "off"}:
        raise refused("flag", '"{field}": {value} is neither yes nor no. Write one of the two.', one, text)
    return value


def _codes(one: Field, text: str, books: Books) -> str:
    country = Field(one.key, one.label, ValueType.COUNTRY)
    return "; ".join(dict.fromkeys(str(read_entry(country, part, {})) for part in _parts(text)))


_Reader = Callable[[Field, str, Books], Value]
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


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace("；", ";").replace(",", ";").split(";") if part.strip()]


@cache
def region_names() -> tuple[str, ...]:
    """Names of the regions and subregions of the world."""
    named = {name for code in country_codes() for name in (region(code), subregion(code)) if name}
    return tuple(sorted(named))
