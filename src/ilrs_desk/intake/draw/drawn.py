"""A row as it was read, before it is known what it would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ilrs_desk.domain.problems import Problem
from ilrs_desk.domain.records import Value

from ..plan import RowKey
from .policies import Rules


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row stands: which file and table of the plan, and its number as the sender sees it."""

    file: int
    table: int
    sheet: str
    row: int

    @property
    def key(self) -> RowKey:
        """How decisions name the row."""
        return self.file, self.table, self.row


@dataclass(frozen=True, slots=True)
class Drawn:
    """One row with what was read of it, by the rules of its table.

    Of a row that we had sent out, ``sent_as`` is the record that it was taken for then, and ``unchanged`` the fields
    whose cells are as they were sent. ``links``: link field → id of the record that is meant, negative for one that
    the plan itself adds.
    """

    source: Source
    record: Mapping[str, Value]
    problems: tuple[Problem, ...]
    rules: Rules = field(default_factory=Rules)
    sent_as: int | None = None
    unchanged: frozenset[str] = frozenset()
    links: Mapping[str, int] = field(default_factory=dict)
