"""What `import` says in words: the rows of each table, what should be known of them, the totals and the effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from ilrs_desk.domain.wording import Message
from ilrs_desk.intake.plan import FilePlan, ImportPlan, Missing, Offer, RowPlan, TablePlan, WhenMissing
from ilrs_desk.usecases.commit_import import Committed

from .output import say

_THEN = {
    WhenMissing.KEEP: "kept",
    WhenMissing.LEFT: "marked as left",
    WhenMissing.ASK: "to be asked in the return file",
}


def tell(done: Committed, dry_run: bool, why: Mapping[str, Sequence[Message]]) -> None:
    """Say what was done, or would be."""
    for file in done.plan.files:
        if file.error is None:
            _tell_file(file)
    for offer in done.plan.offers:
        _tell_offer(offer)
    totals = done.plan.totals()
    said = ", ".join(f"{count} {action}" for action, count in totals.items() if count) or "no rows"
    click.echo(("Would do: " if dry_run else "") + said + ".")
    _tell_effect(done.plan, why)
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
        _tell_table(file, table)


def _tell_table(file: FilePlan, table: TablePlan) -> None:
    click.echo(f"{file.path.name}, {table.sheet}: {len(table.rows)} rows of {table.kind}")
    for problem in table.problems:
        say(f"  {problem.message}")
    for row in table.rows:
        _tell_row(row)
    for missing in table.missing:
        say(f"  not in this list any more: {missing.label} ({_then(missing)})")


def _then(missing: Missing) -> str:
    if missing.then is WhenMissing.LEFT and not missing.changes:
        return "has left already"
    return _THEN[missing.then]


def _tell_row(row: RowPlan) -> None:
    for problem in row.problems:
        place = f", column {problem.column}" if problem.column else ""
        say(f"  row {row.row}{place}: {problem.message}")
    for key, (ours, theirs) in row.left_alone.items():
        say(
            f"  row {row.row}: {key} stays {ours!s}; the file says {theirs if theirs is not None else 'nothing'}"
        )
    for candidate in row.candidates:
        reasons = "; ".join(str(reason) for reason in candidate.reasons)
        say(f"  row {row.row}: {row.action.value}, like {candidate.label} ({reasons})")


def _tell_offer(offer: Offer) -> None:
    country = f" ({offer.record['country']})" if offer.record.get("country") else ""
    rows = f"{len(offer.rows)} row{'s' if len(offer.rows) > 1 else ''}"
    done = "created" if offer.taken else "not among our institutions"
    like = ", ".join(candidate.label for candidate in offer.candidates)
    say(f"Named by {rows}, {done}: {offer.record['name']}{country}{'; like ' + like if like else ''}")


def _tell_effect(plan: ImportPlan, why: Mapping[str, Sequence[Message]]) -> None:
    moved = ", ".join(
        f"{target} {change:+d}" if change else f"{target} unchanged" for target, change in plan.effect.items()
    )
    click.echo(f"Effect: {moved}.")
    for target, reasons in why.items():
        if reasons:
            click.echo(f"  {target}: " + "; ".join(str(reason) for reason in reasons) + ".")
