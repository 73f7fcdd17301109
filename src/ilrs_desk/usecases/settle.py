"""Settle what the office itself lays down: targets, counting rules, claims, meetings, workstreams, groupings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from ilrs_desk.domain.changes import TRASHED, Act, ChangeSet, Draft, Write
from ilrs_desk.domain.counting import CountingRule
from ilrs_desk.domain.kinds import GROUPINGS, JOURNALLED, MEMBERSHIPS, RULES, TARGETS, WORKSTREAMS
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.records import Record, Value, record_label
from ilrs_desk.domain.rule_versions import newest_rule, next_version, rule_values
from ilrs_desk.domain.settled import SETTLED, read_settled
from ilrs_desk.domain.settled_values import Books, target_key
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.wording import Message
from ilrs_desk.domain.workstreams import workstream_values
from ilrs_desk.store.office import Office

#: What is given to a rule by itself and cannot be typed.
_GIVEN = ("code", "version", "supersedes")


@dataclass(frozen=True, slots=True)
class Settling:
    """One thing to be settled: what was typed by field; ``id`` None: it is new."""

    kind: str
    values: Mapping[str, str | None]
    id: int | None = None


def settle(
    office: Office, kind: str, values: Mapping[str, str | None], id: int | None = None, *, act: Act = Act.FORM
) -> ChangeSet | None:
    """Write one target, rule, claim, meeting, workstream, grouping or membership; None when nothing changes.

    A new target comes with a standard rule. Raises InputProblem that names the field, why and what to write.
    """
    return settle_all(office, [Settling(kind, values, id)], act=act)


def settle_all(office: Office, items: Sequence[Settling], *, act: Act = Act.FORM) -> ChangeSet | None:
    """Write all ``items`` as one change set, or none of them.

    A rule that changes gets the next version and a code of its own. One that stands in a seal is not edited: a new
    record supersedes it, and the title of the change set says so.
    """
    if strange := {item.kind for item in items} - set(SETTLED):
        raise ValueError(f"not settled here: {sorted(strange)}")
    plan = SettlingPlan(books_of(office))
    for item in items:
        plan.take(item)
    if not plan.writes:
        return None
    return office.write(Draft(act, plan.title(), tuple(plan.writes)))


def remove_settled(office: Office, kind: str, id: int) -> ChangeSet | None:
    """Take one away, members of a grouping with it; it can be brought back by an undo.

    Raises InputProblem for what others rest on: a rule or meeting in a seal, the last rule of a target, a grouping
    or workstream that a target asks for.
    """
    books = books_of(office)
    record = _known(books, kind, id)
    _refuse_needed(record, books)
    writes = [Write(kind, {TRASHED: "yes"}, id)]
    if kind == GROUPINGS.key:
        members = [
            one for one in books.snapshot.of(MEMBERSHIPS.key) if one.text("grouping") == record.text("key")
        ]
        writes += [Write(MEMBERSHIPS.key, {TRASHED: "yes"}, one.id) for one in members]
    params = {"kind": JOURNALLED[kind].singular.lower(), "label": record.label}
    return office.write(Draft(Act.TRASH, Message("removing of {kind} {label}", params), tuple(writes)))


def books_of(office: Office) -> Books:
    """What is settled in the office."""
    trashed = Query(trashed=True)
    trash = {kind: tuple(office.find(kind, trashed)) for kind in SETTLED}
    return Books(office.snapshot(SETTLED), trash, office.seals.sealed(RULES.key))


class SettlingPlan:
    """The ``writes`` that settle several things, each checked against the ``books`` as the ones before leave them."""

    def __init__(self, books: Books) -> None:
        self.writes: list[Write] = []
        self.books = books
        self._titles: list[Message] = []
        self._numbers = count(-1, -1)
        self._places: dict[int, int] = {}

    def take(self, item: Settling) -> None:
        """Read one thing and note what it writes."""
        current = {} if item.id is None else dict(_known(self.books, item.kind, item.id).values)
        if item.kind == RULES.key:
            self._take_rule(item, current)
            return
        read = read_settled(item.kind, item.values, current, self.books)
        if all(current.get(key) == value for key, value in read.items()):
            return
        if item.kind == WORKSTREAMS.key and not self.books.snapshot.of(item.kind):
            # Without workstreams of its own the office uses the shipped ones; one beside them must not hide them.
            for values in workstream_values():
                self._write(item.kind, None, {}, values)
        self._note(item.kind, item.id, current, read)
        if item.kind == TARGETS.key and item.id is None:
            self._standard_rule(read)

    def title(self) -> Message:
        """What was settled, in words."""
        if len(self._titles) == 1:
            return self._titles[0]
        named = {f"item{number}": title for number, title in enumerate(self._titles[:3])}
        template = "; ".join(f"{{{name}}}" for name in named)
        if more := len(self._titles) - len(named):
            return Message(template + " and {more} more", {**named, "more": more})
        return Message(template, named)

    def _take_rule(self, item: Settling, current: Mapping[str, Value]) -> None:
        _refuse_given(item, current)
        typed = {key: text for key, text in item.values.items() if key not in _GIVEN}
        books = self.books
        target = target_key(typed.get("target") or str(current.get("target") or ""), books)
        if current and target != current.get("target"):
            raise _moved(current)
        replaced = newest_rule(target, books.snapshot.of(RULES.key)) if item.id is None else None
        basis = dict(current or (replaced.values if replaced else _standard(target, books)))
        read = read_settled(RULES.key, {**typed, "target": target}, basis, books)
        changed = {key: value for key, value in read.items() if basis.get(key) != value}
        if item.id is not None and not changed:
            return
        if replaced is not None and replaced.id < 0:
            self._amend(replaced, changed)
            return
        numbered = next_version(target, _label_of(target, books), books.every(RULES.key))
        if item.id is not None and item.id not in books.sealed:
            self._note(RULES.key, item.id, current, {**changed, **numbered})
            return
        before = item.id if item.id is not None else replaced.id if replaced else None
        values = {**basis, **read, **numbered, "supersedes": None if before is None else str(before)}
        title = None
        if item.id is not None:
            params = {"code": numbered["code"], "before": current.get("code")}
            template = "rule {code} in the place of {before}, which stands in the sealed figures of a meeting"
            title = Message(template, params)
        self._note(RULES.key, None, {}, values, title)

    def _standard_rule(self, target: Mapping[str, Value]) -> None:
        key, kind = str(target["key"]), str(target["kind"])
        numbered = next_version(key, str(target["label"]), self.books.every(RULES.key))
        values = rule_values(CountingRule("", key, kind)) | numbered
        self._write(RULES.key, None, {}, values)

    def _amend(self, made: Record, changed: Mapping[str, Value]) -> None:
        """Change a rule that this plan itself makes: nobody has seen it, so it needs no further version."""
        place = self._places[made.id]
        values = {**self.writes[place].values, **changed}
        self.writes[place] = Write(made.kind, _filled(values))
        self.books = self.books.holding(Record(made.kind, made.id, _filled(values)))

    def _note(
        self,
        kind: str,
        number: int | None,
        current: Mapping[str, Value],
        values: Mapping[str, Value],
        title: Message | None = None,
    ) -> None:
        self._write(kind, number, current, values)
        self._titles.append(title or _title(kind, number, {**current, **values}))

    def _write(
        self, kind: str, number: int | None, current: Mapping[str, Value], values: Mapping[str, Value]
    ) -> None:
        kept = {key: value for key, value in values.items() if value is not None or number is not None}
        self.writes.append(Write(kind, kept, number))
        known = next(self._numbers) if number is None else number
        self._places[known] = len(self.writes) - 1
        self.books = self.books.holding(Record(kind, known, _filled({**current, **values})))


def _refuse_given(item: Settling, current: Mapping[str, Value]) -> None:
    """Refuse what a rule is given by itself where something else is written than what it has."""
    for key in _GIVEN:
        if (text := item.values.get(key)) and text != current.get(key):
            template = '"{field}" is given to a rule by itself. Nothing was saved. Leave it out.'
            raise InputProblem("settle.given", Message(template, {"field": RULES.by_key[key].label}))


def _moved(current: Mapping[str, Value]) -> InputProblem:
    template = "{code} counts toward its own target, and stays with it. Nothing was saved. Add a rule to the other one."
    return InputProblem("settle.moved", Message(template, {"code": current.get("code")}))


def _title(kind: str, number: int | None, values: Mapping[str, Value]) -> Message:
    declared = JOURNALLED[kind]
    params = {"kind": declared.singular.lower(), "label": record_label(declared, values) or ""}
    return Message("new {kind} {label}" if number is None else "change of {kind} {label}", params)


def _known(books: Books, kind: str, number: int) -> Record:
    record = next((one for one in books.snapshot.of(kind) if one.id == number), None)
    if record is None:
        params = {"kind": JOURNALLED[kind].singular.lower(), "id": number}
        raise InputProblem("record.unknown", Message("There is no {kind} with number {id}.", params))
    return record


def _standard(target: str, books: Books) -> dict[str, Value]:
    found = next(one for one in books.snapshot.of(TARGETS.key) if one.text("key") == target)
    return rule_values(CountingRule("", target, found.text("kind") or ""))


def _label_of(target: str, books: Books) -> str:
    found = (one.text("label") for one in books.snapshot.of(TARGETS.key) if one.text("key") == target)
    return next(found, None) or target


def _refuse_needed(record: Record, books: Books) -> None:
    """Refuse to take away what something that stays rests on."""
    params: dict[str, object] = {"label": record.label}
    if record.kind == RULES.key:
        target = record.text("target")
        others = [one for one in books.snapshot.of(RULES.key) if one.text("target") == target]
        if len(others) == 1 and target in books.targets():
            template = (
                "{label} is the only rule of its target, so it stays. Nothing was changed. Change it instead."
            )
            raise InputProblem("settle.last_rule", Message(template, params))
    if record.kind in (GROUPINGS.key, WORKSTREAMS.key):
        field = JOURNALLED[record.kind].singular.lower()
        by_it = [one for one in books.snapshot.of(TARGETS.key) if one.text(field) == record.text("key")]
        if by_it:
            template = "{label} stays: the target {target} asks for it. Nothing was changed. Change the target first."
            raise InputProblem("settle.needed", Message(template, {**params, "target": by_it[0].label}))


def _filled(values: Mapping[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in values.items() if value is not None}
