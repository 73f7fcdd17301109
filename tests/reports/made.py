"""Reports drawn straight from a snapshot, as far as they need no open office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.progress import progress
from ilrs_desk.domain.records import Snapshot
from ilrs_desk.reports.document import Document
from ilrs_desk.reports.draw import draw
from ilrs_desk.reports.language import Words
from ilrs_desk.reports.material import Material
from ilrs_desk.reports.request import ReportRequest


def drawn(
    snapshot: Snapshot,
    day: date,
    office: str = "Desk & Co",
    material: dict[str, Any] | None = None,
    **asked: Any,
) -> Document:
    """The report on ``day``; ``asked`` are fields of its request, ``material`` more of what it is made of."""
    request = ReportRequest(moment=Moment(day), **asked)
    figures = progress(snapshot, day)
    made = Material(
        office=office,
        request=request,
        progress=figures,
        counted={one.target.key: frozenset(one.counted_ids) for one in figures.figures},
        records={kind: snapshot.of(kind) for kind in KINDS},
    )
    return draw(replace(made, **material or {}), Words(request.language, request.style.wording))
