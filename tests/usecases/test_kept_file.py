"""The file as it came, read again and written out from the office's own copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.kept_file import file_name, read_kept_file, save_kept_file
from ilrs_desk.usecases.preview_import import preview_import


def test_the_file_is_shown_and_written_out_as_it_came(
    office: Office, sample: Callable[[str], Path], tmp_path: Path
) -> None:
    path = sample("tr_personel.xlsx")
    commit_import(office, preview_import(office, [path]).plan)
    (found,) = office.register.imports()
    workbook = read_kept_file(office, found.id)
    assert workbook.sha256 == found.sha256
    assert workbook.sheets[0].rows
    save_kept_file(office, found.id, tmp_path / "copy.xlsx")
    assert (tmp_path / "copy.xlsx").read_bytes() == path.read_bytes()


def test_a_file_that_was_not_kept_is_told_in_words(office: Office, tmp_path: Path) -> None:
    with pytest.raises(InputProblem) as problem:
        save_kept_file(office, 99, tmp_path / "copy.xlsx")
    assert problem.value.code == "import.not_kept"
    assert not list(tmp_path.glob("copy*"))


@pytest.mark.parametrize(
    ("title", "expected"),
    [("a/b:c.xlsx", "a_b_c.xlsx"), ("..", ""), ("x" * 200 + ".csv", "x" * 96 + ".csv")],
)
def test_names_are_such_as_every_system_can_write(title: str, expected: str) -> None:
    assert file_name(title) == expected
