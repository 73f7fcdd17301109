"""How far a figure has come since the last meeting, who moved it, and how it comes about."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office
from ilrs_desk.ui.status.listing import ListingDialog
from ilrs_desk.ui.status.page import StatusPage
from ilrs_desk.ui.status.why import WhyDialog
from ilrs_desk.usecases.freeze import freeze_meeting

from .conftest import Settle, Shower


def meet(office: Office, held_on: str) -> int:
    """A meeting on record; its id."""
    values = {"title": "Steering group", "held_on": held_on}
    done = office.write(Draft(Act.SETTINGS, Message("a meeting"), (Write("meetings", values),)))
    assert done is not None
    return done.changes[0].id


def add(office: Office, name: str, code: str, day: str) -> None:
    values = {"name": name, "kind": "country", "country": code, "stage": "signed", "signed_on": day}
    office.write(Draft(Act.FORM, Message("joined"), (Write("partners", values),)))


def seen(page: StatusPage, kind: type[QDialog]) -> QDialog:
    return next(one for one in page.findChildren(kind) if one.isVisible())


def test_without_a_meeting_the_card_says_so(show: Shower, filled: Office, settle: Settle) -> None:
    page = show(filled)
    settle()
    chip = page.cards["countries"].moved
    assert chip.accessibleName() == "Countries: no meeting yet"
    assert not chip.isEnabled()


def test_the_change_since_the_last_meeting_and_who_made_it(
    show: Shower, filled: Office, settle: Settle
) -> None:
    meet(filled, "2023-10-01")
    meet(filled, "2023-03-01")
    page = show(filled)
    settle()
    chip = page.cards["countries"].moved
    assert chip.accessibleName() == "Countries: +1 since 1 Oct 2023"
    assert "Steering group, 1 Oct 2023: 2 then, 3 now." in chip.toolTip()
    chip.click()
    settle()
    dialog = seen(page, ListingDialog)
    assert isinstance(dialog, ListingDialog)
    shown = [[cell.text for cell in line.cells][:2] for line in dialog.view.model_.lines]
    assert shown == [["Joined +1", "Egypt"]]
    assert "2 in force on 1 Oct 2023. Joined 1 (+1). 3 now." in dialog.note.text()
    dialog.reject()


def test_frozen_figures_are_what_the_meeting_was_told(show: Shower, filled: Office, settle: Settle) -> None:
    number = meet(filled, "2024-06-01")
    freeze_meeting(filled, number)
    (venezuela,) = [one for one in filled.find("partners", Query()) if one.text("country") == "VE"]
    filled.write(Draft(Act.FORM, Message("left"), (Write("partners", {"stage": "withdrawn"}, venezuela.id),)))
    page = show(filled)
    settle()
    chip = page.cards["countries"].moved
    assert chip.accessibleName() == "Countries: −1 since 1 Jun 2024"
    assert "frozen" in chip.toolTip()
    assert chip.property("change") == "down"


def test_a_new_member_shows_on_the_chip_at_once(show: Shower, filled: Office, settle: Settle) -> None:
    meet(filled, "2023-10-01")
    page = show(filled)
    add(filled, "Serbia", "RS", "2024-05-08")
    settle()
    settle()
    assert page.cards["countries"].moved.accessibleName() == "Countries: +2 since 1 Oct 2023"


def test_a_claim_of_a_month_stands_beside_all_who_joined_in_it(
    show: Shower, filled: Office, settle: Settle
) -> None:
    add(filled, "Kazakhstan", "KZ", "2024-07-03")
    page = show(filled)
    page.cards["countries"].why.click()
    settle()
    dialog = seen(page, WhyDialog)
    assert isinstance(dialog, WhyDialog)
    assert dialog.claims is not None
    (claim,) = dialog.claims.model_.lines
    assert [cell.text for cell in claim.cells][:3] == ["Jul 2024 (month)", "11", "4"]
    assert "ocumented 4" in claim.cells[3].text
    dialog.reject()


def test_why_tells_rule_reasons_and_claims(show: Shower, filled: Office, settle: Settle) -> None:
    page = show(filled)
    page.cards["countries"].why.click()
    settle()
    dialog = seen(page, WhyDialog)
    assert isinstance(dialog, WhyDialog)
    assert dialog.reasons is not None
    assert dialog.claims is not None
    reasons = {line.cells[1].text: line.cells[0].text for line in dialog.reasons.model_.lines}
    assert reasons["Applied, nothing signed"] == "1"
    assert sum(int(count) for count in reasons.values()) == 3
    (claim,) = dialog.claims.model_.lines
    assert [cell.text for cell in claim.cells][1:3] == ["11", "3"]
    assert "ocumented 3" in claim.cells[3].text
    assert dialog.difference.text().startswith("Claimed 11")
    assert "rule C-1" in dialog.copied()
    assert "Applied, nothing signed" in dialog.copied()
    dialog.reasons.go_to(
        next(line.stands_for for line in dialog.reasons.model_.lines if "pplied" in line.cells[1].text)
    )
    QTest.keyClick(dialog.reasons, Qt.Key.Key_Return)
    listing = seen(page, ListingDialog)
    assert isinstance(listing, ListingDialog)
    assert [line.cells[0].text for line in listing.view.model_.lines] == ["Türkiye"]
    listing.reject()
    page.behind.left_out("countries")
    assert seen(page, ListingDialog).windowTitle() == "Countries not counted"


def test_a_country_that_is_recorded_twice_is_listed_as_a_double(
    show: Shower, filled: Office, settle: Settle
) -> None:
    add(filled, "Arab Republic of Egypt", "EG", "2024-01-05")
    page = show(filled)
    card = page.cards["countries"]
    assert card.doubles.text() == "1 double"
    card.doubles.click()
    dialog = seen(page, ListingDialog)
    assert isinstance(dialog, ListingDialog)
    records: list[tuple[str, int]] = []
    page.open_record.connect(lambda kind, number: records.append((kind, number)))
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    assert records[0][0] == "partners"
