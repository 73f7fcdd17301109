"""How much of the records stays in the house when a table or report is made for an audience."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ilrs_desk.domain.fields import Field
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.tables import Query
from ilrs_desk.reports.audience import Audience
from ilrs_desk.reports.request import ReportKind
from ilrs_desk.store.office import Office

#: Reports that list whole records.
_LISTING = frozenset({ReportKind.AS_OF, ReportKind.DIRECTORY})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Personal ``fields`` that hold anything and how many ``values``; ``people``: so many are not named at all.

    For the audience "internal", whom nothing is kept from, it is what leaves the house.
    """

    fields: tuple[Field, ...] = ()
    values: int = 0
    people: int = 0


def left_out_of_table(office: Office, kind: str, query: Query, columns: Sequence[str]) -> LeftOut:
    """What the columns of a table hold that is for the office alone."""
    return _counted(office, kind, query, [KINDS[kind].by_key[key] for key in columns])


def left_out_of_report(office: Office, kind: ReportKind, audience: Audience) -> LeftOut:
    """What a report keeps from ``audience``; nothing of those that list no whole records."""
    if kind not in _LISTING:
        return LeftOut()
    fields: list[Field] = []
    values = 0
    for key, declared in KINDS.items():
        found = _counted(office, key, Query(), declared.fields)
        fields += found.fields
        values += found.values
    people = 0 if audience.names_people else office.count("personnel")
    return LeftOut(tuple(fields), values, people)


def _counted(office: Office, kind: str, query: Query, fields: Sequence[Field]) -> LeftOut:
    private = [field for field in fields if field.personal]
    if not private:
        return LeftOut()
    total = office.count(kind, query)
    filled = {field: total - office.count(kind, _empty(query, field)) for field in private}
    return LeftOut(tuple(field for field in private if filled[field]), sum(filled.values()))


def _empty(query: Query, field: Field) -> Query:
    """Those of the records in which the field holds nothing."""
    return replace(query, where=(*query.where, (field.key, None)), order=())
