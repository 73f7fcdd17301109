"""The right side of the Matches step: one subject beside the record that it may be, why, and the answers."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilrs_desk.domain.records import Record
from ilrs_desk.intake.plan import Candidate, RowKey
from ilrs_desk.ui.frames import framed
from ilrs_desk.ui.labels import PlainLabel, set_tip
from ilrs_desk.ui.text import say, tr, unmarked, visible

from .comparison import ComparisonView
from .import_work import ImportWork
from .subjects import APART, CREATE, LATER, SAME, Subject, candidate_apart, said_of

_MOST = 9
_FIRST_ROWS = 6


class MatchPanel(QWidget):
    """``answer_wanted(str)``: same, apart, later or create, for the subject that is shown."""

    answer_wanted = Signal(str)

    def __init__(self, work: ImportWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._subject: Subject | None = None
        self._chosen: dict[RowKey | str, int] = {}
        self._records: dict[tuple[str, int], Record] = {}
        self.title = PlainLabel(role="name", wrap=True)
        self.where = PlainLabel(role="muted", wrap=True)
        self.candidates = QWidget()
        self._candidate_line = QHBoxLayout(self.candidates)
        self._candidate_line.setContentsMargins(0, 0, 0, 0)
        self.reasons = PlainLabel(wrap=True)
        self.table = ComparisonView()
        self.answers: dict[str, QPushButton] = {}
        self._lay_out()

    def show_subject(self, subject: Subject | None) -> None:
        """Show ``subject`` beside its chosen candidate, or nothing."""
        self._subject = subject
        for widget in (self.title, self.where, self.candidates, self.reasons, self.table):
            widget.setVisible(subject is not None)
        if subject is None:
            for button in self.answers.values():
                button.hide()
            return
        self.title.setText(visible(subject.title))
        self.where.setText(_where(subject))
        self._list_candidates(subject)
        self._show_candidate(subject)
        self._offer_answers(subject)

    def forget(self) -> None:
        """Records of the office may have changed: read them again when they are shown."""
        self._records.clear()

    def candidate_of(self, subject: Subject) -> Candidate | None:
        """The candidate that an answer to ``subject`` is about."""
        if not subject.candidates:
            return None
        return subject.candidates[min(self._chosen.get(subject.key, 0), len(subject.candidates) - 1)]

    def choose(self, place: int) -> None:
        """Compare with another candidate, counted from 0."""
        if self._subject is not None and place < len(self._subject.candidates):
            self._chosen[self._subject.key] = place
            self.show_subject(self._subject)

    def next_candidate(self, subject: Subject) -> bool:
        """Go on to a candidate that nobody said anything of; False when there is none left."""
        for place, candidate in enumerate(subject.candidates):
            if candidate.id is not None and not candidate_apart(subject, candidate, self._work.decisions):
                self._chosen[subject.key] = place
                self.show_subject(subject)
                return True
        return False

    def _lay_out(self) -> None:
        answers = QHBoxLayout()
        answers.setSpacing(6)
        for said in (SAME, APART, CREATE, LATER):
            button = QPushButton()
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self.answer_wanted.emit, said))
            answers.addWidget(button)
            self.answers[said] = button
        answers.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self.title, self.where, self.candidates, self.reasons):
            layout.addWidget(widget)
        layout.addWidget(framed(self.table), 1)
        layout.addLayout(answers)

    def _list_candidates(self, subject: Subject) -> None:
        while (item := self._candidate_line.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.candidates.setVisible(len(subject.candidates) > 1)
        if len(subject.candidates) < 2:
            return
        group = QButtonGroup(self.candidates)
        for place, candidate in enumerate(subject.candidates[:_MOST]):
            struck = " ✗" if candidate_apart(subject, candidate, self._work.decisions) else ""
            label = visible(candidate.label) or tr("Row {row}", row=str(candidate.row))
            button = QPushButton(unmarked(f"{place + 1}  {label}{struck}"))
            button.setProperty("role", "tab")
            button.setCheckable(True)
            button.setChecked(candidate == self.candidate_of(subject))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self.choose, place))
            group.addButton(button)
            self._candidate_line.addWidget(button)
        self._candidate_line.addStretch(1)

    def _show_candidate(self, subject: Subject) -> None:
        candidate = self.candidate_of(subject)
        self.reasons.setText(_reasons(subject, candidate))
        self.reasons.setVisible(bool(self.reasons.text()))
        if candidate is None or (candidate.id or 0) < 0:
            self.table.show_two(subject.kind, None, subject.record)
            return
        if candidate.id is None:
            row = (
                self._work.rows.get((*subject.row[:2], candidate.row))
                if subject.row and candidate.row
                else None
            )
            other = tr("Row {row}", row=str(candidate.row))
            self.table.show_two(subject.kind, row.record if row else None, subject.record, other)
            return
        ours = self._records.get((subject.kind, candidate.id))
        self.table.show_two(subject.kind, ours.values if ours else {}, subject.record)
        if ours is None:
            ids = [one.id for one in subject.candidates if one.id is not None and one.id > 0]
            self._work.records(subject.kind, ids, partial(self._take_records, subject))

    def _take_records(self, subject: Subject, records: list[Record]) -> None:
        self._records.update({(record.kind, record.id): record for record in records})
        candidate = self.candidate_of(subject)
        if self._subject == subject and candidate and (subject.kind, candidate.id or 0) in self._records:
            self._show_candidate(subject)

    def _offer_answers(self, subject: Subject) -> None:
        candidate = self.candidate_of(subject)
        said = said_of(subject, self._work)
        apart = candidate is not None and candidate_apart(subject, candidate, self._work.decisions)
        words = _answer_words(subject, candidate)
        for key, button in self.answers.items():
            button.setVisible(bool(words[key]))
            button.setText(words[key])
            button.setChecked(key == said if key != APART else apart or said == APART)
        set_tip(self.answers[LATER], tr("Nothing of it is imported now; it is asked again next time."))


def _answer_words(subject: Subject, candidate: Candidate | None) -> dict[str, str]:
    """What each answer is called for this subject; "" where it is none."""
    if subject.offer is not None:
        return {
            SAME: tr("It Is This One (Y)") if candidate else "",
            APART: "",
            CREATE: tr("Add It as New (A)"),
            LATER: tr("Leave It (L)"),
        }
    if candidate is None:
        return dict.fromkeys((SAME, APART, CREATE, LATER), "")
    if candidate.id is None:
        return {
            SAME: tr("Leave This Row Out (Y)"),
            APART: tr("Take Both (N)"),
            CREATE: "",
            LATER: tr("Later (L)"),
        }
    return {
        SAME: tr("Same (Y)"),
        APART: tr("Not the Same (N)"),
        CREATE: "",
        LATER: tr("Later (L)"),
    }


def _where(subject: Subject) -> str:
    if subject.offer is not None:
        shown = ", ".join(map(str, subject.rows[:_FIRST_ROWS]))
        more = "…" if len(subject.rows) > _FIRST_ROWS else ""
        rows = (
            tr("Named in row {row}", row=shown)
            if len(subject.rows) == 1
            else tr("Named in {n} rows: {rows}", n=len(subject.rows), rows=shown + more)
        )
        return f"{rows} · {visible(subject.file)}" if subject.file else rows
    if Path(subject.file).stem == subject.sheet:
        return tr("{file}, row {row}", file=subject.file, row=str(subject.rows[0]))
    return tr("{file}, {sheet}, row {row}", file=subject.file, sheet=subject.sheet, row=str(subject.rows[0]))


def _reasons(subject: Subject, candidate: Candidate | None) -> str:
    if candidate is None:
        if subject.offer is not None:
            return tr("No institution of the office answers to this name.")
        return tr("Nobody in the office is like this: it is added as new.")
    why = " · ".join(say(reason).rstrip(".") for reason in candidate.reasons)
    if candidate.id is None:
        named = tr("Row {row} of the same list", row=str(candidate.row))
        return f"{named}: {why}" if why else named
    label = visible(candidate.label)
    return f"{label}: {why}" if why and label else why or label
