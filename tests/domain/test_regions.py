from __future__ import annotations

from datetime import date

from ilrs_desk.domain.countries import country_codes, grouping_labels, groupings, is_state, region, subregion


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


def test_groupings_depend_on_the_day() -> None:
    assert "BRICS_PARTNER" not in groupings("TH", date(2024, 12, 31))
    assert "BRICS_PARTNER" in groupings("TH", date(2025, 1, 1))
    assert "BRICS" in groupings("ZA", date(2024, 7, 23))
    assert "SCO" not in groupings("BY", date(2024, 7, 3))


def test_a_membership_that_sources_dispute_does_not_count() -> None:
    assert "BRICS" not in groupings("SA", date(2025, 6, 1))


def test_every_grouping_has_a_label() -> None:
    found = {key for code in country_codes() for key in groupings(code, date(2025, 11, 1))}
    assert found == grouping_labels().keys()
