"""The versions of a rule: who wrote what when, and which of them a meeting was told."""

from __future__ import annotations

from ilrs_desk.store.office import Office
from ilrs_desk.usecases.freeze import freeze_meeting
from ilrs_desk.usecases.rule_history import rule_history
from ilrs_desk.usecases.settle import settle
from ilrs_desk.usecases.try_rules import try_rules


def change(office: Office, values: dict[str, str]) -> None:
    rule = try_rules(office).rule_of("countries")
    assert rule is not None
    settle(office, "rules", values, rule.id)


def test_each_version_tells_what_it_changed_also_past_a_seal(office: Office) -> None:
    change(office, {"count_founders": "yes"})
    settle(office, "meetings", {"title": "Committee", "held_on": "2026-11-01"})
    freeze_meeting(office, office.snapshot(("meetings",)).of("meetings")[0].id)
    change(office, {"count_founders": "", "count_host": "yes"})
    newest, middle, first = rule_history(office, "countries")
    assert (newest.code, middle.code, first.code) == ("C-3", "C-2", "C-1")
    assert newest.changed == {"count_host": (None, "yes"), "count_founders": ("yes", None)}
    assert middle.changed == {"count_founders": (None, "yes")}
    assert [one.first for one in (newest, middle, first)] == [False, False, True]
    assert [one.sealed for one in (newest, middle, first)] == [False, True, False]
    assert first.changed["host"] == (None, "CN")


def test_an_undone_version_is_a_version_too(office: Office) -> None:
    change(office, {"count_founders": "yes"})
    office.undo()
    assert [one.code for one in rule_history(office, "countries")] == ["C-1", "C-2", "C-1"]
