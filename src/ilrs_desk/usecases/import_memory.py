"""What the office remembers of earlier imports, in the form that drawing a plan needs."""

from __future__ import annotations

from ilrs_desk.domain.dates import format_partial
from ilrs_desk.domain.memory import Memory
from ilrs_desk.store.office import Office
from ilrs_desk.store.register import ImportRecord


def import_memory(office: Office) -> Memory:
    """Remembered columns, choices and answers, earlier lists and files seen before."""
    register = office.register
    stand = [(found, _day(found)) for found in register.imports() if not found.undone]
    return Memory(
        register.mappings(),
        tuple(register.lists()),
        {
            found.sha256: f"imported on {format_partial(day)} by {found.who} as {found.file}"
            for found, day in reversed(stand)
        },
        register.choices(),
        register.answers(),
        register,
        {found.sha256: day for found, day in stand},
    )


def _day(found: ImportRecord) -> str:
    return found.at.astimezone().date().isoformat()
