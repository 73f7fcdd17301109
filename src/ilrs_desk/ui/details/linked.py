"""The records that belong to the one in the pane, each a link to it."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.records import Record
from ilrs_desk.ui.labels import ElidedLabel, PlainLabel
from ilrs_desk.ui.text import number, tr, unmarked, visible
from ilrs_desk.ui.values import shown_value

from .facts import Linked

_LISTED = 40
_BESIDE = {
    "partners": ("stage", "signed_on"),
    "institutions": ("stage", "city"),
    "personnel": ("role",),
    "agreements": ("status", "signed_on"),
}


class LinkedRecords(QScrollArea):
    """Under a heading for each kind, the first of its records and a way to all of them."""

    open_record = Signal(str, int)
    open_records = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._not_in_force: AbstractSet[tuple[str, int]] = frozenset()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def tell(
        self, groups: Sequence[Linked], not_in_force: AbstractSet[tuple[str, int]] = frozenset()
    ) -> None:
        """Show ``groups``; of these (kind, number) are said to be ``not_in_force``."""
        self._not_in_force = not_in_force
        body = QWidget()
        body.setProperty("role", "page")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 4, 8, 8)
        layout.setSpacing(2)
        for group in groups:
            self._add_group(layout, group)
        if not groups:
            layout.addWidget(PlainLabel(tr("Nothing is linked to this record yet."), role="muted", wrap=True))
        layout.addStretch()
        self.setWidget(body)

    def _add_group(self, layout: QVBoxLayout, group: Linked) -> None:
        kind = KINDS[group.kind]
        layout.addWidget(PlainLabel(f"{tr(kind.label)}  {number(len(group.records))}", role="section"))
        for record in group.records[:_LISTED]:
            layout.addLayout(self._line(record))
        if len(group.records) > 1:
            ids = [record.id for record in group.records]
            every = _link(tr("Show all {count} in the table", count=len(ids)))
            every.clicked.connect(lambda: self.open_records.emit(group.kind, ids))
            layout.addWidget(every)
        layout.addSpacing(10)

    def _line(self, record: Record) -> QHBoxLayout:
        row = QHBoxLayout()
        link = _link(record.label)
        link.clicked.connect(lambda: self.open_record.emit(record.kind, record.id))
        row.addWidget(link)
        fields = (KINDS[record.kind].by_key[key] for key in _BESIDE[record.kind])
        beside = [shown for field in fields if (shown := shown_value(field, record.values.get(field.key)))]
        if (record.kind, record.id) in self._not_in_force:
            beside.insert(0, tr("not in force then"))
        row.addWidget(ElidedLabel(" · ".join(beside), role="small"), 1)
        return row


def _link(text: str) -> QPushButton:
    button = QPushButton(unmarked(visible(text)))
    button.setProperty("role", "link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
