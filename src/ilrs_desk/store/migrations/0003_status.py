"""Step 3: what rules and targets ask, when partners applied and left, workstreams, groupings, seals, due reports."""

from __future__ import annotations

from typing import Any

_COLUMNS = (
    ("personnel", "other_nationalities"),
    ("institutions", "workstream"),
    *((kind, day) for kind in ("partners", "institutions") for day in ("applied_on", "ended_on")),
    ("targets", "region"),
    ("targets", "grouping"),
    ("targets", "workstream"),
    ("targets", "year"),
    ("targets", "notes"),
    ("rules", "definition"),
    ("rules", "omit_countries"),
    ("rules", "minimum_instrument"),
    ("rules", "doubles"),
    ("rules", "nationalities"),
    ("rules", "effective_from"),
    ("rules", "effective_until"),
    ("rules", "supersedes"),
    ("claims", "notes"),
    ("claims", "covers"),
    ("claims", "named"),
    ("reported", "reported_on"),
    ("agencies", "return_months"),
    ("agencies", "contact"),
    ("agencies", "language"),
)
_SETTLED = {
    "workstreams": 'key TEXT, label TEXT, native_name TEXT, aliases TEXT, "group" TEXT, source TEXT, notes TEXT',
    "groupings": "key TEXT, label TEXT, source TEXT, notes TEXT",
    "memberships": '"grouping" TEXT, country TEXT, since TEXT, until TEXT, source TEXT',
}
_RECORDS = """CREATE TABLE {kind} (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    changeset_id INTEGER NOT NULL, entered_on TEXT NOT NULL, trashed TEXT,
    merged_into INTEGER REFERENCES {kind}(id) DEFERRABLE INITIALLY DEFERRED,
    {columns}
) STRICT"""
_SEALS = (
    """CREATE TABLE seals (
    id INTEGER PRIMARY KEY AUTOINCREMENT, meeting_id INTEGER NOT NULL REFERENCES meetings(id),
    at TEXT NOT NULL, who TEXT NOT NULL, as_of TEXT NOT NULL, generation INTEGER NOT NULL,
    body BLOB NOT NULL, digest TEXT NOT NULL
) STRICT""",
    "CREATE INDEX seals_of_meeting ON seals(meeting_id)",
    """CREATE TABLE seal_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT, seal_id INTEGER NOT NULL REFERENCES seals(id),
    name TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, digest TEXT NOT NULL
) STRICT""",
    "CREATE INDEX seal_files_of_seal ON seal_files(seal_id)",
    """CREATE TABLE sealed (
    kind TEXT NOT NULL, record_id INTEGER NOT NULL, seal_id INTEGER NOT NULL REFERENCES seals(id),
    PRIMARY KEY (kind, record_id, seal_id)
) STRICT, WITHOUT ROWID""",
)

# Who needs attention is told at each look at the status, so it may not cost a walk through all people.
_TROUBLES = (
    "CREATE INDEX personnel_nameless ON personnel(id) WHERE trashed IS NULL AND full_name IS NULL"
    " AND family_name IS NULL AND given_name IS NULL AND native_name IS NULL",
    "CREATE INDEX personnel_ended_before_start ON personnel(id) WHERE trashed IS NULL"
    " AND end_date < substr(start_date, 1, length(end_date))",
    "CREATE INDEX personnel_of_unread_status ON personnel(id) WHERE trashed IS NULL"
    " AND status NOT IN ('planned', 'active', 'left')",
    "CREATE INDEX personnel_of_unread_phone ON personnel(id) WHERE trashed IS NULL AND substr(phone, 1, 1) <> '+'",
    "CREATE INDEX personnel_of_no_country ON personnel(institution_id) WHERE trashed IS NULL"
    " AND nationality IS NULL AND country IS NULL",
    "CREATE INDEX personnel_at_institution ON personnel(institution_id)"
    " WHERE trashed IS NULL AND institution_id IS NOT NULL",
    "CREATE INDEX personnel_by_orcid ON personnel(orcid) WHERE trashed IS NULL AND orcid IS NOT NULL",
)
# All that counting rules look at, so that the figures are counted without a look at the people themselves.
_COUNTING = (
    "CREATE INDEX personnel_counting ON personnel(start_date, end_date, status, nationality, other_nationalities,"
    " country, institution_id, workstream, entered_on) WHERE trashed IS NULL",
    "CREATE INDEX personnel_by_address ON personnel(email COLLATE NOCASE)"
    " WHERE trashed IS NULL AND email IS NOT NULL",
    "CREATE INDEX personnel_of_several_nations ON personnel(id)"
    " WHERE trashed IS NULL AND other_nationalities IS NOT NULL",
)


def up(migrator: Any, db: Any) -> None:
    """Add columns, all empty, and tables."""
    for table, column in _COLUMNS:
        db.execute_sql(f'ALTER TABLE {table} ADD COLUMN "{column}" TEXT')
    for kind, columns in _SETTLED.items():
        db.execute_sql(_RECORDS.format(kind=kind, columns=columns))
        db.execute_sql(
            f"CREATE INDEX {kind}_merged_into ON {kind}(merged_into) WHERE merged_into IS NOT NULL"
        )
    for statement in (*_SEALS, *_TROUBLES, *_COUNTING):
        db.execute_sql(statement)
