"""Where the program keeps its own files on this system."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_NAME = "ILRS Desk"


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders of the program: ``settings`` (ini file), ``backups``, ``logs``."""

    settings: Path
    backups: Path
    logs: Path


def program_paths() -> Paths:
    """The system's usual folders, or those under ILRS_DESK_HOME where that is set."""
    if home := os.environ.get("ILRS_DESK_HOME"):
        base = Path(home)
        return Paths(base / "settings", base / "backups", base / "logs")
    data = Path(platformdirs.user_data_dir(_NAME, appauthor=False))
    config = Path(platformdirs.user_config_dir(_NAME, appauthor=False))
    return Paths(config, data / "backups", data / "logs")
