"""Take a change set back, or bring it again."""

from __future__ import annotations

from ilrs_desk.domain.changes import UndoResult
from ilrs_desk.store.office import Office


def preview_undo(office: Office, changeset_id: int | None = None) -> UndoResult:
    """What :func:`undo` would take back and what it would leave alone; writes nothing."""
    return office.preview_undo(changeset_id)


def undo(office: Office, changeset_id: int | None = None) -> UndoResult:
    """Take back the change set (the newest that stands if None); later edits are left alone and listed."""
    return office.undo(changeset_id)


def redo(office: Office) -> UndoResult:
    """Bring back what was undone last."""
    return office.redo()
