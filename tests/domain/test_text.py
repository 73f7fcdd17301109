from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.domain.text import (
    clean,
    fold,
    latin_key,
    loose_key,
    search_terms,
    search_text,
    suspicious,
    words,
)

TEXT = st.text(max_size=30)


@given(TEXT)
def test_clean_twice_is_clean_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()
    once.encode("utf-8")


@given(TEXT)
def test_clean_with_lines_twice_is_once(text: str) -> None:
    once = clean(text, keep_lines=True)
    assert clean(once, keep_lines=True) == once


@given(TEXT)
def test_fold_twice_is_fold_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXT)
def test_fold_does_not_see_case_or_form(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert fold(unicodedata.normalize("NFC", text)) == fold(text)


@pytest.mark.parametrize("letters", ["ABCXYZ ÇĞİÖŞÜ", "ЁЖЗ ЩЮЯ", "ΑΒΓ", "ĐŁØÆÞ"])
def test_fold_ignores_case(letters: str) -> None:
    assert fold(letters) == fold(letters.lower())


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("\ufeff  Dr.\u00a0 Ana\u200b ", "Dr. Ana"),
        ("\u202eevil\u202c", "evil"),
        ("na\u00advi\u0301a", "navía"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क\u094d\u200dष", "क\u094d\u200dष"),
        ("ab\u200ccd", "abcd"),
        ("a\x00b\x85c", "ab c"),
        ("two\nlines", "two lines"),
        ("half\ud800", "half\ufffd"),
    ],
)
def test_clean(written: str, kept: str) -> None:
    assert clean(written) == kept


def test_clean_keeps_lines_where_asked() -> None:
    assert clean("first \r\n second\n\u200b", keep_lines=True) == "first\nsecond"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TÜRKİYE", "türkiye"),
        ("IŞIL", "ışıl"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("Семёнов", "СЕМЕНОВ"),
        ("Đurić", "đurić"),
        ("Straße", "STRASSE"),
        ("أحمد", "احمد"),
        ("پاکستان", "پاكستان"),
        ("٢٠٢٤/٧/٣", "2024/7/3"),
        ("ＩＬＲＳ２０", "ilrs20"),
        ("Əliyev", "eliyev"),
    ],
)
def test_fold_makes_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("ไทย", "ไทยา"), ("กิ", "กี"), ("が", "か")])
def test_fold_keeps_marks_that_are_letters(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_words_cut_at_punctuation_of_any_script() -> None:
    assert words("U.N., 刚果（金）/Kinshasa—D'Or") == ["u", "n", "刚果", "金", "kinshasa", "dor"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ђурић", "duric"),
        ("Đurić", "duric"),
        ("Његош Живковић", "njegos zivkovic"),
        ("Иванов", "ivanov"),
        ("王伟", "wang wei"),
        ("Παπαδόπουλος", "papadopoulos"),
    ],
)
def test_latin_key(text: str, key: str) -> None:
    assert latin_key(text) == key


@pytest.mark.parametrize(
    "spellings",
    [
        ("Юрий", "Yuri", "Iurii", "Jurij", "Juri", "Yury"),
        ("Щербаков", "Shcherbakov", "Scherbakov"),
        ("Ђурић", "Đurić", "Djuric"),
        ("Чехов", "Chekhov", "Čehov"),
        ("Сергей", "Sergei", "Sergey", "Sergej"),
        ("Zhivkovic", "Živković", "Живковић"),
    ],
)
def test_transliterations_share_a_loose_key(spellings: tuple[str, ...]) -> None:
    assert len({loose_key(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("query", "record"),
    [
        ("航天", "中国航天局"),
        ("tan ce", "深空探测实验室"),
        ("wangwei", "王伟"),
        ("Wang", "王伟"),
        ("иванов", "Ivanov"),
        ("ivanov", "Иванов"),
        ("Чав", "Čavić"),
        ("cag", "Çağrı"),
        ("ดาราศาสตร์", "สถาบันวิจัยดาราศาสตร์แห่งชาติ"),
        ("d'Ivoire", "Côte d’Ivoire"),
        ("tag0@example.hu", "tag0@example.hu"),
        ("أحمد", "احمد"),
    ],
)
def test_a_query_finds_its_record(query: str, record: str) -> None:
    assert found(query, record)


@given(TEXT)
def test_a_text_finds_itself(text: str) -> None:
    assert found(text, text)


def test_another_word_is_not_found() -> None:
    assert not found("航空", "中国航天局")
    assert not found("petrov", "Иванов")


def found(query: str, record: str) -> bool:
    """As an index of space-separated words does: each term a phrase, its last word a prefix."""
    index = f" {search_text([record])}"
    return all(f" {term}" in index for term in search_terms(query))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("plain, text (1)", []),
        ("+996 312 555 012", []),
        ("-5.3", []),
        ("-", []),
        ("می\u200cخواهم", []),
        ('=HYPERLINK("http://x","Ali")', ["text.formula"]),
        ("-2+3+cmd|' /C calc'!A0", ["text.formula"]),
        ("＝1+A1", ["text.formula"]),
        ("@SUM(A1)", ["text.formula"]),
        ("\t=1", ["text.formula"]),
        ("Ali\u202enosaH", ["text.bidi"]),
        ("A\u200bli", ["text.invisible"]),
        ("A\x07li", ["text.control"]),
        ("Iva\u043dov", ["text.mixed_script"]),
    ],
)
def test_suspicious(text: str, codes: list[str]) -> None:
    assert suspicious(text) == codes
