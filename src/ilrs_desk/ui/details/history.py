"""The history of one record: each change set with old and new values, who made it, when, and from which file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ilrs_desk.domain.changes import MERGED, ChangeSet, RecordChange
from ilrs_desk.domain.kinds import JOURNALLED
from ilrs_desk.ui.journal.wording import act_word, changed_fields, place_words
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.text import moment, tr
from ilrs_desk.ui.values import field_label, shown_value

_LISTED = 60


class RecordHistory(QScrollArea):
    """The change sets of a record, newest first. ``open_changeset(id)`` when one is clicked."""

    open_changeset = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def tell(self, changesets: Sequence[ChangeSet]) -> None:
        """Show ``changesets``, each with only this record's change in it, and what was merged into it."""
        body = QWidget()
        body.setProperty("role", "page")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 4, 8, 8)
        layout.setSpacing(3)
        for changeset in changesets[:_LISTED]:
            self._add(layout, changeset)
        if len(changesets) > _LISTED:
            text = tr("{count} older changes stand on the History page.", count=len(changesets) - _LISTED)
            layout.addWidget(PlainLabel(text, role="muted", wrap=True))
        layout.addStretch()
        self.setWidget(body)

    def _add(self, layout: QVBoxLayout, changeset: ChangeSet) -> None:
        top = QHBoxLayout()
        top.addWidget(PlainLabel(act_word(changeset.act), role="new"))
        top.addWidget(PlainLabel(f"{moment(changeset.at)} · {changeset.who}", role="small"))
        top.addStretch()
        more = QPushButton(tr("Open"))
        more.setProperty("role", "link")
        more.setAccessibleName(tr("Open change {number} in the history", number=changeset.id))
        more.clicked.connect(lambda: self.open_changeset.emit(changeset.id))
        top.addWidget(more)
        layout.addLayout(top)
        for change in changeset.changes:
            self._add_change(layout, change)
        if changeset.undone_by is not None:
            layout.addWidget(PlainLabel(tr("taken back later"), role="small"))
        layout.addSpacing(10)

    def _add_change(self, layout: QVBoxLayout, change: RecordChange) -> None:
        if change.old is None:
            layout.addWidget(PlainLabel(tr("Created"), wrap=True))
        elif change.new is None:
            layout.addWidget(PlainLabel(tr("Taken away again"), wrap=True))
        elif change.new.get(MERGED) is not None:
            words = tr(
                "{label} became a part of record {number}", label=change.label, number=change.new[MERGED]
            )
            layout.addWidget(PlainLabel(words, wrap=True))
        else:
            self._add_fields(layout, change)
        if words := place_words(change.place):
            layout.addWidget(PlainLabel(words, role="small", wrap=True))

    def _add_fields(self, layout: QVBoxLayout, change: RecordChange) -> None:
        for field, old, new in changed_fields(JOURNALLED[change.kind], change):
            layout.addWidget(PlainLabel(field_label(field), role="small"))
            row = QHBoxLayout()
            row.setSpacing(8)
            was, now = shown_value(field, old), shown_value(field, new)
            if was:
                row.addWidget(_struck(was))
            row.addWidget(PlainLabel(now or tr("(empty)"), role="ins", wrap=True), 1)
            layout.addLayout(row)


def _struck(text: str) -> PlainLabel:
    label = PlainLabel(text, role="del", wrap=True)
    font = label.font()
    font.setStrikeOut(True)
    label.setFont(font)
    return label
