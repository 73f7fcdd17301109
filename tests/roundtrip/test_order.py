"""Where a row stands in a list, and which list was dropped first, decides nothing; the same again is nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.intake.plan import Action, Decisions
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.preview_import import Preview, preview_import

from .offices import filled, said
from .profile import PATIENCE, through_files
from .sittings import Sent, sittings

pytestmark = PATIENCE


def taken(office: Office, paths: list[Path], sent: Sent) -> Preview:
    preview = preview_import(office, paths, sent.general)
    commit_import(office, preview.plan)
    again = preview_import(office, paths, sent.general).plan.totals()
    assert again["add"] == again["update"] == 0
    return preview


def contending(preview: Preview) -> bool:
    """Whether rows of one record say different things: the first of them stands, a person is asked about the others."""
    rows = [row for _, table in preview.plan.tables() for row in table.rows]
    return any(row.action is not Action.SAME and each.id is None for row in rows for each in row.candidates)


def shuffled(sent: Sent, data: st.DataObject) -> Sent:
    return replace(
        sent,
        people=data.draw(st.permutations(list(sent.people))),
        places=data.draw(st.permutations(list(sent.places))),
        papers=data.draw(st.permutations(list(sent.papers))),
    )


@through_files(3)
@given(data=st.data(), sent=sittings())
def test_order_decides_nothing_and_again_is_nothing(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, sent: Sent
) -> None:
    folder = tmp_path_factory.mktemp("office")
    one, other = filled(folder / "one.ilrs", {}), filled(folder / "other.ilrs", {})
    try:
        first = taken(one, sent.write(folder / "one"), sent)
        paths = data.draw(st.permutations(shuffled(sent, data).write(folder / "other")))
        second = taken(other, paths, sent)
        assert other.counts() == one.counts()
        if contending(first):
            return
        assert said(other) == said(one)
        assert second.plan.totals() == first.plan.totals()
        assert second.plan.effect == first.plan.effect
    finally:
        one.close()
        other.close()


def test_an_agreement_of_a_known_partner_again_is_nothing(tmp_path: Path) -> None:
    partners = [{"name": "Botswana", "kind": "country", "country": "BW"}]
    office = filled(tmp_path / "office.ilrs", {"partners": partners, "institutions": [{"name": "Delta Lab"}]})
    try:
        papers = [
            ("Charter", "R-1", "Botswana", "Delta Lab", "2025-03-04"),
            ("Treaty", "R-2", "Botswana", "Delta Lab", ""),
        ]
        taken(
            office,
            Sent((), (), papers, Decisions()).write(tmp_path / "sent"),
            Sent((), (), papers, Decisions()),
        )
        assert office.counts()["agreements"] == 2
        assert all(record.link("partner") == 1 for record in office.find("agreements"))
    finally:
        office.close()
