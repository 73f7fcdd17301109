"""What an officer should look at on a day, as far as the records tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ..records import Record, Snapshot
from ..wording import Message
from .breakdowns import stage_on
from .defects import defects_of
from .spotted import Spotted
from .standing import WITHDRAWN
from .terms import day_of, effective_stage, written

_EXPIRES_WITHIN = timedelta(days=90)
_ANSWER_WITHIN = timedelta(days=180)
_IN_FORCE = {None, "signed", "in_force"}
#: More of one code than these are told in one line.
_APART = 25
#: Ids that such a line holds; the rest are asked for when it is opened.
FIRST_IDS = 200
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Attention:
    """Something to look at: a record and a sentence; ``code`` groups them.

    ``count`` above 1: so many records share it; ``id`` is the first of them, and ``ids`` hold the first ones.
    """

    code: str
    kind: str
    id: int
    message: Message
    count: int = 1
    ids: tuple[int, ...] = ()


def attention_of(
    snapshot: Snapshot, day: date, spotted: Iterable[Spotted] = (), agencies: Iterable[Attention] = ()
) -> tuple[Attention, ...]:
    """Agreements that end or have ended, applications without an answer, days of signing and leaving; in this order.

    Then what was ``spotted`` over all records at once, ``agencies`` whose return is due, and records with defects.
    Many of one code stand in one line.
    """
    found = [*told_apart(snapshot, day), *agencies]
    lines = [line for code_and_kind in _by_code(found) for line in _folded(snapshot, code_and_kind)]
    return (*lines, *(_line(one) for one in spotted if one.count))


def told_apart(snapshot: Snapshot, day: date) -> Iterator[Attention]:
    """Everything that is told of one partner, institution or agreement, each by itself."""
    yield from _agreements(snapshot, day)
    yield from _applications(snapshot, day)
    yield from _undated(snapshot)
    yield from _left(snapshot, day)
    for code, record, message in defects_of(snapshot, day):
        yield Attention(code, record.kind, record.id, message, ids=(record.id,))


def _by_code(found: Iterable[Attention]) -> list[list[Attention]]:
    """In the order in which each code comes first."""
    groups: dict[tuple[str, str], list[Attention]] = {}
    for one in found:
        groups.setdefault((one.code, one.kind), []).append(one)
    codes = list(dict.fromkeys(code for code, _ in groups))
    return [group for code in codes for (its, _), group in groups.items() if its == code]


def _folded(snapshot: Snapshot, group: list[Attention]) -> list[Attention]:
    if len(group) <= _APART:
        return group
    first, ids = group[0], tuple(one.id for one in group)
    labels = {record.id: record.label for record in snapshot.of(first.kind) if record.id in ids[:_EXAMPLES]}
    examples = tuple(labels[number] for number in ids[:_EXAMPLES] if number in labels)
    return [_line(Spotted(first.code, first.kind, len(group), ids[:FIRST_IDS], examples))]


def _line(one: Spotted) -> Attention:
    return Attention(one.code, one.kind, one.ids[0], one.message(), one.count, one.ids)


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
            yield _of(record, "agreement.ended", message)
        elif timedelta(0) <= expires - day <= _EXPIRES_WITHIN:
            days = {**params, "days": (expires - day).days}
            yield _of(record, "agreement.expires", Message("{label} ends on {day}, in {days} days", days))


def _applications(snapshot: Snapshot, day: date) -> Iterator[Attention]:
    for record in (*snapshot.of("partners"), *snapshot.of("institutions")):
        since = day_of(record.text("applied_on")) or record.entered_on
        if stage_on(record, day) == "applied" and since and day - since > _ANSWER_WITHIN:
            params = {"label": record.label, "days": (day - since).days}
            message = Message("{label} applied, and no answer was recorded in {days} days", params)
            yield _of(record, "application.unanswered", message)


def _undated(snapshot: Snapshot) -> Iterator[Attention]:
    for record in (*snapshot.of("partners"), *snapshot.of("institutions")):
        if effective_stage(record) in ("signed", "active") and not day_of(record.text("signed_on")):
            message = Message("{label} has signed, but on which day is not recorded", {"label": record.label})
            yield _of(record, "signature.undated", message)


def _left(snapshot: Snapshot, day: date) -> Iterator[Attention]:
    """Who withdrew on an unknown day, and whose day of leaving is over although its stage is another."""
    for record in (*snapshot.of("partners"), *snapshot.of("institutions")):
        ended = day_of(record.text("ended_on"))
        if effective_stage(record) == WITHDRAWN:
            if ended is None:
                message = Message(
                    "{label} withdrew, but on which day is not recorded", {"label": record.label}
                )
                yield _of(record, "withdrawal.undated", message)
        elif ended is not None and ended < day and effective_stage(record) != "declined":
            params = {"label": record.label, "day": written(record.text("ended_on"))}
            message = Message("{label} left on {day}, and its stage does not say so", params)
            yield _of(record, "record.left", message)


def _of(record: Record, code: str, message: Message) -> Attention:
    return Attention(code, record.kind, record.id, message, ids=(record.id,))
