"""Migrations: all steps or none, no row lost, and today's models are what the steps make."""

from __future__ import annotations

import gzip
import shutil
import sqlite3
from pathlib import Path

import pytest
from peewee import AutoField, BlobField, Field, ForeignKeyField, IntegerField

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.problems import InputProblem, MachineFault
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.wording import Message
from ilrs_desk.store import models, schema
from ilrs_desk.store.connection import open_database
from ilrs_desk.store.models import Row
from ilrs_desk.store.office import open_office
from ilrs_desk.store.schema import Schema, digest_of

_ADDS_COLUMN = """
from peewee import TextField
def up(migrator, db):
    migrator.migrate(migrator.add_column("institutions", "rector", TextField(default="nobody")))
"""
_STOPS = """
def up(migrator, db):
    db.execute_sql("ALTER TABLE partners ADD COLUMN half TEXT")
    raise RuntimeError("half-way")
"""
_LOSES = """
def up(migrator, db):
    db.execute_sql("DELETE FROM personnel")
"""


@pytest.fixture
def filled(path: Path) -> Path:
    """An office with a parent and a child record."""
    office = open_office(path, who="Ada")
    writes = (
        Write("institutions", {"name": "X"}),
        Write("personnel", {"family_name": "Li", "institution": "X"}),
    )
    office.write(Draft(Act.FORM, Message("two"), writes))
    office.close()
    return path


_NEXT = max(schema.DIGESTS) + 1


def _steps(folder: Path, following: str) -> Schema:
    """All steps and a made-up next one, with the digest that it really leads to."""
    folder.mkdir()
    for step in schema._STEPS.glob("0*.py"):
        shutil.copy(step, folder)
    (folder / f"{_NEXT:04}_next.py").write_text(following)
    trial = folder / "trial.db"
    trial.touch()
    db = open_database(trial)
    from playhouse.migrations import Runner

    try:
        Runner(db, str(folder)).up()
        digest = digest_of(db)
    except RuntimeError:
        digest = "never reached"
    finally:
        db.close_all()
    return Schema(folder, {**schema.DIGESTS, _NEXT: digest})


def _storage(field: Field) -> str:
    if isinstance(field, IntegerField | AutoField):
        return "INTEGER"
    return "BLOB" if isinstance(field, BlobField) else "TEXT"


def test_todays_models_are_what_the_steps_make(path: Path) -> None:
    office = open_office(path, who="Ada")
    every = [found for found in vars(models).values() if isinstance(found, type) and issubclass(found, Row)]
    for model in [found for found in every if found is not Row] + list(models.RECORDS.values()):
        table = model._meta.table_name
        made = {
            (column.name, column.data_type, column.null or column.primary_key)
            for column in office._db.get_columns(table)
        }
        told = {
            (
                field.column_name,
                _storage(field),
                field.null,
            )
            for field in model._meta.sorted_fields
        }
        nullable = {name for name, _, null in made if null}
        assert {(name, kind) for name, kind, _ in made} == {(name, kind) for name, kind, _ in told}, table
        assert {name for name, _, null in told if null} <= nullable, table
        assert not any(isinstance(field, ForeignKeyField) for field in model._meta.sorted_fields)
    assert digest_of(office._db) == schema.DIGESTS[max(schema.DIGESTS)]
    office.close()


def test_an_older_office_is_copied_and_brought_up(filled: Path, tmp_path: Path) -> None:
    newer = _steps(tmp_path / "steps", _ADDS_COLUMN)
    before = filled.read_bytes()
    office = open_office(filled, who="Ada", schema=newer)
    assert office.check().problems == ()
    assert office._db.execute_sql("SELECT rector FROM institutions").fetchall() == [("nobody",)]
    assert [record.link("institution") for record in office.find("personnel")] == [1]
    office.close()
    kept = open_office(filled.with_name(f"desk.before-format-{_NEXT}.ilrs"), who="Ada", read_only=True)
    assert kept.count("personnel") == 1
    kept.close()
    open_office(filled, who="Ada", schema=newer).close()
    with pytest.raises(InputProblem) as refused:
        open_office(filled, who="Ada")
    assert refused.value.code == "office.newer"
    assert filled.read_bytes() != before


@pytest.mark.parametrize("step", [_STOPS, _LOSES])
def test_a_step_that_goes_wrong_leaves_the_office_as_it_was(filled: Path, tmp_path: Path, step: str) -> None:
    newer = _steps(tmp_path / "steps", step)
    with pytest.raises((RuntimeError, MachineFault)):
        open_office(filled, who="Ada", schema=newer)
    office = open_office(filled, who="Ada")
    assert office.check().problems == ()
    assert (office.count("personnel"), office.read_only) == (1, False)
    office.close()


def test_an_older_office_is_not_brought_up_by_a_reader(filled: Path, tmp_path: Path) -> None:
    newer = _steps(tmp_path / "steps", _ADDS_COLUMN)
    with pytest.raises(InputProblem) as refused:
        open_office(filled, who="Ada", schema=newer, read_only=True)
    assert refused.value.code == "office.older"


def test_another_way_of_folding_makes_the_search_index_anew(filled: Path) -> None:
    other = sqlite3.connect(filled)
    other.execute("UPDATE about SET value = 'old' WHERE \"key\" = 'derivation'")
    other.execute("UPDATE institutions SET sort_name = 'wrong'")
    other.execute("DELETE FROM names")
    other.commit()
    other.close()
    office = open_office(filled, who="Ada")
    assert office.check().problems == ()
    assert office._db.execute_sql("SELECT sort_name FROM institutions").fetchall() == [("x",)]
    office.close()


def test_an_office_of_format_1_is_brought_up_with_all_it_held(tmp_path: Path) -> None:
    """One that the program of that format wrote: its records, journal and imports, and a copy of it beside."""
    first = tmp_path / "first.ilrs"
    kept = Path(__file__).parent.parent / "data" / "office_format_1.ilrs.gz"
    first.write_bytes(gzip.decompress(kept.read_bytes()))
    office = open_office(first, who="Bo")
    result = office.check()
    assert result.problems == ()
    assert result.records_sha256 == "a02cfd5d051bf796f360d3203c3d2f54697cfaa5269e15e5d2638b4ca5c6b0c5"
    newest, older = office.register.imports()
    assert [(found.file, found.agency, found.dated, found.kept) for found in (newest, older)] == [
        ("b.xlsx", None, None, False),
        ("a.xlsx", "CNSA", None, False),
    ]
    assert [row.record_id for row in office.register.rows(older.id)] == [1, 2, None]
    assert office.register.tables(older.id)[0].columns == {}
    assert office.register.told("personnel", [1])[1]["email"].agency == "CNSA"
    assert {key[0] for key in office.register.mappings()} == {"CNSA", ""}
    assert office.register.agencies()[0].mappings[0].headers == ("cnic", "name")
    write = Write("personnel", {"institution": "Optics", "aliases": "Wang Wei"}, 2)
    office.write(Draft(Act.FORM, Message("change"), (write,)))
    assert office.records("personnel", [2])[0].link("institution") == 1
    assert [found.id for found in office.find("personnel", Query(search="Wang Wei"))] == [2]
    assert office.undo(2).kept != ()
    assert office.check().problems == ()
    office.close()
    assert (
        digest_of_file(first.with_name(f"first.before-format-{max(schema.DIGESTS)}.ilrs"))
        == schema.DIGESTS[1]
    )


def digest_of_file(path: Path) -> str:
    """The digest of the tables in a file."""
    db = open_database(path, read_only=True)
    try:
        return digest_of(db)
    finally:
        db.close_all()
