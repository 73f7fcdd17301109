"""What one record holds after a merge: no name and no address of any of them gets lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.domain.emails import email_key
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.merging import lost_names, merged_values
from ilrs_desk.domain.records import Record, Value, shown_name
from ilrs_desk.domain.text import clean, fold

_NAMES = st.sampled_from(
    ["Ann", "ann", "Öz; Lab", "王伟", "Иванов Иван", "Institute of Optics", "A B", " a  b "]
)
_LISTS = st.lists(_NAMES, max_size=3).map("; ".join)
_MAILS = st.sampled_from(["a@x.org", "A@X.org", "b@x.org"])


def _records(kind: str, **fields: st.SearchStrategy[str]) -> st.SearchStrategy[list[Record]]:
    values = st.fixed_dictionaries({}, optional=fields).map(
        lambda found: {key: value for key, value in found.items() if value}
    )
    return st.lists(values, min_size=2, max_size=6).map(
        lambda rows: [Record(kind, number, row) for number, row in enumerate(rows, 1)]
    )


_INSTITUTIONS = _records(
    "institutions",
    name=_NAMES,
    native_name=_NAMES,
    acronym=_NAMES,
    aliases=_LISTS,
    source=_NAMES,
    city=_NAMES,
)
_PEOPLE = _records(
    "personnel", family_name=_NAMES, given_name=_NAMES, full_name=_NAMES, native_name=_NAMES, aliases=_LISTS,
    email=_MAILS, other_emails=_MAILS, notes=_NAMES,
)  # fmt: skip


def _called(kind: str, values: dict[str, Value]) -> set[str]:
    """All that a record is called, folded."""
    keys = {"institutions": ("name", "native_name", "acronym"), "personnel": ("native_name",)}[kind]
    names = [str(values[key]) for key in keys if values.get(key)]
    names += [name for name in (shown_name(values),) if kind == "personnel" and name]
    names += str(values.get("aliases") or "").split(";")
    return {fold(clean(name)).replace(";", ",") for name in names} - {""}


@given(records=st.one_of(_INSTITUTIONS, _PEOPLE))
def test_nothing_that_a_record_was_called_is_lost(records: list[Record]) -> None:
    kind = records[0].kind
    merged = merged_values(records)
    called = _called(kind, merged)
    for record in records:
        assert _called(kind, dict(record.values)) <= called
    bare = {fold(clean(name)).replace(";", ",") for name in lost_names(records, merged)}
    assert bare <= _called(kind, {"aliases": merged.get("aliases")})
    assert merged.keys() <= set(KINDS[kind].columns)


@given(records=_PEOPLE)
def test_no_address_is_lost_or_told_twice(records: list[Record]) -> None:
    merged = merged_values(records)
    listed = [merged.get("email"), *str(merged.get("other_emails") or "").split("; ")]
    kept = [email_key(str(address)) for address in listed if address]
    assert len(set(kept)) == len(kept)
    every = {
        email_key(r.values[key]) for r in records for key in ("email", "other_emails") if r.values.get(key)
    }
    assert set(kept) == every


@given(records=st.one_of(_INSTITUTIONS, _PEOPLE))
def test_merging_what_is_merged_changes_nothing(records: list[Record]) -> None:
    merged = merged_values(records)
    again = [Record(records[0].kind, 1, merged), *records[1:]]
    assert merged_values(again) == merged


@given(records=st.one_of(_INSTITUTIONS, _PEOPLE))
def test_of_what_differs_the_first_stays_and_gaps_are_filled(records: list[Record]) -> None:
    merged = merged_values(records)
    for key in ("city", "native_name", "name", "email"):
        if key in KINDS[records[0].kind].by_key:
            filled = [record.values[key] for record in records if record.values.get(key)]
            assert merged.get(key) == (filled[0] if filled else None)


def test_sources_are_put_together_each_once() -> None:
    sources = ["list 12; press", "list 1", "press", "list 12; press"]
    records = [Record("partners", number, {"source": text}) for number, text in enumerate(sources)]
    assert merged_values(records)["source"] == "list 12; press; list 1"
    notes = ["first\nsecond", "second", "sec", "third"]
    records = [Record("partners", number, {"notes": text}) for number, text in enumerate(notes)]
    assert merged_values(records)["notes"] == "first\nsecond\nsec\nthird"


def test_a_link_keeps_the_record_behind_its_text() -> None:
    values: list[dict[str, Value]] = [
        {"family_name": "Li"},
        {"institution": "A", "institution_id": 4},
        {"institution": "B"},
    ]
    records = [Record("personnel", number, row) for number, row in enumerate(values)]
    filled = merged_values(records)
    assert (filled["institution"], filled["institution_id"]) == ("A", 4)
    assert "institution_id" not in merged_values(records, {"institution": "B"})
    assert merged_values(records, {"institution": "A"})["institution_id"] == 4
    assert "institution" not in merged_values(records, {"institution": None})
