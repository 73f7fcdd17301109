"""The table that is seen on a page, laid out for paper off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ilrs_desk.reports.document import Document

from .page import Page
from .session import Session
from .tables.page import RecordPage
from .tasks import Job

if TYPE_CHECKING:
    from ilrs_desk.reports.pdf import Sheets


def pages_of(page: Page, session: Session) -> Callable[[Job[Sheets]], Sheets]:
    """The work that lays out what ``page`` shows now; it is carried out later."""
    draw = _drawing(page, session)

    def work(job: Job[Sheets]) -> Sheets:
        from ilrs_desk.reports.pdf import lay_out

        return lay_out(draw())

    return work


def _drawing(page: Page, session: Session) -> Callable[[], Document]:
    from ilrs_desk.usecases.draw_view import draw_table, draw_view

    from .office_commands import seen_fields
    from .reports.lists_out import list_seen, table_of

    office = session.office
    if isinstance(page, RecordPage):
        kind, query, columns = page.kind.key, page.model.query, seen_fields(page)
        return lambda: draw_view(office, kind, query, columns)
    shown = list_seen(page)
    if shown is None:
        raise ValueError("the page shows no table")
    table, moment = table_of(shown, page.head.title.text()), session.moment
    return lambda: draw_table(table, office.path.stem, moment)
