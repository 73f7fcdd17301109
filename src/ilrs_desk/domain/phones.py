"""Telephone numbers as people and spreadsheets write them, in E.164 where it can be told."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from .text import clean

_DAMAGED = re.compile(r"\+?\d+(?:[.,]\d+)?e\+?\d+$", re.IGNORECASE)
_DECIMAL = re.compile(r"(\+?\d{5,})[.,]0+$")
# A label in brackets, "(M)" or "(office)", parts two numbers as a comma does.
_SEVERAL = re.compile(r"\s*(?:[/;、，,،؛|\n]|\([^()\d]{1,20}\)|\s+(?:or|и|или|o|ou|veya|dan|atau|و)\s+)\s*")
_EXTENSION = re.compile(
    r"[\s,;]*(?:\bext(?:ension)?\b|\bx(?=\s*\d)|доб(?:авочный)?|вн(?:утр)?|转|轉|分机|分機|dahili|poste|int|anexo|ramal"
    r"|lok|ต่อ|تحويلة|داخلي|#|(?<=\d)\s+\()[.:\s]*(\d{1,6})\W*$",
    re.IGNORECASE,
)
_WRITTEN_OUT = re.compile(r"\+[1-9]\d{7,14}$")
_FAX = re.compile(r"^\W*(?:fax|факс|ф\.|传真|傳真|faks|fakss|فاكس|فیکس|โทรสาร|팩스)", re.IGNORECASE)
# "9273276-80": the last digits of a run of lines.
_RUN_OF_LINES = re.compile(r"^(.*\d{4,})\s*[-~]\s*\d{1,3}$")
_LABEL = re.compile(r"^[^\d+(]*")
_TRAILING_WORDS = re.compile(r"[^\d)]*$")
_PLUS_BEHIND = re.compile(r"^(\d{1,3})\+(?=[\s\d(])")
# Abroad is dialled differently: 00 almost everywhere, 810 from these.
_DIAL_OUT = {
    "RU": "810",
    "KZ": "810",
    "BY": "810",
    "UZ": "810",
    "TJ": "810",
    "TM": "810",
    "KE": "000",
    "TH": "001",
}
_FEWEST_DIGITS, _LONGEST_EXACT, _LONGEST_CELL = 5, 15, 200


@dataclass(frozen=True, slots=True)
class PhoneRead:
    """What a telephone cell says.

    ``value``: in E.164 where ``e164``, with " ext. 12" behind it where there is an extension, else as written.
    ``others``: further numbers of the cell, in the same manner. ``problem_code`` is a warning, the value stays:
    ``phone.damaged`` (a spreadsheet took it for a number), ``phone.unreadable``.
    """

    value: str | None = None
    e164: bool = False
    problem_code: str | None = None
    others: tuple[str, ...] = ()


def read_phone(cell: str | float, country: str | None = None) -> PhoneRead:
    """The number that a cell holds; `country` (alpha-2) is where it is written without a country code."""
    text = clean(_as_text(cell))
    if not text:
        return PhoneRead()
    if _WRITTEN_OUT.match(text) and _possible_as_written(text):
        return PhoneRead(text, True)
    if len(text) > _LONGEST_CELL:
        return PhoneRead(text, problem_code="phone.unreadable")
    plain = _plain(text)
    if _DAMAGED.match(plain):
        return PhoneRead(text, problem_code="phone.damaged")
    decimal = _DECIMAL.match(plain)
    if decimal:
        value, e164 = _read(decimal[1], decimal[1], country)
        return PhoneRead(value, e164, "phone.damaged")
    parts = _numbers(plain)
    if not parts:
        return PhoneRead(text, problem_code="phone.unreadable")
    (value, e164), *rest = [_read(part, text if len(parts) == 1 else part, country) for part in parts]
    return PhoneRead(value, e164, others=tuple(other for other, _ in rest))


def _as_text(cell: str | float) -> str:
    if isinstance(cell, str):
        return cell
    exact = abs(cell) < 10**_LONGEST_EXACT and cell == int(cell)
    return str(int(cell)) if exact else f"{cell:E}"


def _plain(text: str) -> str:
    """Digits of any script as ASCII, dashes and a plus sign of right-to-left files in their place."""
    if text.isascii():
        return _PLUS_BEHIND.sub(r"+\1", text.strip())
    plain = "".join(_plain_char(char) for char in unicodedata.normalize("NFKC", text))
    return _PLUS_BEHIND.sub(r"+\1", plain.strip())


def _plain_char(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return "-" if unicodedata.category(char) == "Pd" else char


def _numbers(plain: str) -> list[str]:
    """The numbers of a cell, each as written; one that is cut into pieces too short for numbers stays whole."""
    parts = [part for part in _SEVERAL.split(plain) if part.strip()]
    if any(_digits(part) < _FEWEST_DIGITS for part in parts):
        parts = [plain]
    long = [part for part in parts if _digits(part) >= _FEWEST_DIGITS]
    return sorted(long, key=lambda part: bool(_FAX.match(part)))


def _digits(text: str) -> int:
    return sum(char.isdecimal() for char in text)


def _read(number: str, written: str, country: str | None) -> tuple[str, bool]:
    extension = _EXTENSION.search(number)
    bare = number[: extension.start()] if extension and _digits(number[: extension.start()]) >= 5 else number
    bare = _TRAILING_WORDS.sub("", _LABEL.sub("", bare))
    run = _RUN_OF_LINES.match(bare)
    if run and not _international(bare, country, strict=True):
        bare = run[1] if _international(run[1], country, strict=True) else bare
    international = _international(bare, country)
    if not international:
        return written, False
    if extension and bare != number and len(bare) < len(number):
        return f"{international} ext. {extension[1]}", True
    return international, True


def _international(number: str, country: str | None, *, strict: bool = False) -> str | None:
    """`number` in E.164, if a country code or the country it belongs to says which one it is.

    `strict`: only a number of an assigned range, not any of a length that its country has.
    """
    if not strict and _WRITTEN_OUT.match(number) and _possible_as_written(number):
        return number
    import phonenumbers

    digits = re.sub(r"\D", "", number)
    out = _DIAL_OUT.get(country or "", "00")
    attempts: list[tuple[str, str | None]] = []
    if number.lstrip("(").startswith("+"):
        attempts.append((f"+{digits}", None))
    else:
        attempts += [
            (f"+{digits.removeprefix(prefix)}", None) for prefix in (out, "00") if digits.startswith(prefix)
        ]
        if country:
            attempts.append((number, country))
    for attempt, region in attempts:
        try:
            parsed = phonenumbers.parse(attempt, region)
        except phonenumbers.NumberParseException:
            continue
        sure = phonenumbers.is_valid_number(parsed)
        if sure or (
            not strict
            and region is None
            and number.lstrip("(").startswith("+")
            and phonenumbers.is_possible_number(parsed)
        ):
            return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
    return None


def _possible_as_written(number: str) -> bool:
    """Whether a number in E.164 has a length that its country has, and no trunk prefix left in it."""
    for length in (1, 2, 3):
        code, national = int(number[1 : 1 + length]), number[1 + length :]
        if (trunk := _trunk(code)) is not None:
            return not trunk.match(national) and _possible_length(code, len(national))
    return False


@cache
def _trunk(code: int) -> re.Pattern[str] | None:
    """What may stand before a national number and is not part of it; None if no country has the calling code."""
    import phonenumbers

    region = phonenumbers.region_code_for_country_code(code)
    found = phonenumbers.PhoneMetadata.metadata_for_region(region, None)
    return re.compile(found.national_prefix_for_parsing or "(?!)") if found else None


@cache
def _possible_length(code: int, digits: int) -> bool:
    import phonenumbers

    number = phonenumbers.PhoneNumber(country_code=code, national_number=10 ** (digits - 1) if digits else 0)
    return bool(phonenumbers.is_possible_number(number))
