"""`ilrs-desk import`: returns in, without a person: what is certain is written, the rest is listed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ilrs_desk.intake.plan import Decisions, EmptyCells, FilePlan, Overwrite, WhenMissing
from ilrs_desk.usecases.commit_import import Committed, commit_import
from ilrs_desk.usecases.preview_import import ReadOptions, preview_import
from ilrs_desk.usecases.write_returns import write_returns

from .arguments import json_option, office_option, opened
from .import_json import import_document
from .import_words import tell
from .output import print_json, say

KINDS_OR_AUTO = click.Choice(["auto", "partners", "institutions", "personnel", "agreements"])


def _one_of(choices: type[EmptyCells] | type[Overwrite] | type[WhenMissing]) -> click.Choice[str]:
    return click.Choice([choice.value for choice in choices])


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@office_option
@click.option(
    "--kind", type=KINDS_OR_AUTO, default="auto", help="What the files list; told by themselves if auto."
)
@click.option("--agency", help="The agency that sent the files.")
@click.option("--dry-run", is_flag=True, help="Show what would happen; write nothing.")
@click.option(
    "--complete-list", is_flag=True, help="The files list everybody: tell who is missing this time."
)
@click.option("--empty", type=_one_of(EmptyCells), help="What an empty cell does to a value that we hold.")
@click.option(
    "--overwrite",
    type=_one_of(Overwrite),
    help="When a value of the file takes the place of ours: if the file is newer, always, or only to fill gaps.",
)
@click.option(
    "--missing",
    type=_one_of(WhenMissing),
    help="Whom a list misses this time: keep them, mark them as left, or ask in the return file.",
)
@click.option(
    "--create-institutions", is_flag=True, help="Create the institutions that rows name and nobody knows."
)
@click.option(
    "--returned",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write what was left out, with what is needed, into this folder, one workbook a file.",
)
@click.option("--password", help="Password of a protected workbook.")
@click.option("--encoding", help="Encoding of a text file that does not tell its own.")
@json_option
def import_command(
    files: tuple[Path, ...],
    office: Path,
    dry_run: bool,
    returned: Path | None,
    password: str | None,
    encoding: str | None,
    as_json: bool,
    **said: Any,
) -> int:
    """Import FILE... into the office: certain rows in one change set, the rest listed."""
    options = ReadOptions(
        passwords=dict.fromkeys(files, password) if password else {},
        encodings=dict.fromkeys(files, encoding) if encoding else {},
    )
    with opened(office, read_only=dry_run) as desk:
        preview = preview_import(desk, files, _decisions(**said), options)
        plan = preview.plan
        unreadable = [file for file in plan.files if file.error is not None]
        done = Committed(None, plan, 0, 0, 0) if dry_run or unreadable else commit_import(desk, plan)
    for path in write_returns(preview, returned) if returned else []:
        say(f"What was left out is in {path}.")
    if as_json:
        print_json(import_document(done.plan, done.changeset.id if done.changeset else None, preview.why))
    else:
        tell(done, dry_run, preview.why)
    for file in unreadable:
        say(_unreadable(file))
    return 1 if unreadable or not list(plan.tables()) else 0


def _decisions(
    kind: str,
    agency: str | None,
    complete_list: bool,
    empty: str | None,
    overwrite: str | None,
    missing: str | None,
    create_institutions: bool,
) -> Decisions:
    return Decisions(
        kind=None if kind == "auto" else kind,
        agency=agency,
        complete_list=complete_list,
        empty=EmptyCells(empty) if empty else None,
        overwrite=Overwrite(overwrite) if overwrite else None,
        missing=WhenMissing(missing) if missing else None,
        create_offers=create_institutions,
    )


def _unreadable(file: FilePlan) -> str:
    nothing = "" if file.error is None else str(file.error.message)
    return f"{file.path.name}: {nothing} Nothing was imported."
