"""The sentences of the reader: each code and cause with what happened, why, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from ilrs_desk.domain.problems import InputProblem, Problem, Severity
from ilrs_desk.domain.wording import Message

_SAVE_AGAIN = " Open it in a spreadsheet program, save it as .xlsx, and take that file."
_LONGEST = 200
_ASK_SENDER = " Ask the sender for the file again."

REFUSALS: Mapping[str, str] = {
    "file.missing": "{file} is not there. It may have been moved or renamed; choose it again.",
    "file.no_access": "{file} may not be read. Another program may hold it open, or its rights do not let you:"
    " close it there, or copy it to a folder of your own.",
    "file.empty": "{file} is empty: it holds no data at all." + _ASK_SENDER,
    "file.too_big": "{file} has {size} MB; up to {limit} MB can be read. Split it, or delete pictures from it.",
    "file.not_a_sheet": "{file} is {what}, not a spreadsheet. Save the table as .xlsx or .csv and take that file.",
    "not_a_sheet.folder": "{file} is a folder, not a spreadsheet. Choose the files in it.",
    "not_a_sheet.special": "{file} is not an ordinary file. Copy the spreadsheet to a folder and choose it there.",
    "not_a_sheet.old_excel": "{file} comes from an Excel older than 1997." + _SAVE_AGAIN,
    "not_a_sheet.unknown": "{file} is neither a spreadsheet nor text: its content is not known here."
    + _ASK_SENDER,
    "not_a_sheet.no_sheets": "{file} has no sheet with cells in it." + _ASK_SENDER,
    "locked.zip": "{file} is an archive with a password. Unpack it, and take the spreadsheet in it.",
    "locked.other": "{file} is protected in a way that cannot be opened here. Ask the sender to save it"
    " without a password.",
    "ask.password": "{file} is protected with a password. Type the password, or ask the sender for it.",
    "password.wrong": "The password does not open {file}. Type it again, or ask the sender for it.",
    "ask.encoding": "The letters of {file} can be read in more than one way ({candidates}). Choose the one"
    " that shows the names correctly.",
    "encoding.wrong": "{file} cannot be read as {encoding}. Choose another encoding.",
    "encoding.broken": "{file} says it is written in {encoding}, but parts of it are not." + _ASK_SENDER,
    "encoding.mixed": "{file} mixes two encodings: row {row} is not written like the rows before it."
    " Save the whole list again as .xlsx or as CSV in UTF-8.",
    "damaged.cut": "{file} is cut off: its end is missing, perhaps because it was not copied completely."
    + _ASK_SENDER,
    "damaged.archive": "{file} is damaged: its table of contents does not fit its content." + _ASK_SENDER,
    "damaged.part": "{file} is damaged: the part {name} is not whole." + _ASK_SENDER,
    "damaged.names": "{file} is damaged: it holds a part named {name} where no spreadsheet has one."
    + _ASK_SENDER,
    "damaged.method": "{file} is packed in an unusual way (part {name})." + _SAVE_AGAIN,
    "damaged.markup": "{file} is damaged: the part {name} breaks off or does not make sense." + _ASK_SENDER,
    "damaged.reference": "{file} is damaged: it refers to the part {name}, which it does not hold."
    + _ASK_SENDER,
    "damaged.content": "{file} is damaged: its content does not make sense." + _ASK_SENDER,
    "damaged.outside": "{file}: the sheet {sheet} names a cell {cell}, which no sheet has." + _SAVE_AGAIN,
    "bomb.parts": "{file} has {count} parts inside; no spreadsheet has more than {limit}. It was not opened."
    + _ASK_SENDER,
    "bomb.expanded": "{file} grows to more than {limit} MB when it is unpacked. It was not opened. Delete what"
    " is not needed from it, or split it.",
    "bomb.overlap": "{file} holds parts that lie over each other, as only files made to do harm do. It was"
    " not opened." + _ASK_SENDER,
    "bomb.lying": "{file} says less than it holds (part {name}), as damaged files do and files made to do harm."
    " It was not opened." + _ASK_SENDER,
    "bomb.memory": "{file} needs more than {limit} MB of memory to read. Delete what is not needed from it, or"
    " split it.",
    "bomb.repeats": "{file}: the sheet {sheet} repeats the same cells more often than a sheet has room for. It was"
    " not read. Delete what is not needed from it.",
    "bomb.text": "{file} has a cell with more than a million letters. It was not read. Shorten that cell.",
    "bomb.cells": "{file} holds more cells than can be read. Split it, or delete the sheets that are not"
    " needed.",
    "file.xml": "{file} holds instructions for the reader (a document type) in the part {name}, as no spreadsheet"
    " needs. It was not read." + _SAVE_AGAIN,
    "xml.deep": "{file} is nested too deeply in the part {name}. It was not read." + _SAVE_AGAIN,
    "file.macros_disguised": "{file} holds a program (macros) under a name that promises none. It was not read."
    " Ask the sender for the file without macros.",
    "file.reader_stopped": "{file} could not be read: the reader stopped at it. Nothing else is affected."
    + _SAVE_AGAIN,
    "file.timeout": "{file} took longer than {seconds} seconds to read and was put aside." + _SAVE_AGAIN,
    "file.cancelled": "The reading of {file} was cancelled. Nothing was changed.",
    "file.csv_quote": "{file}, row {row}: a quotation mark is opened there and not closed where the cell ends."
    " Correct that row, or save the list as .xlsx.",
    "file.csv_nul": "{file}, row {row}, holds characters that stand for nothing (NUL); the file is damaged or is"
    " not a text." + _ASK_SENDER,
    "file.csv_field": "{file}, row {row}: a cell there has more than a million letters. Correct that row.",
}

WARNINGS: Mapping[str, str] = {
    "file.macros_ignored": "The file holds macros (programs). They are not run and not read.",
    "file.external_links": "The file refers to other files or to data sources. They are not opened; the values"
    " stored in this file are used.",
    "file.formulas": "Sheet {sheet}: calculated cells: {count}. Their stored values are used.",
    "file.formulas_unsaved": "Sheet {sheet}: calculated cells without a stored value, read as empty: {count}."
    " Open the file in a spreadsheet program and save it there to fill them.",
    "file.error_cells": "Sheet {sheet}: cells that show an error instead of a value: {count} ({cells}).",
    "file.hidden_sheet": 'The sheet "{sheet}" is hidden; it is read only if you choose it.',
    "file.hidden_rows": "Sheet {sheet}: hidden rows: {count} ({rows}).",
    "file.hidden_columns": "Sheet {sheet}: hidden columns: {count} ({columns}).",
    "file.html_as_xls": "The file is a web page under the name of a spreadsheet; its tables were read.",
    "file.csv_as_xls": "The file is plain text under the name of a spreadsheet; it was read as a list.",
    "file.xml_as_xls": "The file is an Excel 2003 XML file; it was read as such.",
    "file.other_format": "The file is {format} by its content, whatever its name says; it was read as such.",
    "file.maybe_cut": "Sheet {sheet} ends at row {rows}, the last that its format can hold: the list may have"
    " been cut off there.",
    "file.ragged_rows": "Rows {rows} have more cells than the others: a separator may stand inside a cell.",
    "file.cells_unread": "Sheet {sheet}: cells read as empty though the file holds something there: {count}."
    " Compare the list with the file before you import.",
    "file.encoding_guessed": "The letters were read as {encoding}. Look at the names before you import.",
}


def refusal(file: str, code: str, cause: str, params: Mapping[str, object]) -> InputProblem:
    """The known error for ``code`` with the sentence of ``cause``; ``file`` is the name shown."""
    return InputProblem(code, Message(REFUSALS[cause], {**_shortened(params), "file": file}))


def warning(code: str, params: Mapping[str, object]) -> Problem:
    """What is imported all the same but should be known."""
    return Problem(code, Message(WARNINGS[code], _shortened(params)), Severity.WARNING)


def _shortened(params: Mapping[str, object]) -> dict[str, object]:
    """What comes from the file may be of any length; a sentence may not."""
    return {
        key: f"{value[:_LONGEST]}…" if isinstance(value, str) and len(value) > _LONGEST else value
        for key, value in params.items()
    }
