"""Import of a roster against the cheapest thing that could do it: calamine's read and a raw executemany."""

from __future__ import annotations

import argparse
import itertools
import tempfile
from pathlib import Path

import apsw
import python_calamine
from _measure import side_by_side, tell
from _people import write_roster

from ilrs_desk.domain.kinds import PERSONNEL
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.open_office import create_office, open_office
from ilrs_desk.usecases.preview_import import preview_import


def import_it(roster: Path, office: Path) -> None:
    """Ours: the whole way from file to committed records, through the use cases."""
    desk = open_office(office)
    try:
        commit_import(desk, preview_import(desk, [roster]).plan)
    finally:
        desk.close()


def floor(roster: Path, database: Path, indexes: list[str]) -> None:
    """Read with calamine, insert all cells as text in one transaction, with the indexes that ours has."""
    rows = python_calamine.CalamineWorkbook.from_path(str(roster)).get_sheet_by_index(0).to_python()
    connection = apsw.Connection(str(database))
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    columns = list(PERSONNEL.columns)[: len(rows[0])]
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"CREATE TABLE personnel (id INTEGER PRIMARY KEY, {', '.join(PERSONNEL.columns)})")
    marks = ", ".join("?" * len(columns))
    cells = ([None if cell == "" else str(cell) for cell in row] for row in rows[1:])
    connection.executemany(f"INSERT INTO personnel ({', '.join(columns)}) VALUES ({marks})", cells)
    for index in indexes:
        connection.execute(index)
    connection.execute("COMMIT")
    connection.close()


def _indexes(office: Path) -> list[str]:
    """The indexes of our table, on the plain columns that their folded copies come from."""
    connection = apsw.Connection(str(office))
    found = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'personnel' AND sql IS NOT NULL"
    )
    made = [
        f"CREATE INDEX {name} ON personnel({', '.join(columns)})"
        for name, sql in found
        if (columns := _columns(sql))
    ]
    connection.close()
    return made


def _columns(sql: str) -> list[str]:
    listed = sql[sql.index("(") + 1 : sql.index(")")].split(",")
    names = [name.split()[0].strip('"').removeprefix("sort_") for name in listed]
    return [name for name in names if name in PERSONNEL.columns]


def main() -> None:
    """Print the ratio for new rows and for the same return again."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, nargs="+", default=[5000])
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--quick", action="store_true", help="500 rows, one run: only whether it works")
    arguments = asked.parse_args()
    rows, runs = ([500], 1) if arguments.quick else (arguments.rows, arguments.runs)
    for count in rows:
        with tempfile.TemporaryDirectory() as folder:
            _bench(Path(folder), count, runs)


def _bench(folder: Path, count: int, runs: int) -> None:
    roster, numbers = folder / "roster.xlsx", itertools.count()
    write_roster(roster, count)
    create_office(folder / "first.ilrs")
    indexes = _indexes(folder / "first.ilrs")
    fresh = iter(_fresh(folder, runs + 1))

    def bare() -> None:
        floor(roster, folder / f"floor{next(numbers)}.db", indexes)

    new = side_by_side(lambda: import_it(roster, next(fresh)), bare, runs)
    tell(f"import of {count:,} new people", new, "calamine read + raw executemany")
    import_it(roster, folder / "first.ilrs")
    same = side_by_side(lambda: import_it(roster, folder / "first.ilrs"), bare, runs)
    tell(f"the same {count:,} people again", same, "calamine read + raw executemany")


def _fresh(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"ours{number}.ilrs" for number in range(count)]
    for path in paths:
        create_office(path)
    return paths


if __name__ == "__main__":
    main()
