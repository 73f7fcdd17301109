"""Words of the Status page: stages, the parts of a breakdown, shares, and a figure as it is copied."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QLocale

from ilrs_desk.domain.counting import LATER, UNKNOWN
from ilrs_desk.domain.dates import format_partial
from ilrs_desk.domain.footnote import footnote
from ilrs_desk.domain.kinds import INSTRUMENTS, PERSON_STATUSES, STAGES
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.progress import Figure
from ilrs_desk.domain.targets import Claim
from ilrs_desk.ui.text import day, isolate, say, title_case, tr, visible
from ilrs_desk.ui.values import shown_date

_STAGES = {choice.key: choice.label for choice in (*PERSON_STATUSES, *STAGES)}
_INSTRUMENTS = {choice.key: choice.label for choice in INSTRUMENTS}
#: So many of the records not counted, uncertain and double are read with the figures; the rest when asked.
LISTED = 500
#: The dimensions by which a figure is split up, in the order in which they are offered.
DIMENSIONS: Mapping[str, str] = {
    "stage": "Stage",
    "region": "Region",
    "subregion": "Subregion",
    "grouping": "Grouping",
    "workstream": "Workstream",
    "instrument": "Instrument",
    "year": "Year of joining",
    "agency": "Agency",
}


def stage_word(stage: str | None) -> str:
    """A stage or status in words."""
    if stage in (None, UNKNOWN):
        return tr("Not recorded")
    if stage == LATER:
        return tr("Begins later")
    return tr(_STAGES[stage]) if stage in _STAGES else visible(str(stage))


def dimension_word(dimension: str) -> str:
    """What a breakdown is by, in words."""
    return tr(DIMENSIONS[dimension])


def part_word(dimension: str, value: str, labels: Mapping[str, str]) -> str:
    """One part of a breakdown in words; ``labels``: the names of groupings and workstreams by their keys."""
    if dimension == "stage":
        return stage_word(value)
    if value == UNKNOWN:
        return tr("Not recorded")
    if dimension == "instrument" and value in _INSTRUMENTS:
        return tr(_INSTRUMENTS[value])
    if dimension in ("region", "subregion"):
        return tr(value)
    return isolate(visible(tr(labels[value]) if value in labels else value))


def share_words(figure: Figure) -> str:
    """The share of the target in percent, with one decimal below ten."""
    percent = figure.share * 100
    decimals = 0 if percent >= 10 or percent == int(percent) else 1
    return f"{QLocale().toString(percent, 'f', decimals)} %"


def day_words(moment: Moment, as_of: date) -> str:
    """Of which day the page is: "as of 23 Nov 2026"."""
    if moment.known_on is not None:
        return tr("as of {day}, as known on {known}", day=as_of, known=moment.known_on)
    return tr("as of {day}", day=as_of)


def footnote_words(figure: Figure, moment: Moment, as_of: date) -> str:
    """Of which day and by which rule a figure is: "as of 23 Nov 2026, rule C-1"."""
    return tr("{day}, rule {rule}", day=day_words(moment, as_of), rule=figure.rule.code)


def quote_words(figure: Figure, moment: Moment) -> str:
    """The figure with its footnote, for the clipboard: "10 of 50, as of 23 Nov 2026, rule C-1"."""
    return say(footnote(figure, moment))


def doubles_words(figure: Figure) -> str:
    """How many might have counted twice; of very many only the first are known."""
    found = len(figure.doubles)
    return tr("{n} double", n=found) if found < LISTED else tr("{n} or more double", n=found)


def claim_words(figure: Figure) -> str:
    """Claimed beside documented: "claimed 11 (Jul 2024), documented 10"."""
    if figure.claim is None:
        return tr("no public claim")
    claimed, on = visible(figure.claim.words), format_partial(figure.claim.claimed_on)
    return tr("claimed {claimed} ({day}), documented {value}", claimed=claimed, day=on, value=figure.value)


def claim_told(claim: Claim) -> str:
    """A claim in full, with its day and who made it."""
    words = tr("{day}: claimed {claimed}", day=shown_date(claim.claimed_on), claimed=visible(claim.words))
    return f"{words} ({isolate(visible(claim.source))})" if claim.source else words


def pace_words(figure: Figure) -> str:
    """How fast it grows and would have to: "net 0.4 a month in 24 months · needs 0.9"."""
    found = []
    if figure.pace is not None and figure.pace.months:
        found.append(
            tr(
                "net {pace} a month in {n} months",
                pace=_rate(figure.pace.net_per_month),
                n=figure.pace.months,
            )
        )
    if figure.needed_per_month:
        deadline = format_partial(figure.target.deadline or "")
        needed = _rate(figure.needed_per_month)
        found.append(tr("needs {pace} a month to {deadline}", pace=needed, deadline=deadline))
    return " · ".join(found)


def forecast_words(figure: Figure) -> str:
    """When the target may be reached, always as a range, or why that cannot be told."""
    found = figure.forecast
    if found is None:
        return ""
    if found.date_low is None:
        return say(found.note) if found.note is not None else ""
    low, number = month_and_year(found.date_low), figure.target.number
    if found.date_high is None:
        return tr("reaches {target} in {month} at the soonest, perhaps never", target=number, month=low)
    high = month_and_year(found.date_high)
    return tr("reaches {target} between {low} and {high}", target=number, low=low, high=high)


def forecast_told(figure: Figure) -> str:
    """What the forecast rests on, and its warnings."""
    found = figure.forecast
    if found is None:
        return ""
    told = [say(found.basis)]
    if found.by_deadline is not None:
        low, high = found.by_deadline
        deadline = format_partial(figure.target.deadline or "")
        told.append(tr("On {deadline}: between {low} and {high}.", deadline=deadline, low=low, high=high))
    if found.note is not None and found.date_low is not None:
        told.append(say(found.note))
    return "\n".join(title_case(one) for one in told if one)


def month_words(value: date) -> str:
    """A tick of the time axis: the year in January, else the month with its year."""
    if value.month == 1:
        return str(value.year)
    return month_and_year(value)


def month_and_year(value: date) -> str:
    """A month in its year, "Mar 2031"."""
    return f"{QLocale().monthName(value.month, QLocale.FormatType.ShortFormat)} {value.year}"


def step_words(figure: Figure, when: date, value: int) -> str:
    """One step of the trend: "12 Mar 2024: 7 of 50"."""
    return f"{day(when)}: {tr('{value} of {target}', value=value, target=figure.target.number)}"


def _rate(value: float) -> str:
    return QLocale().toString(value, "f", 0 if abs(value) >= 100 or value == int(value) else 1)
