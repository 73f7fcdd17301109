"""All tables of a sitting matched against the office and each other: institutions first, then who names them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.matching import Places, match_rows
from ilrs_desk.domain.records import Record, Snapshot

from ..mapping import PART_FIELDS
from ..memory import Memory
from ..plan import Decisions, Offer, RowPlan
from ..returned import row_cells, unchanged
from .drawn import Drawn, Source
from .echoes import echoes
from .institutions import KIND, known_institutions, name_institutions, rename_rows
from .policies import Rules
from .rows import Ground, draw_rows
from .tables import Draft, FileDraft

_PERSON_NAMES = frozenset({"full_name", "family_name", "given_name", "native_name", "title"})

_PARTNERS = -1_000_000_000

#: Rows of the plan by (file, table), in the order of the table.
RowsByTable = dict[tuple[int, int], list[RowPlan]]


@dataclass(frozen=True, slots=True)
class Sitting:
    """What all files of one import are drawn against."""

    snapshot: Snapshot
    decisions: Decisions
    memory: Memory
    today: date

    def matched(
        self, drafts: Sequence[FileDraft], look: Callable[[], None]
    ) -> tuple[RowsByTable, tuple[Offer, ...]]:
        """The rows of all tables, those of one kind matched together, and the institutions that nobody knows."""
        rows = {kind: list(self._drawn(kind, drafts)) for kind in KINDS}
        institutions = self._plans(KIND, rows[KIND], Places(), look)
        known = known_institutions(self.snapshot.of(KIND), rows[KIND], institutions)
        named = name_institutions(
            known, {kind: listed for kind, listed in rows.items() if kind != KIND}, self.decisions
        )
        plans = {KIND: rename_rows(institutions, named, rows[KIND])}
        for kind, listed in rows.items():
            if kind != KIND:
                linked = [replace(row, links=named.links.get(row.source.key, {})) for row in listed]
                both = kind == "agreements" and linked
                places = Places((*named.records, *self._partners())) if both else named.places
                plans[kind] = self._plans(kind, linked, places, look)
        found: RowsByTable = {}
        for kind, listed in rows.items():
            for row, plan in zip(listed, plans[kind], strict=True):
                found.setdefault((row.source.file, row.source.table), []).append(plan)
        return found, named.offers

    def _plans(
        self, kind: str, rows: Sequence[Drawn], places: Places, look: Callable[[], None]
    ) -> list[RowPlan]:
        if not rows:
            return []
        records = self.snapshot.of(kind)
        index = {row.source.key: number for number, row in enumerate(rows)}
        not_these: dict[int, frozenset[int]] = {}
        for key, record_id in self.decisions.apart:
            if key in index:
                number = index[key]
                not_these[number] = not_these.get(number, frozenset()) | {record_id}
        matches = match_rows(
            kind, [row.record for row in rows], records, places,
            apart=self._apart(kind), row_apart=not_these, cancelled=look,
        )  # fmt: skip
        by_id = {record.id: record for record in records}
        ground = Ground(kind, by_id, places, self.decisions, self.memory.lookups)
        return draw_rows(ground, rows, matches)

    def _partners(self) -> Iterator[Record]:
        """The partners under numbers that no institution has: both are places to agreements."""
        return (replace(record, id=_PARTNERS - record.id) for record in self.snapshot.of("partners"))

    def _apart(self, kind: str) -> Collection[frozenset[int]]:
        """Pairs of records that a person said are not the same."""
        return {
            frozenset((int(str(pair.values["one"])), int(str(pair.values["other"]))))
            for pair in self.snapshot.of("distinctions")
            if pair.values.get("kind") == kind
        }

    def _drawn(self, kind: str, drafts: Sequence[FileDraft]) -> Iterator[Drawn]:
        for number, file in enumerate(drafts):
            for table, draft in enumerate(file.drafts):
                if draft.kind == kind:
                    yield from self._rows(number, table, draft, file.dated or file.seen_on)

    def _rows(self, number: int, table: int, draft: Draft, dated: str | None) -> Iterator[Drawn]:
        sheet, first, problems = draft.raw.sheet.name, draft.raw.first, draft.values.problems
        rules = Rules(
            draft.policies, draft.dated or dated or self.today.isoformat(), draft.agency,
            draft.context.get("country"), _filled(draft),
        )  # fmt: skip
        sent, repeated = self._sent(draft), echoes(draft, self.snapshot.of(draft.kind))
        for place, (index, record) in enumerate(zip(draft.values.rows, draft.values.records, strict=True)):
            row = first + index
            found = tuple(problems[place]) if place in problems else ()
            known = sent.get(row, repeated.get(row))
            as_sent = _as_sent(draft, row) if row in sent else frozenset()
            yield Drawn(Source(number, table, sheet, row + 1), record, found, rules, known, as_sent)

    def _sent(self, draft: Draft) -> Mapping[int, int]:
        """Rows (from 0) that we had sent out → the record that each of them was taken for."""
        lookups = self.memory.lookups
        if lookups is None or not draft.keys:
            return {}
        files = {key.sha256: lookups.sent(key.sha256) for key in draft.keys.values()}
        found = {row: files[key.sha256].get((key.sheet, key.row)) for row, key in draft.keys.items()}
        return {row: number for row, number in found.items() if number is not None}


def _filled(draft: Draft) -> frozenset[str]:
    """The fields that the table has a column for."""
    return frozenset(
        key for choice in draft.choices for key in _fields(draft.kind, choice.field, choice.part)
    )


def _fields(kind: str, field: str | None, part: str) -> tuple[str, ...]:
    if field is None:
        return ()
    return PART_FIELDS[kind].get(part, (field,))


def _as_sent(draft: Draft, row: int) -> frozenset[str]:
    """The fields of a row that came back of which all cells hold what we had sent."""
    same = unchanged(draft.keys[row], row_cells(draft.raw.sheet, row))
    touched: set[str] = set()
    for header, choice in zip(draft.raw.headers, draft.choices, strict=True):
        fields = _fields(draft.kind, choice.field, choice.part)
        if header.column not in same:
            touched.update(fields)
    if draft.kind == "personnel" and touched & _PERSON_NAMES:
        touched |= _PERSON_NAMES
    return frozenset(KINDS[draft.kind].by_key) - touched
