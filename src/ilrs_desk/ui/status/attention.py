"""The list of what an officer should look at: a line for each kind of matter, with how many there are of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ilrs_desk.domain.counting import Attention, Spotted
from ilrs_desk.domain.wording import Message
from ilrs_desk.ui.copying import as_lines
from ilrs_desk.ui.labels import PlainLabel, set_tip
from ilrs_desk.ui.text import number, say, title_case, tr

from .buttons import ElidedButton, word_button
from .panel import ChartPanel

#: Code and kind of record: what belongs together.
Matter = tuple[str, str]
#: How the number of a matter looks, by its code or the first word of that: what presses, and what is only untidy.
_LOOKS = {
    "agreement.ended": "bad",
    "agreement": "warn",
    "application": "warn",
    "agency": "warn",
    "record": "bad",
}
_SHOWN = 8
_TOLD = 12  # sentences in the tip of a line


class AttentionPanel(ChartPanel):
    """``opened(kind, id)`` for a matter of one record, ``several_opened(code, kind)`` where there are more."""

    opened = Signal(str, int)
    several_opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Needs attention"), parent)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._shown: dict[Matter, MatterLine] = {}
        self._found: dict[Matter, list[Attention]] = {}
        self._unfolded = False
        self.corner.addWidget(self.more)
        self.nothing = PlainLabel(tr("Nothing at the moment."), role="muted")
        self.all = word_button("link")
        self.all.clicked.connect(self._unfold)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.all)
        self.body.addStretch(1)

    def show_attention(self, found: Sequence[Attention], footnote: str) -> None:
        """Show ``found``; a line that is there already stays, as the keyboard may be on it."""
        self._found = {}
        for one in found:
            self._found.setdefault((one.code, one.kind), []).append(one)
        self._fill()
        self.nothing.setVisible(not self._found)
        self.note(footnote)

    def lines(self) -> list[MatterLine]:
        """The lines that are shown, from the top."""
        return list(self._shown.values())

    def matters(self, code: str, kind: str) -> Sequence[Attention]:
        """All that is told of one code and kind."""
        return self._found.get((code, kind), ())

    def words_of(self, code: str, kind: str) -> str:
        """What is told of one code and kind, in a sentence."""
        found = self._found[code, kind]
        message = found[0].message
        if len(found) > 1:
            labels = (str(one.message.params.get("label", "")) for one in found[:3])
            ids = tuple(one.id for one in found)
            message = Spotted(code, kind, len(found), ids, tuple(filter(None, labels))).message()
        return title_case(say(_unnumbered(message)))

    def rows(self) -> Sequence[Sequence[str]]:
        return [[title_case(say(one.message))] for found in self._found.values() for one in found]

    def _fill(self) -> None:
        wanted = list(self._found)[: None if self._unfolded else _SHOWN]
        for matter in [matter for matter in self._shown if matter not in wanted]:
            self._shown.pop(matter).deleteLater()
        most = max((_count(self._found[matter]) for matter in wanted), default=0)
        room = self.fontMetrics().horizontalAdvance(number(most)) + 16
        lines = {matter: self._shown.get(matter) or self._line(matter) for matter in wanted}
        for place, (matter, line) in enumerate(lines.items()):
            if self._lines.indexOf(line) != place:
                self._lines.insertWidget(place, line)
            line.tell(_count(self._found[matter]), self.words_of(*matter), self._told(matter), room)
        self._shown = lines
        self.all.setVisible(len(self._found) > _SHOWN)
        more = tr("{n} more", n=len(self._found) - _SHOWN)
        self.all.setText(tr("Show fewer") if self._unfolded else more)

    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        self._fill()

    def _line(self, matter: Matter) -> MatterLine:
        code = matter[0]
        line = MatterLine(_LOOKS.get(code) or _LOOKS.get(code.split(".")[0], "new"))
        line.clicked.connect(lambda: self._open(matter))
        return line

    def _told(self, matter: Matter) -> str:
        found = [title_case(say(one.message)) for one in self._found[matter][:_TOLD]]
        rest = len(self._found[matter]) - len(found)
        return "\n".join([*found, *([tr("and {n} more", n=rest)] if rest else [])])

    def _open(self, matter: Matter) -> None:
        found = self._found.get(matter, [])
        if len(found) == 1 and found[0].count == 1:
            self.opened.emit(found[0].kind, found[0].id)
        elif found:
            self.several_opened.emit(*matter)


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
        self.sentence = ElidedButton("line")
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.sentence.clicked.connect(self.clicked)
        row.addWidget(self.count)
        row.addWidget(self.sentence, 1)

    def tell(self, count: int, words: str, told: str, width: int) -> None:
        """Show other words; ``told`` is the tip, ``width`` the room for the number."""
        self.count.setText(number(count))
        self.count.setMinimumWidth(width)
        self.sentence.tell(words)
        set_tip(self.sentence, told)

    def click(self) -> None:
        """As if the user had clicked the sentence."""
        self.sentence.click()

    def copy(self) -> None:
        """Put the sentence on the clipboard."""
        QGuiApplication.clipboard().setText(as_lines([[self.sentence.accessibleName()]]))


def _unnumbered(message: Message) -> Message:
    """The sentence without how many there are, as the number stands before it: "21 agreements" → "agreements"."""
    if "count" not in message.params:
        return message
    kind = str(message.params["count"]).partition(" ")[2]
    return Message(message.template, {**message.params, "count": kind})


def _count(found: Sequence[Attention]) -> int:
    return sum(one.count for one in found)
