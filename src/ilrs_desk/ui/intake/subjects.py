"""What the Matches step asks about, one at a time: a row that may be a record of the office, or a name nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


def subject_of_offer(plan: ImportPlan, offer: Offer) -> Subject:
    """An unknown institution that rows name; ``file`` says in which of several files."""
    files = dict.fromkeys(plan.files[file].path.name for file, _, _ in offer.rows)
    return Subject(
        offer.kind,
        offer.record,
        offer.candidates,
        offer=offer.key,
        file=", ".join(files) if len(plan.files) > 1 else "",
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


def say(said: str, subjects: Iterable[tuple[Subject, Candidate | None]], work: ImportWork) -> None:
    """Say SAME, APART, CREATE or LATER of each subject and its candidate, all in one decision."""
    saying = _Saying(work.decisions)
    for subject, candidate in subjects:
        if subject.row is not None:
            work.forget_tick(subject.row)
        (work.later.add if said == LATER else work.later.discard)(subject.key)
        saying.say(said, subject, candidate)
    decisions = saying.decisions()
    for on in (True, False):
        if keys := [key for key, tick in saying.ticks.items() if tick is on]:
            work.tick(keys, on)
    if decisions == work.decisions:
        work.answered.emit()
    else:
        work.decide_soon(decisions)


class _Saying:
    """Decisions on their way: copied once, however many subjects are answered together."""

    def __init__(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self._same = dict(decisions.same_as)
        self._apart = set(decisions.apart)
        self._offers = dict(decisions.offers)
        #: Rows to be ticked or unticked: of two rows of the file that are one, the earlier stands.
        self.ticks: dict[RowKey, bool] = {}

    def decisions(self) -> Decisions:
        """The decisions with all that was said."""
        return replace(self._decisions, same_as=self._same, apart=frozenset(self._apart), offers=self._offers)

    def say(self, said: str, subject: Subject, candidate: Candidate | None) -> None:
        """Take one answer; one that a subject cannot have changes nothing."""
        if subject.offer is not None:
            self._say_of_offer(said, subject.offer, candidate)
        elif subject.row is not None and said == LATER:
            self._same.pop(subject.row, None)
            self._apart -= {(subject.row, one.id) for one in subject.candidates if one.id is not None}
        elif subject.row is not None and candidate is not None and said in (SAME, APART):
            self._say_of_row(said, subject.row, candidate.id)

    def _say_of_offer(self, said: str, offer: str, candidate: Candidate | None) -> None:
        if said == LATER:
            self._offers.pop(offer, None)
        elif said == CREATE:
            self._offers[offer] = None
        elif said == SAME and candidate is not None and candidate.id is not None:
            self._offers[offer] = candidate.id

    def _say_of_row(self, said: str, row: RowKey, record: int | None) -> None:
        if record is None:
            self.ticks[row] = said == APART
        elif said == SAME:
            self._same[row] = record
            self._apart.discard((row, record))
        else:
            self._apart.add((row, record))
            if self._same.get(row) == record:
                del self._same[row]


def is_asked(row: RowPlan) -> bool:
    """Whether a person has to say what the row is."""
    return row.action in (Action.POSSIBLE, Action.CONFLICT)


def _is_apart(row: RowKey, candidate: Candidate, decisions: Decisions) -> bool:
    return candidate.id is not None and (row, candidate.id) in decisions.apart


def _twin(subject: Subject) -> bool:
    return any(candidate.id is None for candidate in subject.candidates)
