"""An office of ten invented years for tests and for looking at: python -m tests.years OUT.ilrs --people 5000."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from tests.office_years.life import make_years


def main() -> None:
    """Make the office that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--institutions", type=int, default=500)
    parser.add_argument("--seed", type=int, default=56)
    given = parser.parse_args()
    began = time.perf_counter()
    make_years(given.out, people=given.people, institutions=given.institutions, seed=given.seed)
    print(f"{given.out}: {given.people} people, {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
