"""All that is asked of a report, for every kind alike; what a kind has no use for is not seen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QWidget

from ilrs_desk.domain.moments import Moment
from ilrs_desk.reports.audience import Audience
from ilrs_desk.reports.document import Paper
from ilrs_desk.reports.language import report_languages
from ilrs_desk.reports.request import ReportKind, ReportRequest
from ilrs_desk.ui.files import FileChooser
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.languages import own_name
from ilrs_desk.ui.text import tr

from .habits import Habit
from .offers import Offers
from .parts import ChoiceBox, MomentPart, SincePart, StylePart
from .shapes import SHAPES, Since

_AUDIENCES = (("Partners", "partners"), ("Internal: the office itself", "internal"), ("The public", "public"))
_FORMATS = (("Pages (PDF)", ".pdf"), ("Workbook (xlsx)", ".xlsx"), ("Slides (pptx)", ".pptx"))


class ReportForm(QWidget):
    """``changed()`` when another report is asked; ``kind_changed(ReportKind)`` before it when of another kind."""

    changed = Signal()
    kind_changed = Signal(object)

    def __init__(self, moment: Moment, chooser: FileChooser, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers = Offers()
        self._partner: int | None = None
        self.kind = ChoiceBox([(tr(shape.title), kind) for kind, shape in SHAPES.items()])
        self.hint = PlainLabel(role="muted", wrap=True)
        self.partner, self.meeting, self.agency = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.moment = MomentPart(moment)
        self.since = SincePart()
        self.audience = ChoiceBox([(tr(words), key) for words, key in _AUDIENCES])
        self.leaving = PlainLabel(role="muted", wrap=True)
        self.language = ChoiceBox(_languages())
        self.paper = ChoiceBox([(paper.value, paper) for paper in Paper])
        self.style_part = StylePart("", chooser.to_open)
        self.format = ChoiceBox([(tr(words), ending) for words, ending in _FORMATS])
        self._form = QFormLayout(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        form = self._form
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._add(tr("&Report"), self.kind)
        form.addRow(PlainLabel(), self.hint)
        self._add(tr("Par&tner"), self.partner)
        self._add(tr("&Meeting"), self.meeting)
        self._add(tr("A&gency"), self.agency)
        self._add(tr("Of the day"), self.moment)
        self._add(tr("Changes &since"), self.since)
        self._add(tr("F&or"), self.audience)
        form.addRow(PlainLabel(), self.leaving)
        self._add(tr("&Language"), self.language)
        self._add(tr("Form&at"), self._beside(self.format, tr("on"), self.paper))
        self._add(tr("Style file"), self.style_part)

    def _add(self, words: str, widget: QWidget) -> None:
        label = PlainLabel(words)
        label.setBuddy(widget)
        if not widget.accessibleName():
            widget.setAccessibleName(words.replace("&", ""))
        self._form.addRow(label, widget)

    def _beside(self, first: QWidget, words: str, second: QWidget) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(first, 3)
        row.addWidget(PlainLabel(words, role="muted"))
        row.addWidget(second, 2)
        first.setAccessibleName(tr("Format"))
        second.setAccessibleName(tr("Paper"))
        both.setFocusProxy(first)
        return both

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._take_kind)
        for box in (self.partner, self.meeting, self.agency, self.audience, self.language, self.paper):
            box.currentIndexChanged.connect(self.changed)
        # Slides have a size of their own.
        self.format.currentIndexChanged.connect(lambda _: self.paper.setEnabled(self.ending() != ".pptx"))
        for part in (self.moment, self.since, self.style_part):
            part.changed.connect(self.changed)

    # What is asked

    def begin(self, kind: ReportKind, habit: Habit, partner: int | None) -> None:
        """Ask for a report of ``kind`` as it is usually made; of ``partner`` where it is of one."""
        self._partner = partner
        self.blockSignals(True)
        self.kind.choose(kind)
        self.follow(habit)
        self.blockSignals(False)
        self._show_parts()

    def follow(self, habit: Habit) -> None:
        """Choose what was chosen last."""
        self.audience.choose(habit.audience)
        self.language.choose(habit.language)
        self.paper.choose(habit.paper)
        self.format.choose(habit.ending)
        if habit.style != self.style_part.path:
            self.style_part.take(habit.style)

    def offer(self, offers: Offers) -> None:
        """Offer the meetings, partners and agencies of the office."""
        self._offers = offers
        self.partner.offer(offers.partners)
        self.meeting.offer([(tr("none in particular"), None), *offers.meetings])
        self.agency.offer([(tr("all agencies"), None), *offers.agencies])
        if self._partner is not None:
            self.partner.blockSignals(True)
            self.partner.choose(self._partner)
            self.partner.blockSignals(False)
        if offers.coming is not None:
            self.meeting.blockSignals(True)
            self.meeting.choose(offers.coming)
            self.meeting.blockSignals(False)
        self._offer_since()

    def asked(self) -> ReportKind:
        """The kind that is chosen."""
        return ReportKind(self.kind.value())

    def ending(self) -> str:
        """The ending of the file."""
        return str(self.format.value())

    def chosen_audience(self) -> Audience:
        """For whom it is."""
        return Audience(self.audience.value())

    def habit(self, folder: str) -> Habit:
        """What is chosen, to be kept."""
        return Habit(
            str(self.audience.value()),
            str(self.language.value()),
            Paper(self.paper.value()),
            self.style_part.path,
            self.ending(),
            folder,
        )

    def request(self) -> ReportRequest:
        """What is asked; only where :meth:`why` has nothing to say."""
        kind, shape = self.asked(), SHAPES[self.asked()]
        tells = shape.since is not Since.NEVER
        own = self.meeting.value() if shape.of == "meeting" else None
        return ReportRequest(
            kind=kind,
            moment=self.moment.value(),
            since=self.since.since() if tells else None,
            meeting=own if shape.of == "meeting" else self.since.meeting() if tells else None,
            partner=self.partner.value() if shape.of == "partner" else None,
            agency=self.agency.value() if shape.of == "agency" else None,
            audience=str(self.audience.value()),
            language=str(self.language.value()),
            paper=Paper(self.paper.value()),
            style=self.style_part.style_,
        )

    def why(self) -> str:
        """Why no report can be made of what is chosen, as a sentence; "" when one can."""
        shape = SHAPES[self.asked()]
        if shape.of == "partner" and self.partner.value() is None:
            return tr("There is no partner yet, so there is nothing to make a dossier of.")
        since = ""
        if shape.since is not Since.NEVER:
            since = self.since.why(self._until())
        return self.moment.why() or since or self.style_part.why()

    def of_words(self) -> str:
        """The partner or agency that the report is of, for the name of its file; "" for neither."""
        box = {"partner": self.partner, "agency": self.agency}.get(SHAPES[self.asked()].of)
        return box.currentText() if box is not None and box.value() is not None else ""

    # Inside

    def _until(self) -> date:
        return self.moment.value().day

    def _take_kind(self) -> None:
        self._show_parts()
        self.kind_changed.emit(self.asked())
        self.changed.emit()

    def _show_parts(self) -> None:
        shape = SHAPES[self.asked()]
        self.hint.setText(tr(shape.hint))
        for name, part in (("partner", self.partner), ("meeting", self.meeting), ("agency", self.agency)):
            self._form.setRowVisible(part, shape.of == name)
        self._form.setRowVisible(self.since, shape.since is not Since.NEVER)
        self._offer_since()

    def _offer_since(self) -> None:
        shape = SHAPES[self.asked()]
        first = tr("the last meeting") if shape.since is Since.ALWAYS else tr("not told")
        meetings = () if shape.of == "meeting" else self._offers.meetings
        self.since.offer(first, meetings)


def _languages() -> list[tuple[str, str]]:
    named = ((own_name(tag), tag) for tag in report_languages())
    return sorted(named, key=lambda pair: pair[0].casefold())
