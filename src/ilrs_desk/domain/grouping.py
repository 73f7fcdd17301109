"""Which countries belong to which grouping on a day: the shipped rosters and what the office holds itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from typing import Any

from .dates import first_day, is_partial_date, last_day
from .kinds import GROUPINGS, MEMBERSHIPS
from .records import Record, Snapshot
from .resources import load_json


@dataclass(frozen=True, slots=True)
class Grouping:
    """A set of countries that changes with time, such as an organisation or a part of the world.

    ``definition``: by what a country belongs to it, where the name alone does not say so. ``whole``: the roster is
    meant to be complete. ``own``: the office made it, or holds members of it beside the shipped ones.
    """

    key: str
    label: str
    source: str | None = None
    definition: str | None = None
    whole: bool = True
    own: bool = False


@dataclass(frozen=True, slots=True)
class Membership:
    """A country in a grouping, from the first to the last day (partial dates, both included); None: open."""

    grouping: str
    country: str
    since: str | None = None
    until: str | None = None
    source: str | None = None
    own: bool = False

    def covers(self, day: date) -> bool:
        """Whether it holds on ``day``; a month or year counts from its first and to its last day."""
        if _readable(self.since) and first_day(str(self.since)) > day:
            return False
        return not _readable(self.until) or day <= last_day(str(self.until))


@dataclass(frozen=True)
class Groupings:
    """All groupings with their members; an own membership stands for the shipped ones of its country and grouping."""

    all: tuple[Grouping, ...]
    memberships: tuple[Membership, ...]

    @staticmethod
    def of(snapshot: Snapshot) -> Groupings:
        """The shipped groupings and those that the office holds as records."""
        own = snapshot.of(GROUPINGS.key), snapshot.of(MEMBERSHIPS.key)
        return _overlaid(*own) if any(own) else shipped_groupings()

    def of_country(self, code: str, day: date) -> tuple[str, ...]:
        """Keys of the groupings that the country belongs to on ``day``, in the order of the groupings."""
        return tuple(
            key
            for key, found in self._by_country.get(code, {}).items()
            if any(membership.covers(day) for membership in found)
        )

    def members(self, key: str, day: date) -> tuple[str, ...]:
        """Codes of the countries that belong to the grouping on ``day``, in order."""
        return tuple(
            sorted({one.country for one in self.memberships if one.grouping == key and one.covers(day)})
        )

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Key of each grouping to its name."""
        return {one.key: one.label for one in self.all}

    def get(self, key: str) -> Grouping | None:
        """The grouping of that key."""
        return next((one for one in self.all if one.key == key), None)

    @cached_property
    def _by_country(self) -> Mapping[str, Mapping[str, tuple[Membership, ...]]]:
        found: dict[str, dict[str, list[Membership]]] = {}
        place = {one.key: at for at, one in enumerate(self.all)}
        known = [one for one in self.memberships if one.grouping in place]
        for membership in sorted(known, key=lambda one: place[one.grouping]):
            found.setdefault(membership.country, {}).setdefault(membership.grouping, []).append(membership)
        return {code: {key: tuple(ones) for key, ones in by_key.items()} for code, by_key in found.items()}


@cache
def shipped_groupings() -> Groupings:
    """The groupings of the reference data, the computed ones among them."""
    listed = load_json("reference", "groupings.json")
    groupings = tuple(
        Grouping(row["key"], row["label"], row["source"], row.get("definition"), row["whole"])
        for row in listed["groupings"]
    )
    members = [*_plain(listed["groupings"]), *_dated(listed["memberships"]), *_signatories()]
    return Groupings(groupings, tuple(members + _computed(listed["groupings"], members)))


def _plain(groupings: Iterable[Mapping[str, Any]]) -> Iterable[Membership]:
    for row in groupings:
        for code in row.get("members", "").split():
            yield Membership(row["key"], code, source=row["source"])


def _dated(rows: Iterable[Mapping[str, Any]]) -> Iterable[Membership]:
    for row in rows:
        if row["confidence"] != "conflicting":
            yield Membership(row["grouping"], row["country"], row["since"], row["until"], row["source"])


def _signatories() -> Iterable[Membership]:
    for row in load_json("reference", "artemis.json")["signatories"]:
        if "signed_on" in row:
            yield Membership("ARTEMIS", row["country"], row["signed_on"], source=row["source"])


def _computed(groupings: Iterable[Mapping[str, Any]], members: Iterable[Membership]) -> list[Membership]:
    """Those who belong to a grouping because they belong to another one, and who is named beside them."""
    found = []
    for row in groupings:
        if "of" in row:
            found += [
                replace(one, grouping=row["key"], source=row["source"])
                for one in members
                if one.grouping == row["of"] and one.country not in row["with"].split()
            ]
            found += [Membership(row["key"], code, source=row["source"]) for code in row["with"].split()]
    return found


def _overlaid(groupings: Iterable[Record], memberships: Iterable[Record]) -> Groupings:
    shipped = shipped_groupings()
    own = [one for record in memberships if (one := _own_membership(record))]
    replaced = {(one.grouping, one.country) for one in own}
    kept = [one for one in shipped.memberships if (one.grouping, one.country) not in replaced]
    named = {one.key: one for one in shipped.all}
    for touched in {one.grouping for one in own} & named.keys():
        named[touched] = replace(named[touched], own=True)
    for record in groupings:
        if key := record.text("key"):
            named[key] = _own_grouping(record, key, named.get(key))
    return Groupings(tuple(named.values()), (*kept, *own))


def _own_grouping(record: Record, key: str, shipped: Grouping | None) -> Grouping:
    label, notes, source = record.text("label") or key, record.text("notes"), record.text("source")
    if shipped is None:
        return Grouping(key, label, source, notes, own=True)
    return replace(
        shipped,
        label=label,
        source=source or shipped.source,
        definition=notes or shipped.definition,
        own=True,
    )


def _own_membership(record: Record) -> Membership | None:
    key, code = record.text("grouping"), record.text("country")
    if not key or not code:
        return None
    since, until, source = record.text("since"), record.text("until"), record.text("source")
    return Membership(key, code, since, until, source, own=True)


def _readable(text: str | None) -> bool:
    return bool(text) and is_partial_date(str(text))
