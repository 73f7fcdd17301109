"""What the office remembers of earlier imports, so that the next one from the same sender needs fewer answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from .records import Value


@dataclass(frozen=True, slots=True)
class LastList:
    """The records that one earlier import of a list touched or found unchanged."""

    kind: str
    agency: str | None
    fingerprint: str
    record_ids: Sequence[int]


@dataclass(frozen=True, slots=True)
class Told:
    """Who said a value: an import of ``agency``'s ``file``, else a person; ``day``: what the file is of, or when."""

    value: Value
    day: str
    agency: str | None = None
    file: str | None = None
    changeset: int | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose for a header besides its columns: kind, date orders by folded header, policies by name."""

    kind: str | None = None
    orders: Mapping[str, str] = field(default_factory=dict)
    policies: Mapping[str, str] = field(default_factory=dict)


class Lookups(Protocol):
    """What is only looked up for the records or files that a plan meets."""

    def told(self, kind: str, ids: Collection[int]) -> Mapping[int, Mapping[str, Told]]:
        """Record → field → who said the value that it holds."""

    def sent(self, sha256: str) -> Mapping[tuple[str, int], int]:
        """Of a file, by the first 16 signs of its digest: (sheet, row) → record that the row was taken for."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Mappings, choices, answers, lists and files of earlier imports.

    ``mappings``: (agency or "", header fingerprint) → folded header → field key, None for "left out"; ``choices``
    likewise. ``answers``: agency or "" → key of a field → text → stored value. ``lists``: newest first.
    ``seen``: SHA-256 of a file → when and by whom it was imported, in words; ``seen_on`` → the day of the first time.
    """

    mappings: Mapping[tuple[str, str], Mapping[str, str | None]] = field(default_factory=dict)
    lists: tuple[LastList, ...] = ()
    seen: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[tuple[str, str], Choices] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, Mapping[str, str | None]]] = field(default_factory=dict)
    lookups: Lookups | None = None
    seen_on: Mapping[str, str] = field(default_factory=dict)
