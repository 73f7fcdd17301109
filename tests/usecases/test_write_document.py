"""A drawn report becomes a file as a whole, or nothing stands where it was to be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from ilrs_desk.domain.problems import InputProblem, MachineFault
from ilrs_desk.reports.document import Column, Document, Records, Table
from ilrs_desk.usecases.write_document import write_document

DOCUMENT = Document(
    "Report", (Records("People", Table("People", (Column("Name"),), (("Wang",), ("García",)))),)
)


def answers(*told: bool) -> Callable[[], bool]:
    """``stopped`` that answers so, one after the other."""
    left = list(told)
    return lambda: left.pop(0)


def test_the_file_stands_in_its_place_alone(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    write_document(DOCUMENT, path, lambda: False)
    assert [row[0] for row in openpyxl.load_workbook(path).active.values] == ["Name", "Wang", "García"]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("told", [(True,), (False, True)])
@pytest.mark.parametrize("before", [b"before", None])
def test_what_is_stopped_leaves_what_was_there(
    tmp_path: Path, told: tuple[bool, ...], before: bytes | None
) -> None:
    path = tmp_path / "report.xlsx"
    if before is not None:
        path.write_bytes(before)
    with pytest.raises(InputProblem) as problem:
        write_document(DOCUMENT, path, answers(*told))
    assert problem.value.code == "cancelled"
    assert [one.read_bytes() for one in tmp_path.iterdir()] == ([before] if before else [])


def test_a_place_that_cannot_be_taken_is_told_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    (path / "inside").mkdir(parents=True)
    with pytest.raises(MachineFault, match=r"report\.xlsx could not be written"):
        write_document(DOCUMENT, path, lambda: False)
    with pytest.raises(InputProblem, match="There is no folder"):
        write_document(DOCUMENT, tmp_path / "gone" / "report.xlsx", lambda: False)
    with pytest.raises(InputProblem, match="a report is written as"):
        write_document(DOCUMENT, tmp_path / "report.doc", lambda: False)
    assert list(tmp_path.iterdir()) == [path]
