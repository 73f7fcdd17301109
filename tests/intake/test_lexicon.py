"""What the words of a header tell."""

from __future__ import annotations

import pytest

from ilrs_desk.intake.lexicon import (
    composed_guesses,
    guesses,
    name_order,
    named_things,
    short_guesses,
)


@pytest.mark.parametrize(
    ("header", "order"),
    [
        ("Name (Surname, First name)", "family_first"),
        ("Фамилия Имя Отчество", "family_first"),
        ("Ф.И.О. участника", "family_first"),
        ("Prezime i ime", "family_first"),
        ("Име и презиме", "given_first"),
        ("Adı Soyadı", "given_first"),
        ("Soyadı, adı, atasının adı", "family_first"),
        ("Тегі, аты, әкесінің аты", "family_first"),
        ("Nombre y apellidos", "given_first"),
        ("Apellidos y nombres", "family_first"),
        ("Nom et prénom", "family_first"),
        ("Prénom et nom", "given_first"),
        ("ชื่อ-สกุล", "given_first"),
        ("Last name, first name", "family_first"),
        ("Nombre completo", None),
        ("姓名", None),
        ("Full name", None),
        ("Surname", None),
    ],
)
def test_a_header_tells_the_order_of_a_names_parts(header: str, order: str | None) -> None:
    assert name_order(header) == order


@pytest.mark.parametrize(
    ("header", "concept"),
    [
        ("Dt. of joining", "start_date"),
        ("Geb.-Datum", "sensitive"),
        ("Дата рожд.", "sensitive"),
        ("Fecha Nac.", "sensitive"),
        ("Szül. idő", "sensitive"),
        ("Blood Gp", "sensitive"),
        ("Staatsangeh.", "nationality"),
        ("Сокр. наименование", "acronym"),
        ("Disc.", "discipline"),
        ("Долж.", "position"),
        ("Eml", "email"),
    ],
)
def test_a_header_in_short_means_what_it_is_short_for(header: str, concept: str) -> None:
    assert short_guesses(header)[0].concept == concept


@pytest.mark.parametrize("header", ["Status", "No. 5", "Xyz.", "A.B.C.D.E.F.G.", ".", "Ref A", "Kje"])
def test_what_is_no_short_form_means_nothing(header: str) -> None:
    assert all(guess.score < 0.7 for guess in short_guesses(header))


@pytest.mark.parametrize(
    ("header", "concept"),
    [
        ("3. Position", "position"),
        ("(4) E-mail", "email"),
        ("b) Nationality", "nationality"),
        ("Q7: Phone", "phone"),
        ("II. Должность", "position"),
        ("Phone¹", "phone"),
        ("Дата подписания*", "date_signed"),
        ("Institution [2]", "institution"),
    ],
)
def test_numbers_and_footnote_marks_do_not_belong_to_a_header(header: str, concept: str) -> None:
    best = guesses(header)
    assert concept in {guess.concept for guess in best if guess.score == best[0].score}
    assert best[0].score >= 0.95


@pytest.mark.parametrize(
    ("header", "one", "other"),
    [
        ("Phone, e-mail", "phone", "email"),
        ("Место работы и должность", "institution", "position"),
        ("单位及职务", "institution", "position"),
        ("Ville et pays", "city", "country"),
        ("Telepon dan surel", "phone", "email"),
    ],
)
def test_a_header_names_two_things(header: str, one: str, other: str) -> None:
    first, second = named_things(header)
    assert one in first
    assert other in second


@pytest.mark.parametrize(
    ("header", "concept"),
    [
        ("Name (Mongolian)", "native_name"),
        ("Название (англ.)", "foreign_name"),
        ("ชื่อ-นามสกุล (Eng)", "foreign_name"),
        ("姓名（中文）", "native_name"),
    ],
)
def test_a_header_tells_in_which_letters_a_name_is(header: str, concept: str) -> None:
    assert concept in {guess.concept for guess in guesses(header)}


def test_a_name_in_short_is_an_acronym() -> None:
    assert guesses("Организация (кратко)")[0].concept == "acronym"


@pytest.mark.parametrize(
    ("header", "concept"),
    [
        ("Müqavilənin qeydiyyat nömrəsi", "agreement_no"),
        ("Data de assinatura do acordo", "date_signed"),
        ("Tanggal berakhirnya perjanjian", "expires_on"),
        ("Date of birth of the nominee", "sensitive"),
        ("협약 체결 일자", "date_signed"),
        ("วันที่สิ้นสุดสัญญา", "end_date"),
        ("الهاتف الجوال للمشارك", "phone"),
    ],
)
def test_a_header_that_no_list_holds_is_understood_by_its_words(header: str, concept: str) -> None:
    assert concept in {guess.concept for guess in composed_guesses(header)}


@pytest.mark.parametrize("header", ["Kje", "Ref A", "Xqz 12", "", "___", "Col1"])
def test_words_about_nothing_are_not_understood(header: str) -> None:
    assert composed_guesses(header) == ()


def test_a_column_of_ids_is_not_kept_though_it_names_a_thing() -> None:
    assert [guess.concept for guess in guesses("participant_id")] == ["not_kept"]
    assert guesses("OrcidId")[0].concept == "orcid"
