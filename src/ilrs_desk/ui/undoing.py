"""Undo and redo as the window offers them: named, and asked about when something would stay as it is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ilrs_desk.domain.changes import Act, ChangeSet, Kept, UndoResult
from ilrs_desk.domain.kinds import JOURNALLED
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.undo import preview_undo, redo, undo

from .session import Session
from .text import isolate, say, tr, visible
from .values import shown_value

_LISTED = 8


class Undoing(QObject):
    """What can be taken back or brought again now. ``changed()`` when that did; ``told(str)`` what was done."""

    changed = Signal()
    told = Signal(str)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(session)
        self._session = session
        self._window = window
        self.next_undo: ChangeSet | None = None
        self.next_redo: ChangeSet | None = None
        session.office_changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """Ask the office what comes next, where it can be changed at all."""
        if not self._session.read_only:
            self._session.work(_next, self._take, owner=self)

    def undo(self, changeset_id: int | None = None) -> None:
        """Take a change set back (the newest one if None); asks first when later edits would stay."""
        self._session.work(
            lambda office: preview_undo(office, changeset_id),
            lambda result: self._ask_or_go(result, changeset_id),
            owner=self,
        )

    def redo(self) -> None:
        """Bring back what was undone last."""
        self._session.work(redo, lambda result: self._done(result, tr("Brought back: {act}")), owner=self)

    def _take(self, found: tuple[ChangeSet | None, ChangeSet | None]) -> None:
        self.next_undo, self.next_redo = found
        self.changed.emit()

    def _ask_or_go(self, result: UndoResult, changeset_id: int | None) -> None:
        if not result.kept:
            self._go(changeset_id)
            return
        from .dialogs import ask

        merge = result.undone.act is Act.MERGE
        kept = [_kept_line(each) for each in result.kept]
        ask(
            self._window,
            tr("Part them again: {act}?" if merge else "Undo: {act}?", act=result.undone.title),
            _stays(len(kept)) + "\n\n" + "\n".join(kept[:_LISTED]) + ("\n…" if len(kept) > _LISTED else ""),
            tr("Un-merge the Rest") if merge else tr("Undo the Rest"),
            lambda: self._go(changeset_id),
            details="\n".join(kept) if len(kept) > _LISTED else "",
        )

    def _go(self, changeset_id: int | None) -> None:
        self._session.work(
            lambda office: undo(office, changeset_id),
            lambda result: self._done(result, tr("Undone: {act}")),
            owner=self,
        )

    def _done(self, result: UndoResult, sentence: str) -> None:
        if result.changeset is None:
            self.told.emit(tr("Nothing could be taken back; all of it was changed since."))
        else:
            self.told.emit(sentence.replace("{act}", say(result.undone.title)))


def _next(office: Office) -> tuple[ChangeSet | None, ChangeSet | None]:
    return office.next_undo(), office.next_redo()


def _stays(count: int) -> str:
    if count == 1:
        return tr("One of its values was changed since, or is needed by other records. It stays as it is:")
    return tr(
        "{count} of its values were changed since, or are needed by other records. They stay as they are:",
        count=count,
    )


def _kept_line(kept: Kept) -> str:
    field = JOURNALLED[kept.kind].by_key.get(kept.field or "")
    name = isolate(visible(kept.label))
    if field is None:
        return f"• {name}: {say(kept.why)}"
    return f"• {name}, {tr(field.label)}: {isolate(shown_value(field, kept.value))} ({say(kept.why)})"
