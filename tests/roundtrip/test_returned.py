"""Whatever a sender corrects, sorts, deletes and adds in the workbook that we sent back: only that counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.intake.plan import Action, RowPlan
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.preview_import import preview_import
from ilrs_desk.usecases.save_record import save_record
from ilrs_desk.usecases.write_returns import write_returns

from .offices import filled
from .profile import PATIENCE, through_files

pytestmark = PATIENCE

HEAD = ["Family name", "Given name", "E-mail", "Nationality", "Institution", "Role", "Start date"]
#: Column (from 0) → what is wrong in it; the first two keep the row out of the office.
FLAWS = {2: "{letter}.person at example", 6: "2025-02-31", 3: "Kenyatta"}
_KEEPING_OUT = frozenset({2, 6})


def person(letter: str) -> list[str]:
    name = [f"Family{letter}", f"Given{letter}", f"{letter}.person@example.org"]
    return [*name, "Kenya", "Savanna Observatory", "Engineer", "2025-02-14"]


@dataclass(frozen=True)
class Row:
    """A row that is sent: the letter of its person, the columns that are wrong, and those that are corrected then."""

    letter: str
    wrong: frozenset[int]
    corrected: frozenset[int]
    deleted: bool

    @property
    def then(self) -> Action:
        """What the row that comes back would do."""
        if self.wrong & _KEEPING_OUT:
            return Action.REJECT if self.wrong & _KEEPING_OUT - self.corrected else Action.ADD
        return Action.UPDATE if 3 in self.corrected else Action.SAME

    def sent(self) -> list[str]:
        """The cells as they are sent."""
        return [
            FLAWS[n].format(letter=self.letter) if n in self.wrong else c
            for n, c in enumerate(person(self.letter))
        ]


@st.composite
def lists(draw: st.DrawFn) -> list[Row]:
    rows = []
    for letter in "abcdefghij"[: draw(st.integers(4, 10))]:
        wrong = (
            draw(st.frozensets(st.sampled_from(sorted(FLAWS)), max_size=2))
            if draw(st.booleans())
            else frozenset()
        )
        corrected = frozenset(column for column in wrong if draw(st.booleans()))
        rows.append(Row(letter, wrong, corrected, draw(st.integers(0, 5)) == 0))
    return rows


def written(rows: list[Row], path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Staff"
    for cells in (HEAD, *(row.sent() for row in rows)):
        sheet.append(cells)
    book.save(path)
    return path


def sent_back(path: Path, rows: list[Row], order: list[int], added: str) -> None:
    """Correct, delete, sort and add, as somebody does who never looks at the hidden columns."""
    book = openpyxl.load_workbook(path)
    sheet: Any = book["Staff"]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2, max_row=1 + len(rows))]
    for row, line in zip(rows, lines, strict=True):
        for column in row.corrected:
            line[column] = person(row.letter)[column]
    kept = [lines[number] for number in order if not rows[number].deleted]
    kept += [person(letter) for letter in added]
    for line in sheet.iter_rows(min_row=2, max_row=1 + max(len(rows), len(kept))):
        for cell in line:
            cell.value = None
    for number, values in enumerate(kept, 2):
        for column, value in enumerate(values, 1):
            sheet.cell(number, column).value = value
    book.save(path)


def edited(office: Office, letters: list[str]) -> None:
    for record in office.find("personnel"):
        if str(record.text("family_name"))[-1] in letters:
            save_record(
                office, "personnel", record.id, {"role": "Director", "email": f"new{record.id}@example.org"}
            )


@through_files(3)
@given(data=st.data(), rows=lists())
def test_only_what_was_corrected_counts(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, rows: list[Row]
) -> None:
    folder = tmp_path_factory.mktemp("office")
    office = filled(folder / "office.ilrs", {})
    try:
        preview = preview_import(office, [written(rows, folder / "staff.xlsx")])
        commit_import(office, preview.plan)
        back = write_returns(preview, folder)
        assert bool(back) == any(row.wrong for row in rows)
        if not back:
            return
        edited(office, data.draw(st.lists(st.sampled_from([row.letter for row in rows]), max_size=2)))
        held = {record.id: dict(record.values) for record in office.find("personnel")}
        added = data.draw(st.sampled_from(["", "x", "xyz"]))
        sent_back(back[0], rows, data.draw(st.permutations(range(len(rows)))), added)
        again = preview_import(office, back)
        found: list[RowPlan] = [row for _, table in again.plan.tables() for row in table.rows]
        wanted = {row.letter: row.then for row in rows if not row.deleted} | dict.fromkeys(added, Action.ADD)
        assert {str(row.record["family_name"])[-1]: row.action for row in found} == wanted
        assert Counter(row.action for row in found) == Counter(wanted.values())
        commit_import(office, again.plan)
        for record in office.find("personnel"):
            before = held.get(record.id)
            assert (
                before is None
                or dict(record.values) == {"nationality": "KE", **before}
                or record.values == before
            )
        assert preview_import(office, back).plan.totals()["same"] == sum(
            a is not Action.REJECT for a in wanted.values()
        )
    finally:
        office.close()
