from __future__ import annotations

from ilrs_desk.domain.countries import country_codes, is_state, region, subregion


def test_every_code_has_a_region_and_a_subregion() -> None:
    assert [code for code in country_codes() if not region(code) or not subregion(code)] == []


def test_regions_of_partners() -> None:
    assert (region("TH"), subregion("TH")) == ("Asia", "South-eastern Asia")
    assert (region("VE"), subregion("VE")) == ("Americas", "South America")
    assert (region("XX"), subregion("XX")) == (None, None)


def test_observers_are_states_and_territories_are_not() -> None:
    assert is_state("VA")
    assert is_state("PS")
    assert not is_state("TW")
    assert not is_state("GL")
