"""Where the process starts: as the program, or as the reader child that a frozen program starts of itself."""

from __future__ import annotations

import sys

from ilrs_desk.intake.read.child import CHILD_MARK


def main(argv: list[str] | None = None) -> int:
    """Start with ``argv`` (the process's own words if None); returns the exit status.

    The program is imported only where it is wanted: a reader child must start fast and hold little.
    """
    words = sys.argv[1:] if argv is None else argv
    if words[:1] == [CHILD_MARK]:
        from ilrs_desk.intake.read.child.main import main as read_one_file

        read_one_file()
    from .program import run_program

    return run_program(words)
