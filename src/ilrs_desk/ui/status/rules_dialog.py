"""The settings of the counting rules, with what each would do to the figures before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.domain.kinds import JOURNALLED
from ilrs_desk.domain.progress import Figure, Progress
from ilrs_desk.domain.progress import progress as count_progress
from ilrs_desk.domain.records import Snapshot
from ilrs_desk.store.office import Office
from ilrs_desk.ui.dialogs import show_problem
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.tasks import TaskRunner
from ilrs_desk.ui.text import number, say, tr, visible
from ilrs_desk.usecases.save_record import save_record

from .panel import Panel
from .rule_drafts import Flags, RuleDraft, drafted, drafts_of, saved_values

#: Settings that make a difference, by what the target counts.
_SETTINGS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "partners": (
        ("count_host", "The host country"),
        ("count_founders", "Founders"),
        ("count_applicants", "Applicants"),
        ("count_organisations", "Organisations"),
    ),
    "institutions": (
        ("count_home", "Institutions of the host country"),
        ("count_applicants", "Applicants"),
    ),
    "personnel": (("count_home", "People from the host country"),),
}


class RulesDialog(QDialog):
    """What counts, a tick for each setting; nothing changes before Save. ``saved`` when it did."""

    saved = Signal()

    def __init__(
        self, office: Office, runner: TaskRunner, parent: QWidget | None = None, *, target: str | None = None
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._runner = runner
        self._target = target
        self._snapshot: Snapshot | None = None
        self._drafts: dict[str, RuleDraft] = {}
        self._before: dict[str, Figure] = {}
        self.rules: dict[str, RuleBox] = {}
        self.setWindowTitle(tr("Counting Rules"))
        self._inside = QVBoxLayout()
        self._inside.setSpacing(12)
        self.save_button = QPushButton(tr("&Save"))
        self._lay_out()
        self._runner.run(lambda job: office.snapshot(tuple(JOURNALLED)), self._fill, owner=self)

    def save(self) -> None:
        """Write every rule whose settings changed."""
        changed = [draft for draft in self._drafts.values() if draft.flags != self._flags(draft.target)]
        writes = [(draft.id, saved_values(draft, self._flags(draft.target))) for draft in changed]
        office = self._office

        def write() -> None:
            for number_, values in writes:
                save_record(office, "rules", number_, values)

        self._runner.run(
            lambda job: write(), lambda _: self._saved(), problem=lambda e: show_problem(self, e), owner=self
        )

    def _lay_out(self) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        page.setLayout(self._inside)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button.setProperty("role", "primary")
        self.save_button.setEnabled(False)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        note = tr("What is ticked counts. Nothing moves before you save; the change can be undone.")
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(PlainLabel(note, role="muted", wrap=True))
        layout.addWidget(scroll, 1)
        layout.addWidget(buttons)
        self.resize(580, 560)

    def _fill(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        found = count_progress(snapshot, date.today())
        self._drafts = drafts_of(snapshot, found)
        for figure in found.figures:
            self._before[figure.target.key] = figure
            box = RuleBox(figure)
            box.set_locked(self._office.read_only)
            box.changed.connect(self._recount)
            self.rules[figure.target.key] = box
            self._inside.addWidget(box)
        self._inside.addStretch(1)
        chosen = self.rules.get(self._target or "")
        if chosen is not None:
            chosen.setFocus()

    def _flags(self, target: str) -> Flags:
        return self.rules[target].flags()

    def _recount(self) -> None:
        if self._snapshot is None:
            return
        flags = {target: box.flags() for target, box in self.rules.items()}
        moved = drafted(self._snapshot, self._drafts, flags)
        self._runner.run(lambda job: count_progress(moved, date.today()), self._show_effect, owner=self)
        self.save_button.setEnabled(
            any(draft.flags != flags[draft.target] for draft in self._drafts.values())
        )

    def _show_effect(self, found: Progress) -> None:
        for figure in found.figures:
            self.rules[figure.target.key].show_effect(self._before[figure.target.key].value, figure)

    def _saved(self) -> None:
        self.saved.emit()
        self.accept()


class RuleBox(Panel):
    """The ticks of one rule, the rule in words, and the figure before and after."""

    changed = Signal()

    def __init__(self, figure: Figure) -> None:
        title = tr("{what}, rule {code}", what=tr(figure.target.label), code=visible(figure.rule.code))
        super().__init__(title)
        self.words = PlainLabel(say(figure.words), wrap=True)
        self.effect = PlainLabel(role="muted")
        self.ticks: dict[str, QCheckBox] = {}
        self.corner.addWidget(self.effect)
        self.body.addWidget(self.words)
        for key, label in _SETTINGS.get(figure.target.kind, ()):
            tick = QCheckBox(tr(label))
            tick.setChecked(bool(getattr(figure.rule, key)))
            tick.toggled.connect(self.changed)
            self.ticks[key] = tick
            self.body.addWidget(tick)
        if self.ticks:
            self.setFocusProxy(next(iter(self.ticks.values())))
        self.show_effect(figure.value, figure)

    def flags(self) -> Flags:
        """The settings as ticked."""
        return {key: tick.isChecked() for key, tick in self.ticks.items()}

    def set_locked(self, locked: bool) -> None:
        """Whether the ticks cannot be changed here."""
        for tick in self.ticks.values():
            tick.setEnabled(not locked)

    def show_effect(self, before: int, figure: Figure) -> None:
        """Show the rule as ticked in words, and what it makes of the figure."""
        self.words.setText(say(figure.words))
        same = before == figure.value
        self.effect.setText(number(before) if same else f"{number(before)} → {number(figure.value)}")
        self.effect.take_role("muted" if same else "new")
