"""One cell of a mapped column as the value of its field, with what should be known about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from ilrs_desk.domain.countries import country_name, find_country, suggest_countries
from ilrs_desk.domain.dates import DateParse, parse_date
from ilrs_desk.domain.emails import read_email
from ilrs_desk.domain.fields import ValueType
from ilrs_desk.domain.phones import read_phone
from ilrs_desk.domain.problems import Problem, Severity
from ilrs_desk.domain.records import Value
from ilrs_desk.domain.stages import read_partner_kind, read_stage, read_status
from ilrs_desk.domain.text import clean, suspicious
from ilrs_desk.domain.wording import Message

from ..layout import shown
from ..sheets import Cell, CellError
from .combined import part_cell
from .nothing import says_nothing
from .specs import Spec

#: Longer text is kept whole, with a warning.
LONGEST = {ValueType.LONG_TEXT: 5_000, ValueType.NAMES: 1_000}
LONGEST_OTHER = 300
# A sheet makes a day of "3-7" and of the number 2024-07: where no day belongs, that is what it was.
_NO_DATES = frozenset(
    {ValueType.TEXT, ValueType.PHONE, ValueType.NAMES, ValueType.IDENTIFIER, ValueType.LINK}
)
_ERROR_TEXT = re.compile(
    r"\s*#(?:DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|N/A|SPILL!|CALC!|###+)\s*$", re.IGNORECASE
)
# Cheap first look: most cells hold nothing that a reader need be told of.
_ODD = re.compile(
    r"^[\s=+\-@＝＋－＠−]|[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u02af]")
_CYRILLIC_OR_GREEK = re.compile(r"[\u0370-\u052f]")
_ORCID = re.compile(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])\b")
_ROR = re.compile(r"\b(0[a-hj-km-np-tv-z0-9]{6}[0-9]{2})\b", re.IGNORECASE)
# What any checker lets through: the full check of an address costs more than the rest of its row.
_PLAIN_EMAIL = re.compile(
    r"[A-Za-z0-9]{1,40}(?:[._+-][A-Za-z0-9]{1,40}){0,5}@(?:[A-Za-z0-9]{1,40}(?:-[A-Za-z0-9]{1,40}){0,4}\.){1,4}[A-Za-z]{2,12}"
)
_OUR_YEARS = frozenset(map(str, range(2015, 2061)))
_LIST = re.compile(r"\s*[;|\n；、]\s*")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: its value, None when blank or left out, and the problems it has.

    ``also``: values that it gives to further fields, which a column of their own outdoes.
    """

    value: Value = None
    problems: tuple[Problem, ...] = ()
    also: Mapping[str, Value] | None = None


BLANK = Reading()


def read_cell(cell: Cell, spec: Spec) -> Reading:
    """The reading of one filled cell for the field of its column."""
    if spec.answers and (written := shown(cell)) in spec.answers:
        return Reading(spec.answers[written])
    if isinstance(cell, CellError):
        return Reading(None, (problem(spec, "cell.error", _ERROR_CELL, cell),))
    if isinstance(cell, str) and _ERROR_TEXT.match(cell):
        return Reading(None, (problem(spec, "cell.error", _ERROR_CELL, cell),))
    if spec.field.type is ValueType.DATE:
        return _date(cell, spec)
    text = cell if isinstance(cell, str) else as_text(cell)
    reader = _READERS.get(spec.field.type, _text)
    cleaned = clean(text)
    if not cleaned or says_nothing(cleaned, spec.field):
        return BLANK
    reading = reader(text, spec)
    if isinstance(cell, (date, datetime)) and spec.field.type in _NO_DATES:
        made = problem(spec, "cell.made_date", _MADE_DATE, text, Severity.WARNING)
        return replace(reading, problems=(*reading.problems, made))
    return reading


def read_parted(cell: Cell, spec: Spec) -> Reading:
    """The reading of a cell that holds two things; ``also`` has the value of each field that it fills."""
    text = as_text(cell)
    if isinstance(cell, CellError):
        return Reading(None, (problem(spec, "cell.error", _ERROR_CELL, cell),))
    if says_nothing(clean(text), spec.field):
        return BLANK
    texts = part_cell(text, spec.part)
    # A day that the sheet holds as a day is the first one of its term.
    if not isinstance(cell, str) and not texts[1]:
        only = read_cell(cell, spec.halves[0])
        return Reading(None, only.problems, {spec.field.key: only.value})
    readings = [read_cell(half, each) for half, each in zip(texts, spec.halves, strict=True)]
    found = {
        half.field.key: reading.value
        for half, reading in zip(spec.halves, readings, strict=True)
        if reading.value is not None
    }
    also = {key: value for reading in readings for key, value in (reading.also or {}).items()}
    return Reading(None, tuple(each for reading in readings for each in reading.problems), also | found)


def problem(
    spec: Spec,
    code: str,
    message: str,
    cell: Cell,
    severity: Severity = Severity.ERROR,
    suggestions: tuple[str, ...] = (),
) -> Problem:
    """A finding about one cell; ``message`` may use {value} and {field}."""
    text = shown(cell)
    said = Message(
        message, {"value": text[:80], "field": spec.field.label, "offered": _offered(spec, suggestions)}
    )
    return Problem(code, said, severity, spec.field.key, spec.column, text, suggestions)


def _offered(spec: Spec, suggestions: tuple[str, ...]) -> str:
    """The suggestions in words: countries by their names, not their codes."""
    named = spec.field.type is ValueType.COUNTRY
    return ", ".join(country_name(each) if named else each for each in suggestions)


def as_text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return shown(cell)


def _text(text: str, spec: Spec) -> Reading:
    cleaned = clean(text, keep_lines=spec.field.type is ValueType.LONG_TEXT)
    return Reading(cleaned, _oddities(text, cleaned, spec))


def _oddities(text: str, cleaned: str, spec: Spec) -> tuple[Problem, ...]:
    found = []
    if _ODD.search(text) or (_CYRILLIC_OR_GREEK.search(text) and _LATIN.search(text)):
        for code in suspicious(text):
            found.append(problem(spec, code, _ODDITIES[code], text, Severity.WARNING))
    if len(cleaned) > LONGEST.get(spec.field.type, LONGEST_OTHER):
        found.append(problem(spec, "text.long", _TOO_LONG, text, Severity.WARNING))
    return tuple(found)


def _date(cell: Cell, spec: Spec) -> Reading:
    if isinstance(cell, str):
        if says_nothing(clean(cell), spec.field):
            return BLANK
        read = parse_date(cell, spec.order)
    elif isinstance(cell, (bool, time, CellError)) or cell is None:
        read = DateParse(problem_code="date.unreadable")
    else:
        read = parse_date(cell, spec.order, excel_epoch1904=spec.epoch1904)
    if read.problem_code is None:
        return Reading(read.value)
    if read.problem_code == "date.ambiguous" and read.value is None:
        said = _ASK_ORDER if len(read.alternatives) > 1 else _UNCLEAR_DATE
        return Reading(None, (problem(spec, "ask.date_order", said, cell, Severity.ASK, read.alternatives),))
    if read.problem_code == "date.yearless":
        return Reading(None, (problem(spec, "ask.date_year", _NO_YEAR, cell, Severity.ASK),))
    if read.problem_code == "date.calendar":
        return _other_calendar(read, cell, spec)
    severity = Severity.WARNING if read.value else Severity.ERROR
    return Reading(read.value, (problem(spec, read.problem_code, _DATES[read.problem_code], cell, severity),))


def _other_calendar(read: DateParse, cell: Cell, spec: Spec) -> Reading:
    """A date of another calendar: of two days it may mean the one that the programme can have seen."""
    likely = [each for each in read.alternatives if each[:4] in _OUR_YEARS]
    value = read.value or (likely[0] if len(likely) == 1 else None)
    if value is None:
        found = problem(spec, "ask.date_calendar", _CALENDARS, cell, Severity.ASK, read.alternatives)
    else:
        found = problem(spec, "date.calendar", _CALENDAR, cell, Severity.WARNING, (value,))
    return Reading(value, (found,))


def _country(text: str, spec: Spec) -> Reading:
    found = find_country(text, nationality=spec.field.key == "nationality", codes=spec.codes)
    if found.code:
        return Reading(found.code)
    if found.kind == "ask" and found.likely and spec.likely:
        return Reading(found.likely)
    if found.kind == "organisation":
        return Reading(None, (problem(spec, "ask.country", _ORGANISATION, text, Severity.ASK),))
    offered = found.candidates or suggest_countries(text)
    said = _WHICH_COUNTRY if offered else _NO_COUNTRY
    return Reading(None, (problem(spec, "ask.country", said, text, Severity.ASK, offered),))


def _email(text: str, spec: Spec) -> Reading:
    if _PLAIN_EMAIL.fullmatch(text):
        local, _, domain = text.rpartition("@")
        return Reading(f"{local}@{domain.lower()}")
    read = read_email(text)
    if read.value is None:
        if not read.suggestion:
            return Reading(None, (problem(spec, "email.unreadable", _EMAIL, text),))
        meant = (read.suggestion,)
        return Reading(None, (problem(spec, "email.unreadable", _EMAIL_MEANT, text, suggestions=meant),))
    if read.others and spec.others:
        return Reading(read.value, also={spec.others: "; ".join(read.others)})
    if read.others:
        return Reading(
            read.value, (problem(spec, "email.several", SEVERAL, text, Severity.WARNING, read.others),)
        )
    return Reading(read.value)


def _choice(text: str, spec: Spec) -> Reading:
    if spec.field.key == "status":
        key = read_status(text, spec.kind)
    else:
        key = read_stage(text) if spec.field.key == "stage" else read_partner_kind(text)
    keys = tuple(choice.key for choice in spec.field.choices)
    if key in keys:
        return Reading(key)
    if spec.field.open_choice:
        return _text(text, spec)
    return Reading(None, (problem(spec, "ask.choice", _CHOICE, text, Severity.ASK, keys),))


def _identifier(text: str, spec: Spec) -> Reading:
    if spec.field.key == "orcid":
        match = _ORCID.search(clean(text))
        if match:
            return Reading("-".join(match.groups()).upper())
    elif match := _ROR.search(clean(text)):
        return Reading(f"https://ror.org/{match.group(1).lower()}")
    return Reading(None, (problem(spec, f"ask.{spec.field.key}", _IDENTIFIER, text, Severity.ASK),))


def _names(text: str, spec: Spec) -> Reading:
    if spec.field.parts is ValueType.EMAIL:
        return _emails(text, spec)
    if spec.field.parts is ValueType.PHONE:
        phones = [read_phone(part) for part in _LIST.split(text) if clean(part)]
        return Reading(
            "; ".join(number for each in phones for number in (each.value or "", *each.others) if number)
        )
    names = [clean(name) for name in _LIST.split(text)]
    return Reading("; ".join(name for name in names if name) or None, _oddities(text, text, spec))


def _emails(text: str, spec: Spec) -> Reading:
    """Every address of a cell of several; what is none is told, and the others are taken."""
    reads = {part: read_email(part) for part in _LIST.split(text) if clean(part)}
    good = dict.fromkeys(
        found for read in reads.values() if read.value for found in (read.value, *read.others)
    )
    unread = tuple(
        problem(spec, "email.unreadable", _EMAIL, part, Severity.WARNING)
        for part, read in reads.items()
        if read.value is None
    )
    return Reading("; ".join(good) or None, unread)


_READERS: dict[ValueType, Callable[[str, Spec], Reading]] = {
    ValueType.COUNTRY: _country,
    ValueType.EMAIL: _email,
    ValueType.CHOICE: _choice,
    ValueType.IDENTIFIER: _identifier,
    ValueType.NAMES: _names,
    ValueType.PHONE: lambda text, _: Reading(text),  # read by country once the row is whole
}

_ERROR_CELL = (
    'The cell shows "{value}" instead of a value. Mend the formula in the sheet or leave the cell empty.'
)
_MADE_DATE = "The sheet holds a day here ({value}). If other text was meant, write it there as text."
_TOO_LONG = "{field} is unusually long. It is taken whole: see whether it is meant so."
_ASK_ORDER = (
    "{value} can be two dates ({offered}), and no date of the column proves the order. Say which comes first."
)
_UNCLEAR_DATE = "{value} can be more than one date. Write it as year, month, day."
_NO_YEAR = "{value} has no year. Write it as year, month, day."
_CALENDAR = "{value} is of another calendar and read as {offered}: see whether that is right."
_CALENDARS = (
    "{value} is of another calendar and can be {offered}. Write it as year, month, day of the common one."
)
_DATES = {
    "date.unreadable": "{value} cannot be read as a date. Write it as 2026-11-23, 2026-11 or 2026.",
    "date.impossible": "{value} is no day of the calendar. Write the day that is meant.",
    "date.ambiguous": "{value} can be more than one date: see whether it is read rightly.",
    "date.part": "{value} tells a part of the year only. Its beginning is taken: see whether that is right.",
}
_WHICH_COUNTRY = (
    '"{value}" is no country that we know by this name. It may be: {offered}. Write the one that is meant.'
)
_NO_COUNTRY = '"{value}" is no country that we know by this name. Write its name or its code.'
_ORGANISATION = '"{value}" is an organisation, not a country. Write the country, or leave it empty.'
_EMAIL = '"{value}" cannot be read as an e-mail address. Write the right one.'
_EMAIL_MEANT = '"{value}" cannot be read as an e-mail address. It may be {offered}. Write the right one.'
SEVERAL = "The cell holds several: the first is taken, {offered} left out."
_CHOICE = '{field}: "{value}" is not known. It may be: {offered}.'
_IDENTIFIER = '{field}: "{value}" has not the form of one. It is left out until corrected.'
_ODDITIES = {
    "text.formula": '"{value}" looks like a formula. It is kept as text and can do nothing.',
    "text.bidi": "{field} holds marks that change the order in which it is shown. They are taken out.",
    "text.invisible": "{field} holds characters that nobody sees. They are taken out.",
    "text.control": "{field} holds control characters. They are taken out.",
    "text.mixed_script": '"{value}" mixes look-alike letters of two scripts in one word: see whether it is meant so.',
}
