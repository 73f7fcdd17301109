"""Opens what lies behind the numbers of the Status page: records, lists with reasons, and how a figure comes about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from ilrs_desk.domain.counting import Attention
from ilrs_desk.domain.coverage import Line
from ilrs_desk.domain.moments import NOW
from ilrs_desk.domain.movement import Movement
from ilrs_desk.domain.problems import DeskError
from ilrs_desk.domain.progress import Figure, Listed
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.text import say, tr
from ilrs_desk.ui.waiting import Waiting
from ilrs_desk.usecases.attention import attention_ids
from ilrs_desk.usecases.explain_claims import explain_claims
from ilrs_desk.usecases.movement import movement
from ilrs_desk.usecases.progress import counted_ids, members, progress

from .beside import covering
from .listing import Entry, ListingDialog
from .moved import moved_entries, moved_note
from .reading import Reading
from .since import Since
from .why import WhyDialog
from .words import quote_words


class Behind(QObject):
    """``open_record(kind, id)`` and ``open_records(kind, ids, title)`` lead elsewhere; ``rule_wanted(target)``."""

    open_record = Signal(str, int)
    open_records = Signal(str, object, str)
    rule_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._parent = parent
        self.reading: Reading | None = None

    def counted(self, target: str) -> None:
        """Open the records that the figure counts."""
        reading, figure = self._of(target)
        title = tr("{what} counted", what=tr(figure.target.label))
        self._find(figure.target.kind, title, lambda office: counted_ids(office, reading.moment, target))

    def part(self, target: str, dimension: str, value: str, title: str) -> None:
        """Open the records behind one part of a breakdown."""
        reading, figure = self._of(target)
        self._find(
            figure.target.kind,
            title,
            lambda office: members(office, reading.moment, target, dimension, value),
        )

    def covering(self, line: Line, kind: str, title: str) -> None:
        """Open the records behind one number of the coverage of workstreams."""
        moment = self.reading.moment if self.reading else NOW
        self._find(kind, title, lambda office: covering(office, moment, line, kind))

    def left_out(self, target: str, why: Message | None = None) -> None:
        """List who is not counted, each with the reason; only those of reason ``why`` if they are at hand."""
        reading, figure = self._of(target)
        title = tr("{what} not counted", what=tr(figure.target.label))
        note = tr("These records are in the office but do not count, by rule {code}.", code=figure.rule.code)
        kind = figure.target.kind
        of_reason = [one for one in figure.not_counted if one.why == why]
        if of_reason and len(figure.not_counted) == figure.not_counted_total:
            ids = [one.id for one in of_reason]
            self._list(kind, title, note, of_reason, len(ids), lambda office: ids)
            return

        def others(office: Office) -> Sequence[int]:
            counted = set(counted_ids(office, reading.moment, target))
            return [each for each in office.ids(kind, Query()) if each not in counted]

        self._list(kind, title, note, figure.not_counted, figure.not_counted_total, others)

    def uncertain(self, target: str) -> None:
        """List the records whose day or country is not fully known."""
        reading, figure = self._of(target)
        title = tr("{what} with something uncertain", what=tr(figure.target.label))
        note = tr("Something about these is not fully known, by rule {code}.", code=figure.rule.code)

        def all_of_them(office: Office) -> Sequence[int]:
            found = progress(office, reading.moment)
            return [one.id for each in found.figures if each.target.key == target for one in each.uncertain]

        total = figure.uncertain_total
        self._list(figure.target.kind, title, note, figure.uncertain, total, all_of_them)

    def doubles(self, target: str) -> None:
        """List what might have counted twice."""
        _, figure = self._of(target)
        title = tr("{what} that might have counted twice", what=tr(figure.target.label))
        note = tr("How rule {code} takes each of them.", code=figure.rule.code)
        kind = figure.target.kind
        ids = list(dict.fromkeys(number for one in figure.doubles for number in (one.id, *one.others)))
        entries = [Entry(kind, one.id, one.label, one.why) for one in figure.doubles]
        self._show(kind, title, note, entries, lambda office: ids)

    def several(self, matters: Sequence[Attention], title: str) -> None:
        """List matters of one code, each with its sentence; where there are very many, open the records."""
        first = matters[0]
        if len(matters) == 1:
            self._find(first.kind, title, lambda office: self._behind_matter(office, first))
            return
        entries = [Entry(one.kind, one.id, _label(one), one.message) for one in matters]
        self._show(first.kind, title, title, entries, lambda office: [one.id for one in matters])

    def _behind_matter(self, office: Office, one: Attention) -> Sequence[int]:
        moment = self.reading.moment if self.reading else NOW
        return attention_ids(office, one.code, one.kind, moment)

    def moved(self, target: str, since: Since) -> None:
        """List who moved the figure since the last meeting; the counting may take a while in a large office."""
        reading, figure = self._of(target)
        waiting = Waiting(tr("Looking for what moved since {day}…", day=since.moment.day), self._parent)

        def show(found: Movement) -> None:
            waiting.finish()
            one = next(each for each in found.targets if each.target.key == target)
            title = tr("{what} since {meeting}", what=tr(figure.target.label), meeting=since.meeting)
            note, entries = moved_note(one, say(since.moment.words())), moved_entries(one)
            ids = list(dict.fromkeys(entry.id for entry in entries))
            self._show(figure.target.kind, title, note, entries, lambda office: ids, head=tr("How"))

        self._session.runner.run(
            lambda job: movement(self._session.office, since.moment, reading.moment, upto=since.upto),
            show,
            problem=lambda error: self._give_up(waiting, error),
            owner=self,
            aside=True,
        )

    def why(self, target: str) -> WhyDialog:
        """Show how the figure comes about."""
        reading, figure = self._of(target)
        dialog = WhyDialog(figure, quote_words(figure, reading.moment), self._parent)
        dialog.counted_wanted.connect(lambda: self.counted(target))
        dialog.left_out_wanted.connect(lambda: self.left_out(target))
        dialog.reason_wanted.connect(lambda why: self.left_out(target, why))
        dialog.uncertain_wanted.connect(lambda: self.uncertain(target))
        dialog.doubles_wanted.connect(lambda: self.doubles(target))
        dialog.rule_wanted.connect(lambda: self.rule_wanted.emit(target))
        _open(dialog)
        if (
            figure.claims and figure.target.kind != "personnel"
        ):  # of people nobody is named, and it would take long
            office = self._session.office
            self._session.runner.run(
                lambda job: explain_claims(office, reading.moment, target=target),
                dialog.explain_claims,
                owner=dialog,
                aside=True,
            )
        return dialog

    def _list(
        self,
        kind: str,
        title: str,
        note: str,
        listed: Sequence[Listed],
        total: int,
        whole: Callable[[Office], Sequence[int]],
    ) -> None:
        if len(listed) < total:
            first = tr(
                "The first {n} of {total} are listed; Open All shows every one.", n=len(listed), total=total
            )
            note = f"{note} {first}"
        self._show(kind, title, note, [Entry(kind, one.id, one.label, one.why) for one in listed], whole)

    def _show(
        self,
        kind: str,
        title: str,
        note: str,
        entries: Sequence[Entry],
        whole: Callable[[Office], Sequence[int]],
        *,
        head: str = "",
    ) -> None:
        dialog = ListingDialog(title, note, entries, self._parent, head=head)
        dialog.opened.connect(self.open_record)
        dialog.all_opened.connect(lambda: self._find(kind, title, whole))
        _open(dialog)

    def _find(self, kind: str, title: str, ids: Callable[[Office], Sequence[int]]) -> None:
        """Find the records off the GUI thread, then open them."""
        waiting = Waiting(tr("Looking for the records…"), self._parent)

        def show(found: Sequence[int]) -> None:
            waiting.finish()
            self.open_records.emit(kind, found, title)

        self._session.work(ids, show, owner=self, problem=lambda error: self._give_up(waiting, error))

    def _give_up(self, waiting: Waiting, problem: DeskError) -> None:
        waiting.finish()
        self._session.runner.problem_met.emit(problem)

    def _of(self, target: str) -> tuple[Reading, Figure]:
        figure = self.reading.figure(target) if self.reading else None
        if self.reading is None or figure is None:
            raise LookupError(f"no figure of {target}")
        return self.reading, figure


def _label(one: Attention) -> str:
    return str(one.message.params.get("label", ""))


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
