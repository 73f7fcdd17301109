"""`freeze` and `seal`: the figures that a meeting was told, and what is known of that day by now."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.sealing import Reckoning, Seal, SealedFigure
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.freeze import frozen_on
from ilrs_desk.usecases.freeze_pack import freeze_with_files
from ilrs_desk.usecases.movement import reckon

from .arguments import as_of_option, audience_option, json_option, office_option, opened
from .output import print_json, print_table, say

#: So many reasons are printed of a figure.
_SHOWN = 10


@click.command("freeze")
@office_option
@click.option(
    "--meeting", "meeting_id", required=True, type=int, metavar="ID", help="The meeting, see `meeting list`."
)
@as_of_option
@click.option(
    "--out",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the meeting pack (.xlsx, .pdf, .pptx) and note it in the seal; may be given several times.",
)
@audience_option
@json_option
def freeze_command(
    office: Path, meeting_id: int, as_of: date | None, files: tuple[Path, ...], audience: str, as_json: bool
) -> int:
    """Seal the figures of a meeting, on its day if no other is asked for."""
    with opened(office) as desk:
        day = as_of or frozen_on(desk, meeting_id)
        seal = freeze_with_files(desk, meeting_id, day, files, audience)
        document = seal_json(desk, seal)
    if as_json:
        print_json(document)
    else:
        _print_seal(document)
    return 0


seal_command = click.Group("seal", help="The sealed figures of meetings.")


@seal_command.command("list")
@click.option("--meeting", "meeting_id", type=int, metavar="ID", help="Only those of this meeting.")
@office_option
@json_option
def list_seals(meeting_id: int | None, office: Path, as_json: bool) -> int:
    """All seals, the newest first."""
    with opened(office, read_only=True) as desk:
        found = desk.seals.all() if meeting_id is None else desk.seals.of_meeting(meeting_id)
        rows = [_head(desk, seal) | _values(seal) for seal in found]
    if as_json:
        print_json(rows)
    else:
        targets = dict.fromkeys(figure.target for seal in found for figure in seal.figures)
        print_table(rows, ["id", "meeting", "as_of", "at", "who", *targets])
    return 0


@seal_command.command("show")
@click.argument("number", type=int, metavar="ID")
@office_option
@json_option
def show_seal(number: int, office: Path, as_json: bool) -> int:
    """What the meeting was told, and what is known of that day by now."""
    with opened(office, read_only=True) as desk:
        seal = desk.seals.get(number)
        if seal is None:
            raise InputProblem("seal.unknown", Message("There is no seal number {id}.", {"id": number}))
        document = seal_json(desk, seal)
    if as_json:
        print_json(document)
    else:
        _print_seal(document)
    return 0


def seal_json(office: Office, seal: Seal) -> dict[str, Any]:
    """The whole seal, each figure with what today's knowledge of its day says and why."""
    reckoned = {found.figure.target: found for found in reckon(office, seal)}
    return {
        **_head(office, seal),
        "generation": seal.generation,
        "digest": seal.digest,
        "files": [{"name": file.name, "sha256": file.sha256, "size": file.size} for file in seal.files],
        "figures": [_figure_json(figure, reckoned[figure.target]) for figure in seal.figures],
    }


def _head(office: Office, seal: Seal) -> dict[str, Any]:
    meeting = office.get("meetings", seal.meeting_id)
    return {
        "id": seal.id,
        "meeting_id": seal.meeting_id,
        "meeting": meeting.label if meeting else None,
        "as_of": seal.as_of.isoformat(),
        "at": seal.at.isoformat(timespec="seconds"),
        "who": seal.who,
    }


def _values(seal: Seal) -> dict[str, int]:
    return {figure.target: figure.value for figure in seal.figures}


def _figure_json(figure: SealedFigure, found: Reckoning) -> dict[str, Any]:
    return {
        "target": figure.target,
        "label": figure.label,
        "kind": figure.kind,
        "number": figure.number,
        "value": figure.value,
        "claimed": figure.claimed,
        "rule": {
            "id": figure.rule_id,
            "code": figure.rule_code,
            "version": figure.rule_version,
            "words": figure.rule_words,
            "values": dict(figure.rule_values),
        },
        "ids": list(figure.ids),
        "now": found.now,
        "because": [
            {
                "move": moved.move.value,
                "kind": moved.kind,
                "id": moved.id,
                "label": moved.label,
                "why": str(moved.why),
                "effect": moved.effect,
            }
            for moved in found.because
        ],
    }


def _print_seal(document: dict[str, Any]) -> None:
    click.echo(
        f"{document['meeting']}, figures of {document['as_of']}, sealed {document['at']} by {document['who']}"
    )
    for figure in document["figures"]:
        rule = figure["rule"]["code"]
        click.echo(f"{figure['label']}: {figure['value']} of {figure['number']}, rule {rule}")
        if figure["because"]:
            click.echo(
                f"    {figure['value']} then; today's knowledge of that day says {figure['now']}, because:"
            )
        for moved in figure["because"][:_SHOWN]:
            click.echo(f"    {moved['effect']:+d} {moved['label']}: {moved['why']}")
        if (more := len(figure["because"]) - _SHOWN) > 0:
            click.echo(f"    and {more} more, see --json")
    for file in document["files"]:
        say(f"{file['name']}: {file['size']} bytes, sha256 {file['sha256']}")
