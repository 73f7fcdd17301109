from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.domain.phones import PhoneRead, read_phone


@pytest.mark.parametrize(
    ("written", "country", "value"),
    [
        ("33 826 81 23", "SN", "+221338268123"),
        ("06 30 187 6343", "HU", "+36301876343"),
        ("0 (312) 210 10 20", "TR", "+903122101020"),
        ("73040970", "BO", "+59173040970"),
        ("8 (912) 345-67-89", "RU", "+79123456789"),
        ("8 029 123 45 67", "BY", "+375291234567"),
        ("810 7 701 111 22 33", "KZ", "+77011112233"),
        ("131 2345 6789", "CN", "+8613123456789"),
        ("86-131 2345 6789", "CN", "+8613123456789"),
        ("１３１ ２３４５ ６７８９", "CN", "+8613123456789"),
        ("0551–63606123", "CN", "+8655163606123"),
        ("0301 2345678", "PK", "+923012345678"),
        ("010 01234567", "EG", "+201001234567"),
        ("081 234 5678", "TH", "+66812345678"),
        ("060 1234567", "RS", "+381601234567"),
        ("77 83 10 01", "DJ", "+25377831001"),
        ("(012) 492-65-52", "AZ", "+994124926552"),
        ("0412-1234567", "VE", "+584121234567"),
        ("8123 4567", "NI", "+50581234567"),
        ("+381 (0)60 1234567", None, "+381601234567"),
        ("00381 60 1234567", None, "+381601234567"),
        ("٩٧١+ ٥٠ ٧٠٧٦١١١", None, "+971507076111"),
        ("\u202a+996 312 555 012\u202c", None, "+996312555012"),
        ("моб. +7 701 111 22 33", "KZ", "+77011112233"),
        (8613123456789.0, "CN", "+8613123456789"),
        (3012345678, "PK", "+923012345678"),
    ],
)
def test_numbers_that_can_be_told(written: str | float, country: str | None, value: str) -> None:
    assert read_phone(written, country) == PhoneRead(value, e164=True)


@pytest.mark.parametrize(
    ("written", "country"), [("492-65-52/53", "AZ"), ("210 10 20", "TR"), ("131 2345 6789", None)]
)
def test_what_cannot_be_told_stays_as_written(written: str, country: str | None) -> None:
    assert read_phone(written, country) == PhoneRead(written)


@pytest.mark.parametrize(
    ("written", "country", "value"),
    [
        ("050 123 45 67 доб. 123", "AZ", "+994501234567 ext. 123"),
        ("0551-63606123转8001", "CN", "+8655163606123 ext. 8001"),
        ("+44 20 7946 0018 ext 5", None, "+442079460018 ext. 5"),
    ],
)
def test_extensions_are_kept(written: str, country: str, value: str) -> None:
    assert read_phone(written, country) == PhoneRead(value, e164=True)


def test_several_numbers_in_a_cell() -> None:
    assert read_phone("+971 50 7076111 / +971 6 505303", "AE").others == ("+9716505303",)
    assert read_phone("010 01234567، 010 01234568", "EG").others == ("+201001234568",)


@pytest.mark.parametrize(
    ("written", "value"), [("8.61312E+12", "8.61312E+12"), ("79123456789.0", "+79123456789")]
)
def test_numbers_that_a_spreadsheet_damaged(written: str, value: str) -> None:
    reading = read_phone(written, "RU")
    assert (reading.value, reading.problem_code) == (value, "phone.damaged")


def test_more_digits_than_a_spreadsheet_keeps_are_damaged() -> None:
    assert read_phone(1e17).problem_code == "phone.damaged"


@pytest.mark.parametrize("written", ["no phone", "123", "a@b.org"])
def test_what_is_no_number_is_kept_and_said(written: str) -> None:
    assert read_phone(written, "RU") == PhoneRead(written, problem_code="phone.unreadable")


@given(
    st.text(alphabet="0123456789+-() /;.eExt٣", max_size=25), st.sampled_from([None, "CN", "RU", "AR", "KE"])
)
def test_nothing_is_thrown_away(written: str, country: str | None) -> None:
    reading = read_phone(written, country)
    assert bool(reading.value) == bool(written.strip())
    if reading.e164 and reading.value and "ext" not in reading.value:
        assert read_phone(reading.value) == PhoneRead(reading.value, e164=True)


@given(st.from_regex(r"\+[1-9][0-9]{7,14}", fullmatch=True))
def test_a_number_in_full_reads_as_the_library_reads_it(number: str) -> None:
    try:
        parsed = phonenumbers.parse(number, None)
        expected = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
        told = phonenumbers.is_possible_number(parsed)
    except phonenumbers.NumberParseException:
        told, expected = False, number
    read = read_phone(number)
    assert (read.value, read.e164) == (expected if told else number, told)
