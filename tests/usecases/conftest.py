"""An open office and returns written on the spot."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from ilrs_desk.store.office import Office
from ilrs_desk.usecases.open_office import create_office, open_office

#: Writes a return: name of the file, then its rows.
Send = Callable[..., Path]


@pytest.fixture
def office(office_path: Path) -> Iterator[Office]:
    create_office(office_path)
    opened = open_office(office_path)
    yield opened
    opened.close()


@pytest.fixture
def send(tmp_path: Path) -> Send:
    """``send("list.csv", ["Name", "E-mail"], ["Ada Moyo", "ada@example.bw"])``."""

    def write(name: str, *rows: Sequence[str]) -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return path

    return write
