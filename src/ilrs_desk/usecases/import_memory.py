"""What the office remembers of earlier imports, in the form that drawing a plan needs."""

from __future__ import annotations

from ilrs_desk.domain.dates import format_partial
from ilrs_desk.domain.memory import Memory
from ilrs_desk.store.office import Office


def import_memory(office: Office) -> Memory:
    """Remembered columns, earlier lists and files seen before."""
    seen = {
        sha256: f"imported on {format_partial(found.at.astimezone().date().isoformat())} by {found.who} as {found.file}"
        for sha256, found in office.seen_files().items()
    }
    return Memory(office.mappings(), tuple(office.import_lists()), seen)
