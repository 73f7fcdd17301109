"""A table as shown on screen, as a document for paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.domain.tables import Query
from ilrs_desk.reports.audience import Audience
from ilrs_desk.reports.document import Document, Table
from ilrs_desk.reports.view import view_document, view_table
from ilrs_desk.store.office import Office


def draw_view(office: Office, kind: str, query: Query, columns: Sequence[str]) -> Document:
    """The records that ``query`` shows with ``columns``, as they are seen: for the office itself."""
    table = view_table(KINDS[kind], columns, office.find(kind, query), audience=Audience.INTERNAL)
    moment = Moment(query.in_force_on, office.known_on)
    return replace(draw_table(table, office.path.stem, moment), filter_words=_narrowed(query))


def draw_table(table: Table, office: str, moment: Moment = NOW) -> Document:
    """Any table with what each of its pages says: whose it is, of which day, and that it is for the office itself.

    On paper "today" means nothing: the day is told.
    """
    dated = Moment(known_on=date.today()) if moment.is_now else moment
    return replace(
        view_document(table),
        office=office,
        as_of=dated.day,
        moment=str(dated.words()),
        audience=Audience.INTERNAL,
    )


def _narrowed(query: Query) -> str:
    return f"“{query.search.strip()}”" if query.search.strip() else ""
