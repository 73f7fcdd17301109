"""How the office file is connected to: the switches that keep it whole, set and read back."""

from __future__ import annotations

import os
import sys
import threading
import weakref
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import apsw
from playhouse.apsw_ext import APSWDatabase

from ilrs_desk.domain.problems import MachineFault
from ilrs_desk.domain.wording import Message

from .derived import sort_country, sort_text
from .location import Location, locate

#: Marks a SQLite file as an office of this program ("ILRS").
APPLICATION_ID = 0x494C5253

_BUSY_SECONDS = 10
#: Name, value to set, value that is read back.
Pragma = tuple[str, object, object]
_PRAGMAS: tuple[Pragma, ...] = (
    ("foreign_keys", 1, 1),
    ("trusted_schema", 0, 0),
    ("cell_size_check", 1, 1),
    ("temp_store", "MEMORY", 2),
    ("cache_size", -64_000, -64_000),
    ("synchronous", "FULL", 2),
)
_SYNCHRONOUS = {"wal": ("FULL", 2), "delete": ("EXTRA", 3)}


class Connect(Protocol):
    """Opens the database of an office file, which must exist."""

    def __call__(self, path: Path, *, read_only: bool = False) -> OfficeDatabase:
        """The database, not yet connected."""


class OfficeDatabase(APSWDatabase):  # type: ignore[misc]
    """Peewee's database on one office file: a connection for each thread on a local disk, else one for all.

    ``shared`` tells that all threads use one connection and must take turns.
    """

    def __init__(
        self, path: Path, *, read_only: bool, location: Location, immutable: bool, vfs: str | None
    ) -> None:
        self.shared = location is not Location.LOCAL and not read_only
        self.read_only = read_only
        self._journal = "wal" if location is Location.LOCAL else "delete"
        self._trusted = False
        self._opened: weakref.WeakSet[apsw.Connection] = weakref.WeakSet()
        self._opened_gate = threading.Lock()
        name = path.absolute().as_uri() + ("?immutable=1" if immutable else "")
        # A reader that may write only to tidy up: the last to close folds the log in and leaves no files behind.
        tidies = not immutable and os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)
        mode = apsw.SQLITE_OPEN_READWRITE if tidies or not read_only else apsw.SQLITE_OPEN_READONLY
        super().__init__(
            name,
            thread_safe=not self.shared,
            timeout=_BUSY_SECONDS,
            flags=mode | apsw.SQLITE_OPEN_URI,
            vfs=vfs,
        )
        self.register_function(sort_text, "sort_text", 1)
        self.register_function(sort_country, "sort_country", 1)

    def trust(self, *, journal: str | None = None) -> None:
        """Make ready for writing, once the file is known to be an office: setting the journal changes its bytes."""
        self._journal = journal or self._journal
        self._trusted = not self.read_only
        if self._trusted:
            _set(self.connection(), _writing_pragmas(self._journal, shared=self.shared))

    def _connect(self) -> apsw.Connection:
        conn: apsw.Connection = super()._connect()
        try:
            _harden(conn)
            if self.read_only:
                _set(conn, [("query_only", 1, 1)])
            if self._trusted:
                _set(conn, _writing_pragmas(self._journal, shared=self.shared))
        except BaseException:
            conn.close(True)
            raise
        with self._opened_gate:
            self._opened.add(conn)
        return conn

    def close_all(self) -> None:
        """Close the connections of every thread; the last one folds the write-ahead log into the file."""
        with self._opened_gate:
            opened = list(self._opened)
            self._opened.clear()
        self.dispose()
        for conn in opened:
            conn.close()


def open_database(
    path: Path, *, read_only: bool = False, immutable: bool = False, vfs: str | None = None
) -> OfficeDatabase:
    """The database of the existing file ``path``, journalled as the place where it lies allows."""
    return OfficeDatabase(path, read_only=read_only, location=locate(path), immutable=immutable, vfs=vfs)


def _harden(conn: apsw.Connection) -> None:
    """Set every switch that keeps a file that is not trusted from doing harm, and read each back."""
    conn.convert_binding = lambda cursor, number, value: str(value)
    for option, value in (
        (apsw.SQLITE_DBCONFIG_DEFENSIVE, 1),
        (apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0),
        (apsw.SQLITE_DBCONFIG_DQS_DML, 0),
        (apsw.SQLITE_DBCONFIG_DQS_DDL, 0),
    ):
        if conn.config(option, value) != value:
            raise _switch_refused(str(option))
    _set(conn, _PRAGMAS)


def _set(conn: apsw.Connection, pragmas: Iterable[Pragma]) -> None:
    """Set pragmas and read each back: SQLite passes over what it does not know."""
    for pragma, wanted, shown in pragmas:
        conn.execute(f"PRAGMA {pragma} = {wanted}").fetchall()
        found = conn.execute(f"PRAGMA {pragma}").fetchone()
        if found is None or found[0] != shown:
            raise _switch_refused(pragma)


def _writing_pragmas(journal: str, *, shared: bool) -> list[Pragma]:
    word, number = _SYNCHRONOUS[journal]
    return [
        *([("locking_mode", "EXCLUSIVE", "exclusive")] if shared else []),
        ("journal_mode", journal, journal),
        ("synchronous", word, number),
        ("secure_delete", 1, 1),
        ("journal_size_limit", 16_000_000, 16_000_000),
        *([("fullfsync", 1, 1)] if sys.platform == "darwin" else []),
    ]


def _switch_refused(name: str) -> MachineFault:
    return MachineFault(
        "sqlite.switch",
        Message(
            "This SQLite does not take the setting {name} that keeps offices safe. Nothing was changed. Install "
            "the program again.",
            {"name": name},
        ),
    )


@cache
def insert_sql(model: Any) -> str:
    """The INSERT of one row of ``model`` with a place for each of its columns, in declared order."""
    sql, _ = model.insert(dict.fromkeys(model._meta.sorted_fields)).sql()
    return str(sql)


def insert_rows(db: OfficeDatabase, model: Any, rows: Any) -> None:
    """Insert tuples in declared column order, many at once: ten times faster than peewee's own insert_many."""
    db.connection().cursor().executemany(insert_sql(model), rows)


def insert_numbered(db: OfficeDatabase, model: Any, first: int, rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert tuples without their number, in declared column order, numbered from ``first``."""
    insert_rows(db, model, ((first + number, *row) for number, row in enumerate(rows)))
