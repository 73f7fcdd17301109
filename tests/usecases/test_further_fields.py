"""Other names, e-mails and phones come back from our own lists as they went out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ilrs_desk.domain.tables import Query
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.export_view import export_view
from ilrs_desk.usecases.open_office import create_office, open_office
from ilrs_desk.usecases.preview_import import preview_import
from ilrs_desk.usecases.save_record import save_record

_RECORDS = {
    "partners": {"name": "Türkiye", "country": "TR", "kind": "country", "aliases": "Turkey; Turquie"},
    "institutions": {"name": "Institute of Optics", "country": "BY", "aliases": "IO; Optics"},
    "personnel": {
        "family_name": "Li",
        "given_name": "Na",
        "institution": "Institute of Optics",
        "aliases": "Lina; L. Na",
        "email": "a@x.org",
        "other_emails": "b@x.org; c@x.org",
        "phone": "+74951234567",
        "other_phones": "+74951234568; +74951234569",
    },
}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    create_office(tmp_path / "one.ilrs")
    office = open_office(tmp_path / "one.ilrs")
    for kind, values in _RECORDS.items():
        save_record(office, kind, None, values)
    yield office
    office.close()


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_went_out_comes_back_with_nothing_to_do_and_fills_another_office(
    office: Office, tmp_path: Path, ending: str
) -> None:
    create_office(tmp_path / "two.ilrs")
    other = open_office(tmp_path / "two.ilrs")
    for kind in _RECORDS:
        path = tmp_path / f"{kind}.{ending}"
        export_view(office, kind, Query(), path, audience="internal")
        totals = preview_import(office, [path]).plan.totals()
        assert {action: count for action, count in totals.items() if count} == {"same": 1}
        commit_import(other, preview_import(other, [path]).plan)
    assert list(other.dump()) == list(office.dump())
    other.close()
