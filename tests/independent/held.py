"""What an office file holds, now or at the end of a day, read with the plain SQLite of Python: none of our code."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

Row = dict[str, Any]

LISTED = ("partners", "institutions", "personnel", "agreements")
SETTLED = (
    "targets",
    "rules",
    "claims",
    "meetings",
    "distinctions",
    "workstreams",
    "groupings",
    "memberships",
)
_OWN_COLUMNS = {"changeset_id"}


@dataclass
class Held:
    """Records by kind and number, those in the trash too; ``entered_on`` of each is the day it came in."""

    kinds: dict[str, dict[int, Row]] = field(default_factory=dict)
    agency_of: dict[tuple[str, int], str] = field(default_factory=dict)

    def live(self, kind: str) -> list[Row]:
        """Those that are not in the trash, by number."""
        found = self.kinds.get(kind, {})
        return [found[number] for number in sorted(found) if not found[number].get("trashed")]


def held_now(path: Path) -> Held:
    """From the tables of the records."""
    with closing(_opened(path)) as db:
        held = Held(agency_of=_agencies(db, None))
        for kind in (*LISTED, *SETTLED):
            rows = db.execute(f"SELECT * FROM {kind}")
            names = [column[0] for column in rows.description]
            held.kinds[kind] = {
                row[0]: {
                    name: value
                    for name, value in zip(names, row, strict=True)
                    if value is not None and name not in _OWN_COLUMNS and not name.startswith("sort_")
                }
                for row in rows
            }
        return held


def held_on(path: Path, day: date) -> Held:
    """From the journal alone, told from its beginning to the last change set of ``day`` (UTC)."""
    return next(held_through(path, [day]))


def held_after(path: Path, changeset: int) -> Held:
    """From the journal alone, told up to and with the change set."""
    with closing(_opened(path)) as db:
        story = _Story()
        for told in _told(db):
            if told[0] <= changeset:
                story.tell(*told)
        return Held(story.kinds, _agencies(db, changeset))


def held_through(path: Path, days: Iterable[date]) -> Iterator[Held]:
    """What was held at the end of each of ``days``, which must be in order, telling the journal once."""
    with closing(_opened(path)) as db:
        story = _Story()
        told = _told(db)
        waiting = next(told, None)
        for day in days:
            last = _last_by(db, day)
            while waiting is not None and waiting[0] <= last:
                story.tell(*waiting)
                waiting = next(told, None)
            yield Held({kind: dict(rows) for kind, rows in story.kinds.items()}, _agencies(db, last))


@dataclass
class _Story:
    """The records as they stand after what was told so far; a row is never changed, only replaced."""

    kinds: dict[str, dict[int, Row]] = field(
        default_factory=lambda: {kind: {} for kind in (*LISTED, *SETTLED)}
    )
    first_day: dict[tuple[str, int], str] = field(default_factory=dict)

    def tell(self, _: int, kind: str, number: int, old: str | None, new: str | None, day: str) -> None:
        if new is None:
            del self.kinds[kind][number]
            return
        known = {} if old is None else self.kinds[kind][number]
        entered = self.first_day.setdefault((kind, number), day)
        row = {key: value for key, value in {**known, **json.loads(new)}.items() if value is not None}
        self.kinds[kind][number] = {**row, "id": number, "entered_on": entered}


def _told(db: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    return iter(
        db.execute(
            "SELECT changeset_id, kind, record_id, old, new, day FROM changes "
            "JOIN changesets ON changesets.id = changeset_id ORDER BY changes.id"
        )
    )


def _last_by(db: sqlite3.Connection, day: date) -> int:
    end = (day + timedelta(days=1)).isoformat()
    return int(db.execute("SELECT max(id) FROM changesets WHERE at < ?", (end,)).fetchone()[0] or 0)


def _agencies(db: sqlite3.Connection, last: int | None) -> dict[tuple[str, int], str]:
    """Whose return brought a record first, by those that stand."""
    rows = db.execute(
        "SELECT r.kind, r.record_id, a.name FROM import_rows r JOIN imports i ON i.id = r.import_id "
        "JOIN agencies a ON a.id = i.agency_id JOIN changesets c ON c.id = i.changeset_id "
        "WHERE r.record_id IS NOT NULL AND c.undone_by IS NULL AND (? IS NULL OR c.id <= ?) ORDER BY r.id DESC",
        (last, last),
    )
    return {(kind, number): name for kind, number, name in rows}


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
