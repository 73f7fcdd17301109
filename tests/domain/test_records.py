"""What a record is called."""

from __future__ import annotations

import pytest

from ilrs_desk.domain.kinds import PARTNERS, PERSONNEL
from ilrs_desk.domain.records import Record, record_label, shown, shown_name


@pytest.mark.parametrize(
    ("values", "label", "listed"),
    [
        ({"family_name": "Batbayar", "given_name": "Rahim"}, "Rahim Batbayar", "Batbayar, Rahim"),
        ({"family_name": "王", "given_name": "小明"}, "王小明", "王小明"),
        ({"family_name": "Chen 陈", "given_name": "Wei"}, "Wei Chen 陈", "Chen 陈, Wei"),
        ({"full_name": "Wara Choque Condori"}, "Wara Choque Condori", "Wara Choque Condori"),
        ({"given_name": "Suharto"}, "Suharto", "Suharto"),
        ({"native_name": "กัญญา"}, "กัญญา", None),
    ],
)
def test_a_person_is_named_by_what_is_known(values: dict[str, str], label: str, listed: str | None) -> None:
    assert record_label(PERSONNEL, values) == label
    assert shown("personnel", "full_name", values) == listed


def test_a_country_is_called_as_the_office_calls_it() -> None:
    assert record_label(PARTNERS, {"name": "Turkey", "kind": "country", "country": "TR"}) == "Türkiye"
    assert record_label(PARTNERS, {"name": "APSCO", "kind": "organisation", "country": "CN"}) == "APSCO"


def test_a_record_without_any_name_is_called_by_its_number() -> None:
    assert Record("agreements", 7, {}).label == "Agreement 7"
    assert shown_name({}) is None
