"""The published counts beside the documented ones, each on its own day, with what makes the difference."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ilrs_desk.domain.claimed import Explanation, ReportedName, claim_day, explain_claim, explain_number
from ilrs_desk.domain.countries import country_name
from ilrs_desk.domain.dates import first_day
from ilrs_desk.domain.kinds import AGREEMENTS, INSTITUTIONS, JOURNALLED, KINDS, PARTNERS, PERSONNEL, TARGETS
from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.domain.records import Snapshot
from ilrs_desk.domain.targets import Claim, claims_from
from ilrs_desk.store.office import Office

from .progress import counted

_SETTLED = tuple(kind for kind in JOURNALLED if kind not in KINDS)


def explain_claims(
    office: Office, moment: Moment = NOW, *, target: str | None = None
) -> tuple[Explanation, ...]:
    """Every claim made by the moment's day, oldest first, compared on the day of the claim.

    ``target``: only those on this target. A claim that is comparable with no target comes with its parts told.
    """
    if moment.known_on is not None:
        with_past = office.as_known(moment.known_on)
        try:
            return explain_claims(with_past, Moment(moment.day), target=target)
        finally:
            with_past.close()
    snapshot = office.snapshot((PARTNERS.key, INSTITUTIONS.key, AGREEMENTS.key, *_SETTLED))
    claims = [
        claim
        for claim in claims_from(snapshot.of("claims"))
        if first_day(claim.claimed_on) <= moment.day and target in (None, claim.target)
    ]
    ordered = sorted(claims, key=lambda claim: (first_day(claim.claimed_on), claim.id))
    return tuple(_explained(office, snapshot, claim, claim_day(claim, moment.day)) for claim in ordered)


def _explained(office: Office, snapshot: Snapshot, claim: Claim, day: date) -> Explanation:
    if not _counts_people(snapshot, claim):
        return explain_claim(snapshot, claim, day, tuple(_reported(office, day)))
    return explain_number(claim, day, counted(office, Moment(day), claim.target))


def _reported(office: Office, day: date) -> Iterator[ReportedName]:
    """What was reported by the day and is no record yet."""
    for one in office.reported():
        known = one.reported_on is not None and first_day(one.reported_on) <= day
        if known and one.record_id is None:
            code = _text(one.values.get("country"))
            label = country_name(code) if code and one.kind == PARTNERS.key else _text(one.values.get("name"))
            yield ReportedName(one.kind, label or "", code, _text(one.values.get("stage")), one.reported_on)


def _counts_people(snapshot: Snapshot, claim: Claim) -> bool:
    kinds = {target.text("kind") for target in snapshot.of(TARGETS.key) if target.text("key") == claim.target}
    return PERSONNEL.key in kinds


def _text(value: object) -> str | None:
    return None if value is None else str(value)
