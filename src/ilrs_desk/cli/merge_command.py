"""`merge`: make records that are the same one record, from the shell."""

from __future__ import annotations

from pathlib import Path

import click

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.naming import count_of
from ilrs_desk.usecases.merge_records import MergePlan, merge_plan, merge_records

from .arguments import json_option, kind_argument, office_option, opened
from .output import print_json, say
from .record_commands import record_json


@click.command("merge")
@kind_argument
@click.argument("ids", nargs=-1, required=True, type=int, metavar="ID ID...")
@office_option
@click.option("--keep", type=int, metavar="ID", help="The record that stays, the first one if not named.")
@json_option
def merge_command(kind: str, ids: tuple[int, ...], office: Path, keep: int | None, as_json: bool) -> int:
    """Merge two to six records of KIND; where they differ, the value of the one that stays is kept."""
    kept = ids[0] if keep is None else keep
    if kept not in ids:
        raise click.UsageError(f"--keep {kept} is not one of the records to merge.")
    others = [record_id for record_id in ids if record_id != kept]
    with opened(office) as desk:
        plan = merge_plan(desk, kind, ids, keep=kept)
        changeset = merge_records(desk, kind, kept, others, seen=plan.records)
        record = desk.records(kind, [kept])[0]
    if as_json:
        print_json(
            {
                "changeset": changeset.id,
                "kept": record_json(record),
                "merged": others,
                "aliases": list(plan.aliases),
                "moved": {f"{linking}.{field}": number for (linking, field), number in plan.moves.items()},
                "effect": dict(plan.effect),
            }
        )
        return 0
    click.echo(f"{KINDS[kind].singular} {record.id}: {record.label}")
    _tell(plan, changeset.id)
    return 0


def _tell(plan: MergePlan, changeset: int) -> None:
    if plan.aliases:
        say(f"  now other names of it: {'; '.join(plan.aliases)}")
    for (linking, field), number in plan.moves.items():
        label = KINDS[linking].by_key[field].label.lower()
        say(f"  moved: {count_of(linking, number)} by their {label}")
    say(f"To part them again: undo {changeset}.")
