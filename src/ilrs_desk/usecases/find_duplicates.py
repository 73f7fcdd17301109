"""Find the records of the office that seem to be one and the same."""

from __future__ import annotations

from collections.abc import Callable

from ilrs_desk.domain import matching
from ilrs_desk.domain.kinds import DISTINCTIONS, KINDS
from ilrs_desk.domain.matching import Pair, Places
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office

from .distinctions import apart_pairs


def find_duplicates(
    office: Office,
    kind: str,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Pair]:
    """Pairs of records of ``kind`` that seem one, best first, without those that a person said are not the same.

    Nothing is written. Raises InputProblem ``cancelled`` when ``cancelled`` says so.
    """
    linked = {field.target for field in KINDS[kind].links if field.target}
    snapshot = office.snapshot((*dict.fromkeys((kind, *sorted(linked))), DISTINCTIONS.key))
    places = Places(record for target in sorted(linked) for record in snapshot.of(target))

    def look() -> None:
        if cancelled is not None and cancelled():
            raise InputProblem("cancelled", Message("Stopped. Nothing was changed."))

    said = apart_pairs(snapshot, kind)
    return matching.find_duplicates(
        kind, snapshot.of(kind), places, apart=said, cancelled=look, progress=progress
    )
