"""A record as it stands: a plain value that passes between the rooms, never a database row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from .countries import country_name
from .fields import RecordKind, link_column
from .kinds import JOURNALLED
from .text import has_han

#: A stored value: text, the id of a linked record, or None for empty (never "").
Value = str | int | None


@dataclass(frozen=True, slots=True)
class Record:
    """One record; ``values`` by column (``RecordKind.columns``), empty ones left out.

    ``version`` is the change set that last touched it, ``entered_on`` the day it came into the office;
    ``merged_into`` the record that a trashed one became a part of.
    """

    kind: str
    id: int
    values: Mapping[str, Value]
    version: int = 0
    entered_on: date | None = None
    trashed: bool = False
    merged_into: int | None = None

    def text(self, key: str) -> str | None:
        """The field as text, None when empty."""
        value = self.values.get(key)
        return None if value is None else str(value)

    def shown(self, key: str) -> Value:
        """The field as a list shows it, see :func:`shown`."""
        return shown(self.kind, key, self.values)

    def link(self, key: str) -> int | None:
        """Id of the record that the link field ``key`` points to."""
        value = self.values.get(link_column(key))
        return value if isinstance(value, int) else None

    @property
    def label(self) -> str:
        """What the record is called in a list."""
        return (
            record_label(JOURNALLED[self.kind], self.values) or f"{JOURNALLED[self.kind].singular} {self.id}"
        )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All live records of the asked kinds at one moment of the journal, read once.

    ``generation`` is the number of the newest change set: a plan drawn on another one is stale.
    """

    generation: int
    records: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)

    def of(self, kind: str) -> tuple[Record, ...]:
        """Live records of ``kind``, by id."""
        return self.records.get(kind, ())


def record_label(kind: RecordKind, values: Mapping[str, Value]) -> str | None:
    """First filled of the kind's label fields; a country partner by the office's name of its country."""
    if kind.key == "partners" and values.get("kind") != "organisation" and values.get("country"):
        return country_name(str(values["country"]))
    if kind.key == "personnel":
        return shown_name(values) or _first(kind.label_fields, values)
    return _first(kind.label_fields, values)


def shown_name(values: Mapping[str, Value]) -> str | None:
    """A person's name to show: as written if its parts could not be told apart, else given before family.

    A name in Han characters keeps its own order, with nothing between its parts.
    """
    if values.get("full_name"):
        return str(values["full_name"])
    parts = [str(values[key]) for key in ("given_name", "family_name") if values.get(key)]
    if len(parts) > 1 and _runs_on(parts[1], parts[0]):
        return parts[1] + parts[0]
    return " ".join(parts) or None


def shown(kind: str, key: str, values: Mapping[str, Value]) -> Value:
    """A field's value as a list shows it: a person's full name from its parts, family name first, where it has them."""
    if key != "full_name" or kind != "personnel" or values.get(key):
        return values.get(key)
    family, given = values.get("family_name"), values.get("given_name")
    if family and given and _runs_on(str(family), str(given)):
        return f"{family}{given}"
    return ", ".join(str(part) for part in (family, given) if part) or None


def _runs_on(family: str, given: str) -> bool:
    """Whether a given name is written right behind the family name, as Han characters are behind each other."""
    return has_han(family[-1]) and has_han(given[0])


def _first(keys: Iterable[str], values: Mapping[str, Value]) -> str | None:
    return next((str(values[key]) for key in keys if values.get(key)), None)
