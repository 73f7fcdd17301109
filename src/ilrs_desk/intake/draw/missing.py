"""Records that the sender's last list held and this one does not: shown, marked as left if chosen, never deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ilrs_desk.domain.dates import compare, is_partial_date
from ilrs_desk.domain.kinds import INSTITUTIONS, KINDS, PARTNERS, PERSONNEL
from ilrs_desk.domain.records import Record, Snapshot, Value
from ilrs_desk.domain.text import fold

from ..memory import Memory, header_fingerprint
from ..plan import Decisions, Missing, RowPlan, TablePlan, WhenMissing

#: What says that a record is no longer with us, by kind: the field and its value.
_LEFT = {
    "personnel": ("status", "left"),
    "partners": ("stage", "withdrawn"),
    "institutions": ("stage", "withdrawn"),
    "agreements": ("status", "ended"),
}
#: The last day of a term that says so itself; an agreement's would be another: when it runs out.
_ENDS = {kind.key: kind.end_field for kind in (PARTNERS, INSTITUTIONS, PERSONNEL)}


def with_missing(
    tables: Sequence[tuple[str | None, TablePlan]],
    snapshot: Snapshot,
    memory: Memory,
    decisions: Decisions,
    today: str,
) -> list[TablePlan]:
    """The tables with the records that each of them misses; ``tables`` are all of the plan, with their senders.

    Whom any row of the plan is or may be is not missing, and who is missing is said once.
    """
    seen: dict[str, set[int]] = {}
    for _, table in tables:
        seen.setdefault(table.kind, set()).update(_met(table.rows))
    found = []
    for agency, table in tables:
        met = seen[table.kind]
        missing = _missing(agency, table, met, snapshot.of(table.kind), memory, decisions)
        missing = [record for record in missing if not _left(record, table.dated or today)]
        met.update(record.id for record in missing)
        listed = tuple(_listed(table, record, decisions, today) for record in missing)
        found.append(replace(table, missing=listed) if listed else table)
    return found


def _missing(
    agency: str | None,
    table: TablePlan,
    met: set[int],
    records: Sequence[Record],
    memory: Memory,
    decisions: Decisions,
) -> list[Record]:
    """Records of the previous list of this sender that no row is; for a complete list all records of its agency."""
    matched = _met(table.rows)
    expected = set(_previous(agency, table, matched, memory))
    if decisions.complete_list:
        expected |= _of_sender(agency, table, matched, records)
    return [record for record in records if record.id in expected and record.id not in met]


def _met(rows: Iterable[RowPlan]) -> set[int]:
    """The records that rows are or may be."""
    found: set[int] = set()
    for row in rows:
        if row.matched is not None:
            found.add(row.matched)
        found.update(each.id for each in row.candidates if each.id is not None)
    return found


def _previous(agency: str | None, table: TablePlan, matched: set[int], memory: Memory) -> Sequence[int]:
    """The newest list of the same agency and kind, or one with the same headers into which half of the rows fell."""
    fingerprint = header_fingerprint(column.header for column in table.columns)
    for last in memory.lists:
        if last.kind != table.kind:
            continue
        if agency and last.agency and fold(agency) == fold(last.agency):
            return last.record_ids
        if last.fingerprint == fingerprint:
            shared = len(matched.intersection(last.record_ids))
            if shared and shared >= len(table.rows) / 2:
                return last.record_ids
    return ()


def _of_sender(
    agency: str | None, table: TablePlan, matched: set[int], records: Iterable[Record]
) -> set[int]:
    """All records of the institutions (for people) or countries that the list speaks of."""
    key = "institution" if table.kind == "personnel" else "country"
    named = {fold(str(row.record[key])) for row in table.rows if row.record.get(key)}
    links = {record.link(key) for record in records if record.id in matched}
    links = (links | {row.links.get(key) for row in table.rows}) - {None}
    if agency:
        named.add(fold(agency))
    return {
        record.id
        for record in records
        if (value := record.text(key)) and (fold(value) in named or record.link(key) in links)
    }


def _left(record: Record, day: str) -> bool:
    """Whether it is recorded already that the record is no longer with us."""
    field, value = _LEFT[record.kind]
    end = record.text(KINDS[record.kind].end_field or "")
    ended = end is not None and is_partial_date(end) and is_partial_date(day) and compare(end, day) == -1
    return ended or record.values.get(field) in (value, "declined", "expired")


def _listed(table: TablePlan, record: Record, decisions: Decisions, today: str) -> Missing:
    then = decisions.missing_each.get((table.kind, record.id), table.policies.missing)
    changes = _leaving(table, record, today) if then is WhenMissing.LEFT else {}
    return Missing(record.id, record.label, then, changes)


def _leaving(table: TablePlan, record: Record, today: str) -> Mapping[str, tuple[Value, Value]]:
    """What marks the record as left: but for an agreement also the day of the list, unless one is recorded already."""
    field, value = _LEFT[table.kind]
    changes: dict[str, tuple[Value, Value]] = {}
    if record.values.get(field) != value:
        changes[field] = (record.values.get(field), value)
    end = _ENDS.get(table.kind)
    if end is not None and record.values.get(end) is None:
        day = table.dated or today
        start = record.text(KINDS[table.kind].date_field or "")
        began_later = start is not None and is_partial_date(start) and compare(day, start) == -1
        if not began_later:
            changes[end] = (None, day)
    return changes
