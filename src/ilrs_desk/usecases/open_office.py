"""Make, open, copy and bring back an office file."""

from __future__ import annotations

import getpass
from pathlib import Path

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.targets import default_office
from ilrs_desk.domain.wording import Message
from ilrs_desk.store import office as store
from ilrs_desk.store.office import Office

from .fill_reference import fill_reference


def create_office(path: Path, *, reference: bool = False, who: str | None = None) -> int:
    """Make a new office file with the three targets, their rules and the claims of the announcement.

    ``reference`` adds the publicly known partners and institutions. Returns how many records are in it.
    Raises InputProblem when ``path`` exists already; nothing is left behind when anything goes wrong.
    """
    store.create_office(path, who=who or user_name())
    try:
        office = open_office(path, who=who)
        try:
            settings = tuple(Write(kind, values) for kind, values in default_office())
            office.write(Draft(Act.SETTINGS, Message("targets and rules of a new office"), settings))
            return fill_reference(office) if reference else 0
        finally:
            office.close()
    except BaseException:
        store.discard_office(path)
        raise


def open_office(
    path: Path, *, read_only: bool = False, who: str | None = None, backups: Path | None = None
) -> Office:
    """The office at ``path``; read-only, and told by whom it is held, when another program has it.

    A copy is put into the folder ``backups`` before each import, if one is given.
    """
    return store.open_office(path, who=who or user_name(), read_only=read_only, backups=backups)


def backup_office(office: Office, path: Path) -> None:
    """Write a checked copy of the office to ``path``; an existing file there is replaced only by a whole copy."""
    office.backup(path)


def restore_office(copy: Path, path: Path) -> None:
    """Make the office file ``path`` of a backup, after checking it. Raises InputProblem if ``path`` exists."""
    store.restore_office(copy, path, who=user_name())


def user_name() -> str:
    """Who is at the machine, for the journal."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
