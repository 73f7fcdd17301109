"""What the office lays down itself: read, checked, written as one change set, and taken back by an undo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilrs_desk.domain.kinds import DISTINCTIONS, JOURNALLED, KINDS
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.records import Record
from ilrs_desk.domain.rule_versions import next_version
from ilrs_desk.domain.sealing import SealedFigure
from ilrs_desk.domain.settled import SETTLED, slug
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.open_office import create_office, open_office
from ilrs_desk.usecases.progress import progress
from ilrs_desk.usecases.settle import Settling, remove_settled, settle, settle_all


@pytest.fixture
def office(office: Office) -> Iterator[Office]:
    yield office
    assert office.check().problems == ()


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office that stands as it was made before and after each test."""
    path = tmp_path_factory.mktemp("standing") / "office.ilrs"
    create_office(path)
    opened = open_office(path)
    yield opened
    opened.close()


def one(office: Office, kind: str, /, **values: str) -> int:
    changeset = settle(office, kind, values)
    assert changeset is not None
    return changeset.changes[0].id


def live(office: Office, kind: str) -> list[dict[str, object]]:
    return [dict(record.values) for record in office.snapshot((kind,)).of(kind)]


def rule_of(office: Office, target: str) -> Record:
    rules = [rule for rule in office.snapshot(("rules",)).of("rules") if rule.text("target") == target]
    return max(rules, key=lambda rule: int(rule.text("version") or 0))


def seal(office: Office, rule: Record) -> None:
    meeting = one(office, "meetings", title="Third meeting", held_on="2026-04-24")
    words = SealedFigure("countries", "Countries", "partners", 50, 0, rule.id, "C-1", 1, "…", rule.values, ())
    office.seals.add(meeting, date(2026, 4, 24), [words], generation=office.generation)


def test_a_new_target_comes_with_a_rule_of_its_own_in_one_step(office: Office) -> None:
    before = live(office, "targets"), live(office, "rules")
    values = {"label": "Countries of Africa", "kind": "Partners", "number": "1,0", "region": "africa"}
    changeset = settle(office, "targets", values)
    assert changeset is not None
    assert str(changeset.title) == "new target Countries of Africa"
    assert [change.kind for change in changeset.changes] == ["targets", "rules"]
    made = live(office, "targets")[-1]
    assert made == {
        "key": "countries_of_africa", "label": "Countries of Africa", "kind": "partners", "number": "10",
        "region": "Africa",
    }  # fmt: skip
    rule = rule_of(office, "countries_of_africa")
    assert (rule.text("code"), rule.text("version"), rule.text("stages")) == ("COA-1", "1", "signed; active")
    assert "countries_of_africa" in {figure.target.key for figure in progress(office).figures}
    office.undo()
    assert (live(office, "targets"), live(office, "rules")) == before


def test_two_targets_of_one_name_get_keys_and_codes_apart(office: Office) -> None:
    for _ in range(3):
        settle(office, "targets", {"label": "Countries", "kind": "partners", "number": "5"})
    keys = [values["key"] for values in live(office, "targets")]
    codes = [values["code"] for values in live(office, "rules")]
    assert keys[3:] == ["countries_2", "countries_3", "countries_4"]
    assert len(set(codes)) == len(codes) == 6


def test_a_key_that_is_in_the_trash_is_not_given_again(office: Office) -> None:
    settle(office, "targets", {"label": "Labs", "kind": "institutions", "number": "5"})
    remove_settled(office, "targets", office.snapshot(("targets",)).of("targets")[-1].id)
    settle(office, "targets", {"label": "Labs", "kind": "institutions", "number": "5"})
    assert live(office, "targets")[-1]["key"] == "labs_2"


@pytest.mark.parametrize(
    ("kind", "values", "code", "said"),
    [
        ("targets", {"label": "X", "kind": "partners", "number": "0"}, "settle.number", "1 or more"),
        ("targets", {"label": "X", "kind": "partners", "number": "many"}, "entry.number", "whole number"),
        ("targets", {"label": "X", "kind": "partners"}, "required.missing", "Number"),
        ("targets", {"kind": "partners", "number": "5"}, "required.missing", "Name"),
        (
            "targets",
            {"label": "X", "kind": "agreements", "number": "5"},
            "settle.kind",
            "Partners, Institutions",
        ),
        (
            "targets",
            {"label": "X", "kind": "partners", "number": "5", "deadline": "soon"},
            "entry.date",
            "2026-11",
        ),
        (
            "targets",
            {"label": "X", "kind": "partners", "number": "5", "baseline_date": "2026", "deadline": "2025-12"},
            "settle.order",
            "Deadline",
        ),
        (
            "targets",
            {"label": "X", "kind": "partners", "number": "5", "region": "Mars"},
            "settle.region",
            "Asia",
        ),
        (
            "targets",
            {"label": "X", "kind": "partners", "number": "5", "grouping": "Q"},
            "settle.grouping",
            "BRICS",
        ),
        (
            "targets",
            {"label": "X", "kind": "partners", "number": "5", "workstream": "Q"},
            "settle.workstream",
            "Power",
        ),
        ("targets", {"label": "X", "kind": "partners", "number": "5", "year": "26"}, "settle.year", "2026"),
        (
            "targets",
            {"label": "X", "kind": "partners", "number": "5", "key": "countries"},
            "settle.key",
            "taken",
        ),
        ("targets", {"label": "X", "colour": "red"}, "field.unknown", "Deadline, ".lower()),
        ("rules", {"target": "planets", "count_host": "yes"}, "settle.target", "countries"),
        ("rules", {"count_host": "yes"}, "required.missing", "Target"),
        ("rules", {"target": "countries", "stages": "signed; dreaming"}, "settle.stage", "Talks"),
        ("rules", {"target": "countries", "stages": ""}, "settle.nothing", "nothing would count"),
        ("rules", {"target": "countries", "omit_countries": "yes"}, "settle.nothing", "organisations"),
        ("rules", {"target": "countries", "founders": "RU; Atlantis"}, "entry.country", "Atlantis"),
        (
            "rules",
            {"target": "countries", "minimum_instrument": "handshake"},
            "entry.choice",
            "Letter of intent",
        ),
        (
            "rules",
            {"target": "countries", "effective_from": "2026-05-02", "effective_until": "2026-05-01"},
            "settle.order",
            "Applies until",
        ),
        ("rules", {"target": "countries", "count_host": "maybe"}, "settle.flag", "yes nor no"),
        ("claims", {"target": "countries", "value": "11"}, "required.missing", "Claimed on"),
        ("claims", {"target": "moons", "value": "11", "claimed_on": "2024"}, "settle.target", "countries"),
        ("meetings", {"held_on": "2026-04-24"}, "required.missing", "Title"),
        ("meetings", {"title": "Third", "held_on": "spring"}, "entry.date", "Held on"),
        ("memberships", {"grouping": "BRICS", "country": "Narnia"}, "entry.country", "Narnia"),
        ("memberships", {"grouping": "Ours", "country": "CN"}, "settle.grouping", "BRICS"),
        (
            "memberships",
            {"grouping": "BRICS", "country": "CN", "since": "2020", "until": "2019"},
            "settle.order",
            "Until",
        ),
    ],
)
def test_what_cannot_be_is_refused_by_field_and_nothing_is_written(
    standing: Office, kind: str, values: dict[str, str], code: str, said: str
) -> None:
    before = standing.generation
    with pytest.raises(InputProblem) as refused:
        settle(standing, kind, values)
    assert refused.value.code == code
    assert said in str(refused.value)
    assert standing.generation == before


def test_the_key_of_a_target_stays(office: Office) -> None:
    target = office.snapshot(("targets",)).of("targets")[0]
    with pytest.raises(InputProblem) as refused:
        settle(office, "targets", {"key": "states"}, target.id)
    assert refused.value.code == "settle.key"
    assert settle(office, "targets", {"key": "countries", "label": "States"}, target.id) is not None


def test_a_changed_rule_gets_the_next_version_and_code(office: Office) -> None:
    rule = rule_of(office, "countries")
    changeset = settle(office, "rules", {"count_founders": "yes"}, rule.id)
    assert changeset is not None
    now = rule_of(office, "countries")
    assert (now.id, now.text("code"), now.text("version")) == (rule.id, "C-2", "2")
    assert settle(office, "rules", {"count_founders": "yes"}, rule.id) is None
    office.undo()
    assert rule_of(office, "countries").values == rule.values


def test_several_rules_are_one_step(office: Office) -> None:
    before = office.generation
    ids = [rule_of(office, key).id for key in ("countries", "institutions", "personnel")]
    changeset = settle_all(office, [Settling("rules", {"count_home": "yes"}, number) for number in ids])
    assert changeset is not None
    assert (changeset.id, changeset.size) == (before + 1, 3)
    assert str(changeset.title) == "; ".join(f"change of counting rule {code}-2" for code in "CIP")
    office.undo()
    assert [rule_of(office, key).text("version") for key in ("countries", "institutions", "personnel")] == [
        "1"
    ] * 3


def test_of_several_things_all_are_written_or_none(office: Office) -> None:
    before = office.generation
    items = [
        Settling("meetings", {"title": "Fourth meeting"}),
        Settling("meetings", {"title": "Fifth meeting", "held_on": "someday"}),
    ]
    with pytest.raises(InputProblem):
        settle_all(office, items)
    assert office.generation == before


def test_what_is_settled_together_is_checked_together(office: Office) -> None:
    items = [
        Settling("groupings", {"label": "Friends of the Moon"}),
        Settling("memberships", {"grouping": "Friends of the Moon", "country": "Thailand"}),
        Settling(
            "targets",
            {"label": "Friends", "kind": "partners", "number": "3", "grouping": "friends_of_the_moon"},
        ),
        Settling("rules", {"target": "friends", "count_founders": "yes"}),
    ]
    changeset = settle_all(office, items)
    assert changeset is not None
    assert live(office, "memberships")[-1] == {"grouping": "friends_of_the_moon", "country": "TH"}
    rules = [values for values in live(office, "rules") if values["target"] == "friends"]
    assert [(values["code"], values.get("count_founders")) for values in rules] == [("F-1", "yes")]


def test_a_sealed_rule_is_superseded_and_the_title_says_so(office: Office) -> None:
    rule = rule_of(office, "countries")
    seal(office, rule)
    changeset = settle(office, "rules", {"count_founders": "yes", "definition": "with Russia"}, rule.id)
    assert changeset is not None
    assert str(changeset.title) == (
        "rule C-2 in the place of C-1, which stands in the sealed figures of a meeting"
    )
    now = rule_of(office, "countries")
    assert now.id != rule.id
    assert now.values == {
        **rule.values, "code": "C-2", "version": "2", "supersedes": str(rule.id), "count_founders": "yes",
        "definition": "with Russia",
    }  # fmt: skip
    assert office.records("rules", [rule.id])[0].values == rule.values
    figure = progress(office, Moment()).figures[0]
    assert (figure.rule.code, figure.rule.count_founders) == ("C-2", True)
    office.undo()
    assert progress(office, Moment()).figures[0].rule.code == "C-1"


def test_a_sealed_rule_cannot_be_removed(office: Office) -> None:
    rule = rule_of(office, "countries")
    seal(office, rule)
    settle(office, "rules", {"count_founders": "yes"}, rule.id)
    with pytest.raises(InputProblem) as refused:
        remove_settled(office, "rules", rule.id)
    assert refused.value.code == "record.sealed"


def test_what_others_rest_on_stays(office: Office) -> None:
    grouping = one(office, "groupings", label="Ours")
    one(office, "targets", label="Us", kind="partners", number="3", grouping="ours")
    for kind, number, code in (
        ("rules", rule_of(office, "countries").id, "settle.last_rule"),
        ("groupings", grouping, "settle.needed"),
    ):
        with pytest.raises(InputProblem) as refused:
            remove_settled(office, kind, number)
        assert refused.value.code == code


def test_a_grouping_goes_with_its_members_and_comes_back_with_them(office: Office) -> None:
    grouping = one(office, "groupings", label="Ours")
    one(office, "memberships", grouping="ours", country="TH")
    one(office, "memberships", grouping="BRICS", country="TH", since="2025")
    remove_settled(office, "groupings", grouping)
    assert [values["grouping"] for values in live(office, "memberships")] == ["BRICS"]
    office.undo()
    assert len(live(office, "memberships")) == 2


def test_a_shipped_grouping_can_be_named_otherwise_and_one_made_anew_does_not_take_its_place(
    office: Office,
) -> None:
    one(office, "groupings", label="Our BRICS", key="brics")
    one(office, "groupings", label="BRICS")
    one(office, "groupings", label="SCO")
    assert [values["key"] for values in live(office, "groupings")] == ["BRICS", "brics_2", "sco_2"]


def test_an_office_without_workstreams_keeps_the_shipped_ones_beside_its_own(office: Office) -> None:
    for record in office.snapshot(("workstreams",)).of("workstreams"):
        remove_settled(office, "workstreams", record.id)
    one(office, "workstreams", label="Lunar law", aliases="legal; policy")
    labels = [values["label"] for values in live(office, "workstreams")]
    assert "Lunar law" in labels
    assert "Power and energy" in labels


def test_claims_meetings_and_dates_known_in_part(office: Office) -> None:
    one(office, "claims", target="Countries", value="17", claimed_on="Sept 2024", source="a speech")
    claim = live(office, "claims")[-1]
    assert (claim["target"], claim["value"], claim["wording"], claim["claimed_on"]) == (
        "countries", "17", "17", "2024-09",
    )  # fmt: skip
    meeting = one(office, "meetings", title="Fifth meeting", held_on="2027")
    settle(office, "meetings", {"held_on": "24 April 2027", "place": "Guiyang"}, meeting)
    assert live(office, "meetings")[-1] == {
        "title": "Fifth meeting", "held_on": "2027-04-24", "place": "Guiyang",
    }  # fmt: skip


def test_the_words_of_a_claim_follow_its_number_unless_they_say_more(office: Office) -> None:
    plain = one(office, "claims", value="17", claimed_on="2024-09")
    worded = one(office, "claims", value="17", wording="nearly twenty", claimed_on="2024-09")
    for number in (plain, worded):
        settle(office, "claims", {"value": "18"}, number)
    assert [values["wording"] for values in live(office, "claims")[-2:]] == ["18", "nearly twenty"]


def test_what_is_not_there_cannot_be_changed_or_removed(office: Office) -> None:
    with pytest.raises(InputProblem) as refused:
        settle(office, "meetings", {"title": "X"}, 99)
    assert refused.value.code == "record.unknown"
    with pytest.raises(InputProblem):
        remove_settled(office, "claims", 99)


STEPS = st.lists(
    st.sampled_from(
        [
            [Settling("targets", {"label": "Asia", "kind": "partners", "number": "9", "region": "Asia"})],
            [Settling("targets", {"number": "60", "deadline": "2035"}, 1)],
            [Settling("rules", {"count_founders": "yes"}, 1)],
            [Settling("rules", {"count_founders": None, "minimum_instrument": "memorandum"}, 1)],
            [Settling("rules", {"target": "countries", "effective_from": "2027"})],
            [Settling("rules", {"count_home": "yes"}, 2), Settling("rules", {"count_home": "yes"}, 3)],
            [Settling("meetings", {"title": "Meeting", "held_on": "2026-05"})],
            [
                Settling("groupings", {"label": "Ours"}),
                Settling("memberships", {"grouping": "BRICS", "country": "TH"}),
            ],
            [Settling("claims", {"value": "17", "claimed_on": "2024-09"})],
        ]
    ),
    max_size=6,
)


@settings(max_examples=25)
@given(STEPS)
def test_undoing_what_was_settled_gives_what_was_before(
    standing: Office, steps: list[list[Settling]]
) -> None:
    def state() -> list[tuple[str, int, dict[str, object]]]:
        snapshot = standing.snapshot(SETTLED)
        return [(one.kind, one.id, dict(one.values)) for kind in SETTLED for one in snapshot.of(kind)]

    before = state()
    written = [changeset for items in steps if (changeset := settle_all(standing, items))]
    for changeset in reversed(written):
        assert standing.undo(changeset.id).kept == ()
    assert state() == before


@given(st.lists(st.text(max_size=30), min_size=1, max_size=12))
def test_whatever_targets_are_called_codes_are_never_given_twice(labels: list[str]) -> None:
    rules: list[Record] = []
    for number, label in enumerate(labels):
        for _ in range(2):
            values = next_version(f"target {number}", label, rules)
            rules.append(Record("rules", len(rules) + 1, {"target": f"target {number}", **values}))
    codes = [str(rule.values["code"]).casefold() for rule in rules]
    assert len(set(codes)) == len(codes)
    assert all(code.isascii() for code in codes)


@given(st.text(max_size=80))
def test_a_key_is_short_and_plain(label: str) -> None:
    key = slug(label)
    assert len(key) <= 40
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789_")
    assert slug(key) == key


def test_every_kind_that_the_office_settles_can_be_settled() -> None:
    assert {*SETTLED, *KINDS, DISTINCTIONS.key} == JOURNALLED.keys()


def test_the_rule_of_a_new_target_is_settled_with_it_as_its_first_version(office: Office) -> None:
    target = {"key": "africa", "label": "Africa", "kind": "partners", "number": "9", "region": "Africa"}
    settle_all(
        office,
        [Settling("targets", target), Settling("rules", {"target": "africa", "count_founders": "yes"})],
    )
    (rule,) = [one for one in office.snapshot(("rules",)).of("rules") if one.text("target") == "africa"]
    assert (rule.text("version"), rule.text("count_founders"), rule.text("supersedes")) == ("1", "yes", None)
