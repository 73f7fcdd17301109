"""What the commands print: one JSON document or plain words on standard output, messages on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence

import click


def print_json(document: object) -> None:
    """Print ``document`` as the one JSON document of the command."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=1))


def say(text: str) -> None:
    """A message for the person, on standard error."""
    click.echo(text, err=True)


def print_table(rows: Sequence[Mapping[str, object]], columns: Iterable[str]) -> None:
    """Print ``rows`` as aligned columns under their names; empty columns are left out."""
    keys = [key for key in columns if any(row.get(key) not in (None, "") for row in rows)]
    if not keys:
        return
    cells = [[_cell(row.get(key)) for key in keys] for row in rows]
    widths = [max(len(key), *(len(row[at]) for row in cells)) for at, key in enumerate(keys)]
    click.echo("  ".join(key.ljust(width) for key, width in zip(keys, widths, strict=True)).rstrip())
    for row in cells:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def use_utf8() -> None:
    """Print UTF-8 whatever the machine's code page, since names come in every script."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _cell(value: object) -> str:
    text = "" if value is None else str(value).replace("\n", " ")
    return text if len(text) <= 40 else text[:39] + "…"
