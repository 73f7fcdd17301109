"""The Claims page: each published count with its source, beside what is documented for its day and why they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ilrs_desk.domain.claimed import Explanation
from ilrs_desk.domain.dates import first_day
from ilrs_desk.domain.kinds import CLAIMS, TARGETS
from ilrs_desk.domain.records import Record, Snapshot
from ilrs_desk.domain.targets import claims_from
from ilrs_desk.store.office import Office
from ilrs_desk.ui.frames import framed
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.lists import Line
from ilrs_desk.ui.painting import Cell
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.text import day, isolate, number, say, title_case, tr, visible
from ilrs_desk.ui.values import shown_date
from ilrs_desk.usecases.explain_claims import explain_claims

from .form import SettledForm
from .offers import COVERED, claim_offers
from .settled_page import SettledPage

_KEYS = ("value", "wording", "claimed_on", "target", "covers", "named", "source", "notes")


@dataclass(frozen=True, slots=True)
class Claimed:
    """The claims, the newest first, and the targets that they are on."""

    records: tuple[Record, ...]
    snapshot: Snapshot


class ClaimsPage(SettledPage):
    """What makes the difference is looked for aside, since all countries have to be counted for each day."""

    key = "claims"
    kind = CLAIMS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._found = Claimed((), Snapshot(0))
        self._explained: dict[int, Explanation] = {}
        headings = [
            (tr("Day"), 15), (tr("On"), 12), (tr("Claimed"), 14), (tr("Documented"), 11), (tr("Missing"), 7),
        ]  # fmt: skip
        empty = (
            tr("No claim is on record"),
            tr("Enter what was published, with its day and source: it is shown beside what is documented."),
        )
        super().__init__(session, tr("Claims"), headings, empty, parent)
        self.reasons = PlainLabel(wrap=True)
        self.reasons.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.reasons.setContentsMargins(12, 8, 12, 8)
        self.reasons.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.reasons.setAccessibleName(tr("What makes the difference"))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self.reasons)
        self.beside.addWidget(framed(scroll), 1)
        self.splitter.setSizes([560, 410])

    def record(self) -> Record | None:
        chosen = self.list.current()
        return next((one for one in self._found.records if one.id == chosen), None)

    def make_form(self, record: Record | None) -> SettledForm:
        blanks = {"target": tr("No target: several things together, or none of them")}
        names = {"covers": "Counts together, where it is on no target"}
        form = SettledForm(
            CLAIMS,
            _KEYS,
            self.session,
            offered=claim_offers(self._found.snapshot),
            blanks=blanks,
            names=names,
        )
        form.offer(record.values if record else {})
        return form

    def form_note(self, record: Record | None) -> str:
        return tr("What somebody said in public. It changes no figure; it stands beside it.")

    def refresh(self) -> None:
        self.read("claims", _read, self._tell)

    def status(self) -> Sequence[str]:
        count = len(self._found.records)
        return (tr("1 claim") if count == 1 else tr("{count} claims", count=count),)

    def _tell(self, found: Claimed) -> None:
        self._found = found
        self.tell([self._line(one) for one in found.records])
        moment = self.session.moment
        self.read("explained", lambda office: explain_claims(office, moment), self._explain)

    def _explain(self, found: Sequence[Explanation]) -> None:
        self._explained = {one.claim.id: one for one in found}
        self.list.tell([self._line(one) for one in self._found.records])

    def _line(self, record: Record) -> Line:
        claims = claims_from([record])
        explained = self._explained.get(record.id)
        documented = explained.documented if explained else None
        missing = explained.missing if explained and documented is not None else 0
        cells = (
            Cell(shown_date(record.text("claimed_on") or "")),
            Cell(self._target(record), "mute"),
            Cell(isolate(visible(claims[0].words if claims else record.label))),
            Cell(number(documented) if documented is not None else ""),
            Cell(number(missing) if missing > 0 else "", "warn"),
        )
        return Line(cells, record.id)

    def _target(self, record: Record) -> str:
        """What the claim is on: a target's name, or what it counts together."""
        key = record.text("target")
        labels = {one.text("key"): one.label for one in self._found.snapshot.of(TARGETS.key)}
        if key:
            return isolate(visible(tr(labels.get(key, key))))
        covered = {choice.key: tr(choice.label) for choice in COVERED}
        parts = [part.strip() for part in (record.text("covers") or "").split(";") if part.strip()]
        return ", ".join(covered.get(part, visible(part)) for part in parts)

    def show_chosen(self, chosen: object) -> None:
        record = self.record()
        if record is None:
            return
        self.name.setText(isolate(visible(record.label)))
        claimed_on = shown_date(record.text("claimed_on") or "")
        facts = (tr("Claimed on {day}", day=claimed_on), record.text("source"), record.text("notes"))
        self.about.setText("\n".join(isolate(visible(one)) for one in facts if one))
        explained = self._explained.get(record.id)
        later = first_day(record.text("claimed_on") or "") > self.session.moment.day
        self.reasons.setText("\n\n".join(_reasons(explained, later=later)))


def _reasons(explained: Explanation | None, *, later: bool) -> list[str]:
    if explained is None:
        return [tr("It was made on a later day.") if later else tr("Being compared…")]
    told = [title_case(say(one)) for one in explained.words]
    return told or [tr("It is what is documented on {day}.", day=day(explained.day))]


def _read(office: Office) -> Claimed:
    snapshot = office.snapshot((CLAIMS.key, TARGETS.key))
    newest = sorted(
        snapshot.of(CLAIMS.key), key=lambda one: (one.text("claimed_on") or "", one.id), reverse=True
    )
    return Claimed(tuple(newest), snapshot)
