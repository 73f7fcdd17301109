"""The versions of a target's counting rule: who wrote which settings when, and which a meeting was told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from ilrs_desk.domain.changes import RecordChange
from ilrs_desk.domain.kinds import RULES
from ilrs_desk.domain.records import Record, Value
from ilrs_desk.domain.tables import Query
from ilrs_desk.store.office import Office

#: What every new version changes of itself.
_ITS_OWN = ("code", "version", "supersedes", "target")


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """A rule as it was written: its code, when and by whom, and each setting with its old and new value.

    ``first``: nothing stood before it, so ``changed`` is all that was set. ``sealed``: a meeting was told a figure
    by it. ``changeset``: the entry of the history that wrote it.
    """

    code: str
    at: datetime
    who: str
    changeset: int
    changed: Mapping[str, tuple[Value, Value]]
    first: bool
    sealed: bool


def rule_history(office: Office, target: str) -> tuple[RuleVersion, ...]:
    """Every version of the rules of ``target``, those in the trash too, the newest first."""
    of_target = (("target", target),)
    rules = [
        rule
        for trashed in (False, True)
        for rule in office.find(RULES.key, Query(where=of_target, trashed=trashed))
    ]
    sealed = office.seals.sealed(RULES.key)
    found = [one for rule in rules for one in _versions(office, rule, rules, rule.id in sealed)]
    return tuple(sorted(found, key=lambda one: (one.changeset, one.code), reverse=True))


def _versions(office: Office, rule: Record, rules: list[Record], sealed: bool) -> Iterator[RuleVersion]:
    code = rule.text("code") or ""
    history = list(office.history(RULES.key, rule.id))
    for place, entry in enumerate(history):
        change = next((one for one in entry.changes if (one.kind, one.id) == (RULES.key, rule.id)), None)
        if change is None or change.new is None:
            continue
        old = _before(change, rule, rules)
        changed = {
            key: (old.get(key), change.new.get(key))
            for key in RULES.by_key
            if key not in _ITS_OWN and old.get(key) != change.new.get(key)
        }
        written = str(change.new.get("code") or code)
        if changed:
            yield RuleVersion(written, entry.at, entry.who, entry.id, changed, not old, sealed and place == 0)
        code = str((change.old or {}).get("code") or written)


def _before(change: RecordChange, rule: Record, rules: list[Record]) -> Mapping[str, Value]:
    """What the version is another than: the same record before, or the rule in whose place it came."""
    if change.old is not None:
        return change.old
    superseded = rule.text("supersedes")
    return next((one.values for one in rules if str(one.id) == superseded), {})
