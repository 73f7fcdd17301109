"""What a meeting was told: the sealed figures, what is known of that day by now and why, digest and files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from ilrs_desk.domain.movement import Moved
from ilrs_desk.domain.sealing import Reckoning, Seal, SealedFigure
from ilrs_desk.ui.copying import as_lines
from ilrs_desk.ui.frames import framed
from ilrs_desk.ui.labels import PlainLabel, set_tip
from ilrs_desk.ui.lists import Line, ListTable, line
from ilrs_desk.ui.painting import Cell
from ilrs_desk.ui.placeholder import Placeholder
from ilrs_desk.ui.status.buttons import word_button
from ilrs_desk.ui.text import isolate, number, say, title_case, tr, visible

from .moved_words import effect_words, move_words
from .parts import ChoicePart

_LISTED = 500


class SealView(QWidget):
    """``reckon_wanted(Seal)`` when another one is shown, ``file_wanted(Seal)`` to note a file of it."""

    reckon_wanted = Signal(object)
    open_record = Signal(str, int)
    file_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seals: Sequence[Seal] = ()
        self._reckoned: Mapping[str, Reckoning] = {}
        self.choice = _SealChoice()
        self.choice.changed.connect(self._choose)
        self.line = PlainLabel(role="muted", wrap=True)
        self.figures = ListTable(
            [
                (tr("Target"), 18), (tr("Told"), 8), (tr("Of"), 8), (tr("Rule"), 8),
                (tr("Known now"), 11), (tr("Difference"), 8),
            ]
        )  # fmt: skip
        self.figures.setAccessibleName(tr("Sealed figures"))
        self.figures.chosen.connect(self._tell_why)
        self.because = PlainLabel(wrap=True)
        self.reasons = ListTable([("", 5), (tr("How"), 12), (tr("Record"), 24), (tr("Why"), 30)])
        self.reasons.setAccessibleName(tr("What made the difference"))
        self.reasons.opened.connect(lambda record: self.open_record.emit(*record))
        self.rule = PlainLabel(role="small", wrap=True)
        self.files = PlainLabel(role="small", wrap=True)
        self.files.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.file_button = word_button("link", tr("Note a File…"))
        set_tip(self.file_button, tr("A file that was made of these figures: its name and digest are kept"))
        self.file_button.clicked.connect(lambda: self.file_wanted.emit(self.seal))
        self.copy_button = word_button("link", tr("Copy All"))
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.copied()))
        self._empty = Placeholder(
            tr("Nothing was frozen for this meeting"),
            tr("Freeze the figures to seal them with their rules, so that they can be proved later."),
        )
        self._lay_out()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.files, 1)
        foot.addWidget(self.file_button)
        foot.addWidget(self.copy_button)
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rule)
        column.addWidget(self.because)
        column.addWidget(framed(self.reasons), 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setHandleWidth(10)
        splitter.addWidget(framed(self.figures))
        splitter.addWidget(lower)
        splitter.setSizes([170, 230])
        filled = QWidget()
        inside = QVBoxLayout(filled)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.choice)
        inside.addWidget(self.line)
        inside.addWidget(splitter, 1)
        inside.addLayout(foot)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(filled)

    @property
    def seal(self) -> Seal | None:
        """The seal that is shown."""
        return next((one for one in self._seals if str(one.id) == self.choice.text()), None)

    def show_seals(self, seals: Sequence[Seal]) -> None:
        """Show the seals of a meeting, the newest one first."""
        self._seals = seals
        self._stack.setCurrentIndex(1 if seals else 0)
        self.choice.tell(seals)
        self._choose()

    def show_reckoning(self, seal: Seal, found: Sequence[Reckoning]) -> None:
        """Show what is known of the day by now."""
        if self.seal is not None and seal.id == self.seal.id:
            self._reckoned = {one.figure.target: one for one in found}
            self._fill()

    def lock(self, why: str) -> None:
        """``why`` nothing can be noted here; "" where it can."""
        self.file_button.setDisabled(bool(why))
        if why:
            set_tip(self.file_button, why)

    def copied(self) -> str:
        """The seal as lines for the clipboard."""
        seal = self.seal
        if seal is None:
            return ""
        rows = [[cell.text for cell in one.cells] for one in self.figures.model_.lines]
        return as_lines([[self.line.text()], [tr("Target"), tr("Told"), tr("Of"), tr("Rule"), tr("Known now"),
            tr("Difference")], *rows, [tr("SHA-256 of the figures"), seal.digest]])  # fmt: skip

    def _choose(self) -> None:
        self._reckoned = {}
        seal = self.seal
        if seal is None:
            return
        template = "Sealed on {at} by {who}: the figures in force on {day}."
        self.line.setText(tr(template, at=seal.at, who=visible(seal.who), day=seal.as_of))
        told = [tr("{file} ({size} bytes)", file=one.name, size=one.size) for one in seal.files]
        files = tr("Files: {names}", names=told) if told else tr("No file was noted.")
        self.files.setText(f"{files}\n{tr('Digest {digest}', digest=seal.digest[:16])}…")
        set_tip(
            self.files,
            "\n".join([f"SHA-256 {seal.digest}", *(f"{one.name}: {one.sha256}" for one in seal.files)]),
        )
        self._fill()
        self.reckon_wanted.emit(seal)

    def _fill(self) -> None:
        seal = self.seal
        self.figures.tell([self._line(one) for one in seal.figures] if seal else [])

    def _line(self, figure: SealedFigure) -> Line:
        found = self._reckoned.get(figure.target)
        change = found.now - found.then if found else 0
        cells = (
            Cell(isolate(visible(tr(figure.label)))),
            Cell(number(figure.value)),
            Cell(number(figure.number), "mute"),
            Cell(visible(figure.rule_code), "mute"),
            Cell(number(found.now) if found else "…"),
            Cell("" if found is None else effect_words(change) or tr("none"), "ink" if change else "mute"),
        )
        return Line(cells, figure.target)

    def _tell_why(self, target: str | None) -> None:
        figures = self.seal.figures if self.seal else ()
        figure = next((one for one in figures if one.target == target), None)
        found = self._reckoned.get(target or "")
        self.rule.setText(visible(figure.rule_words) if figure else "")
        self.reasons.tell([_reason(one) for one in found.because[:_LISTED]] if found else [])
        words = because_words(found) if found else tr("Comparing with what is known now…")
        if found is not None and len(found.because) > _LISTED:
            first = tr("The first {n} of {total} are listed.", n=_LISTED, total=len(found.because))
            words = f"{words} {first}"
        self.because.setText(words)


class _SealChoice(ChoicePart):
    """Which of several seals of a meeting is shown; not seen where there is but one."""

    def __init__(self) -> None:
        super().__init__((), None)

    def tell(self, seals: Sequence[Seal]) -> None:
        self.box.blockSignals(True)
        self.box.clear()
        for seal in seals:
            words = tr("Seal {id}, {at}, in force on {day}", id=seal.id, at=seal.at, day=seal.as_of)
            self.box.addItem(words, str(seal.id))
        self.box.blockSignals(False)
        self.setVisible(len(seals) > 1)


def because_words(found: Reckoning) -> str:
    """What was told, what is known by now, and that reasons follow."""
    label = tr(found.figure.label)
    if not found.because:
        return tr(
            "{what}: {then} then, and today's knowledge of that day says the same.",
            what=label,
            then=found.then,
        )
    if found.now == found.then:
        template = "{what}: {then} then and by today's knowledge of that day, but not the same ones:"
        return tr(template, what=label, then=found.then)
    return tr(
        "{what}: {then} then; today's knowledge of that day says {now}, because:",
        what=label,
        then=found.then,
        now=found.now,
    )


def _reason(one: Moved) -> Line:
    return line(
        (one.kind, one.id),
        effect_words(one.effect),
        move_words(one.move),
        isolate(visible(one.label)),
        title_case(say(one.why)),
    )
