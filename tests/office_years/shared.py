"""The office of ten years, made once in a run of the tests however many of them ask for it at the same time."""

from __future__ import annotations

import time
from pathlib import Path

from .life import make_years

_PATIENCE = 200


def years_once(folder: Path, **numbers: int) -> Path:
    """The office made with ``numbers``, in ``folder``; whoever comes while it is being made waits for it."""
    path = folder / f"years-{'-'.join(map(str, numbers.values()))}.ilrs"
    try:
        path.with_suffix(".making").mkdir()
    except FileExistsError:
        return _made_by_another(path)
    part = path.with_suffix(".part.ilrs")
    make_years(part, **numbers)
    return part.rename(path)


def _made_by_another(path: Path) -> Path:
    until = time.monotonic() + _PATIENCE
    while not path.exists():
        if time.monotonic() > until:
            raise TimeoutError(f"{path.name} was not made")
        time.sleep(0.1)
    return path
