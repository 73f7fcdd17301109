"""The records' own rows: read as plain values, written in bulk together with what is derived from them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any

from peewee import SQL, Table, fn

from ilrs_desk.domain.changes import MERGED, TRASHED
from ilrs_desk.domain.kinds import JOURNALLED, KINDS
from ilrs_desk.domain.records import Record, Value

from .connection import OfficeDatabase, insert_rows
from .derived import link_names, search_body, sort_keys
from .models import HEAD, RECORDS, SEARCH, SORTED, NameRow

_AT = len(HEAD)
_FEW_GONE = 200
_GONE_COST = 30


@dataclass(slots=True)
class Stored:
    """A record as it stands in its table; ``values`` without empty ones, with ``trashed`` and ``merged_into``."""

    version: int
    entered_on: str
    values: dict[str, Value]


def columns(kind: str) -> tuple[Any, ...]:
    """The peewee columns that :func:`record` and :func:`stored` read, in order."""
    model = RECORDS[kind]
    return tuple(getattr(model, name) for name in (*HEAD, *JOURNALLED[kind].columns))


def record(kind: str, row: Sequence[Any]) -> Record:
    """The record in a row of :func:`columns`."""
    keys = JOURNALLED[kind].columns
    values = {key: value for key, value in zip(keys, row[_AT:], strict=True) if value is not None}
    return Record(kind, row[0], values, row[1], date.fromisoformat(row[2]), row[3] is not None, row[4])


def stored(kind: str, row: Sequence[Any]) -> Stored:
    """The state in a row of :func:`columns`."""
    keys = JOURNALLED[kind].columns
    values = {key: value for key, value in zip(keys, row[_AT:], strict=True) if value is not None}
    if row[3] is not None:
        values[TRASHED] = row[3]
    if row[4] is not None:
        values[MERGED] = row[4]
    return Stored(row[1], row[2], values)


def among(ids: Iterable[int]) -> Any:
    """Condition that ``id`` is one of ``ids``, however many."""
    return SQL("id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))


def load(db: OfficeDatabase, kind: str, ids: Iterable[int]) -> dict[int, Stored]:
    """The records with these ids that exist."""
    query = RECORDS[kind].select(*columns(kind)).where(among(ids))
    return {row[0]: stored(kind, row) for row in db.execute(query)}


def create(
    db: OfficeDatabase, kind: str, version: int, new: Iterable[tuple[int, str, Mapping[str, Value]]]
) -> None:
    """Insert records (id, day of entry, values)."""
    new = list(new)
    place(db, kind, ((number, version, day, values) for number, day, values in new))
    _index(db, kind, ((number, {}, values) for number, _, values in new))


def place(db: OfficeDatabase, kind: str, new: Iterable[tuple[int, int, str, Mapping[str, Value]]]) -> None:
    """Insert records (id, version, day of entry, values) without their search text and names."""
    keys = JOURNALLED[kind].columns
    insert_rows(
        db,
        RECORDS[kind],
        [
            (
                number,
                version,
                day,
                values.get(TRASHED),
                values.get(MERGED),
                *[values.get(key) for key in keys],
                *sort_keys(kind, values),
            )
            for number, version, day, values in new
        ],
    )


def index_placed(db: OfficeDatabase, kind: str, ids: Iterable[int]) -> None:
    """Make the search text and names of records that have none yet."""
    _index(db, kind, ((number, {}, found.values) for number, found in load(db, kind, ids).items()))


def update(
    db: OfficeDatabase,
    kind: str,
    version: int,
    changed: Sequence[tuple[int, Mapping[str, Value], dict[str, Value]]],
) -> None:
    """Write changed records (id, old values, new values); only columns that differ are touched."""
    groups: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
    sorted_by = SORTED.get(kind, ())
    for number, old, new in changed:
        different = [
            key for key in (TRASHED, MERGED, *JOURNALLED[kind].columns) if old.get(key) != new.get(key)
        ]
        row: dict[str, Any] = {key: new.get(key) for key in different}
        row.update(
            (f"sort_{key}", made)
            for key, before, made in zip(sorted_by, sort_keys(kind, old), sort_keys(kind, new), strict=True)
            if before != made
        )
        groups[tuple(row)].append((*row.values(), number))
    cursor = db.connection().cursor()
    for names, rows in groups.items():
        cursor.executemany(_update_sql(kind, names), ((version, *row) for row in rows))
    _index(db, kind, changed)


def delete(db: OfficeDatabase, kind: str, gone: Mapping[int, Mapping[str, Value]]) -> None:
    """Take records (id → their values) out of their table; only the journal then holds them."""
    if not gone:
        return
    _index(db, kind, ((number, values, {}) for number, values in gone.items()))
    db.execute(RECORDS[kind].delete().where(among(gone)))


def rebuild(db: OfficeDatabase, kind: str) -> None:
    """Make anew all that is derived from the records of ``kind``."""
    every = {row[0]: stored(kind, row).values for row in db.execute(RECORDS[kind].select(*columns(kind)))}
    if SORTED.get(kind):
        names = tuple(f"sort_{key}" for key in SORTED[kind])
        statement = _update_sql(kind, names, with_version=False)
        rows = ((*sort_keys(kind, values), number) for number, values in every.items())
        db.connection().cursor().executemany(statement, rows)
    if kind not in KINDS:
        return
    db.execute(NameRow.delete().where(NameRow.kind == kind))
    _empty_index(db, kind)
    _index(db, kind, ((number, {}, values) for number, values in every.items()))


def _index(
    db: OfficeDatabase, kind: str, changed: Iterable[tuple[int, Mapping[str, Value], Mapping[str, Value]]]
) -> None:
    """Bring search text and names in line with records that went from old to new values ({}: not there)."""
    if kind not in KINDS:
        return
    unsought: list[int] = []
    sought: list[tuple[str, int]] = []
    unnamed: list[tuple[str, str, int]] = []
    named: list[tuple[str, str, int]] = []
    for number, old, new in changed:
        was, now = _body(kind, old), _body(kind, new)
        if was != now:
            if was is not None:
                unsought.append(number)
            if now is not None:
                sought.append((now, number))
        before, after = names_of(kind, old), names_of(kind, new)
        unnamed += [(kind, name, number) for name in before - after]
        named += [(kind, name, number) for name in after - before]
    _reindex(db, kind, unsought, sought)
    cursor = db.connection().cursor()
    for statement, rows in ((_UNNAME, unnamed), (_NAME, named)):
        if rows:
            cursor.executemany(statement, rows)


def _reindex(db: OfficeDatabase, kind: str, gone: list[int], new: list[tuple[str, int]]) -> None:
    """Take texts out of the full-text index and put texts in.

    Taking one out for good costs some thirty times as much as putting one in, so the index is made anew when
    most of it goes.
    """
    remove, add = _search_sql(kind)
    cursor = db.connection().cursor()
    if len(gone) > _FEW_GONE and len(gone) * _GONE_COST > _search_size(db, kind):
        leaving = set(gone)
        table = SEARCH[kind]
        kept = [row for row in db.execute(table.select(table.body, table.rowid)) if row[1] not in leaving]
        _empty_index(db, kind)
        new = sorted(kept + new, key=itemgetter(1))
    else:
        cursor.executemany(remove, ((number,) for number in gone))
    cursor.executemany(add, new)


def _empty_index(db: OfficeDatabase, kind: str) -> None:
    """An empty full-text index of the kind, from the text by which it was made."""
    name = f"{kind}_search"
    made = db.execute_sql("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
    db.execute_sql(f"DROP TABLE {name}")
    make_index(db, kind, made)


def make_index(db: OfficeDatabase, kind: str, made: str) -> None:
    """An empty full-text index of the kind by the text ``made``."""
    name = f"{kind}_search"
    db.execute_sql(made)
    # Without it, words of a deleted record stay readable in the index's pages.
    command: Any = Table(name, (name, "rank"))
    db.execute(command.insert({getattr(command, name): "secure-delete", command.rank: 1}))


def _search_size(db: OfficeDatabase, kind: str) -> int:
    table = SEARCH[kind]
    return int(next(iter(db.execute(table.select(fn.MAX(table.rowid)))))[0] or 0)


def names_of(kind: str, values: Mapping[str, Value]) -> frozenset[str]:
    """The names by which others can link to the record; none while it is in the trash."""
    return frozenset() if not values or values.get(TRASHED) else link_names(kind, values)


def _body(kind: str, values: Mapping[str, Value]) -> str | None:
    return None if not values or values.get(TRASHED) else search_body(kind, values)


_NAME = "INSERT INTO names(kind, name, record_id) VALUES(?, ?, ?)"
_UNNAME = "DELETE FROM names WHERE kind = ? AND name = ? AND record_id = ?"


@cache
def _search_sql(kind: str) -> tuple[str, str]:
    table = SEARCH[kind]
    remove, _ = table.delete().where(table.rowid == 0).sql()
    add, _ = table.insert({table.body: "", table.rowid: 0}).sql()
    return str(remove), str(add)


@cache
def _update_sql(kind: str, names: tuple[str, ...], *, with_version: bool = True) -> str:
    """UPDATE of the named columns: places for the version if wanted, the columns in the order given, the id."""
    model = RECORDS[kind]
    every = (*(("changeset_id",) if with_version else ()), *names)
    # Peewee sorts the columns of an UPDATE as the model declares them; numbered places keep ours.
    declared = [field.name for field in model._meta.sorted_fields]
    places = {name: SQL(f"?{every.index(name) + 1}") for name in sorted(every, key=declared.index)}
    query = model.update({getattr(model, name): place for name, place in places.items()})
    sql, _ = query.where(model.id == SQL(f"?{len(every) + 1}")).sql()
    return str(sql)
