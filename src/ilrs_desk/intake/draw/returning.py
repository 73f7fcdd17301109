"""What is said of a file of ours that comes back from its sender: known again, and what we hid in it not told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ilrs_desk.domain.problems import Problem, Severity
from ilrs_desk.domain.wording import Message

from ..memory import Memory
from ..returned.keys import hidden_by_sender
from ..sheets import Sheet, Workbook
from ..tags import find_tags, is_guide
from .tables import Draft


def remarks_on(book: Workbook, drafts: Sequence[Draft], memory: Memory) -> Iterator[Problem]:
    """The remarks of the reader that concern the sender, after what is said of a copy that came back."""
    if known := _sent_back(drafts, memory):
        message = Message(
            "This is our own copy of a file {known}, sent back: only what was corrected in it counts.",
            {"known": known},
        )
        yield Problem("file.returned", message, Severity.WARNING)
    hidden = {(code, sheet.name) for sheet in book.sheets for code in _hidden_by_us(sheet)}
    for problem in book.warnings:
        if (problem.code, problem.message.params.get("sheet")) not in hidden:
            yield problem


def _hidden_by_us(sheet: Sheet) -> Iterator[str]:
    """The reader's remarks on hidden things of a sheet that are all ours: keys, tags, lists of choices."""
    guide = is_guide(sheet)
    if guide or not hidden_by_sender(sheet):
        yield "file.hidden_columns"
    if guide:
        yield "file.hidden_sheet"
    if sheet.hidden_rows and (tags := find_tags(sheet)) and sheet.hidden_rows == {tags.row}:
        yield "file.hidden_rows"


def _sent_back(drafts: Sequence[Draft], memory: Memory) -> str | None:
    """When, by whom and under which name the file came first whose rows these are."""
    marks = {key.sha256 for draft in drafts for key in draft.keys.values()}
    return next((words for sha256, words in memory.seen.items() if sha256[:16] in marks), None)
