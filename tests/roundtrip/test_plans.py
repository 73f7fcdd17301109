"""However a plan is settled: what it shows is what the database then holds, and undo is what was before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.domain.changes import ChangeSet
from ilrs_desk.domain.fields import link_column
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.progress import Progress
from ilrs_desk.intake.plan import ImportPlan
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.commit_import import Committed, commit_import
from ilrs_desk.usecases.progress import progress
from ilrs_desk.usecases.undo import undo

from .offices import filled
from .profile import PATIENCE, through_files
from .sittings import Sent, reviewed, sittings

pytestmark = PATIENCE


def totals(counted: Progress) -> dict[str, int]:
    return {figure.target.key: figure.value for figure in counted.figures}


def planned_additions(plan: ImportPlan) -> Counter[str]:
    """How many records of each kind the plan adds."""
    rows = Counter(
        table.kind for _, table in plan.tables() for row in table.rows if row.writes and row.matched is None
    )
    return rows + Counter(offer.kind for offer in plan.offers if offer.taken)


def planned_changes(plan: ImportPlan) -> dict[tuple[str, int], set[str]]:
    """The fields that the plan changes in each record."""
    found: dict[tuple[str, int], set[str]] = {}
    for _, table in plan.tables():
        for row in table.rows:
            if row.writes and row.matched is not None:
                found.setdefault((table.kind, row.matched), set()).update(row.changes)
        for missing in table.missing:
            found.setdefault((table.kind, missing.id), set()).update(missing.changes)
    for offer in plan.offers:
        if offer.means is not None:
            found.setdefault((offer.kind, offer.means), set()).update(offer.changes)
    return {key: fields for key, fields in found.items() if fields}


def made_changes(
    office: Office, changeset: ChangeSet | None, planned: Mapping[tuple[str, int], set[str]]
) -> dict[tuple[str, int], set[str]]:
    """The fields that a change set changed in each record that was there before, but links that only followed.

    So does the text of a link when what it means was renamed.
    """
    found: dict[tuple[str, int], set[str]] = {}
    for change in changeset.changes if changeset else ():
        if change.old is not None and change.kind in KINDS:
            key = (change.kind, change.id)
            fields = set(change.new or {}) - {link_column(link.key) for link in KINDS[change.kind].links}
            if fields := fields - (_renamed(office, *key) - planned.get(key, set())):
                found[key] = fields
    return found


def _renamed(office: Office, kind: str, number: int) -> set[str]:
    """The links of the record that have the name of what they mean."""
    record = office.get(kind, number)
    assert record is not None
    meant = {
        link.key: office.get(link.target or "", record.link(link.key) or 0) for link in KINDS[kind].links
    }
    return {key for key, other in meant.items() if other is not None and other.label == record.text(key)}


def assert_done_as_shown(
    office: Office, before: Mapping[str, int], done: Committed, plan: ImportPlan
) -> None:
    now = office.counts()
    assert {kind: now[kind] - before[kind] for kind in KINDS} == {
        kind: planned_additions(plan)[kind] for kind in KINDS
    }
    planned = planned_changes(plan)
    assert made_changes(office, done.changeset, planned) == planned
    for _, table in done.plan.tables():
        for row in table.rows:
            if row.writes and row.matched is None:
                record = office.get(table.kind, row.id or 0)
                assert record is not None
                # The text of a link may become the name of what it means.
                told = {key: value for key, value in row.record.items() if record.link(key) is None}
                assert {key: record.values.get(key) for key in told} == told
    assert office.check().ok


@through_files(3)
@given(data=st.data(), sent=st.lists(sittings(), min_size=1, max_size=2))
def test_what_is_shown_is_what_is_counted(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, sent: list[Sent]
) -> None:
    folder = tmp_path_factory.mktemp("office")
    office = filled(folder / "office.ilrs", {})
    try:
        for number, each in enumerate(sent):
            before, counts = list(office.dump()), office.counts()
            preview = reviewed(office, each.write(folder / str(number)), each, data)
            done = commit_import(office, preview.plan)
            assert totals(progress(office)) == totals(preview.after)
            assert_done_as_shown(office, counts, done, preview.plan)
            if done.changeset is not None:
                held = list(office.dump())
                assert undo(office, done.changeset.id).kept == ()
                assert list(office.dump()) == before
                office.redo()
                assert list(office.dump()) == held
    finally:
        office.close()
