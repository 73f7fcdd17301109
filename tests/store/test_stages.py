"""Through which stages records went, as the journal tells it."""

from __future__ import annotations

from ilrs_desk.store.office import Office

from .conftest import Desk


def test_each_change_of_stage_is_told_in_order_without_what_was_taken_back(
    desk: Desk, office: Office
) -> None:
    one = desk.add("partners", name="Chad", country="TD", stage="contact")
    other = desk.add("partners", name="Peru", country="PE")
    desk.edit("partners", one, stage="talks")
    desk.edit("partners", one, notes="no step")
    desk.edit("partners", one, stage="declined")
    office.undo()
    desk.edit("partners", other, stage="signed")
    desk.edit("partners", other, stage=None)
    desk.add("institutions", name="Institute", stage="signed")
    told = [(step.record_id, step.stage) for step in office.stages.steps("partners")]
    assert told == [(one, "contact"), (one, "talks"), (other, "signed"), (other, None)]


def test_what_was_brought_back_stands(desk: Desk, office: Office) -> None:
    one = desk.add("partners", name="Chad", country="TD", stage="contact")
    desk.edit("partners", one, stage="talks")
    office.undo()
    office.redo()
    assert [step.stage for step in office.stages.steps("partners")] == ["contact", "talks"]


def test_a_step_is_of_the_day_on_which_it_was_entered(desk: Desk, office: Office) -> None:
    desk.add("partners", name="Chad", country="TD", stage="contact")
    (step,) = office.stages.steps("partners")
    record = office.get("partners", step.record_id)
    assert record is not None
    assert step.day == record.entered_on
