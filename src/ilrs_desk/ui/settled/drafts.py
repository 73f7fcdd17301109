"""What a person has changed in targets and rules and not saved yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ilrs_desk.domain.counting import CountingRule
from ilrs_desk.domain.kinds import RULES, TARGETS
from ilrs_desk.domain.records import Record, Value
from ilrs_desk.domain.rule_versions import newest_rule, rule_values
from ilrs_desk.usecases.settle import Settling
from ilrs_desk.usecases.try_rules import RuleTrial


@dataclass
class Draft:
    """One target: its record, None for a new one, and what was typed of it and of its rule, by field."""

    record: Record | None
    typed: dict[str, str] = field(default_factory=dict)
    rule: dict[str, str] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """Whether there is something to save."""
        return self.record is None or bool(self.typed or self.rule)


class Drafts:
    """The targets by key, as they are with ``trial``, and what was typed of each."""

    def __init__(self, trial: RuleTrial) -> None:
        self.trial = trial
        held = trial.books.snapshot.of(TARGETS.key)
        self.by_key: dict[str, Draft] = {one.text("key") or "": Draft(one) for one in held}

    def over(self, trial: RuleTrial) -> Drafts:
        """The same drafts over the office as ``trial`` has read it anew."""
        found = Drafts(trial)
        for key, draft in self.by_key.items():
            if draft.record is None:
                found.by_key.setdefault(key, draft)
            elif key in found.by_key:
                found.by_key[key].typed, found.by_key[key].rule = draft.typed, draft.rule
        return found

    def add(self, typed: Mapping[str, str]) -> str:
        """A new target; its key. Raises InputProblem for what could not be saved."""
        plan = self.trial.plan([*self.items(), Settling(TARGETS.key, typed)])
        key = plan.books.snapshot.of(TARGETS.key)[-1].text("key") or ""
        self.by_key[key] = Draft(None, {"key": key, **typed})
        return key

    def forget(self, key: str) -> None:
        """Give up a new target, or what was typed of one that there is."""
        draft = self.by_key[key]
        if draft.record is None:
            del self.by_key[key]
        else:
            self.by_key[key] = Draft(draft.record)

    def items(self) -> list[Settling]:
        """All that is to be settled, targets before the rules that count toward them."""
        found: list[Settling] = []
        for key, draft in self.by_key.items():
            if draft.typed:
                found.append(Settling(TARGETS.key, draft.typed, draft.record.id if draft.record else None))
            if draft.rule:
                rule = self.trial.rule_of(key)
                found.append(Settling(RULES.key, {"target": key, **draft.rule}, rule.id if rule else None))
        return found

    def target_values(self, key: str) -> Mapping[str, Value]:
        """The target as it is stored; nothing of a new one."""
        record = self.by_key[key].record
        return record.values if record else {}

    def kind(self, key: str) -> str:
        """What the target counts."""
        draft = self.by_key[key]
        return draft.typed.get("kind") or str(self.target_values(key).get("kind") or "")

    def rule_values(self, key: str) -> Mapping[str, Value]:
        """The newest rule of the target as it is stored; the standard one where it has none."""
        rule = newest_rule(key, self.trial.books.snapshot.of(RULES.key))
        return rule.values if rule else rule_values(CountingRule("", key, self.kind(key)))

    def is_sealed(self, key: str) -> bool:
        """Whether a meeting was told a figure by the target's newest rule."""
        rule = self.trial.rule_of(key)
        return rule is not None and rule.id in self.trial.books.sealed
