"""What can be wrong with a cell, a row or a file, and the two families of known errors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .wording import Message


class Severity(StrEnum):
    """How much a problem weighs when no person is there to decide.

    ERROR leaves the row out, ASK leaves the value out until somebody answers (its code begins
    with ``ask.``), WARNING lets the value in and is shown.
    """

    ERROR = "error"
    ASK = "ask"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding at one place of a sheet; ``column`` is a letter, ``value`` the cell as it was written."""

    code: str
    message: Message
    severity: Severity = Severity.ERROR
    field: str | None = None
    column: str | None = None
    value: str | None = None
    suggestions: tuple[str, ...] = ()


class DeskError(Exception):
    """A known error that is told to the user in words; anything else that is raised is a fault of ours."""

    def __init__(self, code: str, message: Message) -> None:
        super().__init__(str(message))
        self.code = code
        self.message = message


class InputProblem(DeskError):
    """What was given cannot be used (exit status 1); nothing was written."""


class MachineFault(DeskError):
    """The disk, the file or the program let us down (exit status 3); nothing was written."""
