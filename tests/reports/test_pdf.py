"""The PDF writer: pages that draw every script, a head on each page of a table, and never a stump."""

from __future__ import annotations

import re
import zlib
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QPdfWriter
from pytestqt.qtbot import QtBot

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.reports.document import (
    Chart,
    ChartKind,
    ChartRow,
    Column,
    ColumnType,
    Document,
    Heading,
    Page,
    Paragraph,
    Records,
    Table,
    TableBlock,
)
from ilrs_desk.reports.pdf import write_pdf

NAMES = ("Иванов Алексей", "王伟", "فاطمة حسن", "กัญญา ศรีสวัสดิ์", "Đurić Đorđe", '=HYPERLINK("http://x","Ali")')
COLUMNS = (Column("Name", width=30), Column("Share", ColumnType.SHARE), Column("Started", ColumnType.DATE))


def _people(count: int) -> Table:
    rows = tuple((NAMES[at % len(NAMES)], at / 10, date(2024, 1, 1 + at % 28)) for at in range(count))
    return Table("People", COLUMNS, rows)


def _document(count: int) -> Document:
    people = _people(count)
    line = Table("Trend", (Column("Day", ColumnType.DATE), Column("Countries", ColumnType.NUMBER)),
                 ((date(2023, 7, 17), 1), (date(2024, 4, 5), 6), (date(2026, 11, 23), 10)))  # fmt: skip
    bars = Chart("Shares", ChartKind.BAR, _people(4), (1,))
    blocks = (
        TableBlock(_people(3), strong=1),
        ChartRow(((1, bars), (6, Chart("Over time", ChartKind.LINE, line, (1,))))),
        Heading("Words"),
        Paragraph("A sentence that is quiet.", "Countries", quiet=True),
        TableBlock(_people(4), (bars,)),
    )
    sections = (Page("Progress", (12, 12), blocks), Records("People", people))
    return Document("Progress toward the targets", sections, "Office", date(2026, 11, 23), "partners")


def _streams(path: Path) -> list[bytes]:
    found = []
    for stream in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", path.read_bytes(), re.S):
        try:
            found.append(zlib.decompress(stream[1]))
        except zlib.error:
            continue
    return found


def _pages(path: Path) -> int:
    return len(re.findall(rb"/Type /Page\b", path.read_bytes()))


def test_a_long_table_runs_over_pages_that_all_draw(qtbot: QtBot, tmp_path: Path) -> None:
    short, long = tmp_path / "short.pdf", tmp_path / "long.pdf"
    write_pdf(_document(6), short)
    write_pdf(_document(400), long)
    assert _pages(short) >= 2
    assert _pages(long) > _pages(short) + 5
    assert sum(b"BT" in stream for stream in _streams(long)) >= _pages(long)


def test_title_and_maker_are_told_and_nobody_else(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    write_pdf(_document(6), path)
    content = path.read_bytes()
    assert "ILRS Desk".encode("utf-16-be") in content or b"ILRS Desk" in content
    assert b"/JavaScript" not in content
    assert b"/URI" not in content


def test_the_same_document_draws_the_same_number_of_pages_twice(qtbot: QtBot, tmp_path: Path) -> None:
    counts = set()
    for name in ("a.pdf", "b.pdf"):
        write_pdf(_document(100), tmp_path / name)
        counts.add(_pages(tmp_path / name))
    assert len(counts) == 1


def test_a_missing_folder_is_told_and_an_old_file_stays_when_drawing_stops(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputProblem, match="no folder"):
        write_pdf(_document(2), tmp_path / "none" / "r.pdf")
    path = tmp_path / "r.pdf"
    path.write_bytes(b"before")
    monkeypatch.setattr(QPdfWriter, "newPage", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write_pdf(_document(50), path)
    assert path.read_bytes() == b"before"
    assert [file.name for file in tmp_path.iterdir()] == ["r.pdf"]


def test_nothing_to_show_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    empty = Document("Empty", (Records("People", Table("People", (), ())),))
    write_pdf(empty, path)
    assert _pages(path) == 1
