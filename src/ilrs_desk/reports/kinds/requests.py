"""Return requests: one page for each agency with what came from it, what stands open, and what is asked by when."""

from __future__ import annotations

from datetime import date, timedelta

from ilrs_desk.domain.agencies import AgencyState

from ..document import Block, Heading, Page, Paragraph, Records, Table, TableBlock
from ..language import Words, report_languages
from ..material import Making
from ..pages.grid import ACROSS, GRID, count
from ..pages.grid import words as column

_ANSWER_WITHIN = timedelta(days=30)
#: Outcomes of rows that wait for the sender, and what is asked of them.
_WAITING = {
    "reject": "Rows that could not be read or lack something: please correct them.",
    "possible": "Rows that may be a person or an institution we have already: are they?",
    "conflict": "Rows that contradict what we have, or each other: which is right?",
}


def request_sections(making: Making) -> list[Page | Records]:
    """A page an agency, each in the agency's language where there are texts in it."""
    pages: list[Page | Records] = [_page(making, state) for state in making.material.agencies]
    if pages:
        return pages
    text = making.words.text("No agency is known yet: agencies come into the office with their returns.")
    return [Page(making.words.text("Return requests"), GRID, (Paragraph(text),))]


def _page(making: Making, state: AgencyState) -> Page:
    agency, words = state.agency, _words_for(making, state)
    blocks: list[Block] = [Heading(agency.name)]
    if agency.contact and making.audience.names_staff:
        blocks.append(Paragraph(agency.contact, words.text("Contact")))
    blocks.append(Paragraph(words.text("Dear colleagues,")))
    blocks += _received(words, state)
    blocks += _open(words, state)
    blocks += _asked(making, words, state)
    blocks.append(Paragraph(words.text("With many thanks and kind regards")))
    blocks.append(Paragraph(making.request.style.organisation or making.material.office))
    return Page(agency.name, GRID, tuple(blocks), single=True, upright=True, language=words.language)


def _words_for(making: Making, state: AgencyState) -> Words:
    """The words of the agency's language where reports can be written in it, else those of the report."""
    spoken = (state.agency.language or "").replace("_", "-").split("-")[0]
    if not spoken or spoken == making.words.language or spoken not in report_languages():
        return making.words
    return Words(spoken, making.request.style.wording)


def _received(words: Words, state: AgencyState) -> list[Block]:
    """What came last, how old it is, and what became of its rows."""
    last = state.received
    if last is None:
        return [Paragraph(words.text("We have not received a return from you yet."))]
    told = words.text(
        "Your last return is {file} of {day}, {days} days ago.", file=last.file, day=last.day, days=state.age
    )
    blocks: list[Block] = [Paragraph(told)]
    if last.rows:
        accepted = words.text(
            "Of its {rows} rows we took {taken} ({share}). Thank you for this work.",
            rows=last.rows,
            taken=last.taken,
            share=words.share(last.taken / last.rows),
        )
        blocks.append(Paragraph(accepted))
    return blocks


def _open(words: Words, state: AgencyState) -> list[Block]:
    """Which rows of the last return wait for an answer, by why."""
    counts = state.received.counts if state.received else {}
    found = [(what, counts[key]) for key, what in _WAITING.items() if counts.get(key)]
    if not found:
        return []
    columns = (column(words.text("What we ask"), ACROSS - 1), count(words.text("Rows")))
    rows = tuple((words.text(what), number) for what, number in found)
    title = words.text("What is still open in it")
    return [Heading(title), TableBlock(Table(title, columns, rows))]


def _asked(making: Making, words: Words, state: AgencyState) -> list[Block]:
    until = _until(making.progress.as_of, state)
    asked = words.text(
        "Please send us your whole list of institutions and people, as it stands, by {day}.", day=until
    )
    how = words.text("The form is free: your own spreadsheet, or the blank template that we send on request.")
    blocks: list[Block] = [Heading(words.text("What we ask for")), Paragraph(asked), Paragraph(how)]
    if state.open:
        blocks.append(
            Paragraph(
                words.text(
                    "Please correct what is still open in the file that we returned to you, and send it back."
                )
            )
        )
    return blocks


def _until(day: date, state: AgencyState) -> date:
    """The day on which the next return is expected if that is to come, else a month from now."""
    return (
        state.expected
        if state.expected and state.expected > day
        else day + min(_ANSWER_WITHIN, date.max - day)
    )
