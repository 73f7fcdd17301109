"""What is asked of columns, what is said of them, and how sure a choice is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ilrs_desk.intake.layout import Header
from ilrs_desk.intake.mapping import Choice, Column, choose_fields, column_questions, read_columns


def columns_of(**cells: Sequence[object]) -> list[Column]:
    headers = [Header(place, name, name) for place, name in enumerate(cells)]
    return read_columns(headers, list(cells.values()))


def chosen(kind: str, **cells: Sequence[object]) -> dict[str, Choice]:
    return dict(zip(cells, choose_fields(kind, columns_of(**cells)), strict=True))


NAMES = ("Ana Soto", "Blas Ruiz", "Eva Paz")


def test_two_columns_called_name_that_nothing_parts_are_asked_about() -> None:
    headers = [Header(0, "Name", "Name"), Header(1, "Name", "Name"), Header(2, "E-mail", "E-mail")]
    cells = [["Kone", "Diallo"], ["Awa", "Moussa"], ["a@ub.example", "m@ub.example"]]
    columns = read_columns(headers, cells)
    choices = choose_fields("personnel", columns)
    assert {choice.field for choice in choices[:2]} == {"family_name", "given_name"}
    assert [found.column for found in column_questions("personnel", columns, choices)] == ["A", "B"]


def test_capitals_tell_which_of_two_names_is_the_family_name_and_nothing_is_asked() -> None:
    headers = [Header(0, "Name", "Name"), Header(1, "Name", "Name")]
    columns = read_columns(headers, [["Awa", "Moussa"], ["KONE", "DIALLO"]])
    choices = choose_fields("personnel", columns)
    assert [choice.field for choice in choices] == ["given_name", "family_name"]
    assert column_questions("personnel", columns, choices) == []


def test_a_header_that_its_cells_belie_is_left_out_and_asked_about() -> None:
    cells = {"Name": NAMES, "Start date": ("Robotics", "Optics", "Lasers")}
    columns = columns_of(**cells)
    choices = choose_fields("personnel", columns)
    assert choices[1].field is None
    (asked,) = column_questions("personnel", columns, choices)
    assert (asked.code, asked.column) == ("ask.columns", "B")


@pytest.mark.parametrize("kind", ["partners", "institutions"])
@pytest.mark.parametrize(
    ("named", "applied", "signed", "left"),
    [
        ("Name", "Applied on", "Signed on", "Left on"),
        ("Name", "Date of application", "Date of signature", "Date of withdrawal"),
        ("名称", "申请日期", "签署日期", "退出日期"),
        ("Наименование", "Дата подачи заявки", "Дата подписания", "Дата выхода из консорциума"),
        ("Nombre", "Fecha de solicitud", "Fecha de firma", "Fecha de retiro"),
        ("Nom", "Date de la demande d'adhésion", "Date de signature", "Date de retrait"),
        ("Nome", "Data do pedido", "Data de assinatura", "Data de saída"),
        ("الاسم", "تاريخ تقديم الطلب", "تاريخ التوقيع", "تاريخ الانسحاب"),
        ("Adı", "Başvuru tarihi", "İmza tarihi", "Çekilme tarihi"),
        ("Nama", "Tanggal permohonan", "Tanggal penandatanganan", "Tanggal keluar"),
        ("ชื่อ", "วันที่ยื่นคำขอ", "วันที่ลงนาม", "วันที่ถอนตัว"),
    ],
)
def test_days_of_applying_signing_and_leaving_are_told_apart(
    kind: str, named: str, applied: str, signed: str, left: str
) -> None:
    dates = ("2024-03-01", "2024-05-07", "2025-01-31")
    names = ("Institute of Optics", "University of Lima", "Space Centre")
    found = chosen(kind, **{named: names, applied: dates, signed: dates, left: dates})
    assert [found[header].field for header in (applied, signed, left)] == [
        "applied_on",
        "signed_on",
        "ended_on",
    ]


def test_when_a_paper_runs_out_is_not_the_day_on_which_an_institution_left() -> None:
    dates = ("2027-03-01", "2028-05-07", "2029-01-31")
    names = ("Institute of Optics", "University of Lima", "Space Centre")
    found = chosen("institutions", Institution=names, **{"Valid until": dates, "MoU expires on": dates})
    assert {found[header].field for header in ("Valid until", "MoU expires on")} == {None}


@pytest.mark.parametrize("header", ["Phone", "Xqz", "Website", "Institution"])
def test_a_column_of_addresses_is_the_e_mail_whatever_its_header(header: str) -> None:
    found = chosen("personnel", Name=NAMES, **{header: ("a@u.example", "b@u.example", "e@u.example")})
    assert found[header].field == "email"
    assert found[header].confidence < found["Name"].confidence


@pytest.mark.parametrize(
    ("language", "address", "field"),
    [("tr", "Görevi", "role"), ("az", "Vəzifəsi", "role")],
)
def test_unvani_is_settled_by_its_neighbours_and_cells(language: str, address: str, field: str) -> None:
    names = {"tr": "Adı Soyadı", "az": "Soyadı, adı, atasının adı"}[language]
    found = chosen(
        "personnel",
        **{
            names: ("Ali Can", "Elif Su", "Can Ay"),
            address: ("mühendis", "jeolog", "teknisyen"),
            "Ünvanı": {"tr": ("Dr.", "Prof.", "Dr."), "az": ("Bakı, Nizami 5", "Bakı, Xətai 12", "Quba, 8")}[
                language
            ],
        },
    )
    assert found[address].field == field
    assert found["Ünvanı"].field == {"tr": "title", "az": None}[language]


def test_dates_that_begin_with_a_nought_are_no_telephones() -> None:
    found = chosen("personnel", Name=NAMES, Phone=("0311112222", "0311112223", "0311112224"),
                   Xqz=("01/02/2025", "13/03/2025", "01/04/2025"))  # fmt: skip
    assert found["Xqz"].field not in ("phone", "other_phones")


def test_sixteen_digits_of_an_identity_card_are_no_orcid() -> None:
    found = chosen("personnel", Name=NAMES, Xqz=("3201123456780001", "3201123456780002", "3201123456780003"))
    assert found["Xqz"].field is None


def test_a_header_over_blank_cells_is_believed() -> None:
    found = chosen("personnel", Name=NAMES, Phone=(None, None, None), Ended=("n/a", "-", "TBD"))
    assert (found["Phone"].field, found["Ended"].field) == ("phone", "end_date")


def test_a_reason_names_the_language_of_the_sheet_and_no_code() -> None:
    cells = {"Adı": ("Ayşe", "Ali"), "Soyadı": ("Kaya", "Demir"), "E-posta": ("a@b.tr", "c@d.tr")}
    reasons = [str(choice.reason) for choice in chosen("personnel", **cells, Kurum=("ODTÜ", "İTÜ")).values()]
    assert reasons[0] == 'Read as "Adı" (Turkish).'
    assert {reason.rpartition(" ")[2] for reason in reasons} == {"(Turkish)."}
