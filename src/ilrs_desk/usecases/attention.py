"""What an officer should look at: from the records, from whole tables, and from the returns of agencies."""

from __future__ import annotations

from datetime import date

from ilrs_desk.domain.agencies import due_returns
from ilrs_desk.domain.counting import Attention, attention_of, day_of, told_apart
from ilrs_desk.domain.kinds import AGREEMENTS, DISTINCTIONS, INSTITUTIONS, MEETINGS, PARTNERS
from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.domain.records import Snapshot
from ilrs_desk.store.office import Office

_KINDS = (PARTNERS.key, INSTITUTIONS.key, AGREEMENTS.key, DISTINCTIONS.key, MEETINGS.key)


def attention(office: Office, day: date, snapshot: Snapshot | None = None) -> tuple[Attention, ...]:
    """Everything to look at on ``day`` in ``office``, which may be one as known on an earlier day.

    ``snapshot``: partners, institutions, agreements, meetings and distinctions, if they were read already.
    """
    held = snapshot or office.snapshot(_KINDS)
    return attention_of(held, day, office.troubles.spotted(day), _agencies(office, held, day))


def attention_ids(office: Office, code: str, kind: str, moment: Moment = NOW) -> tuple[int, ...]:
    """All records behind one line of :func:`attention`, in order; none if the line is no longer there."""
    if moment.known_on is not None:
        past = office.as_known(moment.known_on)
        try:
            return attention_ids(past, code, kind, Moment(moment.day))
        finally:
            past.close()
    if found := office.troubles.ids(code, kind, moment.day):
        return found
    snapshot = office.snapshot(_KINDS)
    every = (*told_apart(snapshot, moment.day), *_agencies(office, snapshot, moment.day))
    return tuple(dict.fromkeys(one.id for one in every if (one.code, one.kind) == (code, kind)))


def _agencies(office: Office, snapshot: Snapshot, day: date) -> tuple[Attention, ...]:
    ahead = [
        held for one in snapshot.of(MEETINGS.key) if (held := day_of(one.text("held_on"))) and held > day
    ]
    return tuple(due_returns(office.register.senders(), day, min(ahead, default=None)))
