"""The sample office on a machine with no screen, as a program of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zlib
from pathlib import Path

import openpyxl


def test_the_sample_office_is_told_drawn_and_reported(tmp_path: Path) -> None:
    without_screen = {
        key: value
        for key, value in os.environ.items()
        if key not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    ran = subprocess.run(
        [sys.executable, "-m", "ilrs_desk", "demo", "--dir", str(tmp_path / "demo")],
        capture_output=True, text=True, encoding="utf-8", check=False, env=without_screen,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "no screen" in ran.stderr
    assert "10 of 50" in ran.stdout
    for name in ("sample office.ilrs", "status.png", "report.xlsx", "report.pdf"):
        made = tmp_path / "demo" / name
        assert made.stat().st_size > 5_000
        assert str(made) in ran.stdout
    assert (tmp_path / "demo" / "status.png").read_bytes().startswith(b"\x89PNG")
    assert openpyxl.load_workbook(tmp_path / "demo" / "report.xlsx").sheetnames[:2] == [
        "Contents",
        "Progress",
    ]
    assert _pages(tmp_path / "demo" / "report.pdf") >= 6


def _pages(path: Path) -> int:
    """Pages of the PDF, each of which draws something."""
    content = path.read_bytes()
    drawn = 0
    for stream in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.S):
        try:
            drawn += b"BT" in zlib.decompress(stream[1])
        except zlib.error:
            continue
    pages = len(re.findall(rb"/Type /Page\b", content))
    assert drawn >= pages
    return pages
