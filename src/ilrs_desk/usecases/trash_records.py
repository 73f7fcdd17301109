"""Move records to the trash and take them out again."""

from __future__ import annotations

from collections.abc import Sequence

from ilrs_desk.domain.changes import TRASHED, Act, ChangeSet, Draft, Write
from ilrs_desk.domain.naming import count_of
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office


def trash_records(office: Office, kind: str, ids: Sequence[int]) -> ChangeSet | None:
    """Move the records to the trash, from where they can be restored; they leave every list and total."""
    return _set(office, kind, ids, "yes", Act.TRASH, "move of {records} to the trash")


def restore_records(office: Office, kind: str, ids: Sequence[int]) -> ChangeSet | None:
    """Take the records out of the trash."""
    return _set(office, kind, ids, None, Act.RESTORE, "restoring of {records}")


def _set(
    office: Office, kind: str, ids: Sequence[int], mark: str | None, act: Act, title: str
) -> ChangeSet | None:
    writes = tuple(Write(kind, {TRASHED: mark}, record_id) for record_id in ids)
    if not writes:
        return None
    only = office.get(kind, ids[0]) if len(writes) == 1 else None
    records = only.label if only else count_of(kind, len(writes))
    return office.write(Draft(act, Message(title, {"records": records}), writes))
