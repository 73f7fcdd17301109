"""What the office remembers of earlier imports, so that the next one from the same sender needs fewer answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LastList:
    """The records that one earlier import of a list touched or found unchanged."""

    kind: str
    agency: str | None
    fingerprint: str
    record_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Memory:
    """Mappings, lists and files of earlier imports.

    ``mappings``: (agency or "", header fingerprint) → folded header → field key, None for "left out".
    ``lists``: newest first. ``seen``: SHA-256 of a file → when and by whom it was imported, in words.
    """

    mappings: Mapping[tuple[str, str], Mapping[str, str | None]] = field(default_factory=dict)
    lists: tuple[LastList, ...] = ()
    seen: Mapping[str, str] = field(default_factory=dict)
