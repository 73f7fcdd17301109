from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.domain.emails import EmailRead, email_key, read_email


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("chidi@example.ng", "chidi@example.ng"),
        ("CHIDI@Example.NG", "CHIDI@example.ng"),
        ("tag0＠example．hu", "tag0@example.hu"),
        ("a\u200bb@c.org\u00a0", "ab@c.org"),
        ("mailto:a@b.org", "a@b.org"),
        ("E-mail: a@b.org.", "a@b.org"),
        ("a @ b.org", "a@b.org"),
        ("李雷@例子.中国", "李雷@例子.中国"),
        ("s0@example.int", "s0@example.int"),
        ("a@b.example", "a@b.example"),
        ("a@office.local", "a@office.local"),
    ],
)
def test_addresses(text: str, value: str) -> None:
    assert read_email(text) == EmailRead(value)


@pytest.mark.parametrize(
    "text", ["a@b", "a@@b.org", "x", "a@b.org / c@", "@b.org", "a b", "a@b..org", "a@.org"]
)
def test_what_is_no_address(text: str) -> None:
    reading = read_email(text)
    assert (reading.value, reading.problem_code) == (None, "email.unreadable")


@pytest.mark.parametrize("text", ["musa at example.ng", "musa(at)example.ng", "musa [at] example [dot] ng"])
def test_an_address_spelt_out_is_only_offered(text: str) -> None:
    reading = read_email(text)
    assert (reading.value, reading.suggestion) == (None, "musa@example.ng")


def test_a_name_and_further_addresses_are_kept() -> None:
    reading = read_email('"Ana Ić" <ana@x.rs>; b@x.rs, ana@x.rs')
    assert (reading.value, reading.others, reading.name) == ("ana@x.rs", ("b@x.rs",), "Ana Ić")


def test_a_blank_says_nothing() -> None:
    assert read_email(" \u200b") == EmailRead()


def test_capitals_do_not_make_another_mailbox() -> None:
    assert email_key("CHIDI@example.ng") == email_key("chidi@EXAMPLE.ng")


@given(st.text(max_size=30))
def test_what_is_read_is_read_again_as_itself(text: str) -> None:
    reading = read_email(text)
    assert bool(reading.value) != bool(reading.problem_code) or reading == EmailRead()
    if reading.value:
        assert read_email(reading.value).value == reading.value


def test_a_word_before_an_address_may_be_a_part_of_it_and_is_asked() -> None:
    read = read_email("musa bello@example.ng")
    assert (read.value, read.problem_code, read.suggestion) == (None, "email.unreadable", "bello@example.ng")
    for fine in ("E-mail: bello@example.ng", "Musa Bello <bello@example.ng>", "bello@example.ng (work)"):
        assert read_email(fine).value == "bello@example.ng"
