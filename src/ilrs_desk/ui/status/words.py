"""Words of the Status page: stages, the parts of a breakdown, shares, and a figure as it is copied."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QLocale

from ilrs_desk.domain.counting import LATER, UNKNOWN
from ilrs_desk.domain.kinds import PERSON_STATUSES, STAGES
from ilrs_desk.domain.progress import Figure
from ilrs_desk.ui.text import day, tr, visible

_STAGES = {choice.key: choice.label for choice in (*PERSON_STATUSES, *STAGES)}


def stage_word(stage: str | None) -> str:
    """A stage or status in words."""
    if stage in (None, UNKNOWN):
        return tr("Not recorded")
    if stage == LATER:
        return tr("Begins later")
    return tr(_STAGES[stage]) if stage in _STAGES else visible(str(stage))


def part_word(dimension: str, value: str) -> str:
    """One part of a breakdown in words."""
    if dimension == "stage":
        return stage_word(value)
    return tr("Not recorded") if value == UNKNOWN else tr(value)


def share_words(figure: Figure) -> str:
    """The share of the target in percent, with one decimal below ten."""
    percent = figure.share * 100
    decimals = 0 if percent >= 10 or percent == int(percent) else 1
    return f"{QLocale().toString(percent, 'f', decimals)} %"


def quote_words(figure: Figure, as_of: date) -> str:
    """The figure with its footnote, for the clipboard: "10 of 50, as of 23 Nov 2026, rule C-1"."""
    return tr(
        "{value} of {target}, as of {day}, rule {rule}",
        value=figure.value,
        target=figure.target.number,
        day=as_of,
        rule=figure.rule.code,
    )


def claim_words(figure: Figure) -> str:
    """Claimed beside documented: "claimed 11, documented 10"."""
    if figure.claim is None:
        return tr("no public claim")
    return tr(
        "claimed {claimed}, documented {value}", claimed=visible(figure.claim.words), value=figure.value
    )


def month_words(value: date) -> str:
    """A tick of the time axis: the year in January, else the month with its year."""
    if value.month == 1:
        return str(value.year)
    return f"{QLocale().monthName(value.month, QLocale.FormatType.ShortFormat)} {value.year}"


def step_words(figure: Figure, when: date, value: int) -> str:
    """One step of the trend: "12 Mar 2024: 7 of 50"."""
    return f"{day(when)}: {tr('{value} of {target}', value=value, target=figure.target.number)}"
