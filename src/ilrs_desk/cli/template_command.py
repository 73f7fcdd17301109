"""`ilrs-desk template`: a blank workbook for a partner to fill, in the partner's language."""

from __future__ import annotations

from pathlib import Path

import click

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.usecases.write_template import write_template

from .output import say


@click.command("template")
@click.argument("kind", type=click.Choice(list(KINDS)), metavar="KIND")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The workbook to write (.xlsx).",
)
@click.option(
    "--language", default="en", metavar="LL", help="Language of headers, lists and hints: en, zh, ru, fr …"
)
@click.option("--country", metavar="CC", help="The country that the list is of.")
def template_command(kind: str, out: Path, language: str, country: str | None) -> int:
    """Write a blank workbook for records of KIND: partners, institutions, personnel or agreements."""
    write_template(kind, out, language, country)
    say(f"The template is in {out}.")
    return 0
