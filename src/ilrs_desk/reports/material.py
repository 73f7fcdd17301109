"""What a report is made of: figures, records and what is known of them, gathered before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ilrs_desk.domain.agencies import AgencyState
from ilrs_desk.domain.changes import ChangeSet
from ilrs_desk.domain.claimed import Explanation
from ilrs_desk.domain.counting import Scope
from ilrs_desk.domain.coverage import Coverage
from ilrs_desk.domain.movement import Movement
from ilrs_desk.domain.progress import Figure, Progress
from ilrs_desk.domain.records import Record
from ilrs_desk.domain.sealing import Reckoning, Seal
from ilrs_desk.domain.wording import Message

from .audience import Audience, audience_of
from .language import Words
from .request import ReportKind, ReportRequest


@dataclass(frozen=True, slots=True)
class Material:
    """All that the report in question needs; what it does not need is empty.

    ``counted``: by target key the ids that count, of targets that are not of people. ``records``: by kind those that
    may be listed. ``labels``: by dimension the names of its keys, where these are the office's own. ``history``:
    change sets that touched the records of a dossier, oldest first. ``verdicts``: of the partner of a dossier for each
    target whether it counts, and why or why not. ``explanations``: each claim beside what is documented.
    """

    office: str
    request: ReportRequest
    progress: Progress
    counted: Mapping[str, frozenset[int]] = field(default_factory=dict)
    records: Mapping[str, Sequence[Record]] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    movement: Movement | None = None
    since_words: str = ""
    meeting: Record | None = None
    seal: Seal | None = None
    reckonings: tuple[Reckoning, ...] = ()
    comparison: tuple[tuple[date, int], ...] = ()
    coverage: Coverage | None = None
    agencies: tuple[AgencyState, ...] = ()
    history: tuple[ChangeSet, ...] = ()
    verdicts: tuple[tuple[str, bool, Message], ...] = ()
    explanations: tuple[Explanation, ...] = ()

    def of(self, kind: str) -> Sequence[Record]:
        """The records of the kind that may be listed."""
        return self.records.get(kind, ())


class Making:
    """A report in the making: its material, in which words, and for whom."""

    def __init__(self, material: Material, words: Words) -> None:
        self.material = material
        self.words = words
        self.audience: Audience = audience_of(material.request.audience)

    @property
    def request(self) -> ReportRequest:
        """What was asked for."""
        return self.material.request

    @property
    def lists_all(self) -> bool:
        """Whether each record that was counted or not stands in the report with why."""
        return self.request.kind is ReportKind.AS_OF

    @property
    def progress(self) -> Progress:
        """The figures of the report."""
        return self.material.progress

    @property
    def main_figures(self) -> tuple[Figure, ...]:
        """The figures that are not a part of another one: of a region, a grouping, a workstream or a year only.

        Splitting up a part again says little; where there are only parts, they are all there is.
        """
        figures = self.progress.figures
        return tuple(one for one in figures if one.target.scope == Scope()) or figures

    def label(self, figure: Figure) -> str:
        """What the figure's target is called."""
        return self.words.text(figure.target.label)
