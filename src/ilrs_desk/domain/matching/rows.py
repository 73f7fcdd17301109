"""Which record of the office, or which earlier row of the file, each row of a list is: certainly, possibly, or none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from ..records import Record, Value
from ..wording import Message
from .compare import differences
from .evidence import CERTAIN, POSSIBLE, Evidence, same_name, weigh
from .keys import Identities, Identity, Places
from .near import NearNames

#: Rows between two looks at whether the work is to stop.
_BETWEEN_LOOKS = 500


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
    ``cancelled`` raises to stop.
    """
    said = Said(apart, row_apart or {})
    return _Matcher(kind, rows, records, places or Places(), said, cancelled or _go_on).matches()


class Said:
    """What persons said is not the same: pairs of records, and records that a row is not."""

    def __init__(
        self, apart: Collection[frozenset[int]] = (), rows: Mapping[int, frozenset[int]] | None = None
    ) -> None:
        self._rows = rows or {}
        self._others: dict[int, set[int]] = {}
        for pair in apart:
            for one in pair:
                self._others.setdefault(one, set()).update(pair - {one})

    def of_row(self, row: int) -> frozenset[int]:
        """Ids of the records that the row is not."""
        return self._rows.get(row, frozenset())

    def of_record(self, record_id: int) -> Collection[int]:
        """Ids of the records that the record is not."""
        return self._others.get(record_id, ())


def _go_on() -> None:
    """Work that nobody can stop."""


class _Index:
    """Identities by each of their keys: positions in the list they were made from, in order."""

    def __init__(self, identities: Sequence[Identity]) -> None:
        self._identities = identities
        self._names: dict[str, list[int]] | None = None
        self.mails: dict[str, list[int]] = {}
        self.numbers: dict[str, list[int]] = {}
        for place, identity in enumerate(identities):
            if identity.mail:
                self.mails.setdefault(identity.mail, []).append(place)
            if identity.number:
                self.numbers.setdefault(identity.number, []).append(place)

    def identified(self, identity: Identity) -> list[int]:
        """Positions that share an identifier with ``identity``."""
        return [*self.mails.get(identity.mail or "", ()), *self.numbers.get(identity.number or "", ())]

    def named(self, identity: Identity) -> list[int]:
        """Positions that share a name with ``identity``; the first call indexes all names."""
        if self._names is None:
            self._names = {}
            for place, known in enumerate(self._identities):
                for name in (*known.names, *known.loose):
                    self._names.setdefault(name, []).append(place)
        return [place for name in (*identity.names, *identity.loose) for place in self._names.get(name, ())]


class _Matcher:
    def __init__(
        self,
        kind: str,
        rows: Sequence[Mapping[str, Value]],
        records: Sequence[Record],
        places: Places,
        said: Said,
        look: Callable[[], None],
    ) -> None:
        self._kind, self._rows, self._records, self._places, self._look = kind, rows, records, places, look
        self._said = said
        maker = Identities(kind, places)
        self._theirs = [maker.identity(row) for row in rows]
        self._ours = [maker.identity(record.values) for record in records]
        self._office = _Index(self._ours)
        self._file = _Index(self._theirs)
        self._near = NearNames(kind, self._ours)
        # Within a file two people of one name with an address each are two: no need to look at names then.
        self._names_tell = kind != "personnel" or any(identity.mail is None for identity in self._theirs)

    def matches(self) -> list[Match]:
        found: list[Match] = []
        for row, identity in enumerate(self._theirs):
            if row % _BETWEEN_LOOKS == 0:
                self._look()
            found.append(self._match(row, identity))
        return self._without_contenders(found)

    def _match(self, row: int, identity: Identity) -> Match:
        likes = self._likes(row, identity)
        hits = self._file.identified(identity) + (self._file.named(identity) if self._names_tell else [])
        for earlier in sorted({place for place in hits if place < row}):
            evidence = weigh(self._kind, self._theirs[earlier], identity, within_file=True)
            if evidence.strength == CERTAIN:
                return replace(
                    Match(likes),
                    earlier=earlier,
                    repeats=self._repeats(earlier, row),
                    reasons=evidence.reasons,
                )
        return Match(likes)

    def _repeats(self, earlier: int, row: int) -> bool:
        return not differences(self._kind, self._rows[earlier], self._rows[row], self._places)

    def _likes(self, row: int, identity: Identity) -> tuple[Likeness, ...]:
        if not self._records:
            return ()
        weighed = self._weighed(row, self._office.identified(identity), identity)
        if not any(evidence.strength == CERTAIN for _, evidence in weighed):
            weighed = self._weighed(
                row, self._office.identified(identity) + self._office.named(identity), identity
            )
        certain = [pair for pair in weighed if pair[1].strength == CERTAIN]
        if certain:
            return tuple(self._likeness(row, *pair) for pair in self._surest(row, certain))
        possible = [pair for pair in weighed if pair[1].strength == POSSIBLE]
        whole = [
            pair
            for pair in possible
            if same_name(self._ours[pair[0]], identity) and not self._changes(row, pair[0])
        ]
        if len(whole) == 1:
            place, evidence = whole[0]
            return (self._likeness(row, place, replace(evidence, strength=CERTAIN)),)
        if not possible:
            possible = self._allowed(row, self._near.likes(identity))
        return tuple(self._likeness(row, *pair) for pair in possible)

    def _weighed(self, row: int, places: Sequence[int], identity: Identity) -> list[tuple[int, Evidence]]:
        return self._allowed(row, [(place, self._weigh(place, identity)) for place in sorted(set(places))])

    def _allowed(self, row: int, weighed: list[tuple[int, Evidence]]) -> list[tuple[int, Evidence]]:
        """Without the records that a person said the row is not."""
        apart = self._said.of_row(row)
        return [pair for pair in weighed if self._records[pair[0]].id not in apart] if apart else weighed

    def _weigh(self, place: int, identity: Identity) -> Evidence:
        """The evidence between a row and a record; one whose own e-mail stands on another row is not meant."""
        ours = self._ours[place]
        if ours.mail and identity.mail and ours.mail != identity.mail and ours.mail in self._file.mails:
            return Evidence(0)
        return weigh(self._kind, ours, identity, within_file=False)

    def _surest(self, row: int, certain: list[tuple[int, Evidence]]) -> list[tuple[int, Evidence]]:
        """Identifiers weigh more than names; of several records of one name the one that says the same."""
        best = max(evidence.weight for _, evidence in certain)
        kept = [pair for pair in certain if pair[1].weight == best]
        if len(kept) > 1:
            same = [pair for pair in kept if not self._changes(row, pair[0])]
            kept = same if len(same) == 1 else kept
        return kept

    def _changes(self, row: int, place: int) -> dict[str, tuple[Value, Value]]:
        return differences(self._kind, self._records[place].values, self._rows[row], self._places)

    def _likeness(self, row: int, place: int, evidence: Evidence) -> Likeness:
        certain = evidence.strength == CERTAIN
        return Likeness(self._records[place], certain, evidence.reasons, self._changes(row, place))

    def _without_contenders(self, found: list[Match]) -> list[Match]:
        """A record that another row is for sure is not offered to rows that are only possibly it."""
        owned = {match.certain.record.id for match in found if match.certain}
        settled = []
        for match in found:
            if match.certain is None and match.likes:
                left = tuple(like for like in match.likes if like.certain or like.record.id not in owned)
                match = replace(match, likes=left)
            settled.append(match)
        return settled
