"""What counts toward a target by a written rule, from when to when and why; figures split up, and what to look at."""

from __future__ import annotations

from .attention import FIRST_IDS, Attention, attention_of, told_apart
from .breakdowns import DIMENSIONS, LATER, UNKNOWN, in_pipeline, stage_on, traits_of, values_of
from .crowd import Cell, Crowd, Key, ListedCrowd, Sort, Steps, Who, sorts_of
from .defects import FAR_OFF
from .doubles import Double, group_doubles, merged_doubles, nationality_doubles
from .gates import country_of, doubt_of
from .instruments import rung_of, suffices
from .judging import COUNTED_KINDS, Check, Verdict, barred_term, checks_of, judge, own_term, term_of
from .people import nationalities
from .places import Paper, Places
from .rule import CountingRule, Scope, rule_on
from .spotted import Spotted
from .tally import Taken, Tally, reason_of
from .terms import Term, day_of, effective_stage, written
from .twins import MOST_SHARERS, Group, apart_of, groups_of, places_for, twins_of

__all__ = [
    "COUNTED_KINDS",
    "DIMENSIONS",
    "FAR_OFF",
    "FIRST_IDS",
    "LATER",
    "MOST_SHARERS",
    "UNKNOWN",
    "Attention",
    "Cell",
    "Check",
    "CountingRule",
    "Crowd",
    "Double",
    "Group",
    "Key",
    "ListedCrowd",
    "Paper",
    "Places",
    "Scope",
    "Sort",
    "Spotted",
    "Steps",
    "Taken",
    "Tally",
    "Term",
    "Verdict",
    "Who",
    "apart_of",
    "attention_of",
    "barred_term",
    "checks_of",
    "country_of",
    "day_of",
    "doubt_of",
    "effective_stage",
    "group_doubles",
    "groups_of",
    "in_pipeline",
    "judge",
    "merged_doubles",
    "nationalities",
    "nationality_doubles",
    "own_term",
    "places_for",
    "reason_of",
    "rule_on",
    "rung_of",
    "sorts_of",
    "stage_on",
    "suffices",
    "term_of",
    "told_apart",
    "traits_of",
    "twins_of",
    "values_of",
    "written",
]
