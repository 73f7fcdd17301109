"""The words that several commands take: the office, a kind, a day, FIELD=VALUE."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from ilrs_desk.domain.dates import format_partial
from ilrs_desk.domain.kinds import KINDS, PARTNERS
from ilrs_desk.domain.moments import Moment
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.look_back import look_back
from ilrs_desk.usecases.open_office import open_office

from .output import say

Command = TypeVar("Command", bound=Callable[..., Any])


def day(text: str) -> date:
    """A day written as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            f"{text!r} is not a day. Write it as YYYY-MM-DD, for example 2026-11-23."
        ) from None


def assignment(text: str) -> tuple[str, str]:
    """FIELD=VALUE as the field key and the text after the first equals sign."""
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise click.BadParameter(f"{text!r} does not say which field. Write it as FIELD=VALUE.")
    return key.strip(), value


KIND = click.Choice(list(KINDS))
kind_argument = click.argument("kind", type=KIND, metavar="KIND")
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
as_of_option = click.option("--as-of", type=day, metavar="DATE", help="What was in force on that day.")
audience_option = click.option(
    "--audience",
    type=click.Choice(["internal", "partners", "public"]),
    default="partners",
    show_default=True,
    help="Personal contact data is in what is written only for internal.",
)
known_on_option = click.option(
    "--as-known-on", type=day, metavar="DATE", help="What the office held on that day."
)


def office_option(command: Command) -> Command:
    """``-o OFFICE``, the office file; needed."""
    return click.option(
        "-o",
        "--office",
        "office",
        required=True,
        type=click.Path(path_type=Path),
        metavar="OFFICE",
        help="The office file (.ilrs).",
    )(command)


@contextmanager
def opened(path: Path, *, read_only: bool = False) -> Iterator[Office]:
    """The office at ``path``, closed again whatever happens."""
    office = open_office(path, read_only=read_only)
    try:
        yield office
    finally:
        office.close()


@contextmanager
def opened_then(path: Path, known_on: date | None) -> Iterator[Office]:
    """The office at ``path`` to be read, as known on ``known_on`` if given; says so if there was none yet."""
    with opened(path, read_only=True) as office, look_back(office, known_on) as then:
        if known_on is not None and not then.founded:
            say(f"There was no office yet on {format_partial(known_on.isoformat())}: nothing was known.")
        yield then


def of_moment(moment: Moment) -> str:
    """The moment after a comma; nothing for the present."""
    return "" if moment.is_now else f", {moment.words()}"


def known_fields(kind: str, keys: list[str]) -> None:
    """Stop with a usage message if the kind has no such field."""
    for key in keys:
        if key not in KINDS.get(kind, PARTNERS).by_key:
            known = ", ".join(KINDS[kind].by_key)
            raise click.UsageError(f"{kind} have no field {key!r}. The fields are: {known}.")
