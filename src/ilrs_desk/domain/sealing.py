"""The figures of a meeting as they were sealed, and how what is known today compares with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from .movement import Moved
from .records import Value


@dataclass(frozen=True, slots=True)
class SealedFigure:
    """One target as told to a meeting: the figure, the rule with all its values, and the ids that counted."""

    target: str
    label: str
    kind: str
    number: int
    value: int
    rule_id: int | None
    rule_code: str
    rule_version: int
    rule_words: str
    rule_values: Mapping[str, Value]
    ids: tuple[int, ...]
    claimed: int | None = None


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file that was made of the sealed figures."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Seal:
    """What a meeting was told. ``generation``: the newest change set then known; ``digest``: SHA-256 of the figures.

    ``id`` 0: not yet written.
    """

    id: int
    meeting_id: int
    as_of: date
    at: datetime
    who: str
    generation: int
    figures: tuple[SealedFigure, ...]
    digest: str
    files: tuple[SealedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A sealed figure beside today's knowledge of that date by the same rule: "47 then; today 46, because …".

    ``then`` + the effects of ``because`` = ``now``.
    """

    figure: SealedFigure
    then: int
    now: int
    because: tuple[Moved, ...]
