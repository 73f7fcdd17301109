"""The words of a report: days, countries and numbers in its language, its own wording, and what English keeps."""

from __future__ import annotations

from datetime import date

import pytest

from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.wording import Message, listed
from ilrs_desk.reports.language import Words, report_language, report_languages


def test_english_is_as_it_is_written() -> None:
    words = Words()
    assert words.text("{count} rows of {file}", count=12345, file="a.xlsx") == "12,345 rows of a.xlsx"
    assert words.say(Message("signed on {day}", {"day": "3 Jul 2024"})) == "signed on 3 Jul 2024"
    assert (words.day("2024-07"), words.day(date(2024, 7, 3)), words.share(0.256)) == (
        "Jul 2024",
        "3 Jul 2024",
        "26%",
    )
    assert words.text("record {id}", id=12345) == "record 12345"
    assert words.share(0.004) == "0.4%"


@pytest.mark.parametrize(
    ("language", "day", "country", "number"),
    [
        ("fr", "3 juil. 2024", "Turquie", "12\u202f345"),
        ("ru", "3 июл. 2024\u202fг.", "Турция", "12\xa0345"),
        ("zh", "2024年7月3日", "土耳其", "12,345"),
        ("es", "3 jul 2024", "Turquía", "12.345"),
    ],
)
def test_days_countries_and_numbers_are_in_the_language(
    language: str, day: str, country: str, number: str
) -> None:
    words = Words(language)
    assert words.day(date(2024, 7, 3)) == day
    assert words.name("Türkiye") == words.country("TR") == country
    assert words.number(12345) == number
    said = words.say(
        Message("{name}, {day}, {count}", {"name": "Türkiye", "day": "3 Jul 2024", "count": 12345})
    )
    assert said == f"{country}, {day}, {number}"


def test_a_list_of_countries_in_a_message_is_translated_as_a_whole() -> None:
    said = Words("fr").say(Message("{names}", {"names": "Russia, Egypt"}))
    assert said == "Russie, Égypte"
    assert Words("fr").say(Message("{names}", {"names": "Russia, Roscosmos"})) == "Russie, Roscosmos"
    assert Words("fr").say(Message("{label}", {"label": "Institute, Russia"})) == "Institute, Russia"


def test_messages_in_messages_and_moments_are_told_whole() -> None:
    said = Words("es").say(Moment(date(2024, 7, 3), date(2025, 1, 1)).words())
    assert "3 jul 2024" in said
    assert "1 ene 2025" in said


def test_the_office_has_the_last_word() -> None:
    words = Words("en", (("Partners", "Member states"), ("{count} more", "{count} others")))
    assert words.text("Partners") == "Member states"
    assert words.text("{count} more", count=3) == "3 others"
    assert words.text("partners") == "partners"


def test_what_was_said_is_known() -> None:
    words = Words()
    words.say(Message("{missing}; counted at once", {"missing": Message("no start recorded")}))
    assert words.heard == {"{missing}; counted at once", "no start recorded"}


def test_a_language_without_texts_is_told_of() -> None:
    assert report_language("EN") == report_language("en-GB") == "en"
    with pytest.raises(InputProblem) as told:
        report_language("xx")
    assert ", ".join(report_languages()) in str(told.value)


def test_a_list_of_messages_is_joined_by_words_of_the_language() -> None:
    words = Words("en", ((" or ", " oder "), (", ", "; ")))
    items = [Message(text) for text in ("signed", "active", "applied")]
    assert words.say(listed(items, last=" or ")) == "signed; active oder applied"
    assert words.heard == {"signed", "active", "applied", " or ", ", "}


@pytest.mark.parametrize(
    ("language", "share", "small"), [("fr", "26\xa0%", "0,4\xa0%"), ("zh", "26%", "0.4%")]
)
def test_shares_are_as_the_language_writes_them(language: str, share: str, small: str) -> None:
    assert (Words(language).share(0.256), Words(language).share(0.004)) == (share, small)


def test_counted_kinds_and_fields_in_a_message_are_words_of_the_language() -> None:
    words = Words("fr")
    told = words.text("{count} without a name: {examples}", count="1,200 people", examples="A")
    assert told == "1\u202f200 personnes – sans nom\xa0: A"
    assert "1 agence" in words.text("{count} without a name: {examples}", count="1 agency", examples="A")
    assert words.text("new {kind} {label}", kind="institution", label="X") == "ajout (établissement)\xa0: X"
    assert words.text("not of the grouping {grouping}", grouping="Arab League").endswith("Ligue arabe")
    assert words.text("not of the grouping {grouping}", grouping="Our own").endswith("Our own")


def test_a_latin_name_in_an_arabic_sentence_stands_apart() -> None:
    words = Words("ar")
    assert "\u2068ABC (new)\u2069" in words.text("{label} has no name", label="ABC (new)")
    assert "\u2068" not in words.text("{label} has no name", label="مصر")
    assert "\u2068" not in words.text("record {id}", id=12) + Words("fr").text(
        "{label} has no name", label="A"
    )


def test_an_abbreviation_at_the_end_of_a_sentence_has_one_full_stop() -> None:
    said = Words("ru").text("Applies from {since}.", since=date(2024, 7, 3))
    assert said.endswith("2024\u202fг.")
