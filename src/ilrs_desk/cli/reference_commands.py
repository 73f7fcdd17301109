"""`claims`, `workstreams`, `groupings`, `agencies`, `agency`: what figures are seen beside, split up by and fed by."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from ilrs_desk.domain.agencies import AgencyState
from ilrs_desk.domain.claimed import Explanation, Step
from ilrs_desk.domain.coverage import Line
from ilrs_desk.domain.moments import Moment
from ilrs_desk.usecases.agency_desk import agency_desk, settle_agency
from ilrs_desk.usecases.cover_workstreams import cover_workstreams
from ilrs_desk.usecases.explain_claims import explain_claims
from ilrs_desk.usecases.list_groupings import GroupingOnDay, list_groupings

from .arguments import as_of_option, json_option, known_on_option, office_option, opened
from .output import print_json, print_table, say


@click.command("claims")
@office_option
@as_of_option
@known_on_option
@json_option
def claims_command(office: Path, as_of: date | None, as_known_on: date | None, as_json: bool) -> int:
    """The published counts, each beside what is documented on its day, and what makes the difference."""
    with opened(office, read_only=True) as desk:
        found = explain_claims(desk, Moment(as_of, as_known_on))
    if as_json:
        print_json([_explanation(one) for one in found])
        return 0
    for one in found:
        click.echo(f"{one.claim.claimed_on}  {one.claim.wording}  ({one.claim.source or 'no source'})")
        for words in one.words:
            click.echo(f"    {words}")
    return 0


@click.command("workstreams")
@office_option
@as_of_option
@known_on_option
@json_option
def workstreams_command(office: Path, as_of: date | None, as_known_on: date | None, as_json: bool) -> int:
    """Who works on which workstream, and where nobody does."""
    with opened(office, read_only=True) as desk:
        found = cover_workstreams(desk, Moment(as_of, as_known_on))
    lines = [_line(line) for line in found.lines]
    if as_json:
        document = {
            "workstreams": lines,
            "gaps": [line.key for line in found.gaps],
            "unknown": [line.label for line in found.unknown],
            "people_without": found.people_without,
            "institutions_without": list(found.institutions_without),
        }
        print_json(document)
        return 0
    print_table(
        [{**line, **{key: len(line[key]) for key in ("countries", "institutions")}} for line in lines],
        ["key", "label", "countries", "institutions", "people"],
    )
    say(f"Nobody works on: {', '.join(line.label for line in found.gaps) or 'none'}.")
    return 0


@click.command("groupings")
@office_option
@as_of_option
@known_on_option
@json_option
def groupings_command(office: Path, as_of: date | None, as_known_on: date | None, as_json: bool) -> int:
    """The groupings of countries and who belongs to them on the day."""
    with opened(office, read_only=True) as desk:
        found = [_grouping(one) for one in list_groupings(desk, Moment(as_of, as_known_on))]
    if as_json:
        print_json(found)
    else:
        print_table(
            [{**one, "members": len(one["members"])} for one in found], ["key", "label", "members", "source"]
        )
    return 0


@click.command("agencies")
@office_option
@as_of_option
@json_option
def agencies_command(office: Path, as_of: date | None, as_json: bool) -> int:
    """How each agency stands with its returns."""
    with opened(office, read_only=True) as desk:
        found = [_agency(state) for state in agency_desk(desk, as_of)]
    if as_json:
        print_json(found)
    else:
        print_table(found, ["name", "received", "age", "expected", "due", "accepted", "open", "contact"])
    return 0


@click.command("agency")
@click.argument("name")
@office_option
@click.option("--return-months", type=int, help="How many months old a return may grow; none: not expected.")
@click.option("--contact", help="Whom to write to.")
@click.option("--language", help="In which language, for example fr.")
def agency_command(
    name: str, office: Path, return_months: int | None, contact: str | None, language: str | None
) -> int:
    """Note what is expected of the agency NAME; what is not given is cleared."""
    with opened(office) as desk:
        settle_agency(desk, name, return_months=return_months, contact=contact, language=language)
    say(f"Noted of {name}.")
    return 0


def _line(line: Line) -> dict[str, Any]:
    return {
        "key": line.key,
        "label": line.label,
        "group": line.group,
        "known": line.known,
        "countries": list(line.countries),
        "institutions": list(line.institutions),
        "through_people": list(line.through_people),
        "people": line.people,
        "counted": dict(line.counted),
    }


def _grouping(one: GroupingOnDay) -> dict[str, Any]:
    return {
        "key": one.grouping.key,
        "label": one.grouping.label,
        "definition": one.grouping.definition,
        "source": one.grouping.source,
        "whole": one.grouping.whole,
        "own": one.grouping.own,
        "members": list(one.members),
    }


def _agency(state: AgencyState) -> dict[str, Any]:
    return {
        "id": state.agency.id,
        "name": state.agency.name,
        "return_months": state.agency.return_months,
        "contact": state.agency.contact,
        "language": state.agency.language,
        "returns": state.sent,
        "received": state.received.day.isoformat() if state.received else None,
        "file": state.received.file if state.received else None,
        "age": state.age,
        "expected": state.expected.isoformat() if state.expected else None,
        "due": state.due,
        "accepted": None if state.accepted is None else round(state.accepted, 4),
        "open": state.open,
    }


def _explanation(one: Explanation) -> dict[str, Any]:
    claim = one.claim
    return {
        "id": claim.id,
        "target": claim.target or None,
        "covers": list(claim.covers),
        "claimed": claim.value,
        "wording": claim.wording,
        "claimed_on": claim.claimed_on,
        "source": claim.source,
        "notes": claim.notes,
        "day": one.day.isoformat(),
        "documented": one.documented,
        "missing": None if one.documented is None else one.missing,
        "counted": list(one.counted),
        "steps": [_step(step) for step in one.steps],
        "ways": [[step.setting for step in way] for way in one.ways],
        "named": [
            {
                "country": country.code,
                "label": country.label,
                "counted": country.counted,
                "reported": country.reported,
                "why": str(country.why) if country.why else None,
            }
            for country in one.named
        ],
        "not_named": list(one.beside),
        "reported": [
            {"kind": other.kind, "label": other.label, "reported_on": other.reported_on}
            for other in one.reported
        ],
        "unexplained": one.unexplained,
        "words": [str(words) for words in one.words],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "target": step.target,
        "setting": step.setting,
        "words": str(step.words),
        "effect": step.effect,
        "ids": list(step.ids),
    }
