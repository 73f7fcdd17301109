from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.domain.dates import (
    DateOrder,
    column_order,
    compare,
    first_day,
    format_partial,
    is_partial_date,
    last_day,
    parse_date,
    split_period,
)
from ilrs_desk.domain.dates.calendars import gregorian_day

THIRD_OF_JULY = [
    "2024年7月3日",
    "二〇二四年七月三日",
    "2024.7.3",
    "2024/07/03",
    "２０２４／７／３",
    "民國113年7月3日",
    "令和6年7月3日",
    "2024년 7월 3일",
    "20240703",
    "3 июля 2024 года",
    "3 июля 2024 г.",
    "2024 жылғы 3 шілде",
    "3 iyul 2024-cü il",
    "3. јул 2024.",
    "3. jul 2024.",
    "3 Temmuz 2024",
    "3 de julio de 2024",
    "3 de julho de 2024",
    "3/jul./2024",
    "3 juillet 2024",
    "٣ يوليو ٢٠٢٤",
    "3 تموز 2024",
    "۳ جولائی ۲۰۲۴",
    "3 Juli 2024",
    "3 ก.ค. 67",
    "3 กรกฎาคม 2567",
    "วันพุธที่ 3 กรกฎาคม พ.ศ. 2567",
    "๓ กรกฎาคม ๒๕๖๗",
    "Wednesday, 3 July 2024",
    "July 3rd, 2024",
    "2024-07-03T23:59:00Z",
    "2024-07-03 00:00:00",
    "2024. július 3.",
    "3.VII.2024",
    "13 تیر 1403",
    "26 ሰኔ 2016",
]


@pytest.mark.parametrize("text", THIRD_OF_JULY)
def test_written_forms_of_one_day(text: str) -> None:
    reading = parse_date(text)
    assert (reading.value, reading.problem_code) == ("2024-07-03", None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2023-10", "2023-10"),
        ("10/2023", "2023-10"),
        ("Oct 2023", "2023-10"),
        ("2023年10月", "2023-10"),
        ("2023", "2023"),
        ("2024年底", "2024"),
        ("1er juillet 2024", "2024-07-01"),
        ("07 May 2025-ci il", "2025-05-07"),
        ("二〇二四年十二月二十五日", "2024-12-25"),
        ("25/12/2024", "2024-12-25"),
        ("12/25/2024", "2024-12-25"),
        ("05/05/2024", "2024-05-05"),
        ("202407", "2024-07"),
    ],
)
def test_unambiguous_texts(text: str, value: str) -> None:
    assert parse_date(text).value == value
    assert parse_date(text).problem_code is None


@pytest.mark.parametrize(
    "text", ["31/02/2025", "2025-13-01", "2024-02-30", "32.01.2024", "00/01/2024", "1/1/0205"]
)
@pytest.mark.parametrize("order", [DateOrder.UNKNOWN, DateOrder.DMY])
def test_impossible_dates(text: str, order: DateOrder) -> None:
    reading = parse_date(text, order)
    assert (reading.value, reading.problem_code) == (None, "date.impossible")


@pytest.mark.parametrize(
    "text", ["soon", "Q5 2024", "13-37", "n/a", "45474", "2023-2025", "01/2023-12", "=1"]
)
def test_unreadable_texts(text: str) -> None:
    reading = parse_date(text)
    assert (reading.value, reading.problem_code) == (None, "date.unreadable")


@pytest.mark.parametrize(
    ("text", "alternatives"),
    [
        ("03/07/2024", {"2024-07-03", "2024-03-07"}),
        ("3/7/24", {"2024-07-03", "2024-03-07", "2003-07-24"}),
        ("12/12/67", {"1967-12-12", "2067-12-12", "2024-12-12"}),
        ("24.07", {"2024-07"}),
        ("6405", {"1964-05", "2064-05", "2021-05"}),
        ("Jul 24", {"2024-07"}),
        ("3 listopada 2024", {"2024-10-03", "2024-11-03"}),
    ],
)
def test_ambiguous_texts_name_their_readings(text: str, alternatives: set[str]) -> None:
    reading = parse_date(text)
    assert (reading.value, reading.problem_code) == (None, "date.ambiguous")
    assert set(reading.alternatives) == alternatives


@pytest.mark.parametrize(
    ("text", "value", "alternatives"),
    [
        ("2567-07-03", "2024-07-03", ()),
        ("113/07/03", "2024-07-03", ()),
        ("1395/04/13", "2016-07-03", ()),
        ("1403/04/13", None, ("2024-07-03", "1983-01-28")),
        ("1445-09-01", None, ("2024-03-11",)),
        ("1403", None, ("2024", "2025", "1982", "1983")),
        ("دی 1403", None, ("2024-12", "2025-01")),
    ],
)
def test_a_calendar_told_by_its_year_is_said(
    text: str, value: str | None, alternatives: tuple[str, ...]
) -> None:
    reading = parse_date(text)
    assert (reading.value, reading.problem_code, reading.alternatives) == (
        value,
        "date.calendar",
        alternatives,
    )


@pytest.mark.parametrize("text", ["1395/04/00", "1395/00/04", "2567/00/01", "113/01/00"])
def test_a_day_nought_is_impossible_in_any_calendar(text: str) -> None:
    assert parse_date(text).problem_code == "date.impossible"
    assert (parse_date(text).value, parse_date(text).alternatives) == (None, ())


def test_a_date_of_the_moon_calendar_is_asked() -> None:
    assert parse_date("农历2024年7月3日").problem_code == "date.calendar"


@pytest.mark.parametrize(
    "text",
    ["present", "至今", "н.в.", "по настоящее время", "бессрочно", "hasta la fecha", "en cours", "حتى الآن",
     "devam ediyor", "süresiz", "ปัจจุบัน", "hazırda", "sekarang", "تاحال", "长期"],
)  # fmt: skip
def test_open_ends(text: str) -> None:
    reading = parse_date(text)
    assert reading.open_end
    assert (reading.value, reading.problem_code) == (None, None)


def test_a_blank_says_nothing() -> None:
    assert parse_date(" \u200b ") == parse_date("")
    assert parse_date("").problem_code is None


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        (45476, "2024-07-03", None),
        (45476.99, "2024-07-03", None),
        (2024, "2024", None),
        (20240703, "2024-07-03", None),
        (202407, "2024-07", None),
        (60, None, "date.impossible"),
        (0, None, "date.unreadable"),
        (12, None, "date.unreadable"),
        (-1, None, "date.unreadable"),
        (1e300, None, "date.unreadable"),
        (float("nan"), None, "date.unreadable"),
        (True, None, "date.unreadable"),
        (2024.07, None, "date.ambiguous"),
        (date(2024, 7, 3), "2024-07-03", None),
        (datetime(2024, 7, 3, 23, 59), "2024-07-03", None),
    ],
)
def test_cells_that_are_no_text(cell: date | float, value: str | None, code: str | None) -> None:
    reading = parse_date(cell)
    assert (reading.value, reading.problem_code) == (value, code)


def test_a_day_of_the_1904_system() -> None:
    assert parse_date(44014, excel_epoch1904=True).value == "2024-07-03"


def test_2024_1_may_have_been_october() -> None:
    assert parse_date(2024.1).alternatives == ("2024-01", "2024-10")


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["12/03/2025", "25/03/2025", "31/02/2025", "2025-13-01", ""], DateOrder.DMY),
        (["12/25/2025", "01/02/2025"], DateOrder.MDY),
        (["12/03/2025", "01/02/2025"], DateOrder.UNKNOWN),
        (["25/12/2025", "12/25/2025"], DateOrder.CONTRADICTORY),
        (["2024-07-03", "3 July 2024", "x"], DateOrder.UNKNOWN),
        (["02.11.2025", "03.07.2024 г."], DateOrder.DMY),
        (["07.13.2024", "03.07.2024"], DateOrder.MDY),
        (["02.11.2025", "03/07/2024"], DateOrder.UNKNOWN),
        (["99/07/03", "24/07/30"], DateOrder.YMD),
        (["14.07.22"], DateOrder.UNKNOWN),
        (["03.07.24", "15.01.25", "28.11.23"], DateOrder.DMY),
        (["24/07/03", "25/01/08", "23/11/07"], DateOrder.YMD),
        (["15/12/2024", "20/12/2024", "21/12/2024"], DateOrder.DMY),
        (["24/07/25", "25/01/28", "23/11/27"], DateOrder.UNKNOWN),
        ([], DateOrder.UNKNOWN),
    ],
)
def test_the_column_proves_its_order(texts: list[str], order: DateOrder) -> None:
    assert column_order(texts) is order


def test_a_proved_order_is_kept_to() -> None:
    assert parse_date("03/07/2024", DateOrder.DMY).value == "2024-07-03"
    assert parse_date("03/07/2024", DateOrder.MDY).value == "2024-03-07"
    assert parse_date("99/07/03", DateOrder.YMD).value == "1999-07-03"
    against = parse_date("07/13/2024", DateOrder.DMY)
    assert (against.problem_code, against.alternatives) == ("date.impossible", ("2024-07-13",))


@given(st.dates(date(1980, 1, 1), date(2039, 12, 31)))
def test_any_day_is_read_in_the_order_it_was_written(day: date) -> None:
    for order, form in (
        (DateOrder.DMY, "%d/%m/%Y"),
        (DateOrder.MDY, "%m/%d/%Y"),
        (DateOrder.YMD, "%y.%m.%d"),
    ):
        assert parse_date(day.strftime(form), order).value == day.isoformat()


@given(st.dates(date(1920, 1, 1), date(2090, 12, 31)))
def test_stored_dates_come_back(day: date) -> None:
    for size in (4, 7, 10):
        partial = day.isoformat()[:size]
        assert parse_date(partial).value == partial
        assert first_day(partial) <= day <= last_day(partial)


@given(st.text(max_size=25))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    reading = parse_date(text)
    assert reading.value is None or is_partial_date(reading.value)
    assert all(is_partial_date(choice) for choice in reading.alternatives)
    split_period(text)


@given(st.dates(date(1925, 1, 1), date(2080, 12, 31)))
def test_solar_hijri_days_follow_each_other(day: date) -> None:
    year = day.year - 621
    starts = [gregorian_day("solar_hijri", year, month, 1) for month in range(1, 13)]
    starts.append(gregorian_day("solar_hijri", year + 1, 1, 1))
    lengths = [(after - before).days for before, after in pairwise(starts)]
    assert lengths[:11] == [31] * 6 + [30] * 5
    assert lengths[11] in (29, 30)


@pytest.mark.parametrize(
    ("calendar", "written", "day"),
    [
        ("solar_hijri", (1404, 1, 1), date(2025, 3, 21)),
        ("solar_hijri", (1399, 12, 30), date(2021, 3, 20)),
        ("ethiopian", (2017, 1, 1), date(2024, 9, 11)),
        ("ethiopian", (2015, 13, 6), date(2023, 9, 11)),
        ("islamic", (1445, 9, 1), date(2024, 3, 11)),
    ],
)
def test_days_of_other_calendars(calendar: str, written: tuple[int, int, int], day: date) -> None:
    assert gregorian_day(calendar, *written) == day


@pytest.mark.parametrize(
    ("calendar", "written"),
    [("solar_hijri", (1402, 12, 30)), ("ethiopian", (2016, 13, 6)), ("islamic", (1445, 13, 1))],
)
def test_days_that_other_calendars_do_not_have(calendar: str, written: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no such day"):
        gregorian_day(calendar, *written)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2023-01-01 – present", ("2023-01-01", "present")),
        ("01.01.2024 - 31.12.2025", ("01.01.2024", "31.12.2025")),
        ("2023-2025", ("2023", "2025")),
        ("01/2023-12/2024", ("01/2023", "12/2024")),
        ("с 01.01.2024 по 31.12.2024", ("01.01.2024", "31.12.2024")),
        ("2024年1月1日至2025年12月31日", ("2024年1月1日", "2025年12月31日")),
        ("du 1er juillet 2024 au 31 août 2025", ("1er juillet 2024", "31 août 2025")),
        ("1 Januari 2024 s.d. 31 Desember 2025", ("1 Januari 2024", "31 Desember 2025")),
        ("2024.1.1-2025.12.31", ("2024.1.1", "2025.12.31")),
        ("2023年9月至今", ("2023年9月", "今")),
        ("2024/02-至今", ("2024/02", "今")),
        ("desde febrero 2024 hasta la fecha", ("febrero 2024", "la fecha")),
        ("1 Feb 2024 s/d 31 Jan 2026", ("1 Feb 2024", "31 Jan 2026")),
        ("1 ม.ค. 2567 ถึง 31 ธ.ค. 2568", ("1 ม.ค. 2567", "31 ธ.ค. 2568")),
        ("2024-07-03", None),
        ("hello - world", None),
        ("", None),
    ],
)
def test_split_period(text: str, parts: tuple[str, str] | None) -> None:
    assert split_period(text) == parts


def test_partial_dates_compare_only_where_they_can() -> None:
    assert compare("2023-10", "2023-11-01") == -1
    assert compare("2024", "2023-12-31") == 1
    assert compare("2024-07", "2024-07") == 0
    assert compare("2024-07", "2024-07-03") is None


def test_partial_dates_for_people() -> None:
    assert format_partial("2024-07-03") == "3 Jul 2024"
    assert format_partial("2024-07") == "Jul 2024"
    assert format_partial("2024") == "2024"
    assert "2024" in format_partial("2024-07-03", "zh_Hans")


@pytest.mark.parametrize("text", ["2024-7-3", "2024-13", "x", "2024-02-30", "2024-07-03T00:00"])
def test_what_is_no_stored_date(text: str) -> None:
    assert not is_partial_date(text)
