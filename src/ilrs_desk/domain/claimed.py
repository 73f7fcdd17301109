"""A published count beside the documented one: what makes the difference, as far as the records can tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from .count import count_target
from .countries import country_name
from .dates import last_day
from .ground import Ground
from .kinds import RULES, TARGETS
from .records import Record, Snapshot
from .targets import Claim
from .wording import Message, listed

#: Settings of a rule that take more in, by kind: those first that most likely stand behind a published count.
_SETTINGS: Mapping[str, Mapping[str, str]] = {
    "partners": {
        "count_founders": "founders ({names})",
        "count_host": "the host country ({names})",
        "count_organisations": "organisations ({names})",
        "count_applicants": "applicants, whenever they applied ({names})",
    },
    "institutions": {
        "count_home": "institutions of the host country ({names})",
        "count_applicants": "institutions that applied, whenever they did ({names})",
    },
}
_ORGANISATIONS = "count_organisations"
_SIGNED = ("signed", "active")
_SHOWN = 6
#: So many are all named.
_WRITTEN_OUT = 40


@dataclass(frozen=True, slots=True)
class Step:
    """What one more setting of a target's rule would add to the documented count, with the names of who it is."""

    target: str
    setting: str
    words: Message
    ids: tuple[int, ...]

    @property
    def effect(self) -> int:
        """How many it adds."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class NamedCountry:
    """A country that the claim names: whether it counts on the day, and if not, why not; ``reported``: only that."""

    code: str
    label: str
    counted: bool
    reported: bool = False
    why: Message | None = None


@dataclass(frozen=True, slots=True)
class ReportedName:
    """A partner or institution that was reported by the day and is not confirmed; it counts toward nothing."""

    kind: str
    label: str
    country: str | None
    stage: str | None
    reported_on: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A claim beside what is documented on ``day`` by the office's rules.

    ``documented`` None: the claim is no total, comparable with nothing. ``counted``: who is counted, by name.
    ``ways``: the smallest sets of settings by which the count would be the claimed one, the likeliest first; of a
    claim that names whom it counts they explain only those not named. ``steps``: all settings that would add
    somebody, where somebody is missing. ``beside``: counted, but not named by a claim that names.
    ``unexplained``: how many remain without a name even with all settings, at least. ``words``: all in sentences.
    """

    claim: Claim
    day: date
    documented: int | None
    counted: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    ways: tuple[tuple[Step, ...], ...] = ()
    named: tuple[NamedCountry, ...] = ()
    beside: tuple[str, ...] = ()
    reported: tuple[ReportedName, ...] = ()
    unexplained: int = 0
    words: tuple[Message, ...] = ()

    @property
    def missing(self) -> int:
        """Claimed less documented; negative where more is documented."""
        return 0 if self.documented is None else self.claim.value - self.documented


def claim_day(claim: Claim, today: date) -> date:
    """The day on which a claim is compared: the last that its date may mean, but no day to come."""
    return min(last_day(claim.claimed_on), today)


def explain_number(claim: Claim, day: date, documented: int) -> Explanation:
    """A claim on people beside the documented number: who they are is too many to tell."""
    missing = max(0, claim.value - documented)
    found = Explanation(claim, day, documented, unexplained=missing)
    return replace(found, words=tuple(_words(found)))


def explain_claim(
    snapshot: Snapshot, claim: Claim, day: date, reported: Iterable[ReportedName] = ()
) -> Explanation:
    """A claim on partners or institutions beside the figures of ``snapshot`` on ``day``.

    ``snapshot``: partners, institutions, agreements and all that the office settles. ``reported``: what was
    reported by that day.
    """
    parts = _parts(snapshot, claim)
    if not parts:
        words = (
            Message("claimed {claimed}: no total, comparable with no target", {"claimed": _said(claim)}),
        )
        return Explanation(claim, day, None, words=words)
    figures = [_counted(snapshot, part, day) for part in parts]
    counted = tuple(record for part in figures for record in part.records)
    kinds = {part.target.text("kind") for part in parts}
    named = tuple(_named(snapshot, figures, claim, reported))
    remainder = claim.value - (len(named) or len(counted))
    steps: tuple[Step, ...] = ()
    if remainder > 0:
        steps = tuple(step for step in _steps(snapshot, figures, day) if not _is_named(snapshot, step, named))
    ways = _ways(steps, remainder)
    found = Explanation(
        claim=claim,
        day=day,
        documented=len(counted),
        counted=tuple(record.label for record in counted),
        steps=steps,
        ways=ways,
        named=named,
        beside=tuple(_beside(counted, named)),
        reported=tuple(one for one in reported if one.kind in kinds and one.stage in _SIGNED),
        unexplained=0 if ways else max(0, remainder - sum(step.effect for step in steps)),
    )
    return replace(found, words=tuple(_words(found)))


@dataclass(frozen=True, slots=True)
class _Part:
    """One target's share of a claim; ``settings``: what the claim takes in beside the target's own rule."""

    target: Record
    settings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Counted:
    part: _Part
    records: tuple[Record, ...]

    @property
    def target(self) -> Record:
        return self.part.target


def _parts(snapshot: Snapshot, claim: Claim) -> tuple[_Part, ...]:
    targets = snapshot.of(TARGETS.key)
    if claim.target:
        return tuple(_Part(target) for target in targets if target.text("key") == claim.target)
    found = []
    if partners := _first(targets, "partners", "countries"):
        with_organisations = (_ORGANISATIONS,) if "organisations" in claim.covers else ()
        if "countries" in claim.covers or with_organisations:
            found.append(_Part(partners, with_organisations))
    if "institutions" in claim.covers and (institutions := _first(targets, "institutions", "institutions")):
        found.append(_Part(institutions))
    return tuple(found)


def _first(targets: Iterable[Record], kind: str, key: str) -> Record | None:
    """The target of that key, else the first of the kind."""
    of_kind = [target for target in targets if target.text("kind") == kind]
    return next((target for target in of_kind if target.text("key") == key), next(iter(of_kind), None))


def _counted(snapshot: Snapshot, part: _Part, day: date) -> _Counted:
    ids = _ids(snapshot, part.target, part.settings, day)
    kind = part.target.text("kind") or ""
    return _Counted(part, tuple(record for record in snapshot.of(kind) if record.id in ids))


def _ids(snapshot: Snapshot, target: Record, settings: Iterable[str], day: date) -> frozenset[int]:
    """Who counts toward the target if its rule took in ``settings`` too."""
    taken = dict.fromkeys(settings, "yes")
    rules = tuple(
        replace(rule, values={**rule.values, **taken}) if rule.text("target") == target.text("key") else rule
        for rule in snapshot.of(RULES.key)
    )
    asked = {**snapshot.records, RULES.key: rules, TARGETS.key: (target,)}
    ground = Ground(Snapshot(snapshot.generation, asked), day)
    return frozenset(number for one in ground.targets for number in count_target(ground, one).ids())


def _steps(snapshot: Snapshot, figures: Iterable[_Counted], day: date) -> Iterator[Step]:
    """Each setting that would add somebody; who applied on a day not recorded is taken to have applied by then."""
    open_ended = _undated_applicants(snapshot)
    for one in figures:
        kind, key = one.target.text("kind") or "", one.target.text("key") or ""
        known = {record.id for record in one.records}
        for setting, template in _SETTINGS.get(kind, {}).items():
            if setting in one.part.settings:
                continue
            added = _ids(open_ended, one.target, (*one.part.settings, setting), day) - known
            names = [record.label for record in snapshot.of(kind) if record.id in added]
            if names:
                yield Step(
                    key, setting, Message(template, {"names": _named_few(names)}), tuple(sorted(added))
                )


def _undated_applicants(snapshot: Snapshot) -> Snapshot:
    records = dict(snapshot.records)
    for kind in ("partners", "institutions"):
        records[kind] = tuple(
            replace(record, entered_on=None)
            if record.text("stage") == "applied"
            and not (record.text("signed_on") or record.text("applied_on"))
            else record
            for record in snapshot.of(kind)
        )
    return Snapshot(snapshot.generation, records)


def _ways(steps: tuple[Step, ...], missing: int) -> tuple[tuple[Step, ...], ...]:
    if missing <= 0:
        return ()
    for size in range(1, len(steps) + 1):
        found = tuple(
            chosen for chosen in combinations(steps, size) if sum(step.effect for step in chosen) == missing
        )
        if found:
            return found
    return ()


def _named(
    snapshot: Snapshot, figures: Iterable[_Counted], claim: Claim, reported: Iterable[ReportedName]
) -> Iterator[NamedCountry]:
    counted = {record.text("country") for one in figures for record in one.records}
    held = {record.text("country"): record for record in snapshot.of("partners")}
    only_reported = {one.country for one in reported if one.kind == "partners"}
    for code in claim.named:
        why = None
        if code not in counted:
            why = _why_not(held.get(code), reported=code in only_reported)
        yield NamedCountry(
            code, country_name(code), code in counted, code in only_reported and code not in held, why
        )


def _why_not(record: Record | None, *, reported: bool) -> Message:
    if record is not None:
        return Message(
            "recorded, but not counted on that day: {stage}", {"stage": record.text("stage") or "—"}
        )
    return Message("reported only, not confirmed") if reported else Message("not in the office")


def _is_named(snapshot: Snapshot, step: Step, named: Iterable[NamedCountry]) -> bool:
    """Whether a step adds only countries that the claim names: they are no part of who it does not name."""
    codes = {one.code for one in named}
    added = [record for record in snapshot.of("partners") if record.id in step.ids]
    return bool(codes) and bool(added) and all(record.text("country") in codes for record in added)


def _beside(counted: Iterable[Record], named: Iterable[NamedCountry]) -> Iterator[str]:
    codes = {one.code for one in named}
    return (record.label for record in counted if codes and record.text("country") not in codes)


def _words(found: Explanation) -> Iterator[Message]:
    yield Message(
        "claimed {claimed}, documented {value}", {"claimed": _said(found.claim), "value": found.documented}
    )
    if found.missing and 0 < len(found.counted) <= _WRITTEN_OUT and not found.named:
        yield Message("documented: {names}", {"names": ", ".join(found.counted)})
    yield from _words_of_names(found)
    if found.ways:
        total = (len(found.named) or found.documented or 0) + sum(step.effect for step in found.ways[0])
        for at, way in enumerate(found.ways):
            template = "with {steps} it is {value}" if at == 0 else "it would also be with {steps}"
            yield Message(template, {"steps": _all_steps(found, way), "value": total})
    elif found.unexplained:
        yield from _words_of_the_rest(found)
    names = [one.label for one in found.reported]
    if found.missing > 0 and names and not found.named:
        yield Message("reported only by then, not confirmed: {names}", {"names": _named_few(names)})


def _words_of_names(found: Explanation) -> Iterator[Message]:
    if not found.named:
        return
    params = {"named": len(found.named), "counted": sum(one.counted for one in found.named)}
    yield Message("it names {named} countries, of which {counted} are documented", params)
    for template, names in (
        ("reported only, not confirmed: {names}", [one.label for one in found.named if one.reported]),
        (
            "named, but not counted on that day: {names}",
            [one.label for one in found.named if not one.counted and not one.reported],
        ),
        ("documented, but not named: {names}", found.beside),
    ):
        if names:
            yield Message(template, {"names": _named_few(names)})


def _words_of_the_rest(found: Explanation) -> Iterator[Message]:
    if not found.steps:
        yield Message("{number} of them cannot be named", {"number": found.unexplained})
        return
    reached = (len(found.named) or found.documented or 0) + sum(step.effect for step in found.steps)
    params = {"steps": _all_steps(found, found.steps), "value": reached, "number": found.unexplained}
    template = "it cannot be reached: even with {steps} it is {value}, and {number} more cannot be named"
    yield Message(template, params)


def _said(claim: Claim) -> str:
    """The claim in its own words where they tell what it counts together."""
    return claim.words if claim.target else claim.wording


def _all_steps(found: Explanation, steps: Iterable[Step]) -> Message:
    """The settings, after the names that do not count where the claim has such: the sum takes them in."""
    names = [] if all(one.counted for one in found.named) else [Message("all that it names")]
    return listed([*names, *(step.words for step in steps)], last=" and ")


def _named_few(names: Iterable[str]) -> str:
    every = list(names)
    return ", ".join(every[:_SHOWN]) + (f" + {len(every) - _SHOWN}" if len(every) > _SHOWN else "")
