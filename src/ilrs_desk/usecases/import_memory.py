"""What the office remembers of earlier imports, in the form that drawing a plan needs."""

from __future__ import annotations

from ilrs_desk.domain.memory import Memory
from ilrs_desk.store.office import Office


def import_memory(office: Office) -> Memory:
    """Remembered columns, earlier lists and files seen before."""
    seen = {
        sha256: f"imported on {found.at.astimezone():%Y-%m-%d %H:%M} by {found.who} as {found.file}"
        for sha256, found in office.seen_files().items()
    }
    return Memory(office.mappings(), tuple(office.import_lists()), seen)
