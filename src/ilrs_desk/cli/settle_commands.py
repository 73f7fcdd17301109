"""`target`, `rule`, `claim`, `meeting`, `workstream`, `grouping`, `membership`: what the office itself settles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ilrs_desk.domain.changes import Act, ChangeSet
from ilrs_desk.domain.kinds import (
    CLAIMS,
    GROUPINGS,
    JOURNALLED,
    MEETINGS,
    MEMBERSHIPS,
    RULES,
    TARGETS,
    WORKSTREAMS,
)
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.settle import remove_settled, settle

from .arguments import assignment, json_option, office_option, opened
from .output import print_json, print_table, say


def settled_json(office: Office, kind: str) -> list[dict[str, Any]]:
    """The records of what is settled, every field named; ``sealed``: stands in the sealed figures of a meeting."""
    sealed = office.seals.sealed(kind)
    keys = JOURNALLED[kind].by_key
    return [
        {"id": one.id, **{key: one.values.get(key) for key in keys}, "sealed": one.id in sealed}
        for one in office.snapshot((kind,)).of(kind)
    ]


def tell(office: Office, kind: str, changeset: ChangeSet | None, *, as_json: bool) -> int:
    """Say what was written: the record as it now is, or that nothing changed."""
    changed = [change.id for change in changeset.changes if change.kind == kind] if changeset else []
    if changeset is None or not changed:
        say("Nothing changed.")
        return 0
    if as_json:
        print_json(next(row for row in settled_json(office, kind) if row["id"] == changed[0]))
    else:
        click.echo(f"{JOURNALLED[kind].singular} {changed[0]}: {changeset.title}")
    return 0


def _group(kind: str, name: str) -> click.Group:
    """List, add, edit and remove for one kind."""
    declared = JOURNALLED[kind]
    fields = ", ".join(declared.by_key)
    group = click.Group(name, help=f"{declared.label}: list, add, edit, remove. Fields: {fields}.")
    for command in (_list(kind), _add(kind), _edit(kind), _remove(kind)):
        group.add_command(command)
    return group


def _list(kind: str) -> click.Command:
    @click.command("list")
    @office_option
    @json_option
    def list_settled(office: Path, as_json: bool) -> int:
        """All of them."""
        with opened(office, read_only=True) as desk:
            rows = settled_json(desk, kind)
        if as_json:
            print_json(rows)
        else:
            print_table(rows, ["id", *JOURNALLED[kind].by_key])
        return 0

    return list_settled


def _add(kind: str) -> click.Command:
    @click.command("add")
    @click.argument("values", nargs=-1, required=True, type=assignment, metavar="FIELD=VALUE...")
    @office_option
    @json_option
    def add(values: tuple[tuple[str, str], ...], office: Path, as_json: bool) -> int:
        """A new one."""
        with opened(office) as desk:
            return tell(desk, kind, settle(desk, kind, dict(values), act=Act.COMMAND), as_json=as_json)

    return add


def _edit(kind: str) -> click.Command:
    @click.command("edit")
    @click.argument("number", type=int, metavar="ID")
    @click.argument("values", nargs=-1, required=True, type=assignment, metavar="FIELD=VALUE...")
    @office_option
    @json_option
    def edit(number: int, values: tuple[tuple[str, str], ...], office: Path, as_json: bool) -> int:
        """Change fields; an empty VALUE clears one."""
        with opened(office) as desk:
            changeset = settle(desk, kind, dict(values), number, act=Act.COMMAND)
            return tell(desk, kind, changeset, as_json=as_json)

    return edit


def _remove(kind: str) -> click.Command:
    @click.command("remove")
    @click.argument("number", type=int, metavar="ID")
    @office_option
    def remove(number: int, office: Path) -> int:
        """Take it away; undo brings it back."""
        with opened(office) as desk:
            changeset = remove_settled(desk, kind, number)
        say(f"Done: {changeset.title}." if changeset else "Nothing changed.")
        return 0

    return remove


target_command = _group(TARGETS.key, "target")
rule_command = _group(RULES.key, "rule")
claim_command = _group(CLAIMS.key, "claim")
workstream_command = _group(WORKSTREAMS.key, "workstream")
grouping_command = _group(GROUPINGS.key, "grouping")
membership_command = _group(MEMBERSHIPS.key, "membership")
meeting_command = _group(MEETINGS.key, "meeting")


@meeting_command.command("add")
@click.argument("title", metavar="TITLE")
@click.argument("values", nargs=-1, type=assignment, metavar="[FIELD=VALUE...]")
@click.option("--on", "held_on", metavar="DATE", help="The day of the meeting; a month or a year will do.")
@office_option
@json_option
def add_meeting(
    title: str, values: tuple[tuple[str, str], ...], held_on: str | None, office: Path, as_json: bool
) -> int:
    """A new meeting."""
    given = {"title": title, **dict(values), **({"held_on": held_on} if held_on else {})}
    with opened(office) as desk:
        return tell(desk, MEETINGS.key, settle(desk, MEETINGS.key, given, act=Act.COMMAND), as_json=as_json)
