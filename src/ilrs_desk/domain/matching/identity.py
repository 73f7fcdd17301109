"""By what a record or a row is recognised: its identifiers, its names, and where it belongs."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import ClassVar

from ..records import Value


class Identity:
    """What tells a record from others; empty parts tell nothing. Names are read when they are first asked for.

    ``mails`` and ``number`` (ORCID, ROR, reference, country of a partner) are identifiers. ``place`` is the key of the
    institution (or partner) it belongs to, ``country`` where it is and ``nationality`` whose it is, as alpha-2.
    """

    #: Fields that are weighed beside identifiers, place and country.
    weighed: ClassVar[tuple[str, ...]] = ()

    __slots__ = ("_blocks", "_key", "_names", "country", "mails", "nationality", "number", "place", "values")

    def __init__(self, values: Mapping[str, Value]) -> None:
        self.values = values
        self.mails: frozenset[str] = frozenset()
        self.number: str | None = None
        self.place: str | None = None
        self.country, self.nationality = text_of(values.get("country")), text_of(values.get("nationality"))
        self._names: tuple[str, ...] | None = None
        self._blocks: frozenset[str] | None = None
        self._key: tuple[Hashable, ...] | None = None

    @property
    def key(self) -> tuple[Hashable, ...]:
        """All that is weighed: what has the same key weighs the same against all others."""
        if self._key is None:
            said = (self.values.get(field) or None for field in self.weighed)
            where = (self.number, self.place, self.country, self.nationality)
            self._key = (*where, *sorted(self.mails), *said)
        return self._key

    @property
    def identifiers(self) -> tuple[str, ...]:
        """Keys of its identifiers."""
        return (*self.mails, f"#{self.number}") if self.number else tuple(self.mails)

    @property
    def bearing(self) -> str | None:
        """What must be the same beside a name for that name to tell a record for sure: where it belongs."""
        return self.place

    @property
    def land(self) -> str | None:
        """The country in which namesakes are sought: where it is."""
        return self.country

    @property
    def names(self) -> tuple[str, ...]:
        """Keys that are equal for one name in any order of its parts and any case."""
        if self._names is None:
            self._names = self.read_names()
        return self._names

    @property
    def blocks(self) -> frozenset[str]:
        """Keys of which two records of one name, however it is spelled, nearly always share one."""
        if self._blocks is None:
            self._blocks = frozenset(self.read_blocks())
        return self._blocks

    def read_names(self) -> tuple[str, ...]:
        """Make ``names``."""
        return ()

    def read_blocks(self) -> set[str]:
        """Make ``blocks``."""
        return set()


def number_of(value: Value) -> str | None:
    """An identifier without the address before it, in capitals."""
    return str(value).rsplit("/", 1)[-1].upper() if value else None


def text_of(value: Value) -> str | None:
    """The value as text, None if empty."""
    return str(value) if value else None
