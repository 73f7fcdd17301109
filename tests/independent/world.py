"""Regions, groupings and workstreams as the reference files say them, read without our code."""

from __future__ import annotations

import calendar
import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from .held import Held

_REFERENCE = Path(__file__).resolve().parents[2] / "resources" / "reference"


def first_day(text: str) -> date:
    """A date that may be known to the month or year only, taken at its first day."""
    year, month, day = [*text.split("-"), "1", "1"][:3]
    return date(int(year), int(month), int(day))


def last_day(text: str) -> date:
    """Likewise at its last day."""
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


def region(code: str | None) -> str:
    """The M49 region, "unknown" without one."""
    return _regions().get(code or "", ("unknown", "unknown"))[0]


def subregion(code: str | None) -> str:
    """The M49 subregion, "unknown" without one."""
    return _regions().get(code or "", ("unknown", "unknown"))[1]


def is_country(code: str) -> bool:
    """Whether the code is that of a state and not of a place that belongs to one."""
    return code not in {"HK", "MO", "TW"}


class Rosters:
    """Who belongs to which grouping, the office's own ones over those of the reference."""

    def __init__(self, held: Held) -> None:
        keys = {row["key"] for row in held.live("groupings")}
        own = [
            (row["grouping"], row["country"], row.get("since"), row.get("until"))
            for row in held.live("memberships")
        ]
        told = {(grouping, country) for grouping, country, *_ in own}
        shipped = _shipped()
        keys |= {row["key"] for row in _load("groupings.json")["groupings"]}
        every = [row for row in shipped if row[:2] not in told] + own
        self.rows: dict[str, list[Roster]] = defaultdict(list)
        for row in every:
            if row[0] in keys:
                self.rows[row[1]].append(row)

    def of(self, code: str | None, day: date) -> set[str]:
        """The keys of the groupings of a country on a day."""
        return {
            key
            for key, _, since, until in self.rows.get(code or "", ())
            if (not since or first_day(since) <= day) and (not until or day <= last_day(until))
        }


@cache
def _regions() -> dict[str, tuple[str, str]]:
    return {
        code: (name, part)
        for name, parts in _load("regions.json")["regions"].items()
        for part, codes in parts.items()
        for code in codes.split()
    }


Roster = tuple[str, str, str | None, str | None]


@cache
def _shipped() -> list[Roster]:
    listed = _load("groupings.json")
    rows: list[Roster] = [
        (one["key"], code, None, None)
        for one in listed["groupings"]
        for code in one.get("members", "").split()
    ]
    rows += [
        (one["grouping"], one["country"], one["since"], one["until"])
        for one in listed["memberships"]
        if one["confidence"] != "conflicting"
    ]
    signed = (one for one in _load("artemis.json")["signatories"] if "signed_on" in one)
    rows += [("ARTEMIS", one["country"], one["signed_on"], None) for one in signed]
    return rows + list(_derived(listed["groupings"], rows))


def _derived(groupings: Iterable[Any], rows: list[Roster]) -> Iterable[Roster]:
    for one in groupings:
        if "of" in one:
            beside = one["with"].split()
            yield from (
                (one["key"], row[1], row[2], row[3])
                for row in rows
                if row[0] == one["of"] and row[1] not in beside
            )
            yield from ((one["key"], code, None, None) for code in beside)


@cache
def _load(name: str) -> Any:
    return json.loads((_REFERENCE / name).read_text(encoding="utf-8"))
