"""Targets, their counting rules and the published claims, read from the records that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from .counting import COUNTED_KINDS, CountingRule, Scope, day_of, rule_on
from .kinds import CLAIMS
from .records import Record, Value
from .resources import load_json
from .workstreams import workstream_values


@dataclass(frozen=True, slots=True)
class Target:
    """How many (``number``) records of ``kind`` are aimed at; dates are partial dates, ``deadline`` often None.

    ``scope`` narrows the target to a part of them; ``id`` is the record that holds it.
    """

    key: str
    label: str
    kind: str
    number: int
    deadline: str | None = None
    baseline_date: str | None = None
    baseline_value: int | None = None
    owner: str | None = None
    scope: Scope = field(default_factory=Scope)
    notes: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """What was said in public of a target: the number, the words used, the (partial) date and who said it.

    ``covers``: what a number counts together that is comparable with no target ("" then): "countries",
    "organisations", "institutions". ``named``: codes of the countries that it names; none where it names nobody.
    """

    target: str
    value: int
    wording: str
    claimed_on: str
    source: str | None = None
    notes: str | None = None
    covers: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    id: int = 0

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
            scope=Scope(
                record.text("region"),
                record.text("grouping"),
                record.text("workstream"),
                _number(record, "year"),
            ),
            notes=record.text("notes"),
            id=record.id,
        )
        for record in records
        if (number := _number(record, "number")) is not None and _text(record, "kind") in COUNTED_KINDS
    )


def rules_from(
    records: Iterable[Record], targets: Iterable[Target], day: date | None = None
) -> dict[str, CountingRule]:
    """By target key the rule that counts toward it on ``day`` (today if None), narrowed as the target is.

    Of several versions the newest that applies then; of none the standard rule.
    """
    known = {target.key: target for target in targets}
    versions: dict[str, list[CountingRule]] = {}
    for record in records:
        key = _text(record, "target")
        if key in known:
            versions.setdefault(key, []).append(_rule(record, known[key].kind))
    return {
        key: replace(
            rule_on(versions.get(key, ()), day or date.today()) or _standard_rule(key, target.kind),
            scope=target.scope,
        )
        for key, target in known.items()
    }


def claims_from(records: Iterable[Record]) -> tuple[Claim, ...]:
    """The claims among records of kind "claims", by id; one without a readable number or date is left out."""
    return tuple(
        Claim(
            target=_text(record, "target"),
            value=value,
            wording=record.text("wording") or str(value),
            claimed_on=_text(record, "claimed_on"),
            source=record.text("source"),
            notes=record.text("notes"),
            covers=_names(record, "covers"),
            named=_names(record, "named"),
            id=record.id,
        )
        for record in records
        if (value := _number(record, "value")) is not None and day_of(record.text("claimed_on"))
    )


def latest_claim(claims: Iterable[Claim], target: str, day: date) -> Claim | None:
    """The last claim on ``target`` made on or before ``day``."""
    made = [claim for claim in claims if claim.target == target and _made_on(claim) <= day]
    return max(reversed(made), key=_made_on, default=None)


def claim_values(row: Mapping[str, object]) -> dict[str, str]:
    """A claim of the reference data as the values of a record."""
    return {key: str(row[key]) for key in CLAIMS.by_key if row.get(key)}


def default_office() -> tuple[tuple[str, Mapping[str, Value]], ...]:
    """What a new office holds, as (kind, values): three targets, their rules, the announced claims, the workstreams.

    The claims are those that the reference data mark ``new_office``; they are the targets' baselines, too.
    """
    claims = {claim["target"]: claim for claim in _announced_claims()}
    targets = (
        {"key": "countries", "label": "Countries", "kind": "partners", "number": "50"},
        {"key": "institutions", "label": "Institutions", "kind": "institutions", "number": "500"},
        {"key": "personnel", "label": "Personnel", "kind": "personnel", "number": "5000"},
    )
    return (
        *(("targets", {**target, **_baseline(claims.get(target["key"]))}) for target in targets),
        *(("rules", _rule_values(_standard_rule(target["key"], target["kind"]))) for target in targets),
        *(("claims", claim) for claim in claims.values()),
        *(("workstreams", values) for values in workstream_values()),
    )


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
        definition=record.text("definition"),
        omit_countries=_flag(record, "omit_countries"),
        minimum_instrument=record.text("minimum_instrument"),
        doubles=record.text("doubles") or "once",
        nationalities=record.text("nationalities") or "first",
        effective_from=record.text("effective_from"),
        effective_until=record.text("effective_until"),
        supersedes=_number(record, "supersedes"),
        id=record.id,
    )


def _announced_claims() -> list[dict[str, str]]:
    """The values of the claims that a new office starts with."""
    rows = load_json("reference", "claims.json")["claims"]
    return [claim_values(row) for row in rows if row.get("new_office")]


def _baseline(claim: Mapping[str, str] | None) -> dict[str, str]:
    return {"baseline_date": claim["claimed_on"], "baseline_value": claim["value"]} if claim else {}


def _standard_rule(target: str, kind: str) -> CountingRule:
    return CountingRule(f"{target[:1].upper()}-1", target, kind)


def _rule_values(rule: CountingRule) -> dict[str, Value]:
    return {
        "code": rule.code,
        "target": rule.target,
        "version": str(rule.version),
        "stages": "; ".join(rule.stages),
        "host": rule.host,
        "founders": "; ".join(rule.founders),
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
