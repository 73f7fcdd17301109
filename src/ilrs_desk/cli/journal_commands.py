"""`history`, `undo`, `redo`: what happened, and taking it back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from ilrs_desk.domain.changes import ChangeSet, Kept, RecordChange, UndoResult
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.moments import Moment
from ilrs_desk.usecases.undo import redo as redo_last
from ilrs_desk.usecases.undo import undo as undo_changeset

from .arguments import (
    as_of_option,
    json_option,
    known_on_option,
    of_moment,
    office_option,
    opened,
    opened_then,
)
from .output import print_json, say


@click.command("history")
@office_option
@click.option("--record", help="Only what happened to this record: KIND/ID.")
@click.option("--limit", type=click.IntRange(min=1), default=1000, show_default=True)
@as_of_option
@known_on_option
@json_option
def history_command(
    office: Path,
    record: str | None,
    limit: int,
    as_of: date | None,
    as_known_on: date | None,
    as_json: bool,
) -> int:
    """The change sets, newest first; with --as-of those written by that day, whatever became of them since."""
    with opened_then(office, as_known_on) as desk:
        upto = desk.newest_by(as_of) if as_of else None
        if record:
            kind, number = _record(record)
            found = [one for one in desk.history(kind, number) if upto is None or one.id <= upto][:limit]
        else:
            found = desk.changesets(limit, before=None if upto is None else upto + 1)
    if as_json:
        print_json([changeset_json(changeset) for changeset in found])
        return 0
    for changeset in found:
        taken_back = f"  (taken back by {changeset.undone_by})" if changeset.undone_by else ""
        click.echo(
            f"{changeset.id}  {changeset.at:%Y-%m-%d %H:%M}  {changeset.who}  {changeset.title}{taken_back}"
        )
        for change in changeset.changes:
            for key, (old, new) in _fields(change).items():
                click.echo(f"      {key}: {old} → {new}")
    if not (moment := Moment(as_of, as_known_on)).is_now:
        say(f"{len(found)} changes{of_moment(moment)}.")
    return 0


@click.command("undo")
@click.argument("changeset", required=False, type=int, metavar="[CHANGESET]")
@office_option
@json_option
def undo_command(changeset: int | None, office: Path, as_json: bool) -> int:
    """Take back the newest change set, or the one named, leaving later edits alone."""
    with opened(office) as desk:
        result = undo_changeset(desk, changeset)
    return _tell(result, "Undone", as_json)


@click.command("redo")
@office_option
@json_option
def redo_command(office: Path, as_json: bool) -> int:
    """Bring back what was undone last."""
    with opened(office) as desk:
        result = redo_last(desk)
    return _tell(result, "Done again", as_json)


def changeset_json(changeset: ChangeSet) -> dict[str, Any]:
    """A change set as the commands print it."""
    return {
        "id": changeset.id,
        "at": changeset.at.isoformat(),
        "who": changeset.who,
        "act": changeset.act.value,
        "title": str(changeset.title),
        "size": changeset.size,
        "undoes": changeset.undoes,
        "undone_by": changeset.undone_by,
        "import": changeset.import_id,
        "changes": [_change_json(change) for change in changeset.changes],
    }


def _change_json(change: RecordChange) -> dict[str, Any]:
    place = change.place
    return {
        "kind": change.kind,
        "id": change.id,
        "label": change.label,
        "fields": {key: list(pair) for key, pair in _fields(change).items()},
        "created": change.old is None,
        "removed": change.new is None,
        "from": None if place is None else {"file": place.file, "sheet": place.sheet, "row": place.row},
    }


def _fields(change: RecordChange) -> dict[str, tuple[Any, Any]]:
    old, new = change.old or {}, change.new or {}
    return {key: (old.get(key), new.get(key)) for key in {**old, **new}}


def _tell(result: UndoResult, word: str, as_json: bool) -> int:
    if as_json:
        print_json(
            {
                "undone": result.undone.id,
                "title": str(result.undone.title),
                "changeset": result.changeset.id if result.changeset else None,
                "kept": [_kept_json(kept) for kept in result.kept],
            }
        )
        return 0
    click.echo(
        f"{word}: {result.undone.title}."
        if result.changeset
        else f"Nothing was left to take back of: {result.undone.title}."
    )
    for kept in result.kept:
        say(f"  kept: {kept.label}{', ' + kept.field if kept.field else ''}: {kept.why}")
    return 0


def _kept_json(kept: Kept) -> dict[str, Any]:
    return {
        "kind": kept.kind,
        "id": kept.id,
        "label": kept.label,
        "field": kept.field,
        "value": kept.value,
        "why": str(kept.why),
        "changeset": kept.changeset,
    }


def _record(text: str) -> tuple[str, int]:
    kind, _, number = text.partition("/")
    if kind not in KINDS or not number.isdecimal():
        raise click.UsageError(f"{text!r} names no record. Write it as KIND/ID, for example personnel/12.")
    return kind, int(number)
