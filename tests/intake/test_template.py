"""A template that a partner filled comes back as exactly what was filled in, without a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilrs_desk.domain.countries import country_codes, is_state
from ilrs_desk.domain.fields import Field, ValueType
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.records import Snapshot, Value
from ilrs_desk.intake.draw import draw_plan
from ilrs_desk.intake.memory import Memory
from ilrs_desk.intake.plan import Decisions, TablePlan
from ilrs_desk.intake.sheets import Cell, Sheet, Workbook
from ilrs_desk.intake.template.book import template
from ilrs_desk.intake.template.fields import asked_fields, choice_list, country_list, is_needed, safe_name
from ilrs_desk.intake.texts import header_in, languages, texts
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.open_office import create_office, open_office
from ilrs_desk.usecases.preview_import import preview_import

CODES = [code for code in country_codes() if is_state(code)]
WORDS = st.sampled_from(
    ["Ada", "O’Neill", "Ђурић", "王伟", "Нұрлан", "محمد علي", "สมชาย", "García Márquez", "Şahin", "Nguyễn", "Ünal",
     "van der Berg", "Zoë", "李", "Pérez-Soto", "اختر"]
)  # fmt: skip
NAMES = st.lists(WORDS, min_size=1, max_size=2).map(" ".join)
DAYS = st.dates(date(2000, 1, 2), date(2029, 12, 31))


def value_of(field: Field, number: int) -> st.SearchStrategy[Value]:
    """What the office would hold; ``number`` keeps records apart."""
    match field.type:
        case ValueType.COUNTRY:
            return st.sampled_from(CODES)
        case ValueType.CHOICE:
            return st.sampled_from([choice.key for choice in field.choices])
        case ValueType.DATE:
            return st.one_of(
                DAYS.map(date.isoformat),
                DAYS.map(lambda day: day.isoformat()[:7]),
                DAYS.map(lambda day: str(day.year)),
            )
        case ValueType.EMAIL:
            return st.just(f"person{number}@example.org")
        case ValueType.PHONE:
            return st.sampled_from(["+41446681800", "+8613800138000", "+79161234567"])
        case ValueType.URL:
            return st.just(f"https://www.example.org/{number}")
        case ValueType.NAMES:
            return st.lists(NAMES, min_size=1, max_size=2, unique=True).map("; ".join)
        case ValueType.IDENTIFIER:
            return st.just("0000-0002-1825-0097" if field.key == "orcid" else "https://ror.org/03yrm5c26")
        case _:
            return NAMES.map(
                lambda name: f"{name} {number}" if field.key in ("name", "title", "reference") else name
            )


@st.composite
def records(draw: st.DrawFn, kind: str) -> list[dict[str, Value]]:
    made = []
    for number in range(draw(st.integers(1, 4))):
        record = {}
        for field in asked_fields(kind, None):
            if is_needed(kind, field) or draw(st.booleans()):
                record[field.key] = draw(value_of(field, number))
        if kind == "partners":
            record["kind"] = "organisation" if not record.get("country") else "country"
        made.append(record)
    return made


def written(field: Field, value: Value, language: str) -> Cell:
    """The cell as somebody fills it by the drop-downs and hints of the template."""
    said = texts(language)
    match field.type:
        case ValueType.COUNTRY:
            return safe_name(str(value), language)
        case ValueType.CHOICE:
            return said.choices[str(value)]
        case ValueType.DATE if len(str(value)) == 10:
            return date.fromisoformat(str(value))
        case _:
            return str(value)


def filled(
    kind: str, language: str, listed: Sequence[Mapping[str, Value]], country: str | None = None
) -> Any:
    book = template(kind, language, country)
    sheet: Any = book.worksheets[0]
    keys = [str(cell.value).partition("+")[2] for cell in sheet[tag_row(sheet)]]
    for line, record in enumerate(listed, tag_row(sheet) + 3):
        for column, key in enumerate(keys, 1):
            if record.get(key) is not None:
                sheet.cell(line, column).value = written(KINDS[kind].by_key[key], record[key], language)
                sheet.cell(line, column).data_type = (
                    "d" if isinstance(sheet.cell(line, column).value, date) else "s"
                )
    return book


def tag_row(sheet: Any) -> int:
    return next(row[1].row for row in sheet.iter_rows() if str(row[1].value).startswith("#"))


def read_back(book: Any) -> TablePlan:
    sheets = [
        Sheet(
            sheet.title,
            sheet.sheet_state == "hidden",
            [trimmed(row) for row in sheet.iter_rows(values_only=True)],
        )
        for sheet in book.worksheets
    ]
    plan = draw_plan(
        [Workbook(Path("x.xlsx"), "xlsx", "h", 1, sheets)], Snapshot(0), Decisions(), Memory(), key="k",
        today=date(2026, 1, 1),
    )  # fmt: skip
    (table,) = plan.files[0].tables
    assert not plan.files[0].warnings
    return table


def trimmed(row: Sequence[Cell]) -> list[Cell]:
    cells = list(row)
    while cells and cells[-1] is None:
        cells.pop()
    return cells


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25)
@given(st.data())
def test_what_was_filled_in_comes_back(kind: str, data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(languages()))
    listed = data.draw(records(kind))
    table = read_back(filled(kind, language, listed))
    assert [dict(row.record) for row in table.rows] == listed
    codes = {problem.code for row in table.rows for problem in row.problems} | {
        each.code for each in table.problems
    }
    assert codes <= {
        "row.same_as",
        "row.repeated",
        "date.reversed",
        "institution.missing",
        "text.mixed_script",
    }


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_template_holds_no_record(kind: str, language: str) -> None:
    book = template(kind, language, "RS")
    sheets = [
        Sheet(
            each.title,
            each.sheet_state == "hidden",
            [trimmed(row) for row in each.iter_rows(values_only=True)],
        )
        for each in book.worksheets
    ]
    plan = draw_plan(
        [Workbook(Path("x.xlsx"), "xlsx", "h", 1, sheets)], Snapshot(0), Decisions(), Memory(), key="k",
        today=date(2026, 1, 1),
    )  # fmt: skip
    assert plan.totals() == dict.fromkeys(plan.totals(), 0)
    assert not plan.files[0].warnings


@pytest.mark.parametrize("language", languages())
def test_every_word_of_the_lists_is_understood(language: str) -> None:
    said = texts(language)
    listed = country_list(said, "RS")
    assert len(listed) == len(set(listed)) == len(country_codes())
    table = read_back(
        filled(
            "personnel", language, [{"family_name": f"N{n}", "nationality": c} for n, c in enumerate(CODES)]
        )
    )
    assert [row.record.get("nationality") for row in table.rows] == CODES
    for kind, declared in KINDS.items():
        for field in declared.fields:
            if field.choices:
                assert len(set(choice_list(field, said))) == len(field.choices)
        assert all(header_in(kind, field, language) for field in asked_fields(kind, None))


def test_the_country_is_said_once_for_all_rows() -> None:
    for language in languages():
        table = read_back(
            filled("personnel", language, [{"family_name": "Moyo", "phone": "+41446681800"}], "RS")
        )
        assert [dict(row.record) for row in table.rows] == [
            {"family_name": "Moyo", "phone": "+41446681800", "country": "RS"}
        ]


def test_an_example_that_was_written_over_is_a_record() -> None:
    book = template("personnel", "fr")
    sheet: Any = book.worksheets[0]
    line = tag_row(sheet) + 1
    sheet.cell(line, 2).value = "Moyo"
    table = read_back(book)
    assert [row.record["family_name"] for row in table.rows] == ["Moyo"]


def test_tags_outdo_headers_and_own_columns_are_kept_apart() -> None:
    book = filled("personnel", "en", [{"family_name": "Total", "role": "Engineer"}])
    sheet: Any = book.worksheets[0]
    header = tag_row(sheet) - 1
    sheet.cell(header, 2).value = "E-mail"
    table = read_back(book)
    assert [dict(row.record) for row in table.rows] == [{"family_name": "Total", "role": "Engineer"}]


def test_it_comes_in_through_the_real_door(office_path: Path, tmp_path: Path) -> None:
    create_office(office_path)
    paths = []
    for kind in KINDS:
        listed = [
            {
                "name": "Sirius Council",
                "kind": "organisation",
                "title": "Paper on samples",
                "family_name": "Ünal",
            }
        ]
        known = [{key: value for key, value in each.items() if key in KINDS[kind].by_key} for each in listed]
        if kind == "personnel":
            known = [{"family_name": "Ünal", "given_name": "Şahin", "phone": "+41446681800"}]
        if kind == "institutions":
            known = [{"name": "Sirius Laboratory"}]
        paths.append(tmp_path / f"{kind}.xlsx")
        filled(kind, "tr", known).save(paths[-1])
    office: Office = open_office(office_path)
    plan = preview_import(office, paths).plan
    assert not any(file.warnings for file in plan.files)
    done = commit_import(office, plan)
    assert done.plan.totals() == {**dict.fromkeys(done.plan.totals(), 0), "add": 4}
    assert {kind: count for kind, count in office.counts().items() if count} == dict.fromkeys(KINDS, 1)
    again = preview_import(office, paths).plan.totals()
    assert again == {**dict.fromkeys(again, 0), "same": 4}
    office.close()


def test_lists_hints_and_formats_are_there() -> None:
    sheet: Any = template("personnel", "ar").worksheets[0]
    assert sheet.sheet_view.rightToLeft
    assert sheet.freeze_panes
    kinds = {rule.type for rule in sheet.data_validations.dataValidation}
    assert {"list", "date"} <= kinds
    phone = next(cell.column_letter for cell in sheet[tag_row(sheet)] if str(cell.value).endswith("+phone"))
    assert sheet.column_dimensions[phone].number_format == "@"
