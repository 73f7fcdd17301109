"""Return requests: one page for each agency with what came from it, what stands open, and what is asked by when."""

from __future__ import annotations

from datetime import date, timedelta

from ..document import Block, Heading, Page, Paragraph, Records, Table, TableBlock
from ..language import Words, report_languages
from ..material import AgencyReturns, Making
from ..pages.grid import ACROSS, GRID, count
from ..pages.grid import words as column

_ANSWER_WITHIN = timedelta(days=30)


def request_sections(making: Making) -> list[Page | Records]:
    """A page an agency, each in the agency's language where there are texts in it."""
    pages: list[Page | Records] = [_page(making, agency) for agency in making.material.agencies]
    if pages:
        return pages
    text = making.words.text("No agency is known yet: agencies come into the office with their returns.")
    return [Page(making.words.text("Return requests"), GRID, (Paragraph(text),))]


def _page(making: Making, agency: AgencyReturns) -> Page:
    words = _words_for(making, agency)
    blocks: list[Block] = [Heading(agency.name)]
    if agency.contact and making.audience.names_staff:
        blocks.append(Paragraph(agency.contact, words.text("Contact")))
    blocks.append(Paragraph(words.text("Dear colleagues,")))
    blocks += _received(making, words, agency)
    blocks += _open(words, agency)
    blocks += _asked(making, words, agency)
    blocks.append(Paragraph(words.text("With many thanks and kind regards")))
    blocks.append(Paragraph(making.request.style.organisation or making.material.office))
    return Page(agency.name, GRID, tuple(blocks), single=True, language=words.language)


def _words_for(making: Making, agency: AgencyReturns) -> Words:
    spoken = (agency.language or "").replace("_", "-").split("-")[0]
    if not spoken or spoken == making.words.language or spoken not in report_languages():
        return making.words
    return Words(spoken, making.request.style.wording)


def _received(making: Making, words: Words, agency: AgencyReturns) -> list[Block]:
    """What came last and what became of it."""
    if agency.received_on is None:
        return [Paragraph(words.text("We have not received a return from you yet."))]
    age = (making.progress.as_of - agency.received_on).days
    told = words.text(
        "Your last return is {file} of {day}, {days} days ago.",
        file=agency.file or "",
        day=agency.received_on,
        days=age,
    )
    blocks: list[Block] = [Paragraph(told)]
    if agency.rows:
        accepted = words.text(
            "Of its {rows} rows we took {accepted} ({share}). Thank you for this work.",
            rows=agency.rows,
            accepted=agency.accepted,
            share=words.share(agency.accepted / agency.rows),
        )
        blocks.append(Paragraph(accepted))
    return blocks


def _open(words: Words, agency: AgencyReturns) -> list[Block]:
    """What stands open from earlier returns."""
    if not agency.problems:
        return []
    columns = (column(words.text("What stands open"), ACROSS - 1), count(words.text("Rows")))
    rows = tuple((words.text(what), number) for what, number in agency.problems)
    return [Heading(words.text("What stands open")), TableBlock(Table(words.text("Open"), columns, rows))]


def _asked(making: Making, words: Words, agency: AgencyReturns) -> list[Block]:
    until = _until(making.progress.as_of, agency)
    asked = words.text(
        "Please send us your whole list of institutions and people, as it stands, by {day}.", day=until
    )
    how = words.text("The form is free: your own spreadsheet, or the blank template that we send on request.")
    blocks: list[Block] = [Heading(words.text("What we ask for")), Paragraph(asked), Paragraph(how)]
    if agency.problems:
        blocks.append(
            Paragraph(
                words.text(
                    "Please correct what stands open in the file that we returned to you, and send it back."
                )
            )
        )
    return blocks


def _until(day: date, agency: AgencyReturns) -> date:
    """The day on which the next return is due if that is to come, else a month from now."""
    return agency.due_on if agency.due_on and agency.due_on > day else day + _ANSWER_WITHIN
