"""Lists as partners send them, small enough that names meet, and what a person may settle about them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import strategies as st

from ilrs_desk.intake.plan import Decisions, EmptyCells, ImportPlan, Overwrite, WhenMissing
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.preview_import import Preview, preview_import, recount, redraw

PEOPLE = ["Surname", "First name", "Institution", "Country", "E-mail", "Role", "Started"]
PLACES = ["Institution name", "Acronym", "Country", "Stage", "Signed on"]
PAPERS = ["Agreement title", "Reference", "Partner", "Institution", "Signed on"]
_DAYS = st.sampled_from(["2025-03-04", "2027-01-01", "2024", "31/02/2025", ""])
_COUNTRIES = st.sampled_from(["Botswana", "Zambia", "China", "", "Botswanna"])
_LABS = ["Delta Lab", "The Delta Lab", "DL", "Okavango Institute", "Okavango Inst.", "China Delta Lab", ""]
_PERSON = st.tuples(
    st.sampled_from(["Moyo", "Dube", "Banda", "Moyó", "Мойо"]), st.sampled_from(["Ada", "Ben", "A.", "Ada B."]),
    st.sampled_from(_LABS), _COUNTRIES, st.sampled_from(["ada@x.bw", "ben@x.bw", "x(at)y", "", ""]),
    st.sampled_from(["Engineer", "Director", "-", ""]), _DAYS,
)  # fmt: skip
_PLACE = st.tuples(
    st.sampled_from(["Delta Lab", "Okavango Institute", "China Delta Lab", "Delta Laboratory"]),
    st.sampled_from(["DL", "OI", ""]), _COUNTRIES, st.sampled_from(["signed", "talks", "", "maybe"]), _DAYS,
)  # fmt: skip
_PAPER = st.tuples(
    st.sampled_from(["Memorandum", "Charter"]), st.sampled_from(["R-1", "R-2", ""]),
    st.sampled_from(["Botswana", "Zambia", ""]), st.sampled_from(_LABS), _DAYS,
)  # fmt: skip
_GENERAL = st.builds(
    Decisions,
    agency=st.sampled_from([None, "BSA", "ZSA"]),
    complete_list=st.booleans(),
    empty=st.sampled_from(EmptyCells),
    overwrite=st.sampled_from(Overwrite),
    missing=st.sampled_from(WhenMissing),
    create_offers=st.booleans(),
)


@dataclass(frozen=True)
class Sent:
    """What one sitting is about: the rows of its lists, and what holds for all of them."""

    people: Sequence[Sequence[str]]
    places: Sequence[Sequence[str]]
    papers: Sequence[Sequence[str]]
    general: Decisions

    def write(self, folder: Path) -> list[Path]:
        """The lists as files in ``folder``."""
        folder.mkdir()
        lists = {
            "people": (PEOPLE, self.people),
            "places": (PLACES, self.places),
            "papers": (PAPERS, self.papers),
        }
        paths = []
        for name, (head, rows) in lists.items():
            if rows:
                paths.append(folder / f"{name}.csv")
                with paths[-1].open("w", encoding="utf-8", newline="") as stream:
                    csv.writer(stream).writerows([head, *rows])
        return paths


def sittings() -> st.SearchStrategy[Sent]:
    """One sitting of some lists."""
    return st.builds(
        Sent,
        st.lists(_PERSON, min_size=3, max_size=6),
        st.lists(_PLACE, min_size=2, max_size=4),
        st.lists(_PAPER, min_size=0, max_size=3).filter(lambda rows: len(rows) != 1),
        _GENERAL,
    )


def reviewed(office: Office, paths: Sequence[Path], sent: Sent, data: st.DataObject) -> Preview:
    """The preview after a person went through it: some questions answered, some ticks set otherwise."""
    first = preview_import(office, paths, sent.general)
    preview = redraw(office, first, settled(first.plan, sent.general, data))
    rows = [(f, t, row.row) for f, file in enumerate(preview.plan.files) for t, table in enumerate(file.tables)
            for row in table.rows]  # fmt: skip
    ticks = {key: data.draw(st.booleans()) for key in rows if data.draw(st.integers(0, 2)) == 0}
    return recount(office, preview, preview.plan.with_taken(ticks))


def settled(plan: ImportPlan, general: Decisions, data: st.DataObject) -> Decisions:
    """What a person may answer to the rows, offers and missing records of ``plan``."""
    same_as, apart, refused = {}, set(), {}
    for f, file in enumerate(plan.files):
        for t, table in enumerate(file.tables):
            for row in table.rows:
                key = (f, t, row.row)
                known = [each.id for each in row.candidates if each.id is not None] or [row.matched]
                answer = data.draw(st.sampled_from(["", "", "same", "apart", "refuse"]))
                if answer == "same" and known[0] is not None:
                    same_as[key] = data.draw(st.sampled_from(known))
                elif answer == "apart" and known[0] is not None:
                    apart |= {(key, number) for number in known if data.draw(st.booleans())}
                elif answer == "refuse" and row.changes:
                    refused[key] = frozenset(data.draw(st.sets(st.sampled_from(sorted(row.changes)))))
    offers = {
        offer.key: data.draw(st.sampled_from([None, *[each.id for each in offer.candidates]]))
        for offer in plan.offers
        if data.draw(st.booleans())
    }
    missing = {
        (table.kind, each.id): data.draw(st.sampled_from(WhenMissing))
        for _, table in plan.tables()
        for each in table.missing
        if data.draw(st.booleans())
    }
    return replace(
        general, same_as=same_as, apart=frozenset(apart), refused=refused, offers=offers, missing_each=missing
    )
