"""Targets, their counting rules and the published claims, read from the records that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .counting import CountingRule, day_of
from .records import Record, Value

_ANNOUNCEMENT = (
    "Announcement on the International Lunar Research Station, as the press reported it in July 2024"
)


@dataclass(frozen=True, slots=True)
class Target:
    """How many (``number``) records of ``kind`` are aimed at; dates are partial dates, ``deadline`` often None."""

    key: str
    label: str
    kind: str
    number: int
    deadline: str | None = None
    baseline_date: str | None = None
    baseline_value: int | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What was said in public of a target: the number, the words used, the (partial) date and who said it."""

    target: str
    value: int
    wording: str
    claimed_on: str
    source: str | None = None

    @property
    def words(self) -> str:
        """The claim in its own words if they say more than the number: "nearly 30"."""
        return str(self.value) if self.wording.startswith(str(self.value)) else self.wording


def targets_from(records: Iterable[Record]) -> tuple[Target, ...]:
    """The targets among records of kind "targets", by id; one without a readable number is left out."""
    return tuple(
        Target(
            key=_text(record, "key"),
            label=_text(record, "label"),
            kind=_text(record, "kind"),
            number=number,
            deadline=record.text("deadline"),
            baseline_date=record.text("baseline_date"),
            baseline_value=_number(record, "baseline_value"),
            owner=record.text("owner"),
        )
        for record in records
        if (number := _number(record, "number")) is not None
    )


def rules_from(records: Iterable[Record], targets: Iterable[Target]) -> dict[str, CountingRule]:
    """By target key the rule that counts toward it: of several the newest version, of none the standard one."""
    rules: dict[str, CountingRule] = {}
    kinds = {target.key: target.kind for target in targets}
    for record in records:
        key = _text(record, "target")
        if key in kinds:
            rule = _rule(record, kinds[key])
            rules[key] = max(rules.get(key, rule), rule, key=lambda one: one.version)
    standard = {key: CountingRule(f"{key[:1].upper()}-1", key, kind) for key, kind in kinds.items()}
    return standard | rules


def claims_from(records: Iterable[Record]) -> tuple[Claim, ...]:
    """The claims among records of kind "claims", by id; one without a readable number or date is left out."""
    return tuple(
        Claim(
            target=_text(record, "target"),
            value=value,
            wording=record.text("wording") or str(value),
            claimed_on=_text(record, "claimed_on"),
            source=record.text("source"),
        )
        for record in records
        if (value := _number(record, "value")) is not None and day_of(record.text("claimed_on"))
    )


def latest_claim(claims: Iterable[Claim], target: str, day: date) -> Claim | None:
    """The last claim on ``target`` made on or before ``day``."""
    made = [claim for claim in claims if claim.target == target and _made_on(claim) <= day]
    return max(reversed(made), key=_made_on, default=None)


def default_office() -> tuple[tuple[str, Mapping[str, Value]], ...]:
    """What a new office holds, as (kind, values): three targets, their rules, two claims of the announcement."""
    settings: list[tuple[str, Mapping[str, Value]]] = [
        _target("countries", "Countries", "partners", 50, baseline=11),
        _target("institutions", "Institutions", "institutions", 500, baseline=30),
        _target("personnel", "Personnel", "personnel", 5000),
    ]
    settings += [_default_rule(key) for key in ("countries", "institutions", "personnel")]
    settings += [_claim("countries", 11, "11 countries"), _claim("institutions", 30, "nearly 30")]
    return tuple(settings)


def _rule(record: Record, kind: str) -> CountingRule:
    return CountingRule(
        code=record.text("code") or "",
        target=_text(record, "target"),
        kind=kind,
        version=_number(record, "version") or 1,
        stages=_names(record, "stages"),
        host=record.text("host"),
        founders=_names(record, "founders"),
        count_host=_flag(record, "count_host"),
        count_founders=_flag(record, "count_founders"),
        count_applicants=_flag(record, "count_applicants"),
        count_organisations=_flag(record, "count_organisations"),
        count_home=_flag(record, "count_home"),
    )


def _target(
    key: str, label: str, kind: str, number: int, baseline: int | None = None
) -> tuple[str, Mapping[str, Value]]:
    values: dict[str, Value] = {"key": key, "label": label, "kind": kind, "number": str(number)}
    if baseline is not None:
        values |= {"baseline_date": "2024-07", "baseline_value": str(baseline)}
    return "targets", values


def _default_rule(target: str) -> tuple[str, Mapping[str, Value]]:
    return "rules", {
        "code": f"{target[:1].upper()}-1",
        "target": target,
        "version": "1",
        "stages": "signed; active",
        "host": "CN",
        "founders": "RU",
    }


def _claim(target: str, value: int, wording: str) -> tuple[str, Mapping[str, Value]]:
    return "claims", {
        "target": target,
        "value": str(value),
        "wording": wording,
        "claimed_on": "2024-07",
        "source": _ANNOUNCEMENT,
    }


def _made_on(claim: Claim) -> date:
    return day_of(claim.claimed_on) or date.max


def _text(record: Record, key: str) -> str:
    return record.text(key) or ""


def _number(record: Record, key: str) -> int | None:
    text = (record.text(key) or "").strip()
    return int(text) if text.isascii() and text.isdigit() else None


def _flag(record: Record, key: str) -> bool:
    return record.text(key) == "yes"


def _names(record: Record, key: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in (record.text(key) or "").split(";") if name.strip())
