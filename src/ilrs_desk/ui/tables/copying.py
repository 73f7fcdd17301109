"""Selected cells of a table of records onto the clipboard, however many, while the window stays alive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ilrs_desk.domain.fields import Field, RecordKind
from ilrs_desk.domain.naming import count_of
from ilrs_desk.store.office import Office
from ilrs_desk.ui.copying import clipboard_data, copied
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.tasks import Job
from ilrs_desk.ui.text import tr
from ilrs_desk.ui.values import field_label, shown_value
from ilrs_desk.ui.waiting import Waiting

_PART = 1000


def copy_cells(
    session: Session,
    kind: RecordKind,
    ids: Sequence[int],
    fields: Sequence[Field],
    owner: QWidget,
    *,
    headers: bool,
) -> None:
    """Put the ``fields`` of the records ``ids`` on the clipboard as they are shown, unless stopped."""
    office = session.office
    heads = [field_label(field) for field in fields] if headers else []
    waiting = Waiting(tr("Copying {records}…", records=count_of(kind.key, len(ids))), owner, can_stop=True)

    def work(job: Job[tuple[str, str]]) -> tuple[str, str]:
        return copied(heads, _rows(office, kind, ids, fields, job))

    def done(found: tuple[str, str]) -> None:
        waiting.finish()
        if not job.cancelled():
            QGuiApplication.clipboard().setMimeData(clipboard_data(*found))

    def problem(error: Any) -> None:
        waiting.finish()
        session.runner.problem_met.emit(error)

    job = session.runner.run(work, done, problem=problem, stopped=waiting.finish, owner=owner, long=True)
    waiting.stopped.connect(job.cancel)
    session.runner.fault_met.connect(waiting.finish)


def _rows(
    office: Office, kind: RecordKind, ids: Sequence[int], fields: Sequence[Field], job: Job[Any]
) -> list[list[str]]:
    """The cells of all records that are still there, read a part at a time; none where they are not wanted any more."""
    rows: list[list[str]] = []
    for start in range(0, len(ids), _PART):
        if job.cancelled():
            return []
        for record in office.records(kind.key, ids[start : start + _PART]):
            rows.append([shown_value(field, record.shown(field.key)) for field in fields])
    return rows
