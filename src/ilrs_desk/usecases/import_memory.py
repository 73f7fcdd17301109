"""What the office remembers of earlier imports, in the form that drawing a plan needs."""

from __future__ import annotations

from ilrs_desk.domain.dates import format_partial
from ilrs_desk.domain.memory import Memory
from ilrs_desk.store.office import Office


def import_memory(office: Office) -> Memory:
    """Remembered columns, choices and answers, earlier lists and files seen before."""
    register = office.register
    seen = {
        sha256: f"imported on {format_partial(found.at.astimezone().date().isoformat())} by {found.who} as {found.file}"
        for sha256, found in register.seen().items()
    }
    return Memory(
        register.mappings(),
        tuple(register.lists()),
        seen,
        register.choices(),
        register.answers(),
        register,
    )
