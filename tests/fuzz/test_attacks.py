"""Attacks, broken and odd files, item by item: refused, asked, told or simply imported, soon and in plain words."""

from __future__ import annotations

import hashlib
import json
import warnings
from pathlib import Path
from typing import Any

import pytest
from tests.fuzz._attacks import HEAD, PEOPLE, REJECT, Case
from tests.fuzz._oddities import ASK, ODD_NAMES, PLAINLY, WARN
from tests.fuzz.fuzz_workbooks import JARGON, MEMORY_MB, peak_memory_mb
from tests.intake.read.making import rows_book

from ilrs_desk.cli.main import run
from ilrs_desk.intake.read import read_workbook
from ilrs_desk.usecases.open_office import create_office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("office") / "o.ilrs"
    create_office(path, who="test")
    return path


@pytest.fixture
def imported(office: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Any:
    """Run ``import`` on a case; its JSON, after looking that it took little memory."""

    def go(name: str, data: bytes, *more: str) -> tuple[int, Any]:
        path = tmp_path / name
        path.write_bytes(data)
        capfd.readouterr()
        words = ["import", str(path), "-o", str(office), "--json", *more]
        status = run(words, lambda _: 9, lambda *_: 9)
        assert peak_memory_mb() < MEMORY_MB
        return status, json.loads(capfd.readouterr().out)["files"][0]

    return go


def built(case: Case) -> bytes:
    """The content of the case's file; what its writer warns of is what is wanted."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return case[1]()


def said(file: Any) -> dict[str, str]:
    """Code → message of everything that is said of a file."""
    found = {problem["code"]: problem["message"] for problem in file["warnings"]}
    for table in file["tables"]:
        found |= {problem["code"]: problem["message"] for problem in table["problems"]}
        for row in table["rows"]:
            found |= {problem["code"]: problem["message"] for problem in row["problems"]}
    return found


@pytest.mark.parametrize("item", REJECT)
def test_rejected(item: str, office: Path, imported: Any) -> None:
    """Nothing is staged, the office keeps every byte, and the message names the file."""
    before = hashlib.sha256(office.read_bytes()).digest()
    status, file = imported(REJECT[item][0], built(REJECT[item]))
    assert hashlib.sha256(office.read_bytes()).digest() == before
    assert status == 1
    assert not file["tables"]
    assert file["error"]["code"] in REJECT[item][2].split()
    assert REJECT[item][0] in file["error"]["message"]
    assert not JARGON.search(file["error"]["message"])


@pytest.mark.parametrize("item", ASK)
def test_asked(item: str, imported: Any) -> None:
    """What only a person can tell is a question."""
    _, file = imported(ASK[item][0], built(ASK[item]), "--dry-run")
    codes = {file["error"]["code"]} if file.get("error") else set(said(file))
    assert codes & set(ASK[item][2].split())


@pytest.mark.parametrize("item", WARN)
def test_imported_with_a_warning(item: str, imported: Any) -> None:
    """Everybody is read, and what should be known stands there before anything is written."""
    status, file = imported(WARN[item][0], built(WARN[item]), "--dry-run")
    assert status == 0
    assert sum(len(table["rows"]) for table in file["tables"]) >= len(PEOPLE) - (item.startswith("hidden"))
    found = said(file)
    assert set(WARN[item][2].split()) <= set(found)
    assert not any(JARGON.search(message) for message in found.values())


@pytest.mark.parametrize("item", PLAINLY)
def test_imported_plainly(item: str, imported: Any) -> None:
    """Odd, and nothing to speak of: all three people, to the letter."""
    status, file = imported(PLAINLY[item][0], built(PLAINLY[item]), "--dry-run")
    assert (status, said(file)) == (0, {})
    (table,) = file["tables"]
    assert [row["record"]["family_name"] for row in table["rows"]] == [row[0] for row in PEOPLE]
    assert [row["record"]["email"] for row in table["rows"]] == [row[3] for row in PEOPLE]


@pytest.mark.parametrize(("family", "given"), ODD_NAMES)
def test_odd_names_are_names(family: str, given: str, imported: Any) -> None:
    """Right-to-left, joiners, emoji, one letter, Null, what looks like a formula: the same text back."""
    rows = [(family, given, "Italy", "odd@example.org", "Institute X")]
    data = "\n".join(",".join(map(str, row)) for row in (HEAD, *PEOPLE, *rows)).encode()
    _, file = imported("a.csv", data, "--dry-run")
    values = [row["record"] for table in file["tables"] for row in table["rows"]][-1]
    assert (values["family_name"], values["given_name"]) == (family, given)


def test_twenty_thousand_honest_rows(tmp_path: Path) -> None:
    """Read whole, without a word."""
    rows = [(f"Family{n}", f"Given{n}", "Italy", f"p{n}@example.org", "Institute X") for n in range(20_000)]
    path = tmp_path / "a.xlsx"
    path.write_bytes(rows_book(HEAD, *rows))
    book = read_workbook(path)
    assert (book.sheets[0].total_rows, list(book.warnings)) == (20_001, [])
