"""Columns left over when words and forms are weighed: names of persons under no header, days of a term."""

from __future__ import annotations

from collections.abc import Sequence

from ilrs_desk.domain.wording import Message

from .choice import Choice
from .columns import Column

_ANY_DATE = frozenset({"any_date", "date_signed", "start_date", "end_date", "effective_on", "expires_on"})
_DATES = {
    "personnel": ("start_date", "end_date"), "institutions": ("signed_on",), "partners": ("signed_on",),
    "agreements": ("signed_on",),
}  # fmt: skip
_NAMES = frozenset({"full_name", "family_name", "given_name"})
_LOW = 0.6
_LOWEST = 0.61
_NEARLY_ALL = 0.9
_KNOWN_HEADER = 0.66
_NAMED = Message("The header is not known; nearly all cells may be names of persons.")
_DATED = Message("The only column of dates left for it.")


def by_person_names(
    kind: str, columns: Sequence[Column], chosen: dict[int, Choice], taken: dict[str, int]
) -> None:
    """Where no header tells the names of the people, the first column that holds nothing but such."""
    if kind != "personnel" or not _NAMES.isdisjoint(taken):
        return
    for index, column in enumerate(columns):
        content = column.content
        unknown = index not in chosen and column.best < _KNOWN_HEADER
        if content.size < 2 or content.repeated or not (unknown or content.titled_name >= _NEARLY_ALL):
            continue
        if max(content.proper_name, content.titled_name) >= _NEARLY_ALL:
            taken.pop(chosen[index].field or "" if index in chosen else "", None)
            chosen[index] = Choice(
                "full_name", _LOWEST, _NAMED, concept="full_name", asked=bool(column.header.text)
            )
            taken["full_name"] = index
            return


def only_dates(
    kind: str, columns: Sequence[Column], chosen: dict[int, Choice], taken: dict[str, int]
) -> None:
    """The columns of dates left, where the dates that count for the kind were not found: the first day comes first."""
    left = [
        index
        for index, column in enumerate(columns)
        if index not in chosen and _may_be_date(column) and column.content.recent_date >= _NEARLY_ALL
    ]
    free = [field for field in _DATES[kind] if field not in taken]
    if len(left) > len(free):
        return
    if len(left) == 1 and free[0] != _DATES[kind][0] and not _may_be_the_end(columns, left[0], taken):
        return
    for index, field in zip(left, free, strict=False):
        chosen[index] = Choice(field, _LOW, _DATED, concept="any_date")
        taken[field] = index


def _may_be_the_end(columns: Sequence[Column], index: int, taken: dict[str, int]) -> bool:
    return not columns[index].guesses and index > taken.get("start_date", index)


def _may_be_date(column: Column) -> bool:
    return not column.guesses or any(guess.concept in _ANY_DATE for guess in column.guesses)
