"""Records that the sender's last list held and this one does not: shown, never deleted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ilrs_desk.domain.records import Record
from ilrs_desk.domain.text import fold

from ..memory import LastList, Memory
from ..plan import Decisions, Missing, RowPlan


def find_missing(
    kind: str,
    fingerprint: str,
    agency: str | None,
    rows: Sequence[RowPlan],
    records: Sequence[Record],
    memory: Memory,
    decisions: Decisions,
) -> tuple[Missing, ...]:
    """Records of the previous list of this sender that no row of the new one is.

    The previous list is the newest of the same agency and kind, or one with the same headers into which at least
    half of the rows fell. For a list said to be complete all records of its agency count.
    """
    matched = {row.matched for row in rows if row.matched is not None}
    matched |= {each.id for row in rows for each in row.candidates if each.id is not None}
    previous = _previous(kind, fingerprint, agency, rows, matched, memory)
    expected = set(previous.record_ids) if previous else set()
    if decisions.complete_list:
        expected |= _of_sender(kind, agency, rows, matched, records)
    return tuple(
        Missing(record.id, record.label)
        for record in records
        if record.id in expected and record.id not in matched
    )


def _previous(
    kind: str,
    fingerprint: str,
    agency: str | None,
    rows: Sequence[RowPlan],
    matched: set[int],
    memory: Memory,
) -> LastList | None:
    for last in memory.lists:
        if last.kind != kind:
            continue
        if agency and last.agency and fold(agency) == fold(last.agency):
            return last
        shared = len(matched.intersection(last.record_ids))
        if last.fingerprint == fingerprint and shared and shared >= len(rows) / 2:
            return last
    return None


def _of_sender(
    kind: str, agency: str | None, rows: Sequence[RowPlan], matched: set[int], records: Iterable[Record]
) -> set[int]:
    """All records of the institutions (for people) or countries that the list speaks of."""
    key = "institution" if kind == "personnel" else "country"
    named = {fold(str(row.record[key])) for row in rows if row.record.get(key)}
    if agency:
        named.add(fold(agency))
    return {record.id for record in records if (value := record.text(key)) and fold(value) in named}
