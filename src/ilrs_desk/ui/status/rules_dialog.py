"""The settings of the counting rules, with what each would do to the figures before it is saved."""

from __future__ import annotations

from collections.abc import Mapping

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

from ilrs_desk.domain.progress import Figure, Progress
from ilrs_desk.store.office import Office
from ilrs_desk.ui.dialogs import show_problem
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.tasks import TaskRunner
from ilrs_desk.ui.text import number, say, tr, visible
from ilrs_desk.usecases.settle import Settling, settle_all
from ilrs_desk.usecases.try_rules import RuleTrial, try_rules

from .panel import Panel

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
        self._trial: RuleTrial | None = None
        self.rules: dict[str, RuleBox] = {}
        self.setWindowTitle(tr("Counting Rules"))
        self._inside = QVBoxLayout()
        self._inside.setSpacing(12)
        self.save_button = QPushButton(tr("&Save"))
        self._lay_out()
        self._runner.run(lambda job: _read(office), self._fill, owner=self)

    def save(self) -> None:
        """Write every rule whose settings changed, as one step."""
        items, office = self._settings(), self._office
        self._runner.run(
            lambda job: settle_all(office, items),
            lambda _: self._saved(),
            problem=lambda e: show_problem(self, e),
            owner=self,
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

    def _fill(self, read: tuple[RuleTrial, Progress]) -> None:
        self._trial, found = read
        for figure in found.figures:
            box = RuleBox(figure)
            box.set_locked(self._office.read_only)
            box.changed.connect(self._recount)
            self.rules[figure.target.key] = box
            self._inside.addWidget(box)
        self._inside.addStretch(1)
        chosen = self.rules.get(self._target or "")
        if chosen is not None:
            chosen.setFocus()

    def _settings(self) -> list[Settling]:
        """What to settle: of each rule with other ticks than it has now, these ticks."""
        trial = self._trial
        if trial is None:
            return []
        changed = [(target, box) for target, box in self.rules.items() if box.flags() != box.before]
        found = []
        for target, box in changed:
            rule = trial.rule_of(target)
            values = {key: "yes" if on else None for key, on in box.flags().items()}
            found.append(Settling("rules", {"target": target, **values}, rule.id if rule else None))
        return found

    def _recount(self) -> None:
        trial, items = self._trial, self._settings()
        if trial is None:
            return
        self._runner.run(lambda job: trial.progress(items), self._show_effect, owner=self)
        self.save_button.setEnabled(bool(items))

    def _show_effect(self, found: Progress) -> None:
        for figure in found.figures:
            self.rules[figure.target.key].show_effect(figure)

    def _saved(self) -> None:
        self.saved.emit()
        self.accept()


class RuleBox(Panel):
    """The ticks of one rule, the rule in words, and the figure before and after."""

    changed = Signal()

    def __init__(self, figure: Figure) -> None:
        self._value = figure.value
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
        self.before = self.flags()
        self.show_effect(figure)

    def flags(self) -> Mapping[str, bool]:
        """The settings as ticked."""
        return {key: tick.isChecked() for key, tick in self.ticks.items()}

    def set_locked(self, locked: bool) -> None:
        """Whether the ticks cannot be changed here."""
        for tick in self.ticks.values():
            tick.setEnabled(not locked)

    def show_effect(self, figure: Figure) -> None:
        """Show the rule as ticked in words, and what it makes of the figure."""
        self.words.setText(say(figure.words))
        same = figure.value == self._value
        self.effect.setText(
            number(self._value) if same else f"{number(self._value)} → {number(figure.value)}"
        )
        self.effect.take_role("muted" if same else "new")


def _read(office: Office) -> tuple[RuleTrial, Progress]:
    trial = try_rules(office)
    return trial, trial.progress()
