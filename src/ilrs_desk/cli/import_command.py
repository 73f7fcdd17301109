"""`ilrs-desk import`: returns in, without a person: what is certain is written, the rest is listed."""

from __future__ import annotations

from pathlib import Path

import click

from ilrs_desk.intake.plan import Decisions, FilePlan, ImportPlan
from ilrs_desk.usecases.commit_import import Committed, commit_import
from ilrs_desk.usecases.preview_import import ReadOptions, preview_import
from ilrs_desk.usecases.write_returns import write_returns

from .arguments import json_option, office_option, opened
from .import_json import import_document
from .output import print_json, say

KINDS_OR_AUTO = click.Choice(["auto", "partners", "institutions", "personnel", "agreements"])


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
    kind: str,
    agency: str | None,
    dry_run: bool,
    complete_list: bool,
    returned: Path | None,
    password: str | None,
    encoding: str | None,
    as_json: bool,
) -> int:
    """Import FILE... into the office: certain rows in one change set, the rest listed."""
    decisions = Decisions(kind=None if kind == "auto" else kind, agency=agency, complete_list=complete_list)
    options = ReadOptions(
        passwords=dict.fromkeys(files, password) if password else {},
        encodings=dict.fromkeys(files, encoding) if encoding else {},
    )
    with opened(office, read_only=dry_run) as desk:
        preview = preview_import(desk, files, decisions, options)
        plan = preview.plan
        unreadable = [file for file in plan.files if file.error is not None]
        done = Committed(None, plan, 0, 0, 0) if dry_run or unreadable else commit_import(desk, plan)
    for path in write_returns(preview, returned) if returned else []:
        say(f"What was left out is in {path}.")
    if as_json:
        print_json(import_document(done.plan, done.changeset.id if done.changeset else None))
    else:
        _tell(done, dry_run)
    for file in unreadable:
        say(_unreadable(file))
    return 1 if unreadable or not list(plan.tables()) else 0


def _unreadable(file: FilePlan) -> str:
    nothing = "" if file.error is None else str(file.error.message)
    return f"{file.path.name}: {nothing} Nothing was imported."


def _tell(done: Committed, dry_run: bool) -> None:
    for file in done.plan.files:
        if file.error is None:
            _tell_file(file)
    totals = done.plan.totals()
    said = ", ".join(f"{count} {action}" for action, count in totals.items() if count) or "no rows"
    click.echo(("Would do: " if dry_run else "") + said + ".")
    click.echo(_effect(done.plan))
    if done.changeset is not None:
        click.echo(
            f"Change set {done.changeset.id}. Take it back with: ilrs-desk undo {done.changeset.id} -o OFFICE"
        )


def _tell_file(file: FilePlan) -> None:
    for warning in file.warnings:
        say(f"{file.path.name}: {warning.message}")
    for skipped in file.skipped:
        say(f"{file.path.name}, {skipped.sheet}: {skipped.reason}")
    if not file.tables:
        say(
            f"{file.path.name} holds no table of partners, institutions, people or agreements: nothing to import."
        )
    for table in file.tables:
        click.echo(f"{file.path.name}, {table.sheet}: {len(table.rows)} rows of {table.kind}")
        for problem in table.problems:
            say(f"  {problem.message}")
        for row in table.rows:
            for problem in row.problems:
                say(
                    f"  row {row.row}{', column ' + problem.column if problem.column else ''}: {problem.message}"
                )
            for candidate in row.candidates:
                reasons = "; ".join(str(reason) for reason in candidate.reasons)
                say(f"  row {row.row}: {row.action.value}, like {candidate.label} ({reasons})")
        for missing in table.missing:
            say(f"  not in this list any more: {missing.label} (kept)")


def _effect(plan: ImportPlan) -> str:
    return (
        "Effect: "
        + ", ".join(
            f"{target} {change:+d}" if change else f"{target} unchanged"
            for target, change in plan.effect.items()
        )
        + "."
    )
