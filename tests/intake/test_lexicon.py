"""What the words of a header tell."""

from __future__ import annotations

import pytest

from ilrs_desk.intake.lexicon import name_order


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
