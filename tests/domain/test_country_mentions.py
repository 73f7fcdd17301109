"""The one country that a title speaks of."""

from __future__ import annotations

import pytest

from ilrs_desk.domain.countries import mentioned_country


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("ILRS return of the Kingdom of Bahrain", "BH"),
        ("PAKISTAN SPACE & UPPER ATMOSPHERE RESEARCH COMMISSION", "PK"),
        ("国际月球科研站合作人员名单（巴基斯坦）", "PK"),
        ("Состав специалистов Кыргызской Республики", "KG"),
        ("Перечень организаций-участников от Республики Беларусь", "BY"),
        ("Lista de investigadores - Nicaragua", "NI"),
        ("Liste du personnel, République de Guinée-Bissau, 2026", "GW"),
        ("South Sudan: nominations", "SS"),
        ("Staff of Papua New Guinea", "PG"),
        ("Cooperation between China and Venezuela: nominations", "VE"),
        ("Republic of Chad, list of institutions", "TD"),
        ("حکومت پاکستان", "PK"),
        ("وزارة التعليم العالي في العراق", "IQ"),
        ("भारत सरकार", "IN"),
        ("قائمة خبراء دولة قطر", "QA"),
    ],
)
def test_a_title_names_its_country_by_whole_words(title: str, code: str) -> None:
    assert mentioned_country(title) == code


@pytest.mark.parametrize(
    "title",
    [
        "Georgia Institute of Technology, staff",
        "New Mexico State University",
        "Michael Jordan, list of 2026",
        "Egypt and Bahrain: joint list",
        "International Lunar Research Station (China, Russia)",
        "List of nigerian oil experts",
        "ILRS personnel list",
        "قطر الهوائي",
        "الدعم المالي والدعم مالي",
        "",
    ],
)
def test_where_none_or_several_are_named_nothing_is_told(title: str) -> None:
    assert mentioned_country(title) is None
