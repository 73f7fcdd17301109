"""An office at one moment as the counting sees it: its targets and rules, what stands around a record, who is who."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import date

from .counting import (
    CountingRule,
    Crowd,
    Group,
    ListedCrowd,
    Places,
    apart_of,
    groups_of,
    twins_of,
)
from .records import Record, Snapshot
from .targets import Target, rules_from, targets_from
from .workstreams import workstream_label

#: A record and the ids of those that were merged into it.
Merged = tuple[Record, tuple[int, ...]]


class Ground:
    """``snapshot`` holds all but the people, which are in ``crowd``; without one the snapshot holds them, too.

    ``brought``: by kind and id the agency whose return brought a partner or an institution first. ``merged``: asked
    with a kind and a limit, tells how many records others became a part of, and the first of them.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        day: date,
        crowd: Crowd | None = None,
        brought: Mapping[tuple[str, int], str] | None = None,
        merged: Callable[[str, int | None], tuple[int, Sequence[Merged]]] | None = None,
    ) -> None:
        self.snapshot = snapshot
        self.day = day
        self.targets = targets_from(snapshot.of("targets"))
        self.crowd: Crowd = crowd or ListedCrowd(snapshot.of("personnel"), day)
        self.around = Places.around(snapshot, day, brought)
        rules = rules_from(snapshot.of("rules"), self.targets, day)
        self.rules = {key: _named(rule, self.around) for key, rule in rules.items()}
        self._merged = merged
        self._groups: dict[str, tuple[Group, ...]] = {}
        self._places: dict[CountingRule, Places] = {}
        self._parts: dict[tuple[str, int | None], tuple[int, Sequence[Merged]]] = {}

    def target(self, key: str) -> Target:
        """The target of that key; raises LookupError for none."""
        found = next((target for target in self.targets if target.key == key), None)
        if found is None:
            raise LookupError(f"no target {key!r}")
        return found

    def groups(self, kind: str) -> tuple[Group, ...]:
        """The records of the kind that are certainly one."""
        if kind not in self._groups:
            apart = apart_of(self.snapshot.of("distinctions"), kind)
            self._groups[kind] = groups_of(kind, self._candidates(kind), apart)
        return self._groups[kind]

    def places(self, rule: CountingRule) -> Places:
        """What stands around the records that ``rule`` counts."""
        if rule not in self._places:
            twins = twins_of(rule, self.groups(rule.kind), self.around)
            self._places[rule] = replace(self.around, twins=twins)
        return self._places[rule]

    def supposing(self, records: Mapping[str, tuple[Record, ...]]) -> Ground:
        """The same people, institutions and who is who, if the office held other targets and rules than it does."""
        if not records.keys() <= {"targets", "rules"}:
            raise ValueError("only targets and rules can be supposed on the same ground")
        other = copy(self)
        other.snapshot = replace(self.snapshot, records={**self.snapshot.records, **records})
        other.targets = targets_from(other.snapshot.of("targets"))
        other.rules = rules_from(other.snapshot.of("rules"), other.targets, self.day)
        return other

    def merged(self, kind: str, limit: int | None) -> tuple[int, Sequence[Merged]]:
        """How many records others became a part of, and the first of them, with the ids of these."""
        if (kind, limit) not in self._parts:
            self._parts[kind, limit] = self._merged(kind, limit) if self._merged else (0, ())
        return self._parts[kind, limit]

    def _candidates(self, kind: str) -> Iterable[Record]:
        return self.crowd.sharers() if kind == "personnel" else self.snapshot.of(kind)


def _named(rule: CountingRule, places: Places) -> CountingRule:
    """The rule with what its target is narrowed to called as the office calls it."""
    scope = rule.scope
    grouping = places.groupings.labels.get(scope.grouping) if scope.grouping else None
    workstream = workstream_label(scope.workstream, places.workstreams) if scope.workstream else None
    return replace(rule, scope=replace(scope, grouping_label=grouping, workstream_label=workstream))


def asked_years(targets: Sequence[Target]) -> frozenset[int]:
    """The years of joining that targets for people ask for."""
    of_people = (target.scope.year for target in targets if target.kind == "personnel")
    return frozenset(year for year in of_people if year is not None)
