"""The one spelling of sealed figures, and the digest of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.domain.sealing import (
    Seal,
    SealedFigure,
    SealedFile,
    digest_of,
    file_digest,
    read_seal,
    sealed_text,
)

TEXT = st.text(max_size=20)
FIGURES = st.builds(
    SealedFigure,
    target=TEXT,
    label=TEXT,
    kind=st.sampled_from(["partners", "institutions", "personnel"]),
    number=st.integers(1, 9999),
    value=st.integers(0, 10**9),
    rule_id=st.none() | st.integers(1, 99),
    rule_code=TEXT,
    rule_version=st.integers(1, 99),
    rule_words=TEXT,
    rule_values=st.dictionaries(TEXT, st.none() | TEXT | st.integers(0, 9)),
    ids=st.lists(st.integers(1, 10**9), max_size=20).map(tuple),
    claimed=st.none() | st.integers(0, 99),
    target_values=st.dictionaries(TEXT, TEXT),
)
SEALS = st.builds(
    Seal,
    id=st.integers(1, 9),
    meeting_id=st.integers(1, 9),
    as_of=st.dates(),
    at=st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)).map(
        lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000)
    ),
    who=TEXT,
    generation=st.integers(0, 10**6),
    figures=st.lists(FIGURES, max_size=3).map(tuple),
    digest=st.just(""),
)
SEAL = Seal(1, 2, date(2026, 4, 24), datetime(2026, 4, 24, 9, tzinfo=UTC), "Ada", 7, (), "")


@given(SEALS)
def test_a_seal_is_read_as_it_was_written(seal: Seal) -> None:
    text = sealed_text(seal)
    read = read_seal(seal.id, text)
    assert read == replace(seal, digest=digest_of(text))
    assert sealed_text(read) == text


@given(SEALS, FIGURES)
def test_one_figure_more_is_another_digest(seal: Seal, figure: SealedFigure) -> None:
    more = replace(seal, figures=(*seal.figures, figure))
    assert digest_of(sealed_text(more)) != digest_of(sealed_text(seal))


def test_the_text_is_the_same_in_every_time_zone_and_has_no_spaces_between() -> None:
    elsewhere = replace(SEAL, at=SEAL.at.astimezone(timezone(timedelta(hours=8))))
    assert sealed_text(elsewhere) == sealed_text(SEAL)
    assert " " not in sealed_text(SEAL)


def test_a_file_is_bound_to_its_seal() -> None:
    file = SealedFile("pack.xlsx", "ab", 3)
    digests = {
        file_digest("one", file),
        file_digest("other", file),
        file_digest("one", replace(file, size=4)),
        file_digest("one", replace(file, name="pack.pdf")),
    }
    assert len(digests) == 4


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"meeting_id": 1}', "no json"])
def test_what_is_no_seal_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        read_seal(1, text)
