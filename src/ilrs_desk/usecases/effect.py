"""The office as it would be after a plan, to count the effect before anything is written, and to say why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count

from ilrs_desk.domain.fields import link_column
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.places import inside_country
from ilrs_desk.domain.progress import Figure, Progress
from ilrs_desk.domain.records import Record, Snapshot, Value
from ilrs_desk.domain.text import fold
from ilrs_desk.domain.wording import Message
from ilrs_desk.intake.plan import ImportPlan, RowPlan, TablePlan

#: How many different reasons are told beside a target.
_MOST_REASONS = 4


@dataclass(slots=True)
class Applied:
    """The office with a plan in it; new records have numbers that no record has.

    ``touched``: kind → ids of the records that rows of the plan are or would be.
    """

    records: dict[str, dict[int, Record]]
    touched: dict[str, set[int]] = field(default_factory=dict)
    _names: dict[str, dict[int, Value]] = field(default_factory=dict)

    def put(self, kind: str, number: int, values: Mapping[str, Value], entered: date) -> None:
        """Write ``values`` into the record, which is new if nobody has its number."""
        self.touched.setdefault(kind, set()).add(number)
        kept = self.records.setdefault(kind, {})
        ours = kept.get(number)
        merged = {**(ours.values if ours else {}), **values}
        filled = {key: value for key, value in merged.items() if value is not None}
        kept[number] = (
            replace(ours, values=filled) if ours else Record(kind, number, filled, entered_on=entered)
        )

    def name_institutions(self) -> set[str]:
        """Know the institutions by all their names; returns the names that mean others, or elsewhere, than before."""
        before, self._names = self._names, {}
        for record in self.records.get("institutions", {}).values():
            for name in _names(record):
                self._names.setdefault(fold(name), {})[record.id] = record.values.get("country")
        return {name for name, homes in self._names.items() if homes != before.get(name)}

    def link_waiting(self, gained: set[str]) -> None:
        """Link who named an institution that was not there before."""
        column = link_column("institution")
        people = self.records.get("personnel", {})
        for person in list(people.values()) if gained else ():
            text = person.text("institution")
            if text and column not in person.values and fold(text) in gained:
                people[person.id] = replace(person, values=self.linked({}, person.values))

    def linked(self, links: Mapping[str, int], values: Mapping[str, Value]) -> dict[str, Value]:
        """The values with the number of the institution that they name, as the gate for writing finds it."""
        text = values.get("institution")
        if text is None:
            return {**values, link_column("institution"): None} if "institution" in values else dict(values)
        homes = self._names.get(fold(str(text)), {})
        country = values.get("country")
        ids = list(homes) if country is None else inside_country(homes, country)
        found = links.get("institution") or (ids[0] if len(ids) == 1 else None)
        return {**values, link_column("institution"): found}


def applied(snapshot: Snapshot, plan: ImportPlan) -> tuple[Snapshot, Mapping[str, set[int]]]:
    """``snapshot`` with all that ``plan`` would write, and by kind the ids of the records that it speaks of."""
    numbers = count(1 + max((r.id for kind in KINDS for r in snapshot.of(kind)), default=0))
    found = Applied({kind: {record.id: record for record in snapshot.of(kind)} for kind in snapshot.records})
    found.name_institutions()
    today = date.today()
    for offer in plan.offers:
        if offer.taken:
            found.put(offer.kind, next(numbers), offer.record, today)
        elif offer.means is not None and offer.changes:
            found.put(offer.kind, offer.means, {key: new for key, (_, new) in offer.changes.items()}, today)
    for kind in KINDS:
        for table in _of_kind(plan, kind):
            _apply(found, table, numbers, today)
        if kind == "institutions":
            found.link_waiting(found.name_institutions())
    records = {kind: tuple(kept.values()) for kind, kept in found.records.items()}
    return replace(snapshot, records=records), found.touched


def writes_of(row: RowPlan) -> dict[str, Value]:
    """The values that the row would write: all of a new record, the changed ones of a matched one, with its links."""
    new = row.matched is None
    values = dict(row.record) if new else {key: theirs for key, (_, theirs) in row.changes.items()}
    links = {link_column(key): number for key, number in row.links.items() if values.get(key) is not None}
    return {**values, **links}


def effect_why(
    before: Progress, after: Progress, touched: Mapping[str, set[int]], plan: ImportPlan
) -> dict[str, tuple[Message, ...]]:
    """By target why its figure moves no further: who of the plan counted already, who does not count, and why."""
    figures = {figure.target.key: figure for figure in before.figures}
    found: dict[str, tuple[Message, ...]] = {}
    for figure in after.figures:
        kind = figure.rule.kind
        leaving = {one.id for table in _of_kind(plan, kind) for one in table.missing if one.changes}
        reasons = _reasons(figures[figure.target.key], figure, touched.get(kind, set()), leaving)
        found[figure.target.key] = tuple(reasons)
    return found


def _reasons(before: Figure, after: Figure, touched: set[int], leaving: set[int]) -> Iterator[Message]:
    was, now = frozenset(before.counted_ids), frozenset(after.counted_ids)
    if last := len(leaving & was & now):
        yield Message("{count} marked as left, counted until their last day", {"count": last})
    if already := len((touched - leaving) & was & now):
        yield Message("{count} already counted", {"count": already})
    if follow := len(now - was - touched):
        yield Message("{count} more count by what changes beside them", {"count": follow})
    for gone, template in ((True, "{count} no longer counted: {why}"), (False, "{count} not counted: {why}")):
        listed = [one for one in after.not_counted if (one.id in was if gone else one.id in touched - was)]
        whys = {str(one.why): one.why for one in listed}
        counts = Counter(str(one.why) for one in listed)
        ordered = sorted(counts, key=lambda text: (-counts[text], text))
        for text in ordered[:_MOST_REASONS]:
            yield Message(template, {"count": counts[text], "why": whys[text]})
        if rest := sum(counts[text] for text in ordered[_MOST_REASONS:]):
            yield Message("{count} more not counted for other reasons", {"count": rest})


def _of_kind(plan: ImportPlan, kind: str) -> Iterator[TablePlan]:
    return (table for _, table in plan.tables() if table.kind == kind)


def _apply(found: Applied, table: TablePlan, numbers: Iterator[int], today: date) -> None:
    kept = found.records.setdefault(table.kind, {})
    for row in table.rows:
        values = writes_of(row) if row.writes else {}
        matched = row.matched if row.matched in kept else None
        if matched is not None:
            found.touched.setdefault(table.kind, set()).add(matched)
        if values:
            found.put(
                table.kind,
                next(numbers) if matched is None else matched,
                _linked(found, table, row, values),
                today,
            )
    for missing in table.missing:
        if missing.changes:
            found.put(table.kind, missing.id, {key: new for key, (_, new) in missing.changes.items()}, today)


def _linked(found: Applied, table: TablePlan, row: RowPlan, values: dict[str, Value]) -> dict[str, Value]:
    """The values with their link; the country of a person who is there already tells namesakes apart, too."""
    if table.kind != "personnel" or "institution" not in values:
        return values
    ours = found.records[table.kind].get(row.matched or 0)
    country = {"country": ours.values.get("country")} if ours and ours.values.get("country") else {}
    link = link_column("institution")
    return {**values, link: found.linked(row.links, {**country, **values})[link]}


def _names(record: Record) -> list[str]:
    names = [name for key in ("name", "native_name", "acronym") if (name := record.text(key))]
    return names + [name for name in (record.text("aliases") or "").split("; ") if name]
