"""`records`, `add`, `edit`, `trash`: look at records and change them from the shell."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from ilrs_desk.domain.changes import Act
from ilrs_desk.domain.fields import RecordKind
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.records import Record, shown_name
from ilrs_desk.domain.tables import Query
from ilrs_desk.usecases.export_view import export_view
from ilrs_desk.usecases.save_record import save_record
from ilrs_desk.usecases.trash_records import restore_records, trash_records

from .arguments import (
    as_of_option,
    assignment,
    audience_option,
    json_option,
    kind_argument,
    known_fields,
    known_on_option,
    of_moment,
    office_option,
    opened,
    opened_then,
)
from .output import print_json, print_table, say


@click.command("records")
@kind_argument
@office_option
@click.option("--search", default="", help="Words that a record holds, in any script, folded.")
@click.option(
    "--where",
    "conditions",
    multiple=True,
    type=assignment,
    metavar="FIELD=VALUE",
    help="Only where the field is the value.",
)
@as_of_option
@known_on_option
@click.option("--limit", type=click.IntRange(min=0), help="At the most so many records.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="Write a workbook (.xlsx) or text table (.csv) instead."
)
@audience_option
@json_option
def records_command(
    kind: str,
    office: Path,
    search: str,
    conditions: tuple[tuple[str, str], ...],
    as_of: date | None,
    as_known_on: date | None,
    limit: int | None,
    out: Path | None,
    audience: str,
    as_json: bool,
) -> int:
    """List the records of KIND."""
    known_fields(kind, [key for key, _ in conditions if key != "id"])
    query = Query(
        search=search, where=tuple((key, text or None) for key, text in conditions), in_force_on=as_of
    )
    moment = Moment(as_of, as_known_on)
    with opened_then(office, as_known_on) as desk:
        if out is not None:
            count = export_view(desk, kind, query, out, limit=limit, audience=audience)
            say(f"{count} records{of_moment(moment)} written to {out}.{_withheld(kind, audience)}")
            return 0
        found = desk.find(kind, query, limit=limit)
    if as_json:
        print_json([record_json(record) for record in found])
    else:
        print_table([record_json(record) for record in found], ["id", *KINDS[kind].by_key])
        say(f"{len(found)} {kind}{of_moment(moment)}.")
    return 0


@click.command("add")
@kind_argument
@click.argument("values", nargs=-1, required=True, type=assignment, metavar="FIELD=VALUE...")
@office_option
@json_option
def add_command(kind: str, values: tuple[tuple[str, str], ...], office: Path, as_json: bool) -> int:
    """Add a record of KIND."""
    known_fields(kind, [key for key, _ in values])
    with opened(office) as desk:
        changeset = save_record(desk, kind, None, dict(values), act=Act.COMMAND)
        record = desk.get(kind, changeset.changes[0].id) if changeset else None
    return _told(record, as_json)


@click.command("edit")
@kind_argument
@click.argument("record_id", type=int, metavar="ID")
@click.argument("values", nargs=-1, required=True, type=assignment, metavar="FIELD=VALUE...")
@office_option
@json_option
def edit_command(
    kind: str, record_id: int, values: tuple[tuple[str, str], ...], office: Path, as_json: bool
) -> int:
    """Change fields of one record; an empty VALUE clears the field."""
    known_fields(kind, [key for key, _ in values])
    with opened(office) as desk:
        save_record(desk, kind, record_id, dict(values), act=Act.COMMAND)
        record = desk.get(kind, record_id)
    return _told(record, as_json)


@click.command("trash")
@kind_argument
@click.argument("ids", nargs=-1, required=True, type=int, metavar="ID...")
@office_option
@click.option("--restore", is_flag=True, help="Take them out of the trash again.")
def trash_command(kind: str, ids: tuple[int, ...], office: Path, restore: bool) -> int:
    """Move records to the trash, or take them out of it."""
    with opened(office) as desk:
        changeset = restore_records(desk, kind, ids) if restore else trash_records(desk, kind, ids)
    say(f"Done: {changeset.title}." if changeset else "Nothing changed.")
    return 0


def record_json(record: Record) -> dict[str, Any]:
    """A record as the commands print it: its number, every field, and the numbers of linked records."""
    kind: RecordKind = KINDS[record.kind]
    shown: dict[str, Any] = {"id": record.id, **{key: record.values.get(key) for key in kind.by_key}}
    if record.kind == "personnel":
        shown["full_name"] = shown_name(record.values)
    for field in kind.links:
        shown[f"{field.key}_id"] = record.link(field.key)
    return shown


def _withheld(kind: str, audience: str) -> str:
    """Which fields did not leave the house, in a sentence."""
    fields = [field.label for field in KINDS[kind].fields if field.personal and audience != "internal"]
    return f" Left out: {', '.join(fields)}; --audience internal takes them in." if fields else ""


def _told(record: Record | None, as_json: bool) -> int:
    if record is None:
        say("Nothing changed.")
    elif as_json:
        print_json(record_json(record))
    else:
        click.echo(f"{KINDS[record.kind].singular} {record.id}: {record.label}")
    return 0
