"""Offices of any content: what people of all countries may have typed into their records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from ilrs_desk.domain.countries import country_codes, country_name, is_state
from ilrs_desk.domain.fields import Field, ValueType
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.text import latin_key
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.open_office import create_office, open_office
from ilrs_desk.usecases.save_record import save_record

#: Field → text, as somebody types it into a form.
Typed = dict[str, str]
Filled = Mapping[str, Sequence[Typed]]

CODES = [code for code in country_codes() if is_state(code)]
WORDS = [
    "Ada", "O’Neill", "Ђурић", "王伟", "Нұрлан", "محمد", "สมชาย", "García", "Şahin", "Nguyễn", "Ünal", "d'Arc",
    "Zoë", "Pérez-Soto", "اختر", "می\u200cروم", "नीलम", "ກອງ", "Łukasz", "Ólafur", "Ġorġ", "İpek", "Ḥasan",
    "Håkon", "Αθηνά", "გიორგი", "Արամ", "김철수", "Мария", "Abdul", "Tshepo", "Nkosazana", "Quispe", "Mamani",
]  # fmt: skip
ODD = [
    "=1+1", "+49", "-", "@home", "007", "1e5", "12/03/2024", "N/A", "🌙 base", "a; b", "a, b", 'say "hi"', "'quoted",
    "total", "2024", "x\ty", "É", "0042-A", "#REF!", "TRUE", "1,5", "½", "①", "Ⅳ", "see note *", "n/a (yet)",
    "http://example.org/?a=1&b=<2>", "\u200fעברית", "Dept. of Geology", "Page 1 of 2", "signed", "(a)", "—", "无",
    "Note: x",
]  # fmt: skip
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True).map(" ".join)
TEXTS = st.one_of(NAMES, st.sampled_from(ODD), st.tuples(NAMES, st.sampled_from(ODD)).map(" ".join))
DAYS = st.dates(date(2001, 1, 1), date(2029, 12, 31))
PARTIAL = st.one_of(
    DAYS.map(date.isoformat), DAYS.map(lambda day: day.isoformat()[:7]), DAYS.map(lambda day: str(day.year))
)
PHONES = ["+41446681800", "+8613800138000", "+79161234567", "0446681800", "ext. 12", "+41 44 668 18 00 ext 5"]
ORCIDS = ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"]
BODIES = [
    ("Institute of Space Research", "ISR"), ("National Astronomical Observatory", "NAO"), ("Delta Lab", "DL"),
    ("Астрономический институт", "АИ"), ("中国科学院国家天文台", "NAOC"), ("جامعة القاهرة", ""),
    ("Okavango Institute", "OI"),
    ("Universidad Nacional de Ingeniería", "UNI"), ("Türkiye Uzay Ajansı", "TUA"), ("สถาบันวิจัยดาราศาสตร์", "NARIT"),
    ("Instituto Geofísico", "IGP"), ("Lunar & Planetary Lab", "LPL"), ("=Quantum", ""), ("Institut 42", "I42"),
    ("АО «Наука»", ""), ("Laboratoire d’Astrophysique", "LAM"), ("Beijing Lab; North", ""),
]  # fmt: skip


def _one_of(*texts: str) -> st.SearchStrategy[str]:
    return st.sampled_from(texts)


def _value(field: Field, number: int) -> st.SearchStrategy[str]:
    """What may stand in the field of the record ``number`` of its kind; identifiers keep records apart."""
    if field.choices:
        return st.sampled_from([choice.key for choice in field.choices] + ["on leave"] * field.open_choice)
    if field.key == "orcid":
        return st.just(ORCIDS[number] if number < len(ORCIDS) else "")
    if field.parts is not None:
        mails = (f"second{number}@example.org", f"a{number}@b.example; c{number}@d.example")
        phones = ("+41446681801", "+41446681802; +79161234568")
        return st.sampled_from(mails if field.parts is ValueType.EMAIL else phones)
    several = st.lists(NAMES.map(lambda name: f"{name} {number}"), min_size=1, max_size=2, unique=True)
    return {
        ValueType.COUNTRY: st.sampled_from(CODES),
        ValueType.DATE: PARTIAL,
        ValueType.EMAIL: _one_of(f"p{number}@example.org", f"P.{number}+x@Uni-{number}.example"),
        ValueType.PHONE: st.sampled_from(PHONES),
        ValueType.URL: _one_of(
            f"https://www.example.org/{number}", f"e{number}.org", "http://пример.рф/путь"
        ),
        ValueType.NAMES: several.map("; ".join),
        ValueType.IDENTIFIER: st.just("https://ror.org/03yrm5c26" if number == 0 else ""),
        ValueType.LONG_TEXT: st.one_of(TEXTS, st.tuples(TEXTS, TEXTS).map("\n".join)),
    }.get(field.type, TEXTS)


@st.composite
def _record(draw: st.DrawFn, kind: str, number: int, given: Typed) -> Typed:
    typed = dict(given)
    for field in KINDS[kind].fields:
        if field.key not in typed and field.type is not ValueType.LINK and draw(st.integers(0, 2)) == 0:
            typed[field.key] = draw(_value(field, number))
    return {key: text for key, text in typed.items() if text}


@st.composite
def _institutions(draw: st.DrawFn) -> list[Typed]:
    found = []
    for number, (name, acronym) in enumerate(
        draw(st.lists(st.sampled_from(BODIES), unique=True, max_size=4))
    ):
        given = {"name": name, "acronym": acronym if draw(st.booleans()) else ""}
        found.append(draw(_record("institutions", number, given)))
    return found


@st.composite
def _people(draw: st.DrawFn, bodies: Sequence[Typed]) -> list[Typed]:
    found: list[Typed] = []
    seen: set[str] = set()
    for number in range(draw(st.integers(0, 5))):
        shape = draw(st.sampled_from(["parts", "parts", "full", "family", "given", "native"]))
        given: Typed = {"full_name": "", "family_name": "", "given_name": "", "native_name": ""}
        if shape == "parts":
            given |= {"family_name": draw(NAMES), "given_name": draw(NAMES)}
        else:
            given[
                "full_name" if shape == "full" else "native_name" if shape == "native" else f"{shape}_name"
            ] = draw(NAMES)
        words = " ".join(sorted(latin_key(" ".join(given.values())).split()))
        if words in seen or draw(st.booleans()):
            given["email"] = f"namesake{number}@example.org"
        if any(words in other or other in words for other in seen) and "email" not in given:
            continue
        seen.add(words)
        if shape == "native":
            given["full_name"] = draw(NAMES)
        given["institution"] = draw(_named(bodies))
        found.append(draw(_record("personnel", number, {**given})))
    return found


def _named(bodies: Sequence[Typed]) -> st.SearchStrategy[str]:
    known = [body[key] for body in bodies for key in ("name", "acronym", "native_name") if body.get(key)]
    return st.sampled_from(["", "", "Nobody's Institute", *known, *known])


@st.composite
def _partners(draw: st.DrawFn) -> list[Typed]:
    found = []
    for number, code in enumerate(draw(st.lists(st.sampled_from(CODES), unique=True, max_size=3))):
        given = {
            "name": country_name(code),
            "kind": "country",
            "country": code,
            "native_name": "",
            "aliases": "",
        }
        found.append(draw(_record("partners", number, given)))
    for name in draw(
        st.lists(st.sampled_from(["Nordic Moon Society", "Лига Луны", "月球学会"]), unique=True, max_size=2)
    ):
        given = {"name": name, "kind": "organisation", "country": "", "native_name": "", "aliases": ""}
        found.append(draw(_record("partners", 9, given)))
    return found


@st.composite
def _agreements(draw: st.DrawFn, bodies: Sequence[Typed], partners: Sequence[Typed]) -> list[Typed]:
    found = []
    for number in range(draw(st.integers(0, 3))):
        given = {
            "title": f"{draw(st.sampled_from(['Memorandum', 'Соглашение', '谅解备忘录']))} {number + 1}",
            "reference": draw(st.sampled_from(["", f"00{number}", f"MoU/{number}", f"=R{number}"])),
            "institution": draw(_named(bodies)),
            "partner": draw(st.sampled_from(["", *[partner["name"] for partner in partners]])),
        }
        found.append(draw(_record("agreements", number, given)))
    return found


@st.composite
def offices(draw: st.DrawFn) -> dict[str, list[Typed]]:
    """What an office holds, by kind; no two records of it are the same one."""
    bodies, partners = draw(_institutions()), draw(_partners())
    return {
        "partners": partners,
        "institutions": bodies,
        "personnel": draw(_people(bodies)),
        "agreements": draw(_agreements(bodies, partners)),
    }


@st.composite
def offices_with_doubles(draw: st.DrawFn) -> dict[str, list[Typed]]:
    """The same, in which some records are there twice, with or without a difference."""
    found = draw(offices())
    for kind, listed in found.items():
        for record in draw(st.lists(st.sampled_from(listed), max_size=2)) if listed else ():
            double = dict(record)
            if draw(st.booleans()):
                double["notes"] = draw(TEXTS)
            found[kind] = [*found[kind], double]
    return found


def filled(path: Path, typed: Filled) -> Office:
    """An open office with the records in it, entered by form."""
    create_office(path)
    office = open_office(path)
    for kind, listed in typed.items():
        for record in listed:
            try:
                save_record(office, kind, None, record)
            except InputProblem:
                continue
    return office


def said(office: Office) -> dict[str, list[object]]:
    """All that the records say, whatever their numbers: of links what they mean."""
    found: dict[str, list[object]] = {}
    for kind, declared in KINDS.items():
        listed = []
        for record in office.find(kind, Query()):
            values = {key: record.text(key) for key in declared.by_key if record.text(key)}
            for link in declared.links:
                target = record.link(link.key)
                meant = office.get(link.target or "", target) if target is not None else None
                values[f"{link.key} means"] = meant.label if meant else None
            listed.append(sorted(values.items(), key=str))
        found[kind] = sorted(listed, key=str)
    return found
