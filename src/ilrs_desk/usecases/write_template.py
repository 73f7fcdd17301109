"""Write the blank template of a kind of record for a partner."""

from __future__ import annotations

from pathlib import Path

from ilrs_desk.domain.countries import find_country
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.wording import Message
from ilrs_desk.intake.template.book import template
from ilrs_desk.reports.files import replacing

from .write_returns import known_language


def write_template(kind: str, path: Path, language: str = "en", country: str | None = None) -> None:
    """Write the template of ``kind`` (a key of ``KINDS``) to ``path``, which ends in .xlsx.

    ``language`` as ``texts.language_of`` knows it; ``country`` as code or name in any language.
    Raises InputProblem ``language.unknown``, ``country.unknown`` or ``template.format``, and as
    ``reports.files.replacing``.
    """
    if path.suffix.lower() != ".xlsx":
        message = Message(
            "A template is an Excel workbook: let its name end in .xlsx, not {ending}.",
            {"ending": path.suffix},
        )
        raise InputProblem("template.format", message)
    book = template(kind, known_language(language), None if country is None else _code(country))
    with replacing(path) as part:
        book.save(part)


def _code(text: str) -> str:
    found = find_country(text.upper() if len(text) == 2 else text, codes=True)
    if found.code is None:
        message = Message(
            "No country is called {text}. Give its two-letter code, such as RS, or its name.", {"text": text}
        )
        raise InputProblem("country.unknown", message)
    return found.code
