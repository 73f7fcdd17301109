"""The floors under test coverage, read from pyproject.toml and held against coverage's JSON report."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path, PurePosixPath
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def main(report: str) -> int:
    """Print what each part reached beside its floor; 1 when one lies below."""
    floors = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ilrs-desk"]
    reached = shares(json.loads(Path(report).read_text(encoding="utf-8")))
    met = True
    for part, floor in floors["coverage-floors"].items():
        share = reached[part]
        met = met and share >= floor
        verdict = "" if share >= floor else ": below it"
        print(f"coverage {part}: {share:.1f} % of lines, floor {floor} %{verdict}")
    return 0 if met else 1


def shares(report: dict[str, Any]) -> dict[str, float]:
    """Percent of lines run in `ui` and in everything `below_ui`, from coverage's JSON report."""
    lines = {"below_ui": [0, 0], "ui": [0, 0]}
    for name, measured in report["files"].items():
        part = lines["ui" if "ui" in PurePosixPath(name.replace("\\", "/")).parts else "below_ui"]
        part[0] += measured["summary"]["covered_lines"]
        part[1] += measured["summary"]["num_statements"]
    return {name: 100.0 * run / all_ if all_ else 100.0 for name, (run, all_) in lines.items()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
