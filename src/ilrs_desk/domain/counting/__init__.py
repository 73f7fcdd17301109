"""What counts toward a target by a written rule, from when to when and why; figures split up, and what to look at."""

from __future__ import annotations

from .attention import FIRST_IDS, Attention, attention_of, told_apart
from .breakdowns import LATER, UNKNOWN, breakdowns_of, members_of, stage_on
from .defects import FAR_OFF
from .rule import CountingRule, Places, Verdict, judge, term_of
from .spotted import Spotted
from .terms import Term, day_of, effective_stage, written

__all__ = [
    "FAR_OFF",
    "FIRST_IDS",
    "LATER",
    "UNKNOWN",
    "Attention",
    "CountingRule",
    "Places",
    "Spotted",
    "Term",
    "Verdict",
    "attention_of",
    "breakdowns_of",
    "day_of",
    "effective_stage",
    "judge",
    "members_of",
    "stage_on",
    "term_of",
    "told_apart",
    "written",
]
