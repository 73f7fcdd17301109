"""What the Matches step asks about, one at a time: a row that may be a record of the office, or a name nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.records import Value, record_label
from ilrs_desk.intake.plan import Action, Candidate, Decisions, ImportPlan, Offer, RowKey, RowPlan
from ilrs_desk.ui.text import tr

from .import_work import ImportWork

#: What a person said of a subject.
OPEN, SAME, APART, LATER, CREATE = "open", "same", "apart", "later", "create"

_WORDS = {
    SAME: ("✓ same", "ok"),
    APART: ("✓ not the same", "ok"),
    LATER: ("later", "muted"),
    CREATE: ("✓ to be added", "ok"),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """A row of the plan (``row`` its key) or an offer; ``record`` as the file has it, and who it may be."""

    kind: str
    record: Mapping[str, Value]
    candidates: tuple[Candidate, ...]
    row: RowKey | None = None
    offer: str | None = None
    file: str = ""
    sheet: str = ""
    rows: tuple[int, ...] = ()

    @property
    def key(self) -> RowKey | str:
        """How the sitting names it when it is put off."""
        return self.row if self.row is not None else self.offer or ""

    @property
    def title(self) -> str:
        """What the file calls it."""
        return record_label(KINDS[self.kind], self.record) or tr("without a name")


def subject_of_row(plan: ImportPlan, key: RowKey, row: RowPlan, known: tuple[Candidate, ...] = ()) -> Subject:
    """The row as a subject; ``known`` are the candidates that it had before an answer took them away."""
    file, table = plan.files[key[0]], plan.files[key[0]].tables[key[1]]
    candidates = known or row.candidates
    if not candidates and row.matched is not None:
        candidates = (Candidate(row.matched, ""),)
    return Subject(
        table.kind, row.record, candidates, row=key, file=file.path.name, sheet=row.sheet, rows=(row.row,)
    )


def subject_of_offer(offer: Offer) -> Subject:
    """An unknown institution that rows name."""
    return Subject(
        offer.kind,
        offer.record,
        offer.candidates,
        offer=offer.key,
        rows=tuple(row for _, _, row in offer.rows),
    )


def said_of(subject: Subject, work: ImportWork) -> str:
    """What a person said of it so far."""
    decisions = work.decisions
    if subject.key in work.later:
        return LATER
    if subject.offer is not None:
        if subject.offer in decisions.offers:
            return CREATE if decisions.offers[subject.offer] is None else SAME
        return CREATE if decisions.create_offers else OPEN
    if subject.row is None:
        return OPEN
    if subject.row in decisions.same_as:
        return SAME
    if subject.candidates and all(_is_apart(subject.row, one, decisions) for one in subject.candidates):
        return APART
    if _twin(subject) and subject.row in work.ticks:
        return APART if work.ticks[subject.row] else SAME
    return OPEN


def words_of(said: str) -> tuple[str, str] | None:
    """How that stands in the list: words and the role of their colour; None while it is open."""
    words = _WORDS.get(said)
    return (tr(words[0]), words[1]) if words else None


def candidate_apart(subject: Subject, candidate: Candidate, decisions: Decisions) -> bool:
    """Whether a person said that the row is not this one."""
    return subject.row is not None and _is_apart(subject.row, candidate, decisions)


def say_same(subject: Subject, candidate: Candidate, work: ImportWork) -> None:
    """The subject is ``candidate``; of two rows of the file that are one, the earlier stands."""
    work.later.discard(subject.key)
    decisions = work.decisions
    if subject.offer is not None:
        if candidate.id is not None:
            work.decide_soon(replace(decisions, offers={**decisions.offers, subject.offer: candidate.id}))
        return
    if subject.row is None:
        return
    if candidate.id is None:
        work.tick([subject.row], False)
        return
    work.ticks.pop(subject.row, None)
    apart = decisions.apart - {(subject.row, candidate.id)}
    same = {**decisions.same_as, subject.row: candidate.id}
    work.decide_soon(replace(decisions, same_as=same, apart=apart))


def say_apart(subject: Subject, candidate: Candidate, work: ImportWork) -> None:
    """The row is not ``candidate``; remembered when it is imported."""
    if subject.row is None:
        return
    work.later.discard(subject.key)
    if candidate.id is None:
        work.tick([subject.row], True)
        return
    decisions = work.decisions
    same = {row: one for row, one in decisions.same_as.items() if (row, one) != (subject.row, candidate.id)}
    work.ticks.pop(subject.row, None)
    apart = decisions.apart | {(subject.row, candidate.id)}
    work.decide_soon(replace(decisions, same_as=same, apart=apart))


def say_create(subject: Subject, work: ImportWork) -> None:
    """The unknown name becomes a record of its own."""
    if subject.offer is not None:
        work.later.discard(subject.key)
        work.decide_soon(replace(work.decisions, offers={**work.decisions.offers, subject.offer: None}))


def say_later(subject: Subject, work: ImportWork) -> None:
    """Put it off: nothing of it is written this time, and whatever was said of it is forgotten."""
    decisions = work.decisions
    work.later.add(subject.key)
    if subject.row is not None:
        work.ticks.pop(subject.row, None)
        decisions = replace(
            decisions,
            same_as={row: one for row, one in decisions.same_as.items() if row != subject.row},
            apart=frozenset(pair for pair in decisions.apart if pair[0] != subject.row),
        )
    offers = {key: one for key, one in decisions.offers.items() if key != subject.offer}
    decisions = replace(decisions, offers=offers)
    if decisions == work.decisions:
        work.answered.emit()
    else:
        work.decide_soon(decisions)


def is_asked(row: RowPlan) -> bool:
    """Whether a person has to say what the row is."""
    return row.action in (Action.POSSIBLE, Action.CONFLICT)


def _is_apart(row: RowKey, candidate: Candidate, decisions: Decisions) -> bool:
    return candidate.id is not None and (row, candidate.id) in decisions.apart


def _twin(subject: Subject) -> bool:
    return any(candidate.id is None for candidate in subject.candidates)
