"""What other settings would do: shown before they are saved, and just that afterwards."""

from __future__ import annotations

import pytest

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.progress import Progress
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.progress import progress
from ilrs_desk.usecases.save_record import save_record
from ilrs_desk.usecases.settle import Settling, settle_all
from ilrs_desk.usecases.try_rules import RuleTrial, try_rules


@pytest.fixture
def trial(office: Office) -> RuleTrial:
    for country, stage in (("Chad", "signed"), ("Russia", "active"), ("Peru", "applied")):
        values = {"name": country, "country": country, "stage": stage, "signed_on": "2024-05-01"}
        save_record(office, "partners", None, values)
    return try_rules(office)


def told(found: Progress) -> list[tuple[str, int, str]]:
    return [(one.target.key, one.value, str(one.words)) for one in found.figures]


def test_what_is_tried_is_what_comes_of_saving_it(office: Office, trial: RuleTrial) -> None:
    before = office.generation
    rule = trial.rule_of("countries")
    assert rule is not None
    items = [
        Settling("rules", {"count_founders": "yes", "count_applicants": "yes"}, rule.id),
        Settling("targets", {"label": "Africa", "kind": "partners", "number": "9", "region": "Africa"}),
    ]
    tried = trial.progress(items)
    assert office.generation == before
    assert [one.value for one in trial.progress().figures] == [1, 0, 0]
    assert tried.figures[0].value == 3
    assert tried.figures[0].rule.code == "C-2"
    settle_all(office, items)
    assert told(progress(office)) == told(tried)


def test_what_could_not_be_saved_cannot_be_tried(trial: RuleTrial) -> None:
    rule = trial.rule_of("countries")
    assert rule is not None
    with pytest.raises(InputProblem):
        trial.progress([Settling("rules", {"stages": ""}, rule.id)])


def test_a_target_without_a_rule_is_tried_by_the_standard_one(office: Office, trial: RuleTrial) -> None:
    assert trial.rule_of("planets") is None
    assert told(trial.progress()) == told(progress(office))


def test_who_would_count_and_who_no_longer_is_named_with_the_reason(trial: RuleTrial) -> None:
    rule = trial.rule_of("countries")
    assert rule is not None
    items = [Settling("rules", {"stages": "active", "count_founders": "yes"}, rule.id)]
    assert [(one.label, one.counted) for one in trial.turned(items, "countries")] == [
        ("Russia", True),
        ("Chad", False),
    ]
    gone = trial.turned(items, "countries")[1]
    assert "signed" in str(gone.why)


def test_who_would_count_toward_a_target_that_is_not_there_yet(trial: RuleTrial) -> None:
    values = {"key": "africa", "label": "Africa", "kind": "partners", "number": "9", "region": "Africa"}
    items = [Settling("targets", values)]
    assert [one.label for one in trial.turned(items, "africa")] == ["Chad"]
