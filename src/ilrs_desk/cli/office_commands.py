"""`new`, `status`, `check`, `backup`, `restore`, `reported`: the office as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.problems import MachineFault
from ilrs_desk.domain.progress import Figure, Progress
from ilrs_desk.domain.status_json import status_json
from ilrs_desk.usecases.open_office import backup_office, create_office, restore_office
from ilrs_desk.usecases.progress import progress

from .arguments import (
    as_of_option,
    json_option,
    known_on_option,
    office_option,
    opened,
    opened_then,
)
from .output import print_json, print_table, say

#: So many records are named in each list of the document, and of the plain words; the totals are whole.
_LISTED, _SHOWN = 10_000, 10


@click.command("new")
@click.argument("office", type=click.Path(path_type=Path), metavar="OFFICE")
@click.option(
    "--reference", is_flag=True, help="Fill in the publicly known partners and institutions, with sources."
)
def new_command(office: Path, reference: bool) -> int:
    """Make an office file: the three targets, their rules and claims, and no records."""
    created = create_office(office, reference=reference)
    say(f"{office} is ready." + (f" {created} publicly known records are in it." if reference else ""))
    return 0


@click.command("status")
@office_option
@as_of_option
@known_on_option
@json_option
def status_command(office: Path, as_of: date | None, as_known_on: date | None, as_json: bool) -> int:
    """How far the office is from each target, and why."""
    moment = Moment(as_of, as_known_on)
    with opened_then(office, as_known_on) as desk:
        found = progress(desk, Moment(moment.day), listed=_LISTED if as_json else _SHOWN)
    if as_json:
        known_on = as_known_on.isoformat() if as_known_on else None
        print_json({**status_json(found), "as_known_on": known_on})
        return 0
    if not moment.is_now:
        words = str(moment.words())
        click.echo(f"{words[0].upper()}{words[1:]}:")
    print_status(found)
    return 0


def print_status(found: Progress) -> None:
    """The figures in plain words."""
    for figure in found.figures:
        click.echo(f"{figure.target.label}: {figure.value} of {figure.target.number}")
        if figure.claim is not None:
            click.echo(f"    claimed: {figure.claim.wording} ({figure.claim.claimed_on})")
        click.echo(f"    rule {figure.rule.code}: {figure.rule.words()}")
        for line in _outlook(figure):
            click.echo(f"    {line}")
        for left in figure.not_counted[:_SHOWN]:
            click.echo(f"    not counted: {left.label} ({left.why})")
        if figure.not_counted_total > _SHOWN:
            click.echo(f"    not counted: {figure.not_counted_total - _SHOWN} more")


def _outlook(figure: Figure) -> Iterator[str]:
    """How fast it grows and when it may reach its target, or why that cannot be told."""
    pace, forecast = figure.pace, figure.forecast
    if pace is not None:
        yield f"pace: {pace.net_per_month:.1f} a month over {pace.months} months"
    if figure.needed_per_month is not None:
        yield f"needed: {figure.needed_per_month} a month to {figure.target.deadline}"
    if forecast is not None and forecast.date_low is not None:
        low, high = f"{forecast.date_low:%Y-%m}", forecast.date_high
        when = f"between {low} and {high:%Y-%m}" if high else f"in {low} at the soonest, perhaps never"
        yield f"forecast: {figure.target.number} {when} ({forecast.basis})"
    if forecast is not None and forecast.note is not None:
        yield f"forecast: {forecast.note}"


@click.command("check")
@office_option
@json_option
def check_command(office: Path, as_json: bool) -> int:
    """Check the office file: pages, links, journal, and every record against the journal."""
    document = _checked(office)
    if as_json:
        print_json(document)
    else:
        click.echo("The office is sound." if document["ok"] else "The office has damage:")
        for problem in document["problems"]:
            click.echo(f"  {problem}")
    return 0 if document["ok"] else 3


def _checked(path: Path) -> dict[str, Any]:
    """What the check found; a file too damaged to be opened is a finding too."""
    try:
        with opened(path, read_only=True) as desk:
            result = desk.check()
    except MachineFault as fault:
        return {"ok": False, "problems": [str(fault)], "records": {}, "records_sha256": None, "sqlite": None}
    return {
        "ok": result.ok,
        "problems": [str(problem) for problem in result.problems],
        "records": result.records,
        "records_sha256": result.records_sha256,
        "sqlite": result.sqlite,
    }


@click.command("backup")
@office_option
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The file to write.")
@known_on_option
def backup_command(office: Path, out: Path, as_known_on: date | None) -> int:
    """Copy the office, checked, to another file; as it was known on a day if one is named."""
    with opened_then(office, as_known_on) as desk:
        backup_office(desk, out)
    then = f" {Moment(None, as_known_on).words()}" if as_known_on else ""
    say(f"The office{then} was copied to {out} and the copy is sound.")
    return 0


@click.command("restore")
@click.argument("copy", type=click.Path(path_type=Path), metavar="BACKUP")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The office file to make.")
def restore_command(copy: Path, out: Path) -> int:
    """Make an office file of a backup, after checking it."""
    restore_office(copy, out)
    say(f"{out} is ready.")
    return 0


@click.command("reported")
@office_option
@json_option
def reported_command(office: Path, as_json: bool) -> int:
    """What is reported but unconfirmed; it counts toward nothing."""
    with opened(office, read_only=True) as desk:
        rows = [
            {"id": row.id, "kind": row.kind, "confidence": row.confidence, "source": row.source, **row.values}
            for row in desk.reported()
        ]
    if as_json:
        print_json(rows)
    else:
        print_table(rows, ["id", "kind", "name", "country", "stage", "confidence", "source"])
    return 0
