"""How a record kind is declared: its fields, their value types and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class ValueType(StrEnum):
    """What a field holds; stored as text (or NULL for empty) in every case but ``LINK``'s own id column."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    COUNTRY = "country"  # ISO 3166-1 alpha-2, capitals
    DATE = "date"  # YYYY, YYYY-MM or YYYY-MM-DD
    EMAIL = "email"
    PHONE = "phone"  # E.164 where it can be told, else as written
    URL = "url"
    IDENTIFIER = "identifier"  # ORCID, ROR
    CHOICE = "choice"  # one of Field.choices; other text is kept where open_choice
    NUMBER = "number"  # whole number as decimal digits
    FLAG = "flag"  # "yes" or NULL
    NAMES = "names"  # several names, separated by "; "
    LINK = "link"  # label of a record of Field.target; its id stands in column "<key>_id"


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value and its English word on screen."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record kind, declared once for tables, forms, imports, exports, redaction and journal.

    ``identifying``: the value alone tells who or what it is (e-mail, ORCID, ROR).
    ``personal``: contact data that leaves the house only for the internal audience.
    ``shown``: a column of the table as first opened; ``width`` its pixels at 96 dpi.
    ``counts``: moves a total, so a change of it is told beside the targets.
    ``parts``: of a ``NAMES`` field, what each of its parts is where they are not plain text.
    """

    key: str
    label: str
    type: ValueType = ValueType.TEXT
    group: str = "Record"
    required: bool = False
    identifying: bool = False
    personal: bool = False
    shown: bool = False
    width: int = 140
    choices: tuple[Choice, ...] = ()
    open_choice: bool = False
    target: str | None = None
    counts: bool = False
    parts: ValueType | None = None


@dataclass(frozen=True)
class RecordKind:
    """A kind of record: ``key`` as on the command line, ``label`` plural and ``singular`` on screen.

    ``label_fields`` name a record in a list, first filled one first; ``date_field`` is the day from which it
    is in force and ``end_field`` the last one.
    """

    key: str
    label: str
    singular: str
    fields: tuple[Field, ...]
    label_fields: tuple[str, ...]
    date_field: str | None = None
    end_field: str | None = None

    @cached_property
    def by_key(self) -> dict[str, Field]:
        """Fields by their key, in declared order."""
        return {field.key: field for field in self.fields}

    @cached_property
    def links(self) -> tuple[Field, ...]:
        """The fields that point to another record."""
        return tuple(field for field in self.fields if field.type is ValueType.LINK)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Stored columns: each field's key, then ``<key>_id`` for each link."""
        return tuple(self.by_key) + tuple(link_column(field.key) for field in self.links)

    @cached_property
    def groups(self) -> dict[str, tuple[Field, ...]]:
        """Fields by the group they stand in on the form, in declared order."""
        found: dict[str, list[Field]] = {}
        for field in self.fields:
            found.setdefault(field.group, []).append(field)
        return {group: tuple(fields) for group, fields in found.items()}


def link_column(key: str) -> str:
    """Column that holds the id behind the link field ``key``."""
    return f"{key}_id"
