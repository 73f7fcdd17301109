"""The status against bare SQL aggregates of the same figures, today and on an earlier day, in one run.

The floor reads the same office file on one connection, with the same index, and adds nothing to what SQL gives: for
each target the value, who does not count, the breakdowns by country, stage, workstream and year, and when people come
and go. As known on an earlier day it walks the journal to the last state of each record by then (``max(id)``).
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import apsw
from _measure import side_by_side, tell

from ilrs_desk.domain.moments import Moment
from ilrs_desk.store.connection import open_database
from ilrs_desk.usecases.open_office import create_office, open_office
from ilrs_desk.usecases.progress import progress

_CODES = (
    "PK", "TH", "RS", "EG", "ZA", "KZ", "AZ", "BY", "VE", "RU", "CN", "SN", "ET", "KE", "NI", "BO", "US", "FR", "DE",
    "AE", "BH", "TR", "IT",
)  # fmt: skip
_WORKS = ("power", "communication", "transport", "ground support", "science", None, None)
_FIRST = date(2016, 1, 1)
_DAY = date(2025, 6, 15)
_DATES = 3_400

_SINCE = "coalesce(start_date, entered_on)"
_THERE = (
    f"trashed IS NULL AND {_SINCE} <= :day AND (end_date IS NULL OR end_date >= :day) AND status IS NOT 'planned' "
    "AND coalesce(nationality, country, (SELECT i.country FROM institutions i WHERE i.id = institution_id), '') <> 'CN'"
)
_PEOPLE = "FROM personnel INDEXED BY personnel_counting WHERE"
_EVER = _THERE.split(" AND ", 1)[0] + " AND " + _THERE.rsplit(" AND ", 1)[1]
_SIGNED = "trashed IS NULL AND stage IN ('signed', 'active') AND coalesce(signed_on, entered_on) <= :day"
_FLOOR = (
    f"SELECT count(*) {_PEOPLE} {_THERE}",
    f"SELECT nationality, country, institution_id, count(*) {_PEOPLE} {_THERE} GROUP BY 1, 2, 3",
    f"SELECT workstream, count(*) {_PEOPLE} {_THERE} GROUP BY 1",
    f"SELECT substr({_SINCE}, 1, 4), count(*) {_PEOPLE} {_THERE} GROUP BY 1",
    f"SELECT status, {_SINCE} > :day, end_date < :day, count(*) {_PEOPLE} trashed IS NULL GROUP BY 1, 2, 3",
    f"SELECT {_SINCE}, count(*) {_PEOPLE} {_EVER} GROUP BY 1",
    f"SELECT end_date, count(*) {_PEOPLE} {_EVER} AND end_date IS NOT NULL GROUP BY 1",
    f"SELECT count(*) {_PEOPLE} trashed IS NULL AND (start_date IS NULL OR length(start_date) < 10 "
    "OR length(end_date) < 10)",
    *(
        f"SELECT {column}, count(*) FROM {kind} WHERE {_SIGNED} GROUP BY 1"
        for kind in ("partners", "institutions")
        for column in ("1", "country", "stage", "signed_on")
    ),
)
_KNOWN = (
    "CREATE TEMP TABLE then_known AS SELECT record_id, max(id) AS change FROM changes "
    "WHERE kind = 'personnel' AND changeset_id <= :last GROUP BY record_id",
    "SELECT json_extract(c.new, '$.nationality'), json_extract(c.new, '$.start_date') <= :day, "
    "json_extract(c.new, '$.end_date') < :day, count(*) FROM then_known k JOIN changes c ON c.id = k.change "
    "GROUP BY 1, 2, 3",
    "DROP TABLE then_known",
)


def main() -> None:
    """Print the ratios."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, nargs="+", default=[5_000, 100_000, 1_000_000])
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--quick", action="store_true", help="500 people, one run: only whether it works")
    arguments = asked.parse_args()
    sizes, runs = ([500], 1) if arguments.quick else (arguments.people, arguments.runs)
    for people in sizes:
        with tempfile.TemporaryDirectory() as folder:
            _bench(make_office(Path(folder) / "office.ilrs", people), people, runs)


def _bench(path: Path, people: int, runs: int) -> None:
    with closing(open_office(path, read_only=True)) as desk, closing(apsw.Connection(str(path))) as bare:
        bare.execute("PRAGMA cache_size = -64000; PRAGMA temp_store = MEMORY")

        def floor(day: date, statements: tuple[str, ...] = _FLOOR) -> None:
            for statement in statements:
                bare.execute(statement, {"day": day.isoformat(), "last": 1}).fetchall()

        today = date.today()
        ratio = side_by_side(lambda: progress(desk, listed=0), lambda: floor(today), runs)
        tell(f"status of {people:,} people", ratio, "bare SQL aggregates")
        ratio = side_by_side(lambda: progress(desk, Moment(_DAY), listed=0), lambda: floor(_DAY), runs)
        tell(f"status of {people:,} people, in force on {_DAY}", ratio, "bare SQL aggregates")
        known = Moment(_DAY, known_on=today)
        ratio = side_by_side(
            lambda: progress(desk, known, listed=0),
            lambda: floor(_DAY, (*_KNOWN, *_FLOOR)),
            max(1, runs // 2),
        )
        tell(
            f"status of {people:,} people, as known on {today}",
            ratio,
            "bare SQL state by max(id) and aggregates",
        )


def make_office(path: Path, people: int) -> Path:
    """An office of so many people, a two-hundredth as many institutions, and thirteen partners, brought in bulk."""
    create_office(path)
    chance = random.Random(555)
    db = open_database(path)
    db.trust()
    try:
        with db.atomic("IMMEDIATE"):
            cursor = db.connection().cursor()
            institutions = max(20, people // 200)
            cursor.executemany(_INSTITUTION, _institutions(chance, institutions))
            cursor.executemany(_PARTNER, _partners(chance))
            cursor.executemany(_PERSON, _people(chance, people, institutions))
            cursor.execute(_CHANGES)
        db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        db.close_all()
    return path


def _institutions(chance: random.Random, count: int) -> Iterator[tuple[object, ...]]:
    for number in range(1, count + 1):
        stage = chance.choice(("signed", "active", "talks", "applied"))
        yield number, f"Institute {number}", chance.choice(_CODES), stage, _some_day(chance).isoformat()


def _partners(chance: random.Random) -> Iterator[tuple[object, ...]]:
    for code in _CODES[:13]:
        yield code, code, chance.choice(("signed", "signed", "applied")), _some_day(chance).isoformat()


def _people(chance: random.Random, count: int, institutions: int) -> Iterator[tuple[object, ...]]:
    for number in range(1, count + 1):
        start = _some_day(chance)
        end = start + timedelta(days=chance.randrange(30, 2000)) if chance.random() < 0.2 else None
        entered = _FIRST + timedelta(days=90 * chance.randrange(38))
        yield (
            number, entered.isoformat(), f"Family{number}", f"Given{number % 977}",
            chance.choice(_CODES) if chance.random() < 0.8 else None,
            chance.choice(_CODES) if chance.random() < 0.3 else None,
            chance.randint(1, institutions) if chance.random() < 0.9 else None, chance.choice(_WORKS),
            f"p{number}@example.org", "planned" if chance.random() < 0.1 else None,
            None if chance.random() < 0.05 else start.isoformat()[: chance.choice((10, 10, 10, 7))],
            end and end.isoformat(),
        )  # fmt: skip


def _some_day(chance: random.Random) -> date:
    return _FIRST + timedelta(days=chance.randrange(_DATES))


_INSTITUTION = """INSERT INTO institutions(id, changeset_id, entered_on, name, country, stage, signed_on)
VALUES(?, 1, '2016-01-01', ?, ?, ?, ?)"""
_PARTNER = """INSERT INTO partners(changeset_id, entered_on, name, kind, country, stage, signed_on)
VALUES(1, '2016-01-01', ?, 'country', ?, ?, ?)"""
_PERSON = """INSERT INTO personnel(id, changeset_id, entered_on, family_name, given_name, nationality, country,
institution_id, workstream, email, status, start_date, end_date) VALUES(?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_CHANGES = """INSERT INTO changes(changeset_id, kind, record_id, label, new)
SELECT 1, 'personnel', id, family_name, json_object('nationality', nationality, 'start_date', start_date, 'end_date',
end_date) FROM personnel ORDER BY id"""


if __name__ == "__main__":
    main()
