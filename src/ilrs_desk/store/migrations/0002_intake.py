"""Step 2: other names and addresses, merged records, kept files, answers, and records that are not the same."""

from __future__ import annotations

from typing import Any

_MERGED = ("partners", "institutions", "personnel", "agreements", "targets", "rules", "claims", "meetings")
_COLUMNS = (
    ("partners", "aliases"),
    ("personnel", "aliases"),
    ("personnel", "other_emails"),
    ("personnel", "other_phones"),
    ("imports", "dated"),
    ("import_tables", "columns"),
    ("import_rows", "told"),
    ("mappings", "kind"),
    ("mappings", "headers"),
    ("mappings", "orders"),
    ("mappings", "policies"),
)
_TABLES = (
    """CREATE TABLE kept_files (
    source_id INTEGER PRIMARY KEY REFERENCES sources(id), packed BLOB NOT NULL
) STRICT""",
    """CREATE TABLE answers (
    agency_id INTEGER NOT NULL, field TEXT NOT NULL, "text" TEXT NOT NULL, value TEXT,
    PRIMARY KEY (agency_id, field, "text")
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE distinctions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    changeset_id INTEGER NOT NULL, entered_on TEXT NOT NULL, trashed TEXT,
    merged_into INTEGER REFERENCES distinctions(id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT, one TEXT, other TEXT, why TEXT
) STRICT""",
    "CREATE INDEX import_rows_of_record ON import_rows(kind, record_id) WHERE record_id IS NOT NULL",
    "CREATE INDEX imports_of_changeset ON imports(changeset_id)",
    "CREATE INDEX imports_of_source ON imports(source_id)",
)


def up(migrator: Any, db: Any) -> None:
    """Add columns, all empty, and tables."""
    for table in _MERGED:
        # Deferred: an undo may bring a merged record and the one that it went into back in one statement.
        db.execute_sql(
            f"ALTER TABLE {table} ADD COLUMN merged_into INTEGER "
            f"REFERENCES {table}(id) DEFERRABLE INITIALLY DEFERRED"
        )
        db.execute_sql(
            f"CREATE INDEX {table}_merged_into ON {table}(merged_into) WHERE merged_into IS NOT NULL"
        )
    for table, column in _COLUMNS:
        db.execute_sql(f"ALTER TABLE {table} ADD COLUMN {column} TEXT")
    for statement in _TABLES:
        db.execute_sql(statement)
