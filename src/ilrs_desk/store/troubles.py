"""Troubles of records found over whole tables at once, by index, so that a million people cost no walk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date

from ilrs_desk.domain.counting import FAR_OFF, FIRST_IDS, Spotted

from . import queries
from .connection import OfficeDatabase

_EXAMPLES = 3
#: So many records are read for them, since several may have one name.
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class _Trouble:
    """What to look for; the conditions are those of the indexes made for them, word for word."""

    kind: str
    condition: str


_SAID_APART = "SELECT CAST({side} AS INTEGER) FROM distinctions WHERE trashed IS NULL AND kind = '{kind}'"
_SHARED = """{column} IS NOT NULL AND {column}{alike} IN (
    SELECT {column} FROM {kind} WHERE trashed IS NULL AND {column} IS NOT NULL
    GROUP BY {column}{alike} HAVING count(*) > 1
) AND NOT (id IN ({one} UNION {other}) AND NOT EXISTS (
    SELECT 1 FROM {kind} twin WHERE twin.trashed IS NULL AND twin.{column}{alike} = {kind}.{column}
    AND twin.id <> {kind}.id AND twin.id NOT IN (
        {other} AND CAST(one AS INTEGER) = {kind}.id UNION {one} AND CAST(other AS INTEGER) = {kind}.id
    )
))"""


def _shared(kind: str, column: str, alike: str = "") -> _Trouble:
    """What several live records have, without a record that was said not to be any of the others."""
    one, other = (_SAID_APART.format(side=side, kind=kind) for side in ("one", "other"))
    return _Trouble(kind, _SHARED.format(kind=kind, column=column, alike=alike, one=one, other=other))


_STAFFED = "SELECT institution_id FROM personnel WHERE trashed IS NULL AND institution_id IS NOT NULL"
#: By code and kind, in the order in which they are told.
_TROUBLES: Mapping[str, _Trouble] = {
    "institution.no_people": _Trouble(
        "institutions",
        "(stage IN ('signed', 'active') OR (stage IS NULL AND signed_on IS NOT NULL))"
        f" AND (signed_on IS NULL OR signed_on <= :day) AND (ended_on IS NULL OR ended_on >= :day)"
        f" AND id NOT IN ({_STAFFED})",
    ),
    "record.nameless": _Trouble(
        "personnel",
        "full_name IS NULL AND family_name IS NULL AND given_name IS NULL AND native_name IS NULL",
    ),
    "record.ends_before_start": _Trouble("personnel", "end_date < substr(start_date, 1, length(end_date))"),
    "record.starts_far_off": _Trouble("personnel", "start_date > :far"),
    "record.status_unread": _Trouble("personnel", "status NOT IN ('planned', 'active', 'left')"),
    "record.no_country": _Trouble(
        "personnel",
        "nationality IS NULL AND country IS NULL AND (institution_id IS NULL"
        " OR institution_id IN (SELECT id FROM institutions WHERE country IS NULL))",
    ),
    "record.unlinked": _Trouble("personnel", "institution_id IS NULL AND institution IS NOT NULL"),
    "record.phone_unread": _Trouble("personnel", "substr(phone, 1, 1) <> '+'"),
    "duplicate.email": _shared("personnel", "email", " COLLATE NOCASE"),
    "duplicate.orcid": _shared("personnel", "orcid"),
    "duplicate.ror": _shared("institutions", "ror"),
    "duplicate.reference": _shared("agreements", "reference"),
}

_FOUND = (
    "SELECT id, count(*) OVER () FROM {kind} WHERE trashed IS NULL AND {condition} ORDER BY id LIMIT :limit"
)


class TroubleBook:
    """Looks for troubles; ``read`` opens one moment of the office."""

    def __init__(self, read: Callable[[], AbstractContextManager[OfficeDatabase]]) -> None:
        self._read = read

    def spotted(self, day: date) -> tuple[Spotted, ...]:
        """Every trouble that some record has, with how many have it, the first ids and names of a few."""
        with self._read() as db:
            return tuple(_spot(db, day))

    def ids(self, code: str, kind: str, day: date) -> tuple[int, ...]:
        """All records that have the trouble, by id; none for one that is not found over whole tables."""
        trouble = _TROUBLES.get(code)
        if trouble is None or trouble.kind != kind:
            return ()
        with self._read() as db:
            return _ids(db, trouble, day)


def _spot(db: OfficeDatabase, day: date) -> Iterator[Spotted]:
    for code, trouble in _TROUBLES.items():
        found = db.execute_sql(_sql(trouble), {**_days(day), "limit": FIRST_IDS}).fetchall()
        if found:
            ids = tuple(row[0] for row in found)
            yield _named(db, Spotted(code, trouble.kind, int(found[0][1]), ids))


def _ids(db: OfficeDatabase, trouble: _Trouble, day: date) -> tuple[int, ...]:
    return tuple(row[0] for row in db.execute_sql(_sql(trouble), {**_days(day), "limit": -1}))


def _named(db: OfficeDatabase, spotted: Spotted) -> Spotted:
    first = queries.by_ids(db, spotted.kind, spotted.ids[:_LOOKED_AT])
    names = dict.fromkeys(record.label for record in first)
    return replace(spotted, examples=tuple(names)[:_EXAMPLES])


def _sql(trouble: _Trouble) -> str:
    return _FOUND.format(kind=trouble.kind, condition=trouble.condition)


def _days(day: date) -> dict[str, str]:
    far = date.max if day > date.max - FAR_OFF else day + FAR_OFF
    return {"day": day.isoformat(), "far": far.isoformat()}
