"""The list of what an officer should look at: a line for each kind of matter, with how many there are of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ilrs_desk.domain.counting import Attention
from ilrs_desk.ui.copying import as_lines
from ilrs_desk.ui.labels import PlainLabel, set_tip
from ilrs_desk.ui.text import number, say, title_case, tr, unmarked

from .panel import ChartPanel

#: By code what several matters of it are called, and how they look; the most pressing first.
_MATTERS = {
    "agreement.ended": ("{n} agreements have ended, and their status does not say so", "bad"),
    "agreement.expires": ("{n} agreements end soon", "warn"),
    "application.unanswered": ("{n} applications without an answer", "warn"),
    "signature.undated": ("{n} have signed, on which day is not recorded", "new"),
}
_TOLD = 12  # sentences in the tip of a line


class AttentionPanel(ChartPanel):
    """``opened(kind, id)`` for a matter of one record, ``several_opened(code)`` for those of which there are more."""

    opened = Signal(str, int)
    several_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Needs attention"), parent)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._shown: dict[str, MatterLine] = {}
        self._found: dict[str, list[Attention]] = {}
        self.corner.addWidget(self.more)
        self.nothing = PlainLabel(tr("Nothing at the moment."), role="muted")
        self.body.addLayout(self._lines)
        self.body.addWidget(self.nothing)
        self.body.addStretch(1)

    def show_attention(self, found: Sequence[Attention], footnote: str) -> None:
        """Show ``found``; a line that is there already stays where the keyboard may be on it."""
        self._found = {}
        for one in found:
            self._found.setdefault(one.code, []).append(one)
        for code in [code for code in self._shown if code not in self._found]:
            self._shown.pop(code).deleteLater()
        chip = self.fontMetrics().horizontalAdvance(
            number(max((len(x) for x in self._found.values()), default=0))
        )
        for place, code in enumerate(sorted(self._found, key=_place)):
            if code not in self._shown:
                self._shown[code] = MatterLine(_MATTERS.get(code, ("", "new"))[1])
                self._shown[code].clicked.connect(lambda code=code: self._open(code))
            if self._lines.indexOf(self._shown[code]) != place:
                self._lines.insertWidget(place, self._shown[code])
            self._shown[code].tell(len(self._found[code]), self.words_of(code), self._told(code), chip + 16)
        self.nothing.setVisible(not self._found)
        self.note(footnote)

    def lines(self) -> list[MatterLine]:
        """The lines from the top."""
        return [self._shown[code] for code in sorted(self._found, key=_place)]

    def matters(self, code: str) -> Sequence[Attention]:
        """All matters of one code."""
        return self._found.get(code, ())

    def rows(self) -> Sequence[Sequence[str]]:
        return [[title_case(say(one.message))] for found in self._found.values() for one in found]

    def words_of(self, code: str) -> str:
        """What the matters of one code are called together."""
        found = self._found[code]
        words, _ = _MATTERS.get(code, ("", ""))
        if len(found) > 1 and words:
            return tr(words, n=len(found))
        first = title_case(say(found[0].message))
        return first if len(found) == 1 else tr("{first}, and {n} more", first=first, n=len(found) - 1)

    def _told(self, code: str) -> str:
        found = [title_case(say(one.message)) for one in self._found[code][:_TOLD]]
        rest = len(self._found[code]) - len(found)
        return "\n".join([*found, *([tr("and {n} more", n=rest)] if rest else [])])

    def _open(self, code: str) -> None:
        found = self._found.get(code, [])
        if len(found) == 1:
            self.opened.emit(found[0].kind, found[0].id)
        elif found:
            self.several_opened.emit(code)


class MatterLine(QWidget):
    """A number and a sentence that is clicked; ``clicked()``."""

    clicked = Signal()

    def __init__(self, role: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.count = PlainLabel(role=role)
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence = _Sentence()
        self.sentence.clicked.connect(self.clicked)
        row.addWidget(self.count)
        row.addWidget(self.sentence, 1)

    def tell(self, count: int, words: str, told: str, width: int) -> None:
        """Show other words; ``told`` is the tip, ``width`` the room for the number."""
        self.count.setText(number(count))
        self.count.setMinimumWidth(width)
        self.sentence.tell(words, told)

    def click(self) -> None:
        """As if the user had clicked the sentence."""
        self.sentence.click()

    def copy(self) -> None:
        """Put the sentence on the clipboard."""
        QGuiApplication.clipboard().setText(as_lines([[self.sentence.accessibleName()]]))


class _Sentence(QPushButton):
    """A sentence whose end gives way where it does not fit."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setProperty("role", "line")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumWidth(40)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def tell(self, words: str, told: str) -> None:
        """Show ``words``, with ``told`` as the tip."""
        self._whole = words
        self.setAccessibleName(words)
        set_tip(self, told)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width() - 10)
        self.setText(unmarked(shown))


def _place(code: str) -> int:
    return list(_MATTERS).index(code) if code in _MATTERS else len(_MATTERS)
