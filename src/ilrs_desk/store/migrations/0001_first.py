"""Step 1: the tables of the first office files."""

from __future__ import annotations

from typing import Any

_JOURNAL = (
    """CREATE TABLE changesets (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, day TEXT NOT NULL, who TEXT NOT NULL,
    act TEXT NOT NULL, title TEXT NOT NULL, params TEXT NOT NULL, "key" TEXT NOT NULL UNIQUE,
    undoes INTEGER REFERENCES changesets(id), undone_by INTEGER REFERENCES changesets(id),
    import_id INTEGER, size INTEGER NOT NULL, digest TEXT NOT NULL
) STRICT""",
    """CREATE TABLE changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, changeset_id INTEGER NOT NULL REFERENCES changesets(id),
    kind TEXT NOT NULL, record_id INTEGER NOT NULL, label TEXT NOT NULL, old TEXT, new TEXT,
    file TEXT, sheet TEXT, "row" INTEGER
) STRICT""",
    "CREATE INDEX changes_of_changeset ON changes(changeset_id)",
    "CREATE INDEX changes_of_record ON changes(kind, record_id)",
)
_RECORDS = (
    """CREATE TABLE partners (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    changeset_id INTEGER NOT NULL, entered_on TEXT NOT NULL,
    trashed TEXT, name TEXT, native_name TEXT, kind TEXT, country TEXT, stage TEXT,
    agency TEXT, signed_on TEXT, instrument TEXT, source TEXT, notes TEXT, sort_name TEXT,
    sort_country TEXT
) STRICT""",
    "CREATE INDEX partners_by_name ON partners(sort_name) WHERE trashed IS NULL",
    "CREATE INDEX partners_by_country ON partners(sort_country) WHERE trashed IS NULL",
    "CREATE INDEX partners_by_signed_on ON partners(signed_on) WHERE trashed IS NULL",
    "CREATE INDEX partners_in_trash ON partners(trashed) WHERE trashed IS NOT NULL",
    """CREATE TABLE institutions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    changeset_id INTEGER NOT NULL, entered_on TEXT NOT NULL,
    trashed TEXT, name TEXT, native_name TEXT, acronym TEXT, aliases TEXT, country TEXT,
    city TEXT, address TEXT, type TEXT, stage TEXT, website TEXT, ror TEXT, contact_name TEXT,
    contact_email TEXT, contact_phone TEXT, signed_on TEXT, instrument TEXT, agreement_no TEXT,
    source TEXT, notes TEXT, sort_name TEXT, sort_country TEXT
) STRICT""",
    "CREATE INDEX institutions_by_name ON institutions(sort_name) WHERE trashed IS NULL",
    "CREATE INDEX institutions_by_country ON institutions(sort_country) WHERE trashed IS NULL",
    "CREATE INDEX institutions_by_signed_on ON institutions(signed_on) WHERE trashed IS NULL",
    "CREATE INDEX institutions_in_trash ON institutions(trashed) WHERE trashed IS NOT NULL",
    """CREATE TABLE personnel (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    changeset_id INTEGER NOT NULL, entered_on TEXT NOT NULL,
    trashed TEXT, family_name TEXT, given_name TEXT, full_name TEXT, native_name TEXT,
    title TEXT, nationality TEXT, institution TEXT, country TEXT, department TEXT, role TEXT,
    discipline TEXT, degree TEXT, workstream TEXT, email TEXT, phone TEXT, orcid TEXT,
    status TEXT, start_date TEXT, end_date TEXT, notes TEXT,
    institution_id INTEGER REFERENCES institutions(id), sort_full_name TEXT,
    sort_nationality TEXT, sort_institution TEXT
) STRICT""",
    "CREATE INDEX personnel_by_full_name ON personnel(sort_full_name) WHERE trashed IS NULL",
    "CREATE INDEX personnel_by_nationality ON personnel(sort_nationality) WHERE trashed IS NULL",
    "CREATE INDEX personnel_by_institution ON personnel(sort_institution) WHERE trashed IS NULL",
    "CREATE INDEX personnel_by_email ON personnel(email) WHERE trashed IS NULL",
    "CREATE INDEX personnel_by_start_date ON personnel(start_date) WHERE trashed IS NULL",
    "CREATE INDEX personnel_in_trash ON personnel(trashed) WHERE trashed IS NOT NULL",
    "CREATE INDEX personnel_of_institution ON personnel(institution_id) WHERE institution_id IS NOT NULL",
    "CREATE INDEX personnel_without_institution ON personnel(institution)"
    " WHERE institution_id IS NULL AND institution IS NOT NULL",
    """CREATE TABLE agreements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    changeset_id INTEGER NOT NULL, entered_on TEXT NOT NULL,
    trashed TEXT, reference TEXT, title TEXT, instrument TEXT, partner TEXT, institution TEXT,
    signed_on TEXT, announced_on TEXT, effective_on TEXT, expires_on TEXT, status TEXT,
    signatory TEXT, notes TEXT, partner_id INTEGER REFERENCES partners(id),
    institution_id INTEGER REFERENCES institutions(id), sort_title TEXT, sort_partner TEXT,
    sort_institution TEXT
) STRICT""",
    "CREATE INDEX agreements_by_title ON agreements(sort_title) WHERE trashed IS NULL",
    "CREATE INDEX agreements_by_partner ON agreements(sort_partner) WHERE trashed IS NULL",
    "CREATE INDEX agreements_by_institution ON agreements(sort_institution) WHERE trashed IS NULL",
    "CREATE INDEX agreements_by_signed_on ON agreements(signed_on) WHERE trashed IS NULL",
    "CREATE INDEX agreements_in_trash ON agreements(trashed) WHERE trashed IS NOT NULL",
    "CREATE INDEX agreements_of_partner ON agreements(partner_id) WHERE partner_id IS NOT NULL",
    "CREATE INDEX agreements_without_partner ON agreements(partner)"
    " WHERE partner_id IS NULL AND partner IS NOT NULL",
    "CREATE INDEX agreements_of_institution ON agreements(institution_id) WHERE institution_id IS NOT NULL",
    "CREATE INDEX agreements_without_institution ON agreements(institution)"
    " WHERE institution_id IS NULL AND institution IS NOT NULL",
    """CREATE TABLE targets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    changeset_id INTEGER NOT NULL, entered_on TEXT NOT NULL,
    trashed TEXT, "key" TEXT, label TEXT, kind TEXT, number TEXT, deadline TEXT,
    baseline_date TEXT, baseline_value TEXT, owner TEXT
) STRICT""",
    """CREATE TABLE rules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    changeset_id INTEGER NOT NULL, entered_on TEXT NOT NULL,
    trashed TEXT, code TEXT, target TEXT, version TEXT, stages TEXT, host TEXT, founders TEXT,
    count_host TEXT, count_founders TEXT, count_applicants TEXT, count_organisations TEXT,
    count_home TEXT
) STRICT""",
    """CREATE TABLE claims (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    changeset_id INTEGER NOT NULL, entered_on TEXT NOT NULL,
    trashed TEXT, target TEXT, value TEXT, wording TEXT, claimed_on TEXT, source TEXT
) STRICT""",
    """CREATE TABLE meetings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    changeset_id INTEGER NOT NULL, entered_on TEXT NOT NULL,
    trashed TEXT, title TEXT, held_on TEXT, place TEXT, notes TEXT
) STRICT""",
)
_LINKING = (
    """CREATE TABLE names (
    kind TEXT NOT NULL, name TEXT NOT NULL, record_id INTEGER NOT NULL,
    PRIMARY KEY (kind, name, record_id)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX names_of_record ON names(kind, record_id)",
)
_IMPORTS = (
    """CREATE TABLE sources (
    id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, sha256 TEXT, size INTEGER
) STRICT""",
    "CREATE UNIQUE INDEX sources_once ON sources(title, ifnull(sha256, ''))",
    """CREATE TABLE agencies (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE
) STRICT""",
    """CREATE TABLE mappings (
    id INTEGER PRIMARY KEY AUTOINCREMENT, agency_id INTEGER NOT NULL, fingerprint TEXT NOT NULL,
    fields TEXT NOT NULL, UNIQUE (agency_id, fingerprint)
) STRICT""",
    """CREATE TABLE imports (
    id INTEGER PRIMARY KEY AUTOINCREMENT, changeset_id INTEGER REFERENCES changesets(id),
    at TEXT NOT NULL, who TEXT NOT NULL, source_id INTEGER NOT NULL REFERENCES sources(id),
    agency_id INTEGER REFERENCES agencies(id), counts TEXT NOT NULL, digest TEXT NOT NULL
) STRICT""",
    """CREATE TABLE import_tables (
    id INTEGER PRIMARY KEY AUTOINCREMENT, import_id INTEGER NOT NULL REFERENCES imports(id),
    sheet TEXT NOT NULL, kind TEXT NOT NULL, fingerprint TEXT NOT NULL, headers TEXT NOT NULL,
    fields TEXT NOT NULL
) STRICT""",
    """CREATE TABLE import_rows (
    id INTEGER PRIMARY KEY AUTOINCREMENT, import_id INTEGER NOT NULL REFERENCES imports(id),
    kind TEXT NOT NULL, sheet TEXT NOT NULL, "row" INTEGER NOT NULL, action TEXT NOT NULL,
    record_id INTEGER, taken INTEGER NOT NULL
) STRICT""",
    "CREATE INDEX import_rows_of_import ON import_rows(import_id)",
)
_REST = (
    """CREATE TABLE reported (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, record TEXT NOT NULL,
    source_id INTEGER REFERENCES sources(id), confidence TEXT NOT NULL, why TEXT NOT NULL, record_id INTEGER
) STRICT""",
    """CREATE TABLE about ("key" TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID""",
)
_SEARCH = """CREATE VIRTUAL TABLE {kind}_search USING fts5(
    body, columnsize=0, prefix='1 2 3', tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
)"""
_SEARCHED = ("partners", "institutions", "personnel", "agreements")


def up(migrator: Any, db: Any) -> None:
    """Make every table and index."""
    for statement in (*_JOURNAL, *_RECORDS, *_LINKING, *_IMPORTS, *_REST):
        db.execute_sql(statement)
    for kind in _SEARCHED:
        db.execute_sql(_SEARCH.format(kind=kind))
        db.execute_sql(f"INSERT INTO {kind}_search({kind}_search, rank) VALUES('secure-delete', 1)")
