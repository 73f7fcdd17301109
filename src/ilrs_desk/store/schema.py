"""Which tables an office file has: made, recognised by their digest, and brought up step by step."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ilrs_desk.domain.problems import MachineFault
from ilrs_desk.domain.wording import Message

from .connection import APPLICATION_ID, OfficeDatabase

_STEPS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Schema:
    """The steps in ``folder`` (one frozen file each, run in numeric order) and the digest of the tables after each.

    The number of the last step is the file's ``user_version``.
    """

    folder: Path = _STEPS
    digests: Mapping[int, str] = field(default_factory=lambda: DIGESTS)

    @property
    def version(self) -> int:
        """The version that this program writes."""
        return max(self.digests)

    def require(self, db: OfficeDatabase) -> int:
        """The file's version; raises MachineFault if its tables are not exactly those of that version."""
        version = int(db.user_version)
        if self.digests.get(version) != digest_of(db):
            raise MachineFault(
                "office.schema",
                Message(
                    "The tables in this office file are not those that this program makes: it is damaged or was "
                    "changed by something else. It was left as it is. Open your newest backup instead."
                ),
            )
        return version

    def bring_up(self, db: OfficeDatabase) -> None:
        """Run the steps that the file lacks, all or none; no row of a table that stays may get lost."""
        from playhouse.migrations import Runner

        # Enforced foreign keys would empty child tables while their parent is remade, and cannot be switched
        # off inside a transaction.
        db.pragma("foreign_keys", 0)
        try:
            with db.atomic("IMMEDIATE"):
                before = _row_counts(db)
                Runner(db, str(self.folder)).up()
                after = _row_counts(db)
                lost = [table for table, rows in before.items() if after.get(table, 0) < rows]
                broken = db.execute_sql("PRAGMA foreign_key_check").fetchall()
                if lost or broken:
                    raise _step_lost_rows(lost or [row[0] for row in broken])
                db.pragma("application_id", APPLICATION_ID)
                db.pragma("user_version", self.version)
                self.require(db)
        finally:
            db.pragma("foreign_keys", 1)


def digest_of(db: OfficeDatabase) -> str:
    """Digest over the text of every table, index, view and trigger of the file; "" if that cannot be read."""
    rows = db.execute_sql(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema "
        "WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name"
    )
    try:
        text = repr([tuple(row) for row in rows])
    except UnicodeDecodeError:
        # Damage may leave what is no text at all: the tables of no version.
        return ""
    return hashlib.sha256(text.encode()).hexdigest()


def _row_counts(db: OfficeDatabase) -> dict[str, int]:
    tables = [
        row[0]
        for row in db.execute_sql(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' "
            "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '%\\_search\\_%' ESCAPE '\\'"
        )
    ]
    return {table: db.execute_sql(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}  # noqa: S608


def _step_lost_rows(tables: list[str]) -> MachineFault:
    return MachineFault(
        "office.migration",
        Message(
            "Bringing this office file up to the present version would have lost rows ({tables}). It was left as it "
            "was. Go on with the older version of the program and tell its makers.",
            {"tables": ", ".join(tables)},
        ),
    )


#: Digest of the tables after each step.
DIGESTS: Mapping[int, str] = {
    1: "d34d456c7430b503a06cabf79b0501a4e7bc82b9f20bfaeacf0432514d71f027",
    2: "8d79a0dbd789c224d0e0f61c9652d43f4b6758a74e508956a27e1ec29abc4b5e",
    3: "52d03d16feaca515bff5f8238b01cef052176070afb2aec5ecdbe242d202ea3b",
}
