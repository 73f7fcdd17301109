"""Which columns of a kind are seen, in what order and how wide: remembered, and set back."""

from __future__ import annotations

from PySide6.QtWidgets import QHeaderView

from ilrs_desk.domain.fields import Field, RecordKind, ValueType
from ilrs_desk.ui.painting import MARGIN
from ilrs_desk.ui.settings import Settings
from ilrs_desk.ui.values import shown_date

_BASE_DPI = 96


class Columns:
    """The columns of one kind in one header; what the user sets is kept under the kind's name."""

    def __init__(self, kind: RecordKind, header: QHeaderView, settings: Settings) -> None:
        self._kind = kind
        self._header = header
        self._settings = settings
        # A state kept for other fields would hide the wrong ones, so the fields are part of its name.
        self._key = f"columns/{kind.key}/{'-'.join(kind.by_key)}"

    def restore(self) -> None:
        """Set the header as it was left, or as declared."""
        self.apply_declared()
        state = self._settings.blob(self._key)
        if not state.isEmpty():
            self._header.restoreState(state)

    def keep(self) -> None:
        """Remember the header as it is."""
        self._settings.keep(self._key, self._header.saveState())

    def reset(self) -> None:
        """Back to the declared columns, and remember nothing."""
        self._settings.forget(self._key)
        self.apply_declared()

    def apply_declared(self) -> None:
        """Show the declared columns in the declared order and width."""
        scale = self._header.logicalDpiX() / _BASE_DPI
        for place, field in enumerate(self._kind.fields):
            self._header.moveSection(self._header.visualIndex(place), place)
            self._header.setSectionHidden(place, False)
            self._header.resizeSection(place, max(round(field.width * scale), self._least(field)))
            self._header.setSectionHidden(place, not field.shown)

    def _least(self, field: Field) -> int:
        """A date that is known to the month is longer than a day."""
        if field.type is not ValueType.DATE:
            return 0
        return self._header.fontMetrics().horizontalAdvance(shown_date("2024-05")) + 3 * MARGIN

    def order(self) -> list[int]:
        """All columns from left to right."""
        return [self._header.logicalIndex(place) for place in range(self._header.count())]

    def arrange(self, order: list[int], seen: set[int]) -> None:
        """Show the columns ``seen``, all of them in ``order``; at least one stays."""
        for place, column in enumerate(order):
            self._header.moveSection(self._header.visualIndex(column), place)
        for column in order:
            self._header.setSectionHidden(column, column not in seen)
        self.keep()
