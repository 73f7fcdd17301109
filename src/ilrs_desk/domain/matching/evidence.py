"""What speaks for and against two records being one: how strongly, and in which words."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from ..wording import Message
from .identity import Identity

NO, POSSIBLE, CERTAIN = 0, 1, 2
#: From this weight on certain evidence is an identifier.
IDENTIFIED = 3

SAME_NAME = Message("Same name.")
OTHER_SPELLING = Message("The same name in another spelling.")
SOUNDS = Message("A name of the same sounds.")
WORDS = Message("A name of the same words.")
NEAR = Message("Almost the same name.")
INITIALS = Message("The names agree as far as they are written out.")
PARTS = Message("One name has parts that the other lacks.")
SWAPPED = Message("Family name and given name change places.")
OTHER_NAME = Message("Another name.")
OTHER_NATIVE = Message("Another native name.")
SAME_COUNTRY = Message("Same country.")
OTHER_COUNTRY = Message("Another country.")
NO_COUNTRY = Message("The country is not known on both sides.")


@dataclass(frozen=True, slots=True)
class Evidence:
    """How strongly two records seem one, with the reasons in words.

    ``weight`` ranks evidence of one strength. ``against``: something speaks against it too.
    """

    strength: int
    reasons: tuple[Message, ...] = ()
    weight: int = 0
    against: bool = False


NOTHING = Evidence(NO)


def same_name(ours: Identity, theirs: Identity) -> bool:
    """Whether any name of the one is a name of the other."""
    return not set(ours.names).isdisjoint(theirs.names)


def differ(ours: str | None, theirs: str | None) -> bool:
    """Whether both are filled and not the same."""
    return ours is not None and theirs is not None and ours != theirs


def apart(ours: Set[str], theirs: Set[str]) -> bool:
    """Whether both have members and none in common."""
    return bool(ours) and bool(theirs) and ours.isdisjoint(theirs)
