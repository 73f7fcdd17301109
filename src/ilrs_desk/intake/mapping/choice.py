"""What a column was taken for, how surely, and why."""

from __future__ import annotations

from dataclasses import dataclass

from ilrs_desk.domain.wording import Message


@dataclass(frozen=True, slots=True)
class Choice:
    """What a column is taken for. ``part``: "value", or "joined" (a second part of the field), or a key of
    ``PART_FIELDS``. ``asked``: a person should say what it is."""

    field: str | None
    confidence: float
    reason: Message
    part: str = "value"
    sensitive: bool = False
    concept: str = ""
    asked: bool = False
