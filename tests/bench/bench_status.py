"""The status against bare SQL aggregates of the same figures, today and on an earlier day, in one run.

The floor reads the same office file on one connection, with the same indexes, and adds nothing to what SQL gives. It
asks, in one statement each, for what the status shows: of each target the value, the breakdowns by country, stage,
workstream and year (nothing was imported, so neither side splits up by agency), why records do not count, what is in
doubt, when records come and go, what might have counted twice, and what needs attention. It knows the standard rules
only, forms no words, judges nobody who is one with others by themselves, and tells neither regions nor groupings nor
a forecast. As known on an earlier day it walks the journal to the last state of each record by then (``max(id)``).
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
_ORIGIN = (
    "coalesce(nationality, country, (SELECT i.country FROM institutions i WHERE i.id = institution_id), '')"
)
_PEOPLE = "FROM personnel INDEXED BY personnel_counting WHERE trashed IS NULL"
_EVER = f"{_PEOPLE} AND {_ORIGIN} <> 'CN' AND status IS NOT 'planned'"
_THERE = f"{_EVER} AND {_SINCE} <= :day AND (end_date IS NULL OR end_date >= :day)"
_WHY = f"""CASE WHEN nationality = 'CN' THEN 1 WHEN {_ORIGIN} = 'CN' THEN 2 WHEN status = 'planned' THEN 3
WHEN status = 'left' AND end_date IS NULL THEN 4 WHEN {_SINCE} > :day THEN 5 WHEN end_date < :day THEN 6 END"""
_SIGNED = "trashed IS NULL AND stage IN ('signed', 'active') AND coalesce(signed_on, entered_on) <= :day"
_FOUND = "SELECT id, count(*) OVER () FROM {kind} WHERE trashed IS NULL AND {condition} ORDER BY id LIMIT 200"
_SHARED = "{0} IN (SELECT {0} FROM {1} WHERE trashed IS NULL AND {0} IS NOT NULL GROUP BY {0}{2} HAVING count(*) > 1)"
_ADDRESS = _SHARED.format("email", "personnel", " COLLATE NOCASE")
_TROUBLES = (
    ("personnel", "full_name IS NULL AND family_name IS NULL AND given_name IS NULL AND native_name IS NULL"),
    ("personnel", "end_date < substr(start_date, 1, length(end_date))"),
    ("personnel", "start_date > date(:day, '+2 years')"),
    ("personnel", "status NOT IN ('planned', 'active', 'left')"),
    (
        "personnel",
        "nationality IS NULL AND country IS NULL AND (institution_id IS NULL OR institution_id IN "
        "(SELECT id FROM institutions WHERE country IS NULL))",
    ),
    ("personnel", "institution_id IS NULL AND institution IS NOT NULL"),
    ("personnel", "substr(phone, 1, 1) <> '+'"),
    ("personnel", f"email IS NOT NULL AND {_ADDRESS}"),
    ("personnel", "orcid IS NOT NULL AND " + _SHARED.format("orcid", "personnel", "")),
    ("institutions", "ror IS NOT NULL AND " + _SHARED.format("ror", "institutions", "")),
    (
        "institutions",
        "stage IN ('signed', 'active') AND id NOT IN "
        "(SELECT institution_id FROM personnel WHERE trashed IS NULL AND institution_id IS NOT NULL)",
    ),
)
_FLOOR = (
    f"SELECT count(*), sum(start_date IS NULL) {_THERE}",
    f"SELECT {_ORIGIN}, count(*) {_THERE} GROUP BY 1",
    f"SELECT workstream, count(*) {_THERE} GROUP BY 1",
    f"SELECT substr({_SINCE}, 1, 4), count(*) {_THERE} GROUP BY 1",
    f"SELECT status, {_SINCE} > :day, end_date < :day, count(*) {_PEOPLE} GROUP BY 1, 2, 3",
    f"SELECT {_WHY}, count(*) {_PEOPLE} GROUP BY 1",
    f"SELECT {_SINCE}, count(*) {_EVER} GROUP BY 1",
    f"SELECT end_date, count(*) {_EVER} AND end_date IS NOT NULL GROUP BY 1",
    f"SELECT count(*) {_EVER} AND (start_date IS NULL OR length(start_date) < 10 OR length(end_date) < 10)",
    f"SELECT id, email FROM personnel WHERE trashed IS NULL AND email IS NOT NULL AND {_ADDRESS}",
    "SELECT id FROM personnel WHERE trashed IS NULL AND other_nationalities IS NOT NULL",
    *(_FOUND.format(kind=kind, condition=condition) for kind, condition in _TROUBLES),
    *(
        f"SELECT * FROM {kind} WHERE trashed IS NULL"
        for kind in ("targets", "rules", "claims", "workstreams")
    ),
    *(
        f"SELECT {column}, count(*) FROM {kind} WHERE {_SIGNED} GROUP BY 1"
        for kind in ("partners", "institutions")
        for column in ("1", "country", "stage", "instrument", "signed_on")
    ),
    *(
        f"SELECT stage, count(*) FROM {kind} WHERE trashed IS NULL GROUP BY 1"
        for kind in ("partners", "institutions")
    ),
    *(
        f"SELECT merged_into, id FROM {kind} WHERE merged_into IS NOT NULL"
        for kind in ("partners", "personnel")
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
