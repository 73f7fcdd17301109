"""The catalogs of reports: whole in each language, with every place kept, and nothing of a report left in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

import pytest

import report_texts
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.resources import load_json
from ilrs_desk.reports.language import report_languages
from ilrs_desk.reports.request import ReportKind, ReportRequest
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.build_report import draw_report
from ilrs_desk.usecases.open_office import create_office, open_office

LANGUAGES = tuple(code for code in report_languages() if code != "en")
PLACE = re.compile(r"\{\w*\}")
#: Names and abbreviations that are written alike in English and in other languages of Latin letters.
NAMES = re.compile(r"(?:[A-Z\d]{2,}|[A-Z][a-z]+|[a-z]+|E-mail)(?: \(?\{\w+\}\)?)?$")
#: Names that Latin letters are kept for in every script.
LATIN = re.compile(r"ORCID|ROR|ALBA")
LETTERS = {"ar": r"[؀-ۿ]", "ru": r"[а-яА-Я]", "zh": r"[一-鿿]"}


@pytest.fixture(scope="module")
def known() -> set[str]:
    return report_texts.templates()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    path = tmp_path_factory.mktemp("languages") / "reference.ilrs"
    create_office(path, reference=True)
    opened = open_office(path, read_only=True)
    yield opened
    opened.close()


def catalog(language: str) -> dict[str, str]:
    found: dict[str, str] = load_json("report_texts", f"{language}.json")
    return found


def test_the_languages_of_the_partners_are_there() -> None:
    assert set(LANGUAGES) >= {"ar", "de", "es", "fr", "pt", "ru", "zh"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_text_that_a_report_can_say_has_its_translation(language: str, known: set[str]) -> None:
    translated = set(catalog(language))
    assert not known - translated, "translate these: python packaging/report_texts.py LANGUAGE lists them"
    assert not translated - known, "no report says these any more"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_places_of_its_text(language: str) -> None:
    for text, translation in catalog(language).items():
        assert set(PLACE.findall(translation)) == set(PLACE.findall(text)), text
        assert PLACE.sub("", translation).strip() or not PLACE.sub("", text).strip(), text
        assert text[:1] != " " or translation[:1] == " " or language == "zh", text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_translated_is_not_english(language: str) -> None:
    for text, translation in catalog(language).items():
        bare = PLACE.sub("", translation)
        if letters := LETTERS.get(language):
            assert re.search(letters, bare) or LATIN.search(bare) or not re.search(r"\w", bare), text
            assert not re.search(r"[A-Za-z]{2}", LATIN.sub("", bare)), translation
        elif text == translation:
            assert NAMES.match(text) or not re.search(r"\w{2}", bare), text


@pytest.mark.parametrize(
    ("language", "kind"),
    [*((code, ReportKind.AS_OF) for code in LANGUAGES), *(("ar", kind) for kind in ReportKind)],
)
def test_no_text_of_a_report_stays_in_english(language: str, kind: ReportKind, office: Office) -> None:
    partner = office.ids("partners")[0] if kind is ReportKind.DOSSIER else None
    since = Moment(date(2024, 6, 1)) if kind in (ReportKind.PACK, ReportKind.CHANGE) else None
    request = ReportRequest(
        kind, Moment(date(2026, 6, 1)), since, partner=partner, audience="internal", language=language
    )
    document = draw_report(office, request)
    english = {text for text, translation in catalog(language).items() if text != translation}
    names = {one.label for kind in KINDS for one in office.find(kind)}
    values = _stored(office) - set(catalog(language))
    same = set(catalog(language).values()) | names | values
    said = set(_texts((document.sections, document.marks, document.title))) - same
    assert not said & english
    whole = [text for text in english - names if " " in text.strip() and not PLACE.search(text)]
    assert not {text for text in whole for one in said if text in one}


def _stored(office: Office) -> set[str]:
    """What the office wrote itself, in whatever language."""
    records = [record for kind in KINDS for record in office.find(kind)]
    return {str(value) for one in records for value in one.values.values()}


def _texts(part: object) -> Iterator[str]:
    """Every text that is seen of a document."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple | list):
        for one in part:
            yield from _texts(one)
    elif is_dataclass(part):
        for field in fields(part):
            if field.name not in {"stage", "kind", "type", "code"}:
                yield from _texts(getattr(part, field.name))
