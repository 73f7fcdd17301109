"""OpenDocument files under a password, as LibreOffice writes them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from ilrs_desk.intake.read import read_workbook

LOCKED = Path(__file__).parents[2] / "data" / "locked_by_libreoffice.ods"
PASSWORD = "luna"


def with_manifest(change: Callable[[bytes], bytes]) -> bytes:
    """The locked file with another manifest."""
    made = BytesIO()
    with zipfile.ZipFile(LOCKED) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, change(data) if entry.filename == "META-INF/manifest.xml" else data)
    return made.getvalue()


def test_the_password_opens_it() -> None:
    open_copy = Path(__file__).parents[3] / "resources" / "samples" / "hu_people.ods"
    found, meant = read_workbook(LOCKED, password=PASSWORD), read_workbook(open_copy)
    assert [sheet.name for sheet in found.sheets] == [sheet.name for sheet in meant.sheets]
    assert [sheet.rows for sheet in found.sheets] == [sheet.rows for sheet in meant.sheets]


@pytest.mark.parametrize("password", [None, "Luna", ""])
def test_without_the_right_one_it_is_asked(refuse: Any, password: str | None) -> None:
    assert refuse(LOCKED.read_bytes(), "x.ods", password=password).code == "ask.password"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"aes256-cbc", b"aes256-xyz"),
        (b'"PBKDF2"', b'"Argon2"'),
        (b'iteration-count="100000"', b'iteration-count="900000000"'),
        (b"#sha256-1k", b"#md4"),
        (b'key-size="32"', b'key-size="33"'),
        (b'manifest:full-path="content.xml"', b'manifest:full-path="other.xml"'),
    ],
)
def test_a_way_of_locking_that_is_not_known_is_said(refuse: Any, old: bytes, new: bytes) -> None:
    data = with_manifest(lambda manifest: manifest.replace(old, new))
    assert refuse(data, "x.ods", password=PASSWORD).code == "file.locked"
