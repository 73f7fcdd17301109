"""Records that are certainly one: found by identifiers, counted once, and listed with how they count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..names import Alike, Speller, alike
from ..records import Record, Snapshot
from .gates import is_organisation
from .judging import scoped_term
from .places import Places, Twin
from .rule import CountingRule
from .terms import Term

#: Pairs of ids of one kind that a person said are not the same.
Apart = frozenset[frozenset[int]]

#: An address that more people than this have is an office's and tells nobody.
MOST_SHARERS = 10


@dataclass(frozen=True, slots=True)
class Group:
    """Records that are one; ``code`` tells how it is known: country, ror, orcid or email."""

    code: str
    records: tuple[Record, ...]


def apart_of(distinctions: Iterable[Record], kind: str) -> Apart:
    """The pairs of ``kind`` that were said not to be the same, from records of kind "distinctions"."""
    pairs = (record for record in distinctions if record.text("kind") == kind)
    return frozenset(
        frozenset(
            int(number) for key in ("one", "other") if (number := record.text(key)) and number.isdigit()
        )
        for record in pairs
    )


def groups_of(kind: str, records: Iterable[Record], apart: Apart) -> tuple[Group, ...]:
    """The groups among ``records`` of one kind, by their first record; each record is in at most one of them."""
    shared: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        for key in _keys(kind, record):
            shared[key].append(record)
    joined = _Joined(apart)
    for (code, _), found in shared.items():
        for one, other in _pairs(code, found, apart):
            joined.join(one, other, code)
    return joined.groups()


def twins_of(rule: CountingRule, groups: Iterable[Group], places: Places) -> dict[int, Twin]:
    """By record the one that counts for both, where the rule counts doubles once."""
    found: dict[int, Twin] = {}
    if rule.doubles == "each":
        return found
    for group in groups:
        found.update(_twins(group, [(one, scoped_term(rule, one, places)) for one in group.records]))
    return found


def places_for(snapshot: Snapshot, rule: CountingRule, day: date) -> Places:
    """What stands around the records that ``rule`` counts on ``day``, from a snapshot of all that it may ask for."""
    places = Places.around(snapshot, day)
    apart = apart_of(snapshot.of("distinctions"), rule.kind)
    return replace(places, twins=twins_of(rule, groups_of(rule.kind, snapshot.of(rule.kind), apart), places))


def _twins(group: Group, terms: Sequence[tuple[Record, Term]]) -> Iterator[tuple[int, Twin]]:
    """Each record but the first to count gives way while an earlier one counts."""
    ordered = sorted((one for one in terms if one[1].ever), key=lambda one: (one[1].since, one[0].id))
    standing: tuple[date, Record] | None = None
    joined: date | None = None
    for record, term in ordered:
        until = term.until or date.max
        if standing is not None:
            covered, main = standing
            if covered < date.max and covered + timedelta(days=1) < (term.since or date.min):
                joined = None
            yield (
                record.id,
                Twin(group.code, main.label, main.id, None if covered == date.max else covered, joined),
            )
        joined = joined or term.since
        if standing is None or until > standing[0]:
            standing = (until, record)


def _keys(kind: str, record: Record) -> Iterator[tuple[str, str]]:
    if kind == "partners":
        code = record.text("country")
        if code and not is_organisation(record):
            yield "country", code
    elif kind == "institutions":
        if ror := record.text("ror"):
            yield "ror", ror.rsplit("/", 1)[-1].casefold()
    else:
        if orcid := record.text("orcid"):
            yield "orcid", orcid
        if email := record.text("email"):
            # Only the letters A to Z, as the store's index folds them.
            yield "email", email.encode().lower().decode()


def _pairs(code: str, found: list[Record], apart: Apart) -> Iterator[tuple[Record, Record]]:
    """Each record with the first before it that it is one with."""
    if len(found) < 2 or (code == "email" and len(found) > MOST_SHARERS):
        return
    for at, record in enumerate(found):
        for other in found[:at]:
            if frozenset((record.id, other.id)) in apart:
                continue
            if code != "email" or _like(other, record):
                yield other, record
                break


def _like(one: Record, other: Record) -> bool:
    """Whether two people of one address bear names that are one in another spelling, order or length."""
    speller = Speller()
    names = [
        [
            speller.spell(record.text("family_name"), record.text("given_name"), record.text("full_name")),
            speller.spell(None, None, record.text("native_name")),
        ]
        for record in (one, other)
    ]
    return any(alike(ours, theirs) >= Alike.PART for ours in names[0] for theirs in names[1])


class _Joined:
    """Records put together pair by pair, but never two that were said not to be the same, not by way of a third."""

    def __init__(self, apart: Apart) -> None:
        self._apart = apart
        self._records: dict[int, Record] = {}
        self._head: dict[int, int] = {}
        self._members: dict[int, set[int]] = {}
        self._code: dict[int, str] = {}

    def join(self, one: Record, other: Record, code: str) -> None:
        first, second = sorted((self._find(one), self._find(other)))
        both = self._members[first] | self._members[second]
        if first == second or any(pair <= both for pair in self._apart):
            return
        self._head[second] = first
        self._members[first] = both
        self._code.setdefault(first, self._code.get(second, code))

    def groups(self) -> tuple[Group, ...]:
        found: dict[int, list[Record]] = defaultdict(list)
        for number in sorted(self._records):
            found[self._find(self._records[number])].append(self._records[number])
        return tuple(Group(self._code[head], tuple(ones)) for head, ones in found.items() if len(ones) > 1)

    def _find(self, record: Record) -> int:
        number = record.id
        self._records.setdefault(number, record)
        while self._head.get(number, number) != number:
            number = self._head[number]
        self._head.setdefault(number, number)
        self._members.setdefault(number, {number})
        return number
