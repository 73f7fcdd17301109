"""Whether a window can be shown on this machine."""

from __future__ import annotations

import os
import sys


def has_screen() -> bool:
    """True where Qt can open a window: always on Windows and macOS, with a display or a chosen platform on Linux."""
    if sys.platform in {"win32", "darwin"}:
        return True
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if chosen:
        return chosen.partition(":")[0] not in {"offscreen", "minimal", "vnc"}
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
