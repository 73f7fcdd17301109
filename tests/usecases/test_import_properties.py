"""Whatever a list holds and however it is taken: what was shown is what happened, again is nothing, undo is before."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ilrs_desk.intake.plan import Decisions, EmptyCells, Overwrite, WhenMissing
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.preview_import import Preview, preview_import
from ilrs_desk.usecases.undo import undo

PEOPLE = ["Surname", "First name", "Institution", "Country", "E-mail", "Role", "Started"]
PLACES = ["Institution name", "Acronym", "Country", "Stage", "Signed on"]
SURNAMES = st.sampled_from(["Moyo", "Dube", "Banda", "Moyó"])
COUNTRIES = st.sampled_from(["Botswana", "Zambia", "China", ""])
LABS = st.sampled_from(["Delta Lab", "The Delta Lab", "DL", "Okavango Institute", "China Delta Lab", ""])
PERSON = st.tuples(
    SURNAMES, st.sampled_from(["Ada", "Ben", "A."]), LABS, COUNTRIES,
    st.sampled_from(["x(at)y", ""]),
    st.sampled_from(["Engineer", "Director", "-"]), st.sampled_from(["2025-03-04", "2027-01-01", "31/02/2025", ""]),
)  # fmt: skip
PLACE = st.tuples(
    st.sampled_from(["Delta Lab", "Okavango Institute", "China Delta Lab"]), st.sampled_from(["DL", ""]), COUNTRIES,
    st.sampled_from(["signed", "talks", ""]), st.sampled_from(["2025-03-04", "2027-01-01", ""]),
)  # fmt: skip
CHOSEN = st.builds(
    Decisions,
    agency=st.sampled_from([None, "BSA"]),
    complete_list=st.booleans(),
    empty=st.sampled_from(EmptyCells),
    overwrite=st.sampled_from(Overwrite),
    missing=st.sampled_from(WhenMissing),
    create_offers=st.booleans(),
)
_NUMBERS = itertools.count()


def write(folder: Path, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    path = folder / f"{next(_NUMBERS)}.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])
    return path


def totals(preview: Preview, *, after: bool) -> dict[str, int]:
    figures = (preview.after if after else preview.before).figures
    return {figure.target.key: figure.value for figure in figures}


SITTING = st.tuples(
    st.lists(PERSON, min_size=3, max_size=6), st.lists(PLACE, min_size=2, max_size=4), CHOSEN
)  # fmt: skip


# Shrinking what goes through files and a reader process takes minutes and tells little more.
@settings(
    max_examples=8,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(SITTING, min_size=2, max_size=2))
def test_shown_is_done_and_again_is_nothing_and_undo_is_before(
    office: Office,
    tmp_path: Path,
    sittings: list[tuple[list[tuple[str, ...]], list[tuple[str, ...]], Decisions]],
) -> None:
    for people, places, decisions in sittings:
        paths = [write(tmp_path, PEOPLE, people), write(tmp_path, PLACES, places)]
        before = list(office.dump())
        preview = preview_import(office, paths, decisions)
        done = commit_import(office, preview.plan)
        again = preview_import(office, paths, decisions)
        assert totals(again, after=False) == totals(preview, after=True)
        if preview.plan.totals()["possible"] == preview.plan.totals()["conflict"] == 0:
            assert again.plan.totals()["add"] == again.plan.totals()["update"] == 0
        if done.changeset is not None:
            held = list(office.dump())
            result = undo(office, done.changeset.id)
            assert result.kept == ()
            assert list(office.dump()) == before
            office.redo()
            assert list(office.dump()) == held
