"""An invented roster of any length, 16 columns wide, as an agency would send it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import openpyxl

HEADER = (
    "No.",
    "Family name",
    "Given name",
    "Native name",
    "Nationality",
    "Institution",
    "Country",
    "Department",
    "Position",
    "Field of research",
    "Degree",
    "Email",
    "Phone",
    "ORCID",
    "Start date",
    "Notes",
)
_FAMILY = (
    "Ivanov",
    "Şahin",
    "Mbeki",
    "Rodríguez",
    "Hassan",
    "Srisawat",
    "Đurić",
    "Khan",
    "Aliyev",
    "Diop",
    "Wang",
    "Nagy",
)
_GIVEN = (
    "Aleksei",
    "İpek",
    "Thabo",
    "María",
    "Fatma",
    "Kanya",
    "Đorđe",
    "Bilal",
    "Elchin",
    "Moussa",
    "Wei",
    "Ádám",
)
_NATIVE = ("Иванов", "Ђурић", "Қасымов", "فاطمة", "กัญญา", "")
_SYLLABLES = ("ла", "ри", "но", "ве", "ту", "са", "ми", "ко", "де", "пу")
_COUNTRIES = (
    "Pakistan",
    "Thailand",
    "Serbia",
    "Egypt",
    "South Africa",
    "Kazakhstan",
    "Azerbaijan",
    "Belarus",
)
_ROLES = ("Researcher", "Engineer", "Head of laboratory", "Professor", "Technician")
_FIELDS = ("Lunar dust", "Radio astronomy", "Power systems", "Navigation", "Geology")


def people(count: int, seed: int = 555) -> Iterator[tuple[object, ...]]:
    """``count`` rows under HEADER; every e-mail and ORCID is its own."""
    chance = random.Random(seed)
    first = date(2019, 1, 1)
    for number in range(count):
        family, given = chance.choice(_FAMILY) + _letters(number), chance.choice(_GIVEN)
        country = chance.choice(_COUNTRIES)
        yield (
            number + 1,
            family,
            given,
            chance.choice(_NATIVE),
            country,
            f"Institute {number % 240} of {country}",
            country,
            f"Department {number % 12}",
            chance.choice(_ROLES),
            chance.choice(_FIELDS),
            chance.choice(("PhD", "MSc", "")),
            f"p{number}@example.org",
            f"+7701{number:07d}",
            _orcid(number),
            first + timedelta(days=chance.randrange(2500)),
            "",
        )


def write_roster(path: Path, count: int) -> None:
    """Write the roster as .xlsx."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Roster")
    sheet.append(HEADER)
    for row in people(count):
        sheet.append(row)
    book.save(path)


def _native(chance: random.Random, number: int) -> str:
    """A name in another script, as varied as names are; some have none."""
    first = chance.choice(_NATIVE)
    return first and f"{first} {''.join(_SYLLABLES[int(digit)] for digit in str(number))}"


def _letters(number: int) -> str:
    word = ""
    while True:
        word = chr(97 + number % 26) + word
        number //= 26
        if not number:
            return word


def _orcid(number: int) -> str:
    digits = f"{number:015d}"
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    whole = digits + ("X" if check == 10 else str(check))
    return "-".join(whole[at : at + 4] for at in range(0, 16, 4))
