"""Counting rules with other settings, before they are saved: the office as it would count, and what to write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ilrs_desk.domain.counting import CountingRule
from ilrs_desk.domain.progress import Progress
from ilrs_desk.domain.records import Record, Snapshot, Value

Flags = Mapping[str, bool]

_SETTINGS = ("count_host", "count_founders", "count_applicants", "count_organisations", "count_home")
_NUMBERED = re.compile(r"^(?P<stem>.*-)\d+$")


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """The rule of one target: ``id`` of its record (None: the standard rule, held by no record) and its settings."""

    target: str
    id: int | None
    rule: CountingRule
    flags: Flags


def drafts_of(snapshot: Snapshot, found: Progress) -> dict[str, RuleDraft]:
    """By target the rule in force. ``flags`` hold the settings that make a difference to its kind of record."""
    drafts = {}
    for figure in found.figures:
        key, rule = figure.target.key, figure.rule
        records = [one for one in snapshot.of("rules") if one.text("target") == key]
        record = next((one for one in records if one.text("code") == rule.code), None)
        drafts[key] = RuleDraft(key, record.id if record else None, rule, _flags(rule))
    return drafts


def drafted(snapshot: Snapshot, drafts: Mapping[str, RuleDraft], flags: Mapping[str, Flags]) -> Snapshot:
    """The office as it would count with ``flags``."""
    rules = [_record(draft, flags[target]) for target, draft in drafts.items()]
    return replace(snapshot, records={**snapshot.records, "rules": tuple(rules)})


def saved_values(draft: RuleDraft, flags: Flags) -> dict[str, str | None]:
    """What to write: the settings, a further version, and a code that no older figure was quoted with."""
    version = draft.rule.version + 1
    stem = _NUMBERED.match(draft.rule.code)
    code = f"{stem['stem']}{version}" if stem else f"{draft.rule.code}-{version}"
    values: dict[str, str | None] = {"code": code, "version": str(version)}
    if draft.id is None:
        values |= {key: None if value is None else str(value) for key, value in _values(draft.rule).items()}
        values |= {"code": code, "version": str(version)}
    return values | {key: "yes" if on else None for key, on in flags.items()}


def _record(draft: RuleDraft, flags: Flags) -> Record:
    values = _values(draft.rule) | {key: "yes" if on else None for key, on in flags.items()}
    return Record("rules", draft.id or 0, values)


def _values(rule: CountingRule) -> dict[str, Value]:
    values: dict[str, Value] = {
        "code": rule.code,
        "target": rule.target,
        "version": str(rule.version),
        "stages": "; ".join(rule.stages),
        "host": rule.host,
        "founders": "; ".join(rule.founders) or None,
    }
    return values | {key: "yes" if getattr(rule, key) else None for key in _SETTINGS}


def _flags(rule: CountingRule) -> Flags:
    wanted = {
        "partners": ("count_host", "count_founders", "count_applicants", "count_organisations"),
        "institutions": ("count_home", "count_applicants"),
        "personnel": ("count_home",),
    }
    return {key: bool(getattr(rule, key)) for key in wanted.get(rule.kind, ())}
