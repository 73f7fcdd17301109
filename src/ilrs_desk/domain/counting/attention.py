"""What an officer should look at on a day, as far as the records tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ..records import Record, Snapshot
from ..wording import Message
from .terms import day_of, effective_stage, written

_EXPIRES_WITHIN = timedelta(days=90)
_ANSWER_WITHIN = timedelta(days=180)
_IN_FORCE = {None, "signed", "in_force"}


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing to look at: the record and a sentence; ``code`` groups them."""

    code: str
    kind: str
    id: int
    message: Message


def attention_of(snapshot: Snapshot, day: date) -> tuple[Attention, ...]:
    """Agreements that end or have ended, applications without an answer, signatures without a day; in this order."""
    found = [*_agreements(snapshot, day), *_applications(snapshot, day), *_undated(snapshot)]
    return tuple(found)


def _agreements(snapshot: Snapshot, day: date) -> Iterator[Attention]:
    """Soonest end first; a status other than signed or in force is left alone."""
    ends = [
        (expires, record)
        for record in snapshot.of("agreements")
        if record.text("status") in _IN_FORCE and (expires := day_of(record.text("expires_on")))
    ]
    for expires, record in sorted(ends, key=lambda one: one[0]):
        params = {"label": record.label, "day": written(record.text("expires_on"))}
        if expires < day and record.text("status"):
            message = Message("{label} ended on {day}, and its status does not say so", params)
            yield Attention("agreement.ended", record.kind, record.id, message)
        elif day <= expires <= day + _EXPIRES_WITHIN:
            yield _expiring(record, params, (expires - day).days)


def _expiring(record: Record, params: Mapping[str, object], days: int) -> Attention:
    message = Message("{label} ends on {day}, in {days} days", {**params, "days": days})
    return Attention("agreement.expires", record.kind, record.id, message)


def _applications(snapshot: Snapshot, day: date) -> Iterator[Attention]:
    for record in (*snapshot.of("partners"), *snapshot.of("institutions")):
        since = record.entered_on
        if effective_stage(record) == "applied" and since and since + _ANSWER_WITHIN < day:
            params = {"label": record.label, "days": (day - since).days}
            message = Message("{label} applied, and no answer was recorded in {days} days", params)
            yield Attention("application.unanswered", record.kind, record.id, message)


def _undated(snapshot: Snapshot) -> Iterator[Attention]:
    for record in (*snapshot.of("partners"), *snapshot.of("institutions")):
        if effective_stage(record) in ("signed", "active") and not day_of(record.text("signed_on")):
            message = Message("{label} has signed, but on which day is not recorded", {"label": record.label})
            yield Attention("signature.undated", record.kind, record.id, message)
