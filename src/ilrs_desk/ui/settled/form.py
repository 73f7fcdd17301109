"""A form of the fields of one kind that the office settles, and what is typed into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ilrs_desk.domain.fields import Choice, RecordKind
from ilrs_desk.domain.records import Value
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.text import tr
from ilrs_desk.ui.values import field_label

from .parts import FlagPart, Part, TicksPart, make_part, settled_text

#: By field, what may be chosen.
Offered = Mapping[str, Sequence[Choice]]


class SettledForm(QWidget):
    """``changed()`` with every stroke. ``keys`` of the kind's fields from the top; ``offered`` by field.

    ``blanks``: what an empty choice means; ``names``: other words for a label.
    """

    changed = Signal()

    def __init__(
        self,
        kind: RecordKind,
        keys: Sequence[str],
        session: Session,
        *,
        offered: Offered | None = None,
        blanks: Mapping[str, str] | None = None,
        names: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self.kind = kind
        self.parts: dict[str, Part] = {}
        self._given: dict[str, str] = {}
        self._names = names or {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnMinimumWidth(0, self.fontMetrics().averageCharWidth() * 16)
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        for key in keys:
            field = kind.by_key[key]
            part = make_part(field, session, (offered or {}).get(key), (blanks or {}).get(key))
            part.changed.connect(self.changed)
            self.parts[key] = part
            self._add(key, part)
        self.offer({})

    def offer(self, values: Mapping[str, Value]) -> None:
        """Show ``values`` instead of what stands here."""
        self.blockSignals(True)
        for key, part in self.parts.items():
            part.offer(settled_text(self.kind.by_key[key], values.get(key)))
            # A part may write what it was given in its own way; that is no change of the person's.
            self._given[key] = part.text()
        self.blockSignals(False)

    def typed(self) -> dict[str, str]:
        """What stands in each field, where it is another text than the one offered."""
        return {key: part.text() for key, part in self.parts.items() if part.text() != self._given[key]}

    def whole(self) -> dict[str, str]:
        """What stands in every field that is not empty."""
        return {key: text for key, part in self.parts.items() if (text := part.text())}

    def take(self, typed: Mapping[str, str]) -> None:
        """Show what was typed before, over what was offered."""
        self.blockSignals(True)
        for key, text in typed.items():
            if key in self.parts:
                self.parts[key].offer(text)
        self.blockSignals(False)

    def lock(self, locked: bool) -> None:
        """Show without letting anything be changed."""
        for part in self.parts.values():
            part.lock(locked)

    def begin(self) -> None:
        """Put the cursor into the first field."""
        next(iter(self.parts.values())).setFocus()

    def _add(self, key: str, part: Part) -> None:
        field, row = self.kind.by_key[key], self._grid.rowCount()
        name = tr(self._names[key]) if key in self._names else field_label(field)
        part.setAccessibleName(name)
        if (inside := part.focusProxy()) is not None and not isinstance(part, TicksPart):
            inside.setAccessibleName(name)
        if not isinstance(part, FlagPart):
            label = PlainLabel(name + (" *" if field.required else ""), role="muted", wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            label.setContentsMargins(0, 5, 0, 0)
            label.setBuddy(part)
            self._grid.addWidget(label, row, 0)
        self._grid.addWidget(part, row, 1)
