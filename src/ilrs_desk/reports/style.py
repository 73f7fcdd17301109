"""The office's own look of its reports: name, logo, colours and wording, read from a style file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Style:
    """Colours as "#RRGGBB"; ``logo`` a PNG, JPEG or SVG; ``wording`` replaces texts of a report by the office's own."""

    organisation: str = ""
    logo: Path | None = None
    accent: str = "#1F4E79"
    second: str = "#C55A11"
    footer: str = ""
    wording: tuple[tuple[str, str], ...] = ()


#: No office of its own.
PLAIN = Style()
