"""The documents that the office rests on: the files that were imported, and where reported records were read."""

from __future__ import annotations

from ilrs_desk.domain.text import clean

from .connection import OfficeDatabase, insert_sql
from .journal import next_id
from .models import SourceRow


def note_file(db: OfficeDatabase, name: str, sha256: str, size: int) -> int:
    """The number of the file ``name`` with these contents (``size`` in bytes), noted once however often it comes."""
    return _number_of(db, name, sha256) or _add(db, name, sha256, size)


def note_publication(db: OfficeDatabase, title: str) -> int | None:
    """The number of the publication ``title``, noted once; None if none is named."""
    title = clean(title)
    return (_number_of(db, title, None) or _add(db, title, None, None)) if title else None


def _number_of(db: OfficeDatabase, title: str, sha256: str | None) -> int | None:
    contents = SourceRow.sha256.is_null() if sha256 is None else SourceRow.sha256 == sha256
    row = db.execute(SourceRow.select(SourceRow.id).where(SourceRow.title == title, contents)).fetchone()
    return int(row[0]) if row else None


def _add(db: OfficeDatabase, title: str, sha256: str | None, size: int | None) -> int:
    number = next_id(db, "sources")
    db.execute_sql(insert_sql(SourceRow), (number, title, sha256, size))
    return number
