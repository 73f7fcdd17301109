"""Records that a person said are not the same are never counted as one, whatever they share with a third."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ilrs_desk.domain.moments import Moment
from ilrs_desk.usecases.distinctions import keep_apart
from ilrs_desk.usecases.open_office import create_office, open_office
from ilrs_desk.usecases.progress import counted_ids
from ilrs_desk.usecases.save_record import save_record

from .compare import agree
from .held import held_now

DAY = date(2026, 11, 23)


def test_a_third_record_does_not_make_two_one(tmp_path: Path) -> None:
    create_office(tmp_path / "three.ilrs")
    office = open_office(tmp_path / "three.ilrs")
    try:
        name = {"family_name": "Moyo", "given_name": "Ada", "nationality": "ZW", "start_date": "2020-01-01"}
        first, second = {"orcid": "0000-0002-1825-0097"}, {"email": "moyo@example.org"}
        for marks in (first, second, {**first, **second}):
            save_record(office, "personnel", None, {**name, **marks})
        assert counted_ids(office, Moment(DAY), "personnel") == (1,)
        keep_apart(office, "personnel", [1, 2])
        assert counted_ids(office, Moment(DAY), "personnel") == (1, 2)
        agree(office, held_now(office.path), Moment(DAY))
    finally:
        office.close()
