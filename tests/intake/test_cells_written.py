"""What cells say in the ways that people and spreadsheet programs write them."""

from __future__ import annotations

from datetime import date

import pytest

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.records import Value
from ilrs_desk.intake.mapping import PART_FIELDS
from ilrs_desk.intake.sheets import Cell, CellError
from ilrs_desk.intake.values.cells import read_cell, read_parted
from ilrs_desk.intake.values.combined import part_cell
from ilrs_desk.intake.values.people import put_names_together
from ilrs_desk.intake.values.specs import Spec


def spec(key: str, kind: str = "personnel", **more: object) -> Spec:
    return Spec(KINDS[kind].by_key[key], "C", kind=kind, **more)  # type: ignore[arg-type]


NOTHING = [
    "0", "-", "—", "n/a", "N/A", "нет", "Нет", "н/д", "无", "暂无", "yok", "ไม่มี", "لا يوجد", "نہیں", "tidak ada", "sem",
    "nincs", "brak", "keine", "нема", "nema", "жоқ", "yoxdur", "немає", "không có", "없음", "なし", "ندارد", "none",
    "NULL", "nil", "N.A.", "TBD", "ninguno", "néant", "non renseigné", "s/n", "--/--/----", "xxx", "?",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
@pytest.mark.parametrize("key", ["email", "phone", "role", "start_date", "country", "status"])
def test_words_for_nothing_are_empty_cells_in_all_languages(text: str, key: str) -> None:
    reading = read_cell(text, spec(key))
    assert (reading.value, reading.problems) == (None, ())


@pytest.mark.parametrize(
    ("record", "read"),
    [
        ({"family_name": "Null", "given_name": "Ali"}, {"family_name": "Null", "given_name": "Ali"}),
        ({"family_name": "None", "given_name": "Eva"}, {"family_name": "None", "given_name": "Eva"}),
        ({"family_name": "NA", "given_name": "LI"}, {"family_name": "NA", "given_name": "LI"}),
        ({"family_name": "O", "given_name": "Jin"}, {"family_name": "O", "given_name": "Jin"}),
        ({"family_name": "-", "given_name": "Suharto"}, {"full_name": "Suharto"}),
        ({"family_name": "LNU", "given_name": "Suharto"}, {"full_name": "Suharto"}),
        ({"family_name": "нет", "given_name": "Сухарто"}, {"full_name": "Сухарто"}),
        (
            {"family_name": "Marić", "given_name": "Dr. Ana Eva"},
            {"family_name": "Marić", "given_name": "Ana Eva", "title": "Dr."},
        ),
        (
            {"full_name": "Dr. Ana MARIĆ", "title": "Prof."},
            {"family_name": "MARIĆ", "given_name": "Ana", "title": "Prof. Dr."},
        ),
        (
            {"full_name": "Dr. Ana MARIĆ", "title": "dr"},
            {"family_name": "MARIĆ", "given_name": "Ana", "title": "dr"},
        ),
    ],
)
def test_names_in_parts(record: dict[str, Value], read: dict[str, Value]) -> None:
    put_names_together([record], None)
    assert record == read


def test_namibia_is_no_empty_cell() -> None:
    assert read_cell("NA", spec("country", codes=True)).value == "NA"
    (asked,) = read_cell("NA", spec("country")).problems
    assert (asked.code, asked.suggestions) == ("ask.country", ("NA",))


@pytest.mark.parametrize(
    "cell", [CellError("#DIV/0!"), CellError("#REF!"), "#N/A", "#REF!", "#NAME?", "####"]
)
@pytest.mark.parametrize("key", ["email", "phone", "role", "start_date", "country"])
def test_a_cell_that_shows_an_error_is_a_problem_and_not_empty(cell: Cell, key: str) -> None:
    reading = read_cell(cell, spec(key))
    assert reading.value is None
    assert [problem.code for problem in reading.problems] == ["cell.error"]


def test_a_day_where_none_belongs_is_said() -> None:
    reading = read_cell(date(2024, 7, 3), spec("reference", "agreements"))
    assert reading.value == "2024-07-03"
    assert [problem.code for problem in reading.problems] == ["cell.made_date"]


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("status", "жұмыс істейді ме", "active"),
        ("country", "Atlantis", "GR"),
        ("start_date", "soon", "2024-07"),
        ("email", "x", None),
    ],
)
def test_a_persons_answer_is_taken_for_any_field(key: str, text: str, value: str | None) -> None:
    reading = read_cell(text, spec(key, answers={text: value}))
    assert (reading.value, reading.problems) == (value, ())


@pytest.mark.parametrize(
    ("part", "text", "halves"),
    [
        ("phone_email", "+381 60 1234567, ana@x.rs", ("+381 60 1234567", "ana@x.rs")),
        ("phone_email", "ana@x.rs\n+381 60 1234567", ("+381 60 1234567", "ana@x.rs")),
        ("phone_email", "Тел.: 8 912 345-67-89; e-mail: i@x.ru", ("Тел.: 8 912 345-67-89", "e-mail: i@x.ru")),
        ("phone_email", "ana@x.rs", ("", "ana@x.rs")),
        ("phone_email", "060 1234567", ("060 1234567", "")),
        ("institution_role", "Institute of Physics, engineer", ("Institute of Physics", "engineer")),
        (
            "institution_role",
            "Senior engineer, Institute of Physics",
            ("Institute of Physics", "Senior engineer"),
        ),
        ("institution_role", "Институт астрономии / инженер", ("Институт астрономии", "инженер")),
        ("institution_role", "Director\nUniversity of Nairobi", ("University of Nairobi", "Director")),
        ("institution_role", "CNES - ingénieur", ("CNES", "ingénieur")),
        ("name_title", "Ana Marić, PhD", ("Ana Marić, PhD", "")),
        ("name_role", "Ana Marić, head of laboratory", ("Ana Marić", "head of laboratory")),
        ("name_role", "Ana Marić (head of laboratory)", ("Ana Marić", "head of laboratory")),
        ("name_role", "Kovács, Ádám", ("Kovács, Ádám", "")),
        ("name_institution", "Ana Marić (University of Belgrade)", ("Ana Marić", "University of Belgrade")),
        ("institution_country", "University of Nairobi, Kenya", ("University of Nairobi", "Kenya")),
        ("institution_country", "National Bank of Kenya", ("National Bank of Kenya", "")),
        ("institution_country", "Obs. du Pic (France)", ("Obs. du Pic", "France")),
        ("city_country", "Nairobi, Kenya", ("Nairobi", "Kenya")),
        ("city_country", "Kenya - Nairobi", ("Nairobi", "Kenya")),
        ("city_country", "Nairobi Kenya", ("Nairobi", "Kenya")),
        ("city_country", "Seoul, Korea, Republic of", ("Seoul", "Korea, Republic of")),
        ("city_country", "Pretoria / South Africa", ("Pretoria", "South Africa")),
        ("city_country", "北京，中国", ("北京", "中国")),
        ("city_country", "Kenya", ("", "Kenya")),
        ("period", "2024-2026", ("2024", "2026")),
        ("period", "since 2021", ("since 2021", "")),
    ],
)
def test_cells_of_two_things_are_parted(part: str, text: str, halves: tuple[str, str]) -> None:
    assert part_cell(text, part) == halves


def test_a_cell_of_two_things_gives_both_fields_and_the_rest() -> None:
    halves = tuple(spec(key) for key in PART_FIELDS["personnel"]["phone_email"])
    both = Spec(halves[0].field, "C", part="phone_email", halves=halves)
    reading = read_parted("ana@x.rs, b@x.rs / +381 60 1234567", both)
    assert reading.also == {"phone": "+381 60 1234567", "email": "ana@x.rs", "other_emails": "b@x.rs"}
    assert reading.problems == ()
