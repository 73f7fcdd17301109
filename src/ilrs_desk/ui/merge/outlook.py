"""What a merge would do beyond its own fields, in words: who would belong to the one that stays, and the figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.naming import count_of
from ilrs_desk.domain.progress import Figure
from ilrs_desk.store.office import Office
from ilrs_desk.ui.text import isolate, number, tr, visible
from ilrs_desk.usecases.merge_records import MergePlan, merge_plan
from ilrs_desk.usecases.progress import progress

from .choices import MergeChoices


@dataclass(frozen=True, slots=True)
class Outlook:
    """A merge as planned, how many records of the kind there are now, and the figures that it would move."""

    plan: MergePlan
    live: int
    figures: tuple[Figure, ...]


def look_ahead(office: Office, choices: MergeChoices) -> Outlook:
    """Plan the merge; raises InputProblem for records that cannot be merged. For the office's worker."""
    ids = [record.id for record in choices.records]
    plan = merge_plan(office, choices.kind, ids, keep=choices.keep, values=choices.values())
    moved = progress(office).figures if any(plan.effect.values()) else ()
    figures = tuple(figure for figure in moved if plan.effect.get(figure.target.key))
    return Outlook(plan, office.counts()[choices.kind], figures)


def moves_words(outlook: Outlook, label: str) -> str:
    """Who would be linked to ``label`` instead, e.g. "14 people and 2 agreements …"; "" when nobody is."""
    counts: Mapping[str, int] = _by_kind(outlook.plan)
    if not counts:
        return ""
    listed = ", ".join(count_of(kind, count) for kind, count in counts.items())
    return tr("{records} will belong to {label}, with all else that they say as it is.").format(
        records=listed, label=isolate(visible(label))
    )


def aliases_words(outlook: Outlook, dropped: bool) -> str:
    """Which names become other names, or are lost."""
    if not outlook.plan.aliases:
        return ""
    names = ", ".join(isolate(visible(name)) for name in outlook.plan.aliases)
    if dropped:
        return tr("Not kept: {names}.").replace("{names}", names)
    return tr("Kept as other names: {names}.").replace("{names}", names)


def effect_words(outlook: Outlook) -> str:
    """What becomes of the figures, e.g. "Institutions 212 → 211"."""
    after = outlook.live - len(outlook.plan.records) + 1
    parts = [f"{tr(KINDS[outlook.plan.kind].label)} {number(outlook.live)} → {number(after)}"]
    for figure in outlook.figures:
        value = figure.value + outlook.plan.effect[figure.target.key]
        parts.append(
            tr(
                "{what} that count {before} → {after} of {aim}",
                what=tr(figure.target.label).lower(),
                before=figure.value,
                after=value,
                aim=figure.target.number,
            )
        )
    if not outlook.figures:
        parts.append(tr("no target moves"))
    return tr("Effect: {parts}").replace("{parts}", ", ".join(parts))


def _by_kind(plan: MergePlan) -> dict[str, int]:
    found: dict[str, int] = {}
    for (kind, _), count in plan.moves.items():
        found[kind] = found.get(kind, 0) + count
    return found
