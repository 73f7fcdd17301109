"""Every figure and every breakdown once more, in plain loops over plain rows: nothing here is the program's code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from .held import Held, Row
from .world import Rosters, first_day, is_country, last_day, region, subregion

LADDER = ("agreement", "memorandum", "joint_statement", "letter_of_intent", "application")
#: Of a text of a record, the rung of what was signed, None where nobody can tell.
Rung = Callable[[str], str | None]
#: Of a text of a record, the workstreams that it names.
Streams = Callable[[str], tuple[str, ...]]


@dataclass
class Span:
    """From which day to which one record counts by a rule."""

    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass
class Counted:
    """One target on one day: the records that count, and by dimension and value who stands under it."""

    ids: set[int]
    parts: dict[str, dict[str, set[int]]] = field(default_factory=dict)

    def breakdown(self, dimension: str) -> dict[str, int]:
        """How many stand under each value."""
        return {value: len(ids) for value, ids in self.parts.get(dimension, {}).items()}


class Census:
    """Counts what ``held`` says on ``day``."""

    def __init__(self, held: Held, day: date, rung: Rung, streams: Streams) -> None:
        self.held, self.day, self.rung, self.streams = held, day, rung, streams
        self.rosters = Rosters(held)
        self.groups: dict[str, list[set[int]]] = {}
        self.homes = {row["id"]: row.get("country") for row in held.live("institutions")}

    def targets(self) -> list[Row]:
        return self.held.live("targets")

    def rule(self, target: Row) -> Row:
        """The newest version that applies on the day; where none does, the one that begins next, else the newest."""
        mine = [row for row in self.held.live("rules") if row.get("target") == target["key"]]
        mine.sort(key=lambda row: (int(row.get("version") or 1), row["id"]))
        if fitting := [row for row in mine if _applies(row, self.day)]:
            return fitting[-1]
        coming = [
            row for row in mine if row.get("effective_from") and first_day(row["effective_from"]) > self.day
        ]
        return min(coming, key=lambda row: first_day(row["effective_from"])) if coming else mine[-1]

    def count(self, target: Row, rule: Row | None = None) -> Counted:
        """Who counts toward the target; by its rule of the day if no other one is given."""
        rule, kind = rule or self.rule(target), target["kind"]
        spans = {
            row["id"]: (row, span)
            for row in self.held.live(kind)
            if (span := self._span(rule, kind, row)) and self._within(target, rule, kind, row)
        }
        year = int(target.get("year") or 0)
        standing = self._standing(rule, kind, spans)
        inside = [(row, span) for row, span in standing if not year or span.since.year == year]
        found = Counted({row["id"] for row, _ in inside})
        for name, parts in self._dimensions(rule, kind).items():
            found.parts[name] = _gathered(
                (row["id"], part) for row, span in inside for part in parts(row, span)
            )
        found.parts["stage"] = _gathered(
            (row["id"], self._stage(kind, row))
            for row in self.held.live(kind)
            if _in_pipeline(rule, kind, row)
        )
        return found

    def claimed(self, key: str) -> int | None:
        """What was last claimed of the target by the day; of two claims of one day the later entered."""
        made = [
            (first_day(row["claimed_on"]), row["id"], int(row["value"]))
            for row in self.held.live("claims")
            if row.get("target") == key and first_day(row["claimed_on"]) <= self.day
        ]
        return max(made)[2] if made else None

    def needed(self, target: Row, value: int) -> float | None:
        """How many must join in each month that is left."""
        if not target.get("deadline") or first_day(target["deadline"]) <= self.day:
            return None
        months = (first_day(target["deadline"]) - self.day).days / (365.25 / 12)
        return round(max(0, int(target["number"]) - value) / months, 1)

    # -- whether it counts

    def _span(self, rule: Row, kind: str, row: Row) -> Span | None:
        if kind == "personnel":
            return None if self._is_home(rule, row) else self._working(row)
        if kind == "partners" and not _may_be_partner(rule, row):
            return None
        home = kind == "institutions" and row.get("country") == rule.get("host") and "country" in row
        if home and not _yes(rule, "count_home"):
            return None
        stages = set(_names(rule.get("stages")) or ())
        if _yes(rule, "count_applicants"):
            stages.add("applied")
        ends = None if "withdrawn" in stages else row.get("ended_on")
        stage = _stage_said(row)
        if stage == "withdrawn" and "withdrawn" not in stages:
            stage = _stage_when_in(row)
        if stage not in stages or not (span := self._signed(rule, kind, row)):
            return None
        if "applied" in stages and self._paper_is_enough(rule, row, stage):
            span.since = min(span.since, _asked(row) or span.since) if row.get("signed_on") else _joined(row)
        return Span(span.since, first_day(ends) if ends else None)

    def _signed(self, rule: Row, kind: str, row: Row) -> Span | None:
        """From the day of signing; of the first agreement that is enough where the record's own paper is not."""
        least = rule.get("minimum_instrument")
        own = Span(_begins(row.get("signed_on"), row))
        if not least or _enough(self._own_rung(row), least):
            return own
        papers = [
            paper for paper in self._papers(kind, row) if _enough(self.rung(paper["instrument"]), least)
        ]
        if not papers:
            return None
        days = [first_day(paper["signed_on"]) for paper in papers if paper.get("signed_on")]
        if not days:
            return own
        return Span(max(min(days), first_day(row["signed_on"])) if row.get("signed_on") else min(days))

    def _paper_is_enough(self, rule: Row, row: Row, stage: str) -> bool:
        """Whether the record's own paper, as it was when it applied, is what the rule asks for at least."""
        least = rule.get("minimum_instrument")
        if not least:
            return True
        own = _enough(self._own_rung(row), least)
        return own and (stage == "applied" or least == "application")

    def _papers(self, kind: str, row: Row) -> list[Row]:
        """The agreements with a known instrument that are no drafts and have not ended."""
        link = {"partners": "partner_id", "institutions": "institution_id"}[kind]
        return [
            one
            for one in self.held.live("agreements")
            if one.get(link) == row["id"]
            and one.get("status") not in ("draft", "expired", "ended")
            and one.get("instrument")
            and self.rung(one["instrument"])
        ]

    def _own_rung(self, row: Row) -> str | None:
        return self.rung(row["instrument"]) if row.get("instrument") else None

    def _is_home(self, rule: Row, row: Row) -> bool:
        host = rule.get("host")
        return bool(host) and not _yes(rule, "count_home") and self._from(rule, row) == host

    def _from(self, rule: Row, row: Row) -> str | None:
        """Where a person is from: of several nationalities the one that the rule goes by, else where it works."""
        every = [code for code in [row.get("nationality"), *_names(row.get("other_nationalities"))] if code]
        if every:
            host, how = rule.get("host"), rule.get("nationalities") or "first"
            if how == "home" and host in every:
                return host
            abroad = [code for code in every if code != host]
            return abroad[0] if how == "foreign" and abroad else every[0]
        return row.get("country") or self.homes.get(row.get("institution_id"))

    def _working(self, row: Row) -> Span | None:
        if row.get("status") == "planned" or (row.get("status") == "left" and not row.get("end_date")):
            return None
        end = row.get("end_date")
        return Span(_begins(row.get("start_date"), row), first_day(end) if end else None)

    def _within(self, target: Row, rule: Row, kind: str, row: Row) -> bool:
        """The target may be for a part of the world or for a workstream only."""
        place, wanted = self._place(rule, kind, row), target.get("region")
        return (
            (not wanted or wanted in (region(place), subregion(place)))
            and (not target.get("grouping") or target["grouping"] in self.rosters.of(place, self.day))
            and (
                not target.get("workstream")
                or target["workstream"] in self.streams(row.get("workstream") or "")
            )
        )

    def _standing(
        self, rule: Row, kind: str, spans: dict[int, tuple[Row, Span]]
    ) -> Iterator[tuple[Row, Span]]:
        """Who counts on the day, of records that are one only the one that came first, since all of them began."""
        each = rule.get("doubles") == "each"
        if not each and kind not in self.groups:
            self.groups[kind] = self._groups(kind)
        groups = [{number} for number in spans] if each else self.groups[kind]
        every = [
            sorted(
                (spans[number] for number in group & spans.keys()),
                key=lambda one: (one[1].since, one[0]["id"]),
            )
            for group in groups
        ]
        for group in every:
            if now := next((pair for pair in group if pair[1].holds(self.day)), None):
                yield now[0], Span(_first_of_chain(now[1], [span for _, span in group]), now[1].until)

    def _groups(self, kind: str) -> list[set[int]]:
        """All records of the kind, those together that are certainly one."""
        apart = {
            frozenset((int(row["one"]), int(row["other"])))
            for row in self.held.live("distinctions")
            if row["kind"] == kind
        }
        groups = {row["id"]: {row["id"]} for row in self.held.live(kind)}
        known: dict[object, list[int]] = defaultdict(list)
        for row in self.held.live(kind):
            for mark in _marks(kind, row):
                known[mark].append(row["id"])
        for alike in known.values():
            for at, number in enumerate(alike):
                friends = [other for other in alike[:at] if frozenset((other, number)) not in apart]
                both = groups[friends[0]] | groups[number] if friends else set()
                if not any(pair <= both for pair in apart):
                    groups |= dict.fromkeys(both, both)
        return [group for number, group in groups.items() if number == min(group)]

    # -- split up

    def _dimensions(self, rule: Row, kind: str) -> dict[str, Callable[[Row, Span], Iterable[str]]]:
        found: dict[str, Callable[[Row, Span], Iterable[str]]] = {
            "region": lambda row, _: [region(self._place(rule, kind, row))],
            "subregion": lambda row, _: [subregion(self._place(rule, kind, row))],
            "grouping": lambda row, _: self.rosters.of(self._place(rule, kind, row), self.day),
            "year": lambda _, span: [str(span.since.year)],
            "agency": lambda row, _: [self._agency(kind, row)],
        }
        if kind != "partners":
            found["workstream"] = lambda row, _: self.streams(row.get("workstream") or "") or ["unknown"]
        if kind != "personnel":
            found["instrument"] = lambda row, _: [self._strongest(kind, row)]
        return found

    def _strongest(self, kind: str, row: Row) -> str:
        rungs = [self._own_rung(row), *(self.rung(paper["instrument"]) for paper in self._papers(kind, row))]
        return min((rung for rung in rungs if rung), key=LADDER.index, default="unknown")

    def _agency(self, kind: str, row: Row) -> str:
        return self.held.agency_of.get((kind, row["id"])) or row.get("agency") or "unknown"

    def _place(self, rule: Row, kind: str, row: Row) -> str | None:
        return self._from(rule, row) if kind == "personnel" else row.get("country")

    def _stage(self, kind: str, row: Row) -> str:
        if kind == "personnel":
            span = self._working(row)
            if span is None:
                return str(row.get("status"))
            return "active" if span.holds(self.day) else "later" if span.since > self.day else "left"
        stage, asked = _stage_said(row) or "unknown", _asked(row)
        if row.get("ended_on") and stage in ("applied", "signed", "active", "withdrawn"):
            if first_day(row["ended_on"]) < self.day:
                return "withdrawn"
            if stage == "withdrawn":
                stage = _stage_when_in(row) or "unknown"
        if stage in ("signed", "active") and _begins(row.get("signed_on"), row) > self.day:
            return "applied" if asked and asked <= self.day else "later"
        return "later" if stage == "applied" and asked and asked > self.day else stage


def _gathered(pairs: Iterable[tuple[int, str]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, part in pairs:
        found[part].add(number)
    return dict(found)


def _may_be_partner(rule: Row, row: Row) -> bool:
    if row.get("kind") == "organisation":
        return _yes(rule, "count_organisations")
    code = row.get("country")
    if _yes(rule, "omit_countries") or not code:
        return False
    if code == rule.get("host"):
        return _yes(rule, "count_host")
    if code in _names(rule.get("founders")):
        return _yes(rule, "count_founders")
    return is_country(code)


def _marks(kind: str, row: Row) -> Iterator[object]:
    """What no two records have in common unless they are one."""
    if kind == "partners" and row.get("country") and row.get("kind") != "organisation":
        yield row["country"]
    if kind == "institutions" and row.get("ror"):
        yield row["ror"]
    if kind == "personnel" and row.get("orcid"):
        yield row["orcid"]
    if kind == "personnel" and row.get("email"):
        names = tuple(row.get(key) for key in ("family_name", "given_name", "full_name"))
        yield row["email"].lower(), names


def _first_of_chain(span: Span, every: list[Span]) -> date:
    """The first of all days before and in ``span`` that the spans fill without a gap."""
    since = span.since
    while earlier := [
        one.since
        for one in every
        if one.since < since and (not one.until or one.until >= since - timedelta(days=1))
    ]:
        since = min(earlier)
    return since


def _enough(rung: str | None, least: str) -> bool:
    return rung is not None and LADDER.index(rung) <= LADDER.index(least)


def _in_pipeline(rule: Row, kind: str, row: Row) -> bool:
    if kind != "partners":
        return True
    if row.get("kind") == "organisation":
        return _yes(rule, "count_organisations")
    return not _yes(rule, "omit_countries")


def _applies(rule: Row, day: date) -> bool:
    since, until = rule.get("effective_from"), rule.get("effective_until")
    return (not since or first_day(since) <= day) and (not until or day <= last_day(until))


def _stage_said(row: Row) -> str | None:
    return row.get("stage") or ("signed" if row.get("signed_on") else None)


def _stage_when_in(row: Row) -> str | None:
    """What one that withdrew had come to before, if both days are known."""
    if not row.get("ended_on"):
        return None
    return "signed" if row.get("signed_on") else "applied" if row.get("applied_on") else None


def _asked(row: Row) -> date | None:
    return first_day(row["applied_on"]) if row.get("applied_on") else None


def _joined(row: Row) -> date:
    """The day of applying of one that has no day of signing."""
    return _asked(row) or _begins(None, row)


def _begins(text: str | None, row: Row) -> date:
    return first_day(text or row["entered_on"])


def _yes(rule: Row, key: str) -> bool:
    return rule.get(key) == "yes"


def _names(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(";") if part.strip()]
