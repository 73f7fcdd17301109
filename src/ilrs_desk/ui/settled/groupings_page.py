"""The Groupings page: which countries belong to which grouping from when to when, and the office's own groupings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from ilrs_desk.domain.changes import ChangeSet
from ilrs_desk.domain.countries import country_name
from ilrs_desk.domain.grouping import Grouping, Groupings, Membership
from ilrs_desk.domain.kinds import GROUPINGS, MEMBERSHIPS, TARGETS
from ilrs_desk.domain.records import Record, Snapshot
from ilrs_desk.store.office import Office
from ilrs_desk.ui.dialogs import ask
from ilrs_desk.ui.frames import framed
from ilrs_desk.ui.lists import Line, ListTable
from ilrs_desk.ui.painting import Cell
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.status.flow import FlowLayout
from ilrs_desk.ui.text import isolate, number, tr, visible
from ilrs_desk.ui.values import shown_date
from ilrs_desk.usecases.settle import Settling, remove_settled, settle, settle_all

from .edit_dialog import EditDialog
from .form import SettledForm
from .settled_page import SettledPage

_KEYS = ("label", "source", "notes")
_MEMBER_KEYS = ("country", "since", "until", "source")


@dataclass(frozen=True, slots=True)
class Member:
    """A country in a grouping; ``record`` None where it is shipped."""

    membership: Membership
    record: Record | None


class GroupingsPage(SettledPage):
    """Shipped groupings are only read; the office's own can be changed, also one copied from a shipped one."""

    key = "groupings"
    kind = GROUPINGS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._snapshot = Snapshot(0)
        self._groupings = Groupings.of(self._snapshot)
        headings = [(tr("Grouping"), 28), (tr("Members"), 9), (tr("Kept by"), 12)]
        super().__init__(session, tr("Groupings"), headings, (tr("No grouping"), ""), parent)
        self.members = ListTable(
            [(tr("Country"), 22), (tr("Since"), 14), (tr("Until"), 14), (tr("Source"), 20)]
        )
        self.members.setAccessibleName(tr("Members"))
        self.members.chosen.connect(lambda _: self.lock())
        self.members.opened.connect(lambda _: self.ask_edit_member())
        self.former = QCheckBox(tr("Show also who has left or is yet to join"))
        self.former.toggled.connect(lambda _: self._tell_members())
        self.copy_button = QPushButton(tr("Make an Own Copy"))
        self.add_button = QPushButton(tr("Add Member…"))
        self.edit_member_button = QPushButton(tr("Edit Member…"))
        self.remove_member_button = QPushButton(tr("Remove Member…"))
        acts = {
            self.copy_button: self.copy_grouping,
            self.add_button: self.ask_add_member,
            self.edit_member_button: self.ask_edit_member,
            self.remove_member_button: self.ask_remove_member,
        }
        row = FlowLayout(8)
        for button, act in acts.items():
            button.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(button)
        self.beside.addWidget(self.former)
        self.beside.addWidget(framed(self.members), 1)
        self.beside.addLayout(row)
        self.splitter.setSizes([430, 540])
        self.lock()

    def grouping(self) -> Grouping | None:
        """The grouping under the cursor."""
        return self._groupings.get(self.list.current() or "")

    def record(self) -> Record | None:
        chosen = self.list.current()
        own = self._snapshot.of(GROUPINGS.key)
        return next((one for one in own if one.text("key") == chosen), None)

    def make_form(self, record: Record | None) -> SettledForm:
        names = {"notes": "By what a country belongs to it"}
        form = SettledForm(GROUPINGS, _KEYS, self.session, names=names)
        form.offer(record.values if record else {})
        return form

    def removal_note(self, record: Record) -> str:
        return tr("Its members go with it. Undo brings all of them back.")

    def lock(self) -> None:
        super().lock()
        if not hasattr(self, "members"):
            return
        why, own, grouping = self.session.why_read_only(), self.record() is not None, self.grouping()
        member = self.members.current()
        theirs = isinstance(member, Member) and member.record is not None
        self.switch(self.copy_button, why, on=grouping is not None and not own)
        self.switch(self.add_button, why, on=own)
        self.switch(self.edit_member_button, why, on=theirs)
        self.switch(self.remove_member_button, why, on=theirs)

    def refresh(self) -> None:
        self.read("groupings", _read, self._tell)

    def status(self) -> Sequence[str]:
        own = len(self._snapshot.of(GROUPINGS.key))
        return (tr("{n} groupings", n=len(self._groupings.all)), tr("{n} of our own", n=own))

    def tables(self) -> Sequence[ListTable]:
        return (self.members, self.list)

    # What the user does

    def copy_grouping(self) -> None:
        """Make a grouping of our own with the members of the shipped one, to be changed."""
        grouping = self.grouping()
        if grouping is None:
            return
        label = _free_label(tr("{grouping} (own)", grouping=grouping.label), self._groupings)
        values = {"label": label, "source": grouping.source or "", "notes": grouping.definition or ""}
        items = [Settling(GROUPINGS.key, values)]
        for one in self._groupings.memberships:
            if one.grouping == grouping.key:
                known = {"since": one.since, "until": one.until, "source": one.source}
                items.append(Settling(MEMBERSHIPS.key, {"grouping": label, "country": one.country, **known}))

        def done(changeset: ChangeSet | None) -> None:
            made = (
                [change for change in changeset.changes if change.kind == GROUPINGS.key] if changeset else []
            )
            self.want(self.line_of(made[0]) if made else None)

        self.session.work(lambda office: settle_all(office, items), done, owner=self)

    def ask_add_member(self) -> EditDialog | None:
        """Ask which country belongs to the grouping, and since when."""
        return self._ask_member(None)

    def ask_edit_member(self) -> EditDialog | None:
        """Ask what is different about the chosen member."""
        member = self.members.current()
        return self._ask_member(member.record) if member is not None and member.record is not None else None

    def _ask_member(self, record: Record | None) -> EditDialog | None:
        grouping = self.grouping()
        if grouping is None or self.session.read_only:
            return None
        number, key = record.id if record else None, grouping.key
        form = SettledForm(MEMBERSHIPS, _MEMBER_KEYS, self.session)
        form.offer(record.values if record else {})

        def write(office: Office, typed: Mapping[str, str]) -> ChangeSet | None:
            values = typed if number is not None else {"grouping": key, **typed}
            return settle(office, MEMBERSHIPS.key, values, number)

        title = tr("Member of {grouping}", grouping=tr(grouping.label))
        dialog = EditDialog(self.session, title, form, write, self, new=record is None)
        dialog.open()
        return dialog

    def ask_remove_member(self) -> None:
        """Ask whether the chosen member is to go."""
        member, grouping = self.members.current(), self.grouping()
        if member is None or member.record is None or grouping is None or self.session.read_only:
            return
        number = member.record.id
        ask(
            self,
            tr("Take {country} out of {grouping}?", country=country_name(member.membership.country),
               grouping=grouping.label),
            tr("Whoever left on a day should get that day instead. Undo brings it back."),
            tr("Take Out"),
            lambda: self.write(lambda office: remove_settled(office, MEMBERSHIPS.key, number)),
        )  # fmt: skip

    # Showing

    def _tell(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._groupings = Groupings.of(snapshot)
        self.tell([self._line(one) for one in self._groupings.all])

    def _line(self, one: Grouping) -> Line:
        members = self._groupings.members(one.key, self.session.moment.day)
        kept = tr("us") if self._is_own(one) else tr("both") if one.own else tr("the program")
        cells = (
            Cell(isolate(visible(tr(one.label)))),
            Cell(number(len(members)) if members else ""),
            Cell(kept, "ok" if one.own else "mute"),
        )
        return Line(cells, one.key)

    def _is_own(self, one: Grouping) -> bool:
        return any(record.text("key") == one.key for record in self._snapshot.of(GROUPINGS.key))

    def show_chosen(self, chosen: object) -> None:
        grouping = self.grouping()
        if grouping is None:
            return
        self.name.setText(isolate(visible(tr(grouping.label))))
        targets = [
            one.label for one in self._snapshot.of(TARGETS.key) if one.text("grouping") == grouping.key
        ]
        facts = [
            tr(grouping.definition) if grouping.definition else "",
            "" if grouping.whole else tr("The roster is not complete."),
            tr("Source: {source}", source=grouping.source) if grouping.source else "",
            tr("Asked for by the target {targets}", targets=targets) if targets else "",
        ]
        self.about.setText("\n".join(visible(one) for one in facts if one))
        self._tell_members()

    def _tell_members(self) -> None:
        grouping, day = self.grouping(), self.session.moment.day
        found = [one for one in self._members() if grouping and one.membership.grouping == grouping.key]
        if not self.former.isChecked():
            found = [one for one in found if one.membership.covers(day)]
        found.sort(key=lambda one: (country_name(one.membership.country), one.membership.since or ""))
        self.members.tell([_member(one, in_force=one.membership.covers(day)) for one in found])
        self.lock()

    def _members(self) -> list[Member]:
        """Every membership with the record that holds it."""
        records = iter(
            one for one in self._snapshot.of(MEMBERSHIPS.key) if one.text("grouping") and one.text("country")
        )
        return [Member(one, next(records) if one.own else None) for one in self._groupings.memberships]


def _read(office: Office) -> Snapshot:
    return office.snapshot((GROUPINGS.key, MEMBERSHIPS.key, TARGETS.key))


def _member(one: Member, *, in_force: bool) -> Line:
    held = one.membership
    ink = "ink" if in_force else "mute"
    cells = (
        Cell(country_name(held.country), ink),
        Cell(shown_date(held.since) if held.since else "", ink),
        Cell(shown_date(held.until) if held.until else "", ink),
        Cell(isolate(visible(held.source or "")), "mute"),
    )
    return Line(cells, one)


def _free_label(wanted: str, groupings: Groupings) -> str:
    taken, number, free = {one.casefold() for one in groupings.labels.values()}, 1, wanted
    while free.casefold() in taken:
        number += 1
        free = f"{wanted} {number}"
    return free
