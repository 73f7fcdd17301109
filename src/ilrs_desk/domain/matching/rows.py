"""Which record of the office, or which earlier row of the file, each row of a list is: certainly, possibly, or none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from ..records import Record, Value
from ..wording import Message
from .compare import differences
from .evidence import CERTAIN, IDENTIFIED, Evidence, same_name
from .identity import Identity
from .office import KeyIndex, OfficeRecords
from .places import Places
from .within import Groups

#: Rows between two looks at whether the work is to stop.
_BETWEEN_LOOKS = 500
#: Nobody compares a row with more records than these.
_MOST_LIKES = 8
#: Without what a record says of these beyond the row, the row may be somebody else of that name.
_TELLING = ("institution", "email", "orcid", "nationality", "country", "city", "ror", "partner", "reference")
_NAME_FIELDS = frozenset(
    {"full_name", "family_name", "given_name", "native_name", "name", "title", "aliases"}
)
_ENOUGH_AGREED = 2


@dataclass(frozen=True, slots=True)
class Likeness:
    """A record that a row may be, how surely, and why; ``changes`` is what the row would change in it."""

    record: Record
    certain: bool
    reasons: tuple[Message, ...]
    changes: Mapping[str, tuple[Value, Value]]


@dataclass(frozen=True, slots=True)
class Match:
    """What a row is. ``likes``: the one certain record, or all certain ones where they contend, or the possible ones.

    ``earlier``: index of an earlier row that is the same record, ``repeats`` if this one says nothing more or else.
    """

    likes: tuple[Likeness, ...] = ()
    earlier: int | None = None
    repeats: bool = False
    reasons: tuple[Message, ...] = ()

    @property
    def certain(self) -> Likeness | None:
        """The record that the row is for sure."""
        return self.likes[0] if len(self.likes) == 1 and self.likes[0].certain else None


def match_rows(
    kind: str,
    rows: Sequence[Mapping[str, Value]],
    records: Sequence[Record],
    places: Places | None = None,
    *,
    apart: Collection[frozenset[int]] = (),
    row_apart: Mapping[int, frozenset[int]] | None = None,
    cancelled: Callable[[], None] | None = None,
) -> list[Match]:
    """Match each row against ``records`` of its kind and against the rows before it.

    ``places`` are the institutions (for agreements also the partners) of the office. ``apart``: pairs of ids of
    records that a person said are not the same; ``row_apart``: index of a row → ids of records that it is not.
    ``cancelled`` raises to stop. What a row is does not depend on the order of the rows; only which of several
    rows of one record counts as the first does.
    """
    office = OfficeRecords(kind, records, places or Places())
    return _Matcher(office, rows, apart, row_apart or {}, cancelled or _go_on).matches()


def row_likes(office: OfficeRecords, row: Mapping[str, Value]) -> list[Likeness]:
    """The records that one row may be, best first, told apart from all other rows."""
    return list(_Matcher(office, [row], (), {}, _go_on).matches()[0].likes)


def _go_on() -> None:
    """Work that nobody can stop."""


class _Matcher:
    def __init__(
        self,
        office: OfficeRecords,
        rows: Sequence[Mapping[str, Value]],
        apart: Collection[frozenset[int]],
        row_apart: Mapping[int, frozenset[int]],
        look: Callable[[], None],
    ) -> None:
        self._office, self._rows, self._row_apart, self._look = office, rows, row_apart, look
        self._twins: dict[int, set[int]] = {}
        for pair in apart:
            for one in pair:
                self._twins.setdefault(one, set()).update(pair - {one})
        #: Rows that an identifier tells.
        self._told: set[int] = set()
        self._theirs = [office.reading.identity(row) for row in rows]
        self._file = KeyIndex(self._theirs)

    def matches(self) -> list[Match]:
        likes: list[tuple[Likeness, ...]] = []
        for row, identity in enumerate(self._theirs):
            if row % _BETWEEN_LOOKS == 0:
                self._look()
            likes.append(self._likes(row, identity))
        groups = Groups(self._office.reading, self._theirs)
        owners = _owners(likes)
        for rows in owners.values():
            groups.join([row for row in rows if row in self._told])
        found = groups.earlier()
        likes = self._without_rivals(likes, owners, groups)
        owners = _owners(likes)
        return [self._match(row, each, found.get(row), owners) for row, each in enumerate(likes)]

    def _without_rivals(
        self, likes: list[tuple[Likeness, ...]], owners: Mapping[int, Sequence[int]], groups: Groups
    ) -> list[tuple[Likeness, ...]]:
        """Two rows that are two people cannot both be one record: what only names say is then not certain."""
        settled = list(likes)
        for rows in owners.values():
            told = {groups.root(row) for row in rows if row in self._told}
            if len({groups.root(row) for row in rows}) < 2:
                continue
            for row in rows:
                if groups.root(row) not in told:
                    settled[row] = tuple(replace(like, certain=False) for like in likes[row])
        return settled

    def _match(
        self,
        row: int,
        likes: tuple[Likeness, ...],
        earlier: tuple[int, tuple[Message, ...]] | None,
        owners: Mapping[int, Sequence[int]],
    ) -> Match:
        """A record that another row is for sure is not offered to rows that are only possibly it."""
        if likes and not (len(likes) == 1 and likes[0].certain):
            likes = tuple(like for like in likes if like.certain or like.record.id not in owners)
        if earlier is None:
            return Match(likes)
        first, reasons = earlier
        repeats = not differences(self._office.kind, self._rows[first], self._rows[row], self._office.places)
        return Match(likes, first, repeats, reasons)

    def _likes(self, row: int, identity: Identity) -> tuple[Likeness, ...]:
        if not self._office.records:
            return ()
        weighed, certain = [], []
        for look in (self._office.identified, self._office.named, self._office.found):
            weighed = self._allowed(row, look(identity))
            certain = [pair for pair in weighed if pair[1].strength == CERTAIN]
            if certain:
                break
        if certain:
            surest = self._surest(row, certain)
            if surest[0][1].weight >= IDENTIFIED:
                self._told.add(row)
            return tuple(self._likeness(row, *pair) for pair in surest)
        possible = sorted(weighed, key=lambda pair: -pair[1].weight)[:_MOST_LIKES]
        whole = [
            (at, evidence)
            for at, evidence in possible
            if not evidence.against and self._says_nothing_else(row, at, identity)
        ]
        if len(whole) == 1 and not self._has_twin(whole[0][0], possible):
            at, evidence = whole[0]
            return (self._likeness(row, at, replace(evidence, strength=CERTAIN)),)
        return tuple(self._likeness(row, *pair) for pair in possible)

    def _allowed(self, row: int, weighed: list[tuple[int, Evidence]]) -> list[tuple[int, Evidence]]:
        """Without the records that a person said the row is not, and those whose own e-mail stands on another row."""
        apart = self._row_apart.get(row, frozenset())
        theirs = self._theirs[row].mails
        allowed = []
        for at, evidence in weighed:
            ours = self._office.identities[at].mails
            elsewhere = theirs and ours.isdisjoint(theirs) and any(mail in self._file.mails for mail in ours)
            if self._office.records[at].id not in apart and not elsewhere:
                allowed.append((at, evidence))
        return allowed

    def _surest(self, row: int, certain: list[tuple[int, Evidence]]) -> list[tuple[int, Evidence]]:
        """Identifiers weigh more than names; of several records of one name the one that says the same."""
        best = max(evidence.weight for _, evidence in certain)
        kept = [pair for pair in certain if pair[1].weight == best]
        if len(kept) > 1:
            same = [pair for pair in kept if not self._changes(row, pair[0])]
            kept = same if len(same) == 1 else kept
        return kept

    def _says_nothing_else(self, row: int, at: int, identity: Identity) -> bool:
        """Whether a row is a record once more: it bears its name, changes nothing, leaves out nothing that tells."""
        if not same_name(self._office.identities[at], identity) or self._changes(row, at):
            return False
        ours, theirs = self._office.records[at].values, self._rows[row]
        if all(theirs.get(key) for key in _TELLING if ours.get(key)):
            return True
        agreed = [key for key, value in theirs.items() if value and key not in _NAME_FIELDS and ours.get(key)]
        return len(agreed) >= _ENOUGH_AGREED

    def _has_twin(self, at: int, possible: Sequence[tuple[int, Evidence]]) -> bool:
        """Whether one of the others is known not to be the same: then the name alone does not tell which is meant."""
        twins = self._twins.get(self._office.records[at].id, set())
        return any(self._office.records[other].id in twins for other, _ in possible)

    def _changes(self, row: int, at: int) -> dict[str, tuple[Value, Value]]:
        ours = self._office.records[at].values
        return differences(self._office.kind, ours, self._rows[row], self._office.places)

    def _likeness(self, row: int, at: int, evidence: Evidence) -> Likeness:
        certain = evidence.strength == CERTAIN
        return Likeness(self._office.records[at], certain, evidence.reasons, self._changes(row, at))


def _owners(likes: Sequence[tuple[Likeness, ...]]) -> dict[int, list[int]]:
    """Record → the rows that are it for sure."""
    owners: dict[int, list[int]] = {}
    for row, found in enumerate(likes):
        if len(found) == 1 and found[0].certain:
            owners.setdefault(found[0].record.id, []).append(row)
    return owners
