"""Which records a table shows and those of them at hand: numbers of all, whole records of the pages looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from ilrs_desk.domain.fields import RecordKind
from ilrs_desk.domain.records import Record
from ilrs_desk.domain.tables import Query
from ilrs_desk.store.office import Office
from ilrs_desk.ui.values import shown_record

PAGE = 100
_KEPT_PAGES = 40


@dataclass(frozen=True, slots=True)
class Row:
    """A record and its fields as shown, in declared order."""

    record: Record
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found: how many records of how many, the numbers of the first of them or of all, and some rows."""

    ids: Sequence[int]
    rows: tuple[Row, ...]
    shown: int
    total: int


def rows_of(office: Office, kind: RecordKind, ids: Sequence[int]) -> tuple[Row, ...]:
    """The rows of the records ``ids`` that are still there."""
    return tuple(_row(kind, record) for record in office.records(kind.key, ids))


def first_page(office: Office, kind: RecordKind, query: Query, total: int | None) -> Answer:
    """The first page of what ``query`` finds: what is to be seen after a keystroke; ``total`` if it is known."""
    page = office.page(kind.key, query, PAGE)
    rows = tuple(_row(kind, record) for record in page.records)
    every = _count(office, kind, query) if total is None else total
    return Answer([row.record.id for row in rows], rows, page.total, every)


def look_up(office: Office, kind: RecordKind, query: Query, around: int) -> Answer:
    """All that ``query`` finds, with the rows of the page that holds row number ``around``."""
    ids = office.ids(kind.key, query)
    start = min(around, max(len(ids) - 1, 0)) // PAGE * PAGE
    rows = rows_of(office, kind, ids[start : start + PAGE])
    return Answer(ids, rows, len(ids), _count(office, kind, query))


def _count(office: Office, kind: RecordKind, query: Query) -> int:
    """How many records of the kind there are on the day of ``query``."""
    return office.count(kind.key, Query(in_force_on=query.in_force_on))


def _row(kind: RecordKind, record: Record) -> Row:
    return Row(record, shown_record(kind, record))


class RowCache:
    """The rows last looked at, by record number; forgets the oldest pages."""

    def __init__(self) -> None:
        self._rows: OrderedDict[int, Row] = OrderedDict()

    def get(self, record_id: int) -> Row | None:
        """The row of a record, if it is at hand."""
        return self._rows.get(record_id)

    def put(self, rows: Iterable[Row]) -> None:
        """Keep ``rows``, the newest last."""
        for row in rows:
            self._rows[row.record.id] = row
            self._rows.move_to_end(row.record.id)
        while len(self._rows) > PAGE * _KEPT_PAGES:
            self._rows.popitem(last=False)

    def clear(self) -> None:
        """Forget all."""
        self._rows.clear()

    def known(self, ids: Iterable[int]) -> list[int]:
        """Those of ``ids`` that are at hand."""
        return [record_id for record_id in ids if record_id in self._rows]


def page_ids(ids: Sequence[int], pages: Iterable[int]) -> list[int]:
    """The record numbers on ``pages``."""
    return list(chain.from_iterable(ids[page * PAGE : (page + 1) * PAGE] for page in sorted(pages)))
