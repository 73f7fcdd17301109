"""Questions to the tables of records: search, conditions, order, pages."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from peewee import SQL, Entity, NodeList, Value, fn

from ilrs_desk.domain.fields import ValueType
from ilrs_desk.domain.kinds import JOURNALLED, KINDS
from ilrs_desk.domain.records import Record, Snapshot
from ilrs_desk.domain.tables import Order, Query
from ilrs_desk.domain.text import search_terms, search_text

from . import rows
from .connection import OfficeDatabase
from .in_force import in_force
from .journal import generation
from .models import RECORDS, SEARCH, SORTED

_FOLDED = (ValueType.TEXT, ValueType.LONG_TEXT, ValueType.NAMES, ValueType.LINK)
#: Up to so many matches of a search are fetched and sorted; beyond, the index of the sorted column is walked.
_FEW = 2_000


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of the records that match, and how many match in all."""

    total: int
    records: tuple[Record, ...]


def count(db: OfficeDatabase, kind: str, query: Query) -> int:
    """How many records match."""
    match = match_text(query.search)
    if match and not query.trashed and not query.where and query.ids is None and query.in_force_on is None:
        return _matches(db, kind, match)
    found = _narrowed(db, kind, query, RECORDS[kind].select(fn.COUNT(RECORDS[kind].id)), every=True)
    return int(next(iter(db.execute(found)))[0])


def ids(db: OfficeDatabase, kind: str, query: Query) -> array[int]:
    """Numbers of the records that match, in order."""
    chosen = _narrowed(db, kind, query, RECORDS[kind].select(RECORDS[kind].id), every=True)
    found = _ordered(kind, query, chosen)
    return array("q", [row[0] for row in db.execute(found)])


def find(db: OfficeDatabase, kind: str, query: Query, limit: int | None, offset: int) -> list[Record]:
    """The records that match, in order."""
    found = _ordered(kind, query, _narrowed(db, kind, query, RECORDS[kind].select(*rows.columns(kind))))
    if limit is not None or offset:
        found = found.limit(-1 if limit is None else limit).offset(offset)
    return [rows.record(kind, row) for row in db.execute(found)]


def page(db: OfficeDatabase, kind: str, query: Query, limit: int, offset: int) -> Page:
    """A stretch of the records that match, with the number of all: what a table shows after a keystroke."""
    return Page(count(db, kind, query), tuple(find(db, kind, query, limit, offset)))


def by_ids(db: OfficeDatabase, kind: str, wanted: Sequence[int]) -> list[Record]:
    """The records with these numbers that exist, in the order given, trashed ones too."""
    sql = f"{_select(kind)} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608
    found = {row[0]: rows.record(kind, row) for row in db.execute_sql(sql, (json.dumps(list(wanted)),))}
    return [found[number] for number in wanted if number in found]


def match_text(search: str) -> str:
    """The full-text condition for what was typed: each word or phrase as a prefix, all of them."""
    quoted = (term.replace('"', '""') for term in search_terms(search))
    return " AND ".join(f'"{term}"*' for term in quoted)


def _matches(db: OfficeDatabase, kind: str, match: str) -> int:
    table = SEARCH[kind]
    return int(next(iter(db.execute(table.select(fn.COUNT(SQL("*"))).where(_matching(kind, match)))))[0])


def _matching(kind: str, match: str) -> Any:
    return NodeList((Entity(f"{kind}_search"), SQL("MATCH"), Value(match)))


def _narrowed(db: OfficeDatabase, kind: str, query: Query, found: Any, *, every: bool = False) -> Any:
    """``every``: not only the first records are wanted."""
    model = RECORDS[kind]
    if every and query.in_force_on is not None:
        # The dates stand in the table alone: walking an index to get there takes four times as long.
        found = found.where(SQL(f"+trashed IS {'NOT ' if query.trashed else ''}NULL"))
    else:
        found = found.where(model.trashed.is_null(not query.trashed))
    for column, wanted in query.where:
        found = found.where(_equals(kind, column, wanted))
    if query.ids is not None:
        found = found.where(rows.among(query.ids))
    if query.in_force_on is not None:
        found = found.where(in_force(kind, query.in_force_on))
    match = match_text(query.search)
    if match and query.trashed:
        found = found.where(rows.among(_sought_in_trash(db, kind, query.search)))
    elif match:
        found = found.where(_sought(db, kind, match))
    return found


def _equals(kind: str, column: str, wanted: str | None) -> Any:
    if column not in ("id", *JOURNALLED[kind].columns):
        raise ValueError(f"{kind} have no column {column!r}")
    field = getattr(RECORDS[kind], column)
    return field.is_null() if wanted is None else field == wanted


def _sought(db: OfficeDatabase, kind: str, match: str) -> Any:
    """Condition for a search: few matches lead the query, many are looked up while an index gives the order."""
    lead = _matches(db, kind, match) <= _FEW
    table = SEARCH[kind]
    chosen = table.select(table.rowid).where(_matching(kind, match))
    # The unary plus keeps SQLite from driving the query by the matches.
    return NodeList((SQL("id" if lead else "+id"), SQL("IN"), chosen))


def _sought_in_trash(db: OfficeDatabase, kind: str, search: str) -> list[int]:
    """The trash is not in the full-text index: erased names must be able to leave the file for good."""
    terms = [f" {term}" for term in search_terms(search)]
    found: list[int] = []
    model = RECORDS[kind]
    for row in db.execute(model.select(*rows.columns(kind)).where(model.trashed.is_null(False))):
        texts = [value for value in rows.record(kind, row).values.values() if isinstance(value, str)]
        body = f" {search_text(texts)}"
        if all(term in body for term in terms):
            found.append(row[0])
    return found


def _ordered(kind: str, query: Query, found: Any) -> Any:
    terms = [_term(kind, order) for order in query.order]
    return found.order_by(*terms, RECORDS[kind].id)


def _term(kind: str, order: Order) -> Any:
    key = _sort_expression(kind, order.column)
    # Descending puts empty values last by itself; saying so would cost SQLite the index.
    return key.desc() if order.descending else key.asc(nulls="last")


def _sort_expression(kind: str, column: str) -> Any:
    declared, model = JOURNALLED[kind], RECORDS[kind]
    if column in SORTED.get(kind, ()):
        return getattr(model, f"sort_{column}")
    field = declared.by_key.get(column)
    if field is None:
        if column not in ("id", "entered_on", *declared.columns):
            raise ValueError(f"{kind} have no column {column!r}")
        return getattr(model, column)
    stored = getattr(model, column)
    if field.type is ValueType.COUNTRY:
        return fn.sort_country(stored)
    if field.type is ValueType.NUMBER:
        return stored.cast("INTEGER")
    if field.type is ValueType.CHOICE:
        return _position(stored, [choice.key for choice in field.choices])
    return fn.sort_text(stored) if field.type in _FOLDED else stored


def _position(stored: Any, keys: list[str]) -> Any:
    """Choices sort in their own order (contact before signed), other text after them."""
    cases = "".join(f" WHEN '{key}' THEN {number}" for number, key in enumerate(keys))
    return NodeList((SQL("CASE"), stored, SQL(f"{cases} ELSE"), stored, SQL("END")))


def live_counts(db: OfficeDatabase) -> dict[str, int]:
    """How many records of each listed kind are not in the trash."""
    return {kind: count(db, kind, Query()) for kind in KINDS}


def snapshot(db: OfficeDatabase, kinds: Iterable[str]) -> Snapshot:
    """All live records of ``kinds``."""
    return Snapshot(generation(db), {kind: tuple(_live(db, kind)) for kind in kinds})


def _live(db: OfficeDatabase, kind: str) -> list[Record]:
    sql = f"{_select(kind)} WHERE trashed IS NULL ORDER BY id"
    return [rows.record(kind, row) for row in db.execute_sql(sql)]


@cache
def _select(kind: str) -> str:
    """All columns of a kind: putting the words together anew takes longer than reading a few records."""
    sql, _ = RECORDS[kind].select(*rows.columns(kind)).sql()
    return str(sql)
