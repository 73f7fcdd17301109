"""Records whose names are spelled almost like a row's: sought among those that share a word or a place with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..names import compatible
from ..wording import Message
from .evidence import POSSIBLE, Evidence, differ
from .keys import Identity, tokens

_BAR = {"personnel": 84.0, "institutions": 86.0, "partners": 88.0, "agreements": 90.0}
#: A block with more records than this is narrowed by country or place first.
_WIDEST = 300
_MOST = 5
_NEAR = Message("Almost the same name.")
_INITIALS = Message("The names agree as far as they are written out.")


class NearNames:
    """Finds near spellings; the index over the records is made when it is first asked."""

    def __init__(self, kind: str, identities: Sequence[Identity]) -> None:
        self._kind = kind
        self._identities = identities
        self._blocks: dict[tuple[str, ...], list[int]] | None = None

    def likes(self, identity: Identity) -> list[tuple[int, Evidence]]:
        """Positions of records with almost the name of ``identity`` and nothing against it, best first."""
        if not identity.names:
            return []
        from rapidfuzz import fuzz

        scored: list[tuple[float, int]] = []
        name = min(identity.names)
        for place in self._candidates(identity):
            ours = self._identities[place]
            if self._against(ours, identity):
                continue
            score = max(
                (fuzz.ratio(name, key, score_cutoff=_BAR[self._kind]) for key in ours.names), default=0.0
            )
            if not score and self._kind == "personnel" and compatible(ours.shown, identity.shown):
                score = 1.0
            if score:
                scored.append((score, place))
        best = sorted(scored, key=lambda pair: (-pair[0], pair[1]))[:_MOST]
        return [(place, Evidence(POSSIBLE, (_NEAR if score > 1 else _INITIALS,))) for score, place in best]

    def _against(self, ours: Identity, theirs: Identity) -> bool:
        if differ(ours.mail, theirs.mail) or differ(ours.number, theirs.number):
            return True
        if ours.countries and theirs.countries and ours.countries.isdisjoint(theirs.countries):
            return True
        if self._kind == "personnel":
            return differ(ours.place, theirs.place)
        return bool(ours.countries) != bool(theirs.countries)

    def _candidates(self, identity: Identity) -> Iterable[int]:
        if self._blocks is None:
            self._blocks = self._indexed()
        found: dict[int, None] = {}
        for word in tokens(identity):
            block = self._blocks.get((word,), [])
            for key in self._narrower(identity, word):
                if len(block) <= _WIDEST:
                    break
                block = self._blocks.get(key, [])
            found.update(dict.fromkeys(block[:_WIDEST]))
        return found

    def _narrower(self, identity: Identity, word: str) -> list[tuple[str, ...]]:
        keys: list[tuple[str, ...]] = [("country", code, word) for code in sorted(identity.countries)]
        return [*keys, ("place", identity.place, word)] if identity.place else keys

    def _indexed(self) -> dict[tuple[str, ...], list[int]]:
        blocks: dict[tuple[str, ...], list[int]] = {}
        for place, identity in enumerate(self._identities):
            for word in tokens(identity):
                blocks.setdefault((word,), []).append(place)
                for key in self._narrower(identity, word):
                    blocks.setdefault(key, []).append(place)
        return blocks
