"""What the judgement of one record needs to know of the others: institutions, papers, groupings, workstreams, twins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ..grouping import Groupings, shipped_groupings
from ..records import Record, Snapshot
from ..workstreams import Workstream, shipped_workstreams, workstream_keys, workstreams_of
from .instruments import RUNGS, rung_of
from .terms import day_of

_NO_PAPER = {"draft", "expired", "ended"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A live agreement that is linked to a partner or an institution: its rung and the (partial) day of signing."""

    rung: str
    signed_on: str | None


@dataclass(frozen=True, slots=True)
class Twin:
    """The record that a record is one with and that counts first: its name and number, and until when it counts.

    ``until`` None: it counts on, so the other never does. ``joined``: since when one record after the other counted
    without a gap; None after a gap. ``code`` tells how the two are known to be one.
    """

    code: str
    label: str
    id: int
    until: date | None = None
    joined: date | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """What stands around a record.

    ``institutions``: country by institution id. ``papers``: by kind and id the agreements in force, the earliest
    first. ``twins``: by record id the record of its kind that counts for both. ``day``: that of which membership in
    groupings is asked. ``brought``: by kind and id the agency whose return brought a partner or an institution first.
    """

    institutions: Mapping[int, str | None] = field(default_factory=dict)
    papers: Mapping[tuple[str, int], tuple[Paper, ...]] = field(default_factory=dict)
    twins: Mapping[int, Twin] = field(default_factory=dict)
    groupings: Groupings = field(default_factory=shipped_groupings)
    workstreams: tuple[Workstream, ...] = field(default_factory=shipped_workstreams)
    day: date = field(default_factory=date.today)
    brought: Mapping[tuple[str, int], str] = field(default_factory=dict)
    _works: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    @staticmethod
    def around(snapshot: Snapshot, day: date, brought: Mapping[tuple[str, int], str] | None = None) -> Places:
        """What stands around the records of ``snapshot``, without twins."""
        return Places(
            institutions={one.id: one.text("country") for one in snapshot.of("institutions")},
            papers=papers_of(snapshot.of("agreements")),
            groupings=Groupings.of(snapshot),
            workstreams=workstreams_of(snapshot),
            day=day,
            brought=brought or {},
        )

    def works(self, text: str | None) -> tuple[str, ...]:
        """The workstreams that a field names; each text is read once."""
        if not text:
            return ()
        found = self._works.get(text)
        if found is None:
            found = self._works[text] = workstream_keys(text, self.workstreams)
        return found

    def is_of(self, text: str | None, workstream: str | None) -> bool:
        """Whether a field names the workstream of that key; any field does where none is asked for."""
        return workstream is None or workstream in self.works(text)

    def instrument(self, record: Record) -> str | None:
        """The strongest rung that a partner's or an institution's own instrument or one of its agreements stands on."""
        rungs = [paper.rung for paper in self.papers.get((record.kind, record.id), ())]
        own = rung_of(record.text("instrument"))
        return min([*rungs, own] if own else rungs, key=RUNGS.index, default=None)


def papers_of(agreements: Iterable[Record]) -> dict[tuple[str, int], tuple[Paper, ...]]:
    """By kind and id of the record they are linked to, agreements that are not drafts and have not ended."""
    found: dict[tuple[str, int], list[Paper]] = defaultdict(list)
    for record in agreements:
        rung = rung_of(record.text("instrument")) or rung_of(record.text("title"))
        if rung is None or record.values.get("status") in _NO_PAPER:
            continue
        for kind, key in (("partners", "partner"), ("institutions", "institution")):
            linked = record.link(key)
            if linked is not None:
                found[kind, linked].append(Paper(rung, record.text("signed_on")))
    return {key: tuple(sorted(ones, key=_signed)) for key, ones in found.items()}


def _signed(paper: Paper) -> date:
    return day_of(paper.signed_on) or date.max
