"""One target with its counting rule and the versions of it, each on a tab."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ilrs_desk.domain.fields import ValueType
from ilrs_desk.domain.kinds import RULES, STAGES, TARGETS
from ilrs_desk.domain.progress import Figure
from ilrs_desk.domain.records import Value
from ilrs_desk.ui.frames import framed
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.lists import Line, ListTable, line
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.tabs import Tabs
from ilrs_desk.ui.text import isolate, moment, say, tr, visible
from ilrs_desk.ui.values import field_label, shown_value
from ilrs_desk.usecases.rule_history import RuleVersion

from .drafts import Drafts
from .form import SettledForm
from .offers import rule_offers, scope_blanks, target_offers
from .parts import is_of_countries, settled_text

TARGET_KEYS = (
    "label", "number", "deadline", "baseline_value", "baseline_date", "owner",
    "region", "grouping", "workstream", "year", "notes",
)  # fmt: skip
_EVERY = ("doubles", "effective_from", "effective_until")
_RULE_KEYS = {
    "partners": (
        "definition", "stages", "host", "count_host", "founders", "count_founders", "count_applicants",
        "count_organisations", "omit_countries", "minimum_instrument", *_EVERY,
    ),
    "institutions": (
        "definition", "stages", "host", "count_home", "count_applicants", "minimum_instrument", *_EVERY,
    ),
    "personnel": ("definition", "host", "count_home", "nationalities", *_EVERY),
}  # fmt: skip


class TargetForm(QWidget):
    """``changed()`` with every stroke, after which the drafts hold it."""

    changed = Signal()

    def __init__(self, session: Session, drafts: Drafts, key: str) -> None:
        super().__init__()
        self._drafts, self._key = drafts, key
        offers = dict(target_offers(drafts.trial.books.snapshot))
        self.target = SettledForm(TARGETS, TARGET_KEYS, session, offered=offers, blanks=scope_blanks())
        self.no_deadline = PlainLabel(
            tr("No deadline is set; for the announced targets none was ever published."), role="small"
        )
        self.rule = SettledForm(
            RULES, _RULE_KEYS[drafts.kind(key)], session, offered=rule_offers(), blanks=_rule_blanks()
        )
        self.words = PlainLabel(wrap=True)
        self.sealed = PlainLabel(role="warn", wrap=True)
        self.versions = ListTable(
            [(tr("Rule"), 12), (tr("Written"), 19), (tr("By"), 12), (tr("What is different"), 20)]
        )
        self.version_words = PlainLabel(wrap=True)
        self.versions.chosen.connect(self._tell_version)
        self._found: dict[int, RuleVersion] = {}
        self.tabs = Tabs()
        self.tabs.add(tr("Target"), _scrolled(self.no_deadline, self.target))
        self.tabs.add(tr("Counting rule"), _scrolled(self.words, self.sealed, self.rule))
        versions = QWidget()
        column = QVBoxLayout(versions)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(framed(self.versions), 1)
        column.addWidget(self.version_words)
        self.tabs.add(tr("Versions"), versions)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)
        self._offer()
        self.target.changed.connect(self._take)
        self.rule.changed.connect(self._take)

    def _offer(self) -> None:
        draft = self._drafts.by_key[self._key]
        self.target.offer(self._drafts.target_values(self._key))
        self.target.take(draft.typed)
        self.rule.offer(self._drafts.rule_values(self._key))
        self.rule.take(draft.rule)
        self._tell_sealed()

    def _take(self) -> None:
        draft = self._drafts.by_key[self._key]
        kept = {key: text for key, text in draft.typed.items() if key not in self.target.parts}
        draft.typed = {**kept, **self.target.typed()}
        draft.rule = self.rule.typed()
        self._tell_sealed()
        self.changed.emit()

    def lock(self, locked: bool) -> None:
        """Show without letting anything be changed."""
        self.target.lock(locked)
        self.rule.lock(locked)

    def show_figure(self, figure: Figure) -> None:
        """Tell the rule as it is typed in words."""
        self.words.setText(say(figure.words))
        self.no_deadline.setVisible(figure.target.deadline is None)

    def show_versions(self, found: Sequence[RuleVersion]) -> None:
        """List the versions, the newest first."""
        self._found = {one.changeset: one for one in found}
        self.versions.tell([_version(one) for one in found])

    def _tell_version(self, changeset: int | None) -> None:
        """Say in full what a line has no room for."""
        one = self._found.get(changeset or 0)
        self.version_words.setText("\n".join(_settings(one)) if one else "")

    def _tell_sealed(self) -> None:
        rule = self._drafts.trial.rule_of(self._key)
        sealed = self._drafts.is_sealed(self._key)
        if sealed and rule is not None:
            template = (
                "Rule {code} stands in the sealed figures of a meeting and stays as it is. "
                "Saving other settings makes a new version that takes its place."
            )
            self.sealed.setText(tr(template, code=rule.label))
        self.sealed.setVisible(sealed)


def _rule_blanks() -> dict[str, str]:
    return {
        "minimum_instrument": tr("Whatever was signed"),
        "doubles": tr("Once, however often it is recorded"),
        "nationalities": tr("By the nationality given first"),
    }


def _version(one: RuleVersion) -> Line:
    code = visible(one.code) + (f" · {tr('sealed')}" if one.sealed else "")
    return line(one.changeset, code, moment(one.at), isolate(visible(one.who)), " · ".join(_settings(one)))


def _settings(one: RuleVersion) -> list[str]:
    return [_setting(key, *values, first=one.first) for key, values in one.changed.items()]


def _setting(key: str, old: Value, new: Value, *, first: bool) -> str:
    """A setting as it became, and what it was unless nothing stood before."""
    field = RULES.by_key[key]
    name = field_label(field)
    if field.type is ValueType.FLAG:
        return f"{name}: {tr('yes') if new == 'yes' else tr('no')}"

    def said(value: Value) -> str:
        if key == "stages":
            return ", ".join(_stage(part.strip()) for part in str(value or "").split(";")) or tr("nothing")
        text = settled_text(field, value) if is_of_countries(field) else shown_value(field, value)
        return isolate(visible(text)) or tr("nothing")

    return (
        f"{name}: {said(new)}"
        if first
        else tr("{name}: {new}, before {old}", name=name, new=said(new), old=said(old))
    )


def _stage(key: str) -> str:
    return next((tr(one.label) for one in STAGES if one.key == key), visible(key))


def _scrolled(*widgets: QWidget) -> QScrollArea:
    page = QWidget()
    page.setProperty("role", "page")
    inside = QVBoxLayout(page)
    inside.setContentsMargins(0, 0, 10, 0)
    inside.setSpacing(10)
    for widget in widgets:
        inside.addWidget(widget)
    inside.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(page)
    return scroll
