"""When two agreements are one: their reference first, then title, parties and day of signing."""

from __future__ import annotations

from ..text import latin_key
from ..wording import Message
from .evidence import CERTAIN, NEAR, NOTHING, POSSIBLE, Evidence, differ, same_name
from .identity import Identity, text_of

_REFERENCE = Message("Same reference.")
_TITLE = Message("Same title.")
_PARTIES = Message("Same parties.")
_NO_PARTIES = Message("The parties are not known on both sides.")
_OTHER_DAY = Message("Signed on another day.")
_NO_REFERENCE = Message("The reference is not known on both sides.")
_RATIO = 90.0
_ENDS = 4
_DIGITS = frozenset("0123456789")


class AgreementIdentity(Identity):
    """An agreement: by its title, or what sort of paper it is, with its parties."""

    __slots__ = ()
    weighed = ("title", "instrument", "signed_on")

    @property
    def bearing(self) -> str | None:
        """Its reference; its parties stand in its names."""
        return self.number

    @property
    def title(self) -> str:
        """Its title in Latin letters, else what sort of paper it is."""
        return latin_key(str(self.values.get("title") or self.values.get("instrument") or ""))

    def read_names(self) -> tuple[str, ...]:
        """Its title with its parties."""
        return (f"{self.title} @ {self.place or ''}",) if self.title else ()

    def read_blocks(self) -> set[str]:
        """Its title, and beginning and end of each longer word of it."""
        long = [word for word in self.title.split() if len(word) > _ENDS]
        return {self.title, *(f"p{word[:_ENDS]}" for word in long), *(f"s{word[-_ENDS:]}" for word in long)}


def weigh_agreements(ours: AgreementIdentity, theirs: AgreementIdentity) -> Evidence:
    """The evidence that ``theirs`` is ``ours``."""
    if ours.number is not None and ours.number == theirs.number:
        return NOTHING if differ(ours.place, theirs.place) else Evidence(CERTAIN, (_REFERENCE,), 3)
    if differ(ours.number, theirs.number) or differ(ours.place, theirs.place):
        return NOTHING
    parties = _PARTIES if ours.place and theirs.place else _NO_PARTIES
    day = () if _same_day(ours, theirs) else (_OTHER_DAY,)
    if same_name(ours, theirs):
        one_sided = ours.number != theirs.number
        sure = not one_sided and not day
        reasons = (_TITLE, parties, *((_NO_REFERENCE,) if one_sided else ()), *day)
        return Evidence(CERTAIN if sure else POSSIBLE, reasons, 2 if sure else 6, bool(day))
    if day or not ours.title or not theirs.title:
        return NOTHING
    if ours.title == theirs.title:
        return Evidence(POSSIBLE, (_TITLE, parties), 3)
    return Evidence(POSSIBLE, (NEAR, parties), 2) if _near(ours.title, theirs.title) else NOTHING


def _near(one: str, other: str) -> bool:
    """Whether two titles are almost the same; another number in them makes another agreement."""
    from rapidfuzz import fuzz

    digits = [[char for char in title if char in _DIGITS] for title in (one, other)]
    return digits[0] == digits[1] and fuzz.ratio(one, other) >= _RATIO


def _same_day(ours: Identity, theirs: Identity) -> bool:
    """Whether the days of signing can be one; a month agrees with each of its days."""
    one, other = (text_of(each.values.get("signed_on")) or "" for each in (ours, theirs))
    return one.startswith(other) or other.startswith(one)
