"""The report window in the real window: what is asked, what is seen of it, and the files that come of it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pptx
import pypdf
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.wording import Message
from ilrs_desk.reports.request import ReportKind
from ilrs_desk.ui.main_window import MainWindow
from ilrs_desk.ui.print_window import PrintWindow
from ilrs_desk.ui.reports.done_bar import DoneBar
from ilrs_desk.ui.reports.habits import Habit, habit_of, keep_habit
from ilrs_desk.ui.reports.window import ReportWindow
from ilrs_desk.ui.settled.freeze_dialog import FreezeDialog
from ilrs_desk.usecases.open_office import create_office

from ..conftest import Answers, Desk

MENU = {
    "report.progress": ReportKind.PROGRESS,
    "report.change": ReportKind.CHANGE,
    "report.as_of": ReportKind.AS_OF,
    "report.pack": ReportKind.PACK,
    "report.dossier": ReportKind.DOSSIER,
    "report.directory": ReportKind.DIRECTORY,
    "report.requests": ReportKind.REQUESTS,
}
Open = Callable[[str], ReportWindow]


@pytest.fixture
def opened(desk: Desk) -> Open:
    """``opened(key)``: the report window that the menu entry opens, with its first page drawn."""

    def begin(key: str) -> ReportWindow:
        desk.do(key)
        window = desk.child(ReportWindow)
        assert isinstance(window, ReportWindow)
        wait_for_page(desk, window)
        return window

    return begin


def wait_for_page(desk: Desk, window: ReportWindow) -> None:
    """Wait until the pages were drawn that belong to what is asked, or a word says why there are none."""
    desk.qtbot.wait(450)
    desk.settle()
    assert window.preview.paper.page.isNull() is not window.save_button.isEnabled()


def boxes(desk: Desk) -> list[QMessageBox]:
    """The boxes that are open."""
    return [box for box in desk.window.findChildren(QMessageBox) if box.isVisible()]


def meet(desk: Desk, title: str, day: str) -> int:
    """Enter a meeting."""
    made = desk.office.write(
        Draft(Act.FORM, Message("a meeting"), (Write("meetings", {"title": title, "held_on": day}),))
    )
    desk.settle()
    assert made is not None
    return made.changes[0].id


@pytest.mark.parametrize("key", MENU)
def test_each_entry_opens_its_kind_with_its_pages(opened: Open, key: str) -> None:
    window = opened(key)
    assert window.form.asked() is MENU[key]
    assert not window.page.isNull()
    assert window.preview.place.text().startswith("Page 1 of ")


@pytest.mark.parametrize("ending", [".pdf", ".xlsx", ".pptx"])
def test_a_report_is_written_with_a_name_that_says_what_it_is(
    opened: Open, desk: Desk, answers: Answers, tmp_path: Path, ending: str
) -> None:
    window = opened("report.pack")
    window.form.format.choose(ending)
    answers.save = tmp_path / "pack"
    window.save_button.click()
    desk.settle()
    path = tmp_path / f"pack{ending}"
    assert window.done_bar.isVisible()
    assert path.name in window.done_bar.label.text()
    texts = {".pdf": read_pdf, ".xlsx": read_xlsx, ".pptx": read_pptx}[ending](path)
    assert "Meeting pack" in texts
    proposed = Path(answers.asked[-1]).name
    assert proposed.startswith(desk.office.path.stem)
    assert "meeting pack" in proposed
    assert date.today().isoformat() in proposed
    assert "partners" in proposed
    assert proposed.endswith(ending)
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def read_pdf(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def read_xlsx(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value)


def read_pptx(path: Path) -> str:
    return "\n".join(
        shape.text_frame.text
        for slide in pptx.Presentation(str(path)).slides
        for shape in slide.shapes
        if shape.has_text_frame
    )


def test_the_day_language_paper_and_audience_reach_the_report(
    opened: Open, desk: Desk, answers: Answers, tmp_path: Path
) -> None:
    window = opened("report.progress")
    window.form.moment.as_of_on.click()
    window.form.moment.as_of.show_day(date(2025, 5, 5))
    window.form.moment.known_on_on.click()
    window.form.moment.known_on.show_day(date.today())
    window.form.paper.choose("Letter")
    window.form.audience.choose("public")
    asked = window.form.request()
    assert asked.moment == Moment(date(2025, 5, 5), date.today())
    assert (asked.paper, asked.audience, asked.language) == ("Letter", "public", "en")
    wait_for_page(desk, window)
    answers.save = tmp_path / "p.pdf"
    window.save_button.click()
    desk.settle()
    text = read_pdf(tmp_path / "p.pdf")
    assert "5 May 2025" in text
    assert "For the public" in text
    assert pypdf.PdfReader(tmp_path / "p.pdf").pages[0].mediabox.width == pytest.approx(612, abs=1)


def test_a_day_that_is_none_or_to_come_is_refused_in_words(opened: Open, desk: Desk) -> None:
    window = opened("report.progress")
    window.form.moment.known_on_on.click()
    window.form.moment.known_on.line.setText("1 January 2090")
    assert "still to come" in window.problem.text()
    window.form.moment.known_on.line.setText("31 February 2026")
    assert not window.save_button.isEnabled()
    assert window.problem.text()
    window.form.moment.known_on_on.click()
    assert window.problem.isHidden()
    wait_for_page(desk, window)


def test_changes_are_told_since_a_meeting_or_a_day(opened: Open, desk: Desk) -> None:
    number = meet(desk, "Sanya", "2026-05-28")
    window = opened("report.change")
    since = window.form.since
    assert [since.box.itemText(at) for at in range(since.box.count())] == [
        "the last meeting",
        "Sanya, 28 May 2026",
        "a day…",
    ]
    since.box.setCurrentIndex(1)
    assert window.form.request().meeting == number
    since.box.setCurrentIndex(2)
    assert since.day.isVisible()
    since.day.show_day(date(2026, 1, 2))
    assert window.form.request().since == Moment(date(2026, 1, 2), date(2026, 1, 2))
    assert window.form.request().meeting is None
    since.day.show_day(date(2090, 1, 2))
    assert "after" in window.problem.text()


def test_a_pack_is_for_the_coming_meeting(opened: Open, desk: Desk) -> None:
    meet(desk, "Held", "2026-01-28")
    coming = meet(desk, "Coming", "2090-01-28")
    meet(desk, "Later", "2090-03-28")
    window = opened("report.pack")
    assert window.form.request().meeting == coming


def test_the_dossier_is_of_the_partner_of_the_cursor(opened: Open, desk: Desk) -> None:
    desk.page("partners")
    window = opened("report.dossier")
    assert window.form.partner.currentText() == "Egypt"
    assert window.form.request().partner == desk.office.ids("partners")[0]


def test_an_audience_says_what_stays_and_internal_warns_once(
    opened: Open, desk: Desk, answers: Answers, tmp_path: Path
) -> None:
    window = opened("report.directory")
    assert window.form.leaving.text() == (
        "Without personal contact data. Kept in the house: 1 value (E-mail)."
    )
    window.form.audience.choose("public")
    wait_for_page(desk, window)
    assert "Not listed: 4 people." in window.form.leaving.text()
    window.form.audience.choose("internal")
    wait_for_page(desk, window)
    assert "Leaving the house: 1 value (E-mail)." in window.form.leaving.text()
    answers.save = tmp_path / "one.xlsx"
    window.save_button.click()
    box = boxes(desk)[0]
    assert "Personal data" in box.text()
    box.reject()
    desk.settle()
    assert not answers.save.exists()
    window.save_button.click()
    boxes(desk)[0].defaultButton().click()
    desk.settle()
    assert "ivanov@example.org" in read_xlsx(answers.save)
    answers.save = tmp_path / "two.xlsx"
    window.save_button.click()
    desk.settle()
    assert answers.save.exists()


def test_what_was_chosen_is_remembered_for_each_kind(
    opened: Open, desk: Desk, answers: Answers, tmp_path: Path
) -> None:
    window = opened("report.pack")
    window.form.format.choose(".pptx")
    window.form.paper.choose("Letter")
    answers.save = tmp_path / "pack.pptx"
    window.save_button.click()
    desk.settle()
    window.form.kind.choose(ReportKind.PROGRESS)
    assert (window.form.ending(), window.form.request().paper) == (".pdf", "A4")
    window.form.kind.choose(ReportKind.PACK)
    assert (window.form.ending(), window.form.request().paper) == (".pptx", "Letter")
    assert habit_of(desk.session.settings, ReportKind.PACK).folder == str(tmp_path)


def test_a_style_file_is_used_and_one_with_a_mistake_is_told(
    opened: Open, desk: Desk, answers: Answers, tmp_path: Path
) -> None:
    style = tmp_path / "style.toml"
    style.write_text('organisation = "Lunar Office"\n', encoding="utf-8")
    window = opened("report.progress")
    answers.open = [style]
    window.form.style_part.choose_button.click()
    assert window.form.request().style.organisation == "Lunar Office"
    wait_for_page(desk, window)
    style.write_text('accent = "blue"\n', encoding="utf-8")
    window.form.style_part.choose_button.click()
    assert "style.toml, line 1" in window.problem.text()
    assert not window.save_button.isEnabled()
    window.form.style_part.none_button.click()
    assert window.problem.isHidden()


def test_stopping_leaves_no_file_and_the_one_before_it(
    opened: Open, desk: Desk, answers: Answers, tmp_path: Path
) -> None:
    window = opened("report.as_of")
    path = tmp_path / "files" / "report.xlsx"
    path.parent.mkdir()
    path.write_bytes(b"before")
    window.form.audience.choose("public")
    window.save(path)
    assert not window.form.isEnabled()
    window.close_button.click()
    desk.settle()
    assert path.read_bytes() == b"before"
    assert list(path.parent.iterdir()) == [path]
    assert window.isVisible()
    assert window.form.isEnabled()
    assert window.done_bar.isHidden()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="a folder cannot be closed to this user")
def test_a_folder_that_takes_nothing_is_told(opened: Open, desk: Desk, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    window = opened("report.progress")
    window.save(closed / "report.pdf")
    desk.settle()
    assert "could not be written" in window.problem.text()


def test_a_folder_that_is_gone_is_told(opened: Open, desk: Desk, tmp_path: Path) -> None:
    window = opened("report.progress")
    window.save(tmp_path / "gone" / "report.pdf")
    desk.settle()
    assert "There is no folder" in window.problem.text()
    assert window.save_button.isEnabled()


def test_the_pages_can_be_turned(opened: Open, desk: Desk) -> None:
    window = opened("report.directory")
    first = window.page.copy()
    window.preview.next_button.click()
    assert window.preview.place.text().startswith("Page 2 of ")
    assert window.page != first
    window.preview.before_button.click()
    assert window.page == first


def test_the_preview_follows_the_office(opened: Open, desk: Desk) -> None:
    window = opened("report.progress")
    before = window.page.copy()
    desk.office.write(
        Draft(
            Act.FORM,
            Message("another partner"),
            (Write("partners", {"name": "Pakistan", "kind": "country", "country": "PK", "stage": "active"}),),
        )
    )
    desk.settle()
    wait_for_page(desk, window)
    assert window.page != before


@pytest.mark.parametrize("key", ["report.pack_pdf", "report.pack_xlsx", "report.pack_pptx"])
def test_the_pack_is_made_in_one_click_beside_the_last_one(desk: Desk, tmp_path: Path, key: str) -> None:
    folder = tmp_path / "packs"
    folder.mkdir()
    keep_habit(desk.session.settings, ReportKind.PACK, Habit(audience="public", folder=str(folder)))
    for count in (1, 2):
        desk.do(key)
        assert len(list(folder.iterdir())) == count
        box = boxes(desk)[-1]
        assert "Written" in box.text()
        box.close()
        desk.settle()
    assert all("public" in one.name for one in folder.iterdir())


def test_the_past_is_reported_as_it_was_known(desk: Desk, answers: Answers, tmp_path: Path) -> None:
    desk.window.desks.turn_to(Moment(known_on=date.today()))
    desk.qtbot.waitUntil(lambda: not desk.session.moment.is_now, timeout=10_000)
    desk.settle()
    desk.do("report.progress")
    window = desk.child(ReportWindow)
    assert isinstance(window, ReportWindow)
    wait_for_page(desk, window)
    assert window.form.request().moment == Moment(known_on=date.today())
    assert not window.form.moment.known_on_on.isEnabled()
    answers.save = tmp_path / "then.pdf"
    window.save_button.click()
    desk.settle()
    assert "as known on" in read_pdf(answers.save)
    window.reject()


def test_what_was_written_is_opened_by_the_system(desk: Desk, tmp_path: Path) -> None:
    opened: list[QUrl] = []

    def take(url: QUrl) -> bool:
        opened.append(url)
        return len(opened) < 3

    bar = DoneBar(desk.window, take)
    bar.tell(tmp_path / "a & b.pdf")
    bar.open_button.click()
    bar.folder_button.click()
    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path / "a & b.pdf", tmp_path]
    bar.open_button.click()
    assert "could not be opened" in boxes(desk)[0].text()
    boxes(desk)[0].close()


def test_the_pages_are_shown_for_print_as_they_were_drawn(opened: Open, desk: Desk) -> None:
    window = opened("report.directory")
    window.pages_button.click()
    desk.settle()
    pages = desk.child(PrintWindow)
    assert isinstance(pages, PrintWindow)
    assert f"of {len(pages.sheets)}" in window.preview.place.text()
    pages.close()
    window.print_button.click()
    desk.settle()
    asked = desk.child(QPrintDialog)
    assert isinstance(asked, QPrintDialog)
    assert asked.maxPage() == len(pages.sheets)
    asked.reject()


def test_freezing_begins_on_the_page_of_meetings(desk: Desk) -> None:
    meet(desk, "Sanya", "2026-05-28")
    desk.do("report.freeze")
    assert desk.window.view is not None
    assert desk.window.view.key == "meetings"
    dialog = desk.child(FreezeDialog)
    assert isinstance(dialog, FreezeDialog)
    assert "Sanya" in dialog.meeting.box.currentText()
    dialog.reject()


@pytest.mark.parametrize("key", MENU)
def test_no_two_parts_answer_the_same_key(opened: Open, tmp_path: Path, key: str) -> None:
    window = opened(key)
    window.done_bar.tell(tmp_path / "report.pdf")
    texts = [
        each.text()
        for kind in (QLabel, QAbstractButton)
        for each in window.findChildren(kind)
        if each.isVisible() and (kind is QAbstractButton or each.buddy() is not None)
    ]
    keys = [found[1].lower() for text in texts if (found := re.search("&([^&])", text))]
    assert len(keys) == len(set(keys)), sorted(keys)
    assert len(keys) > 8


def test_the_window_is_left_by_keys_alone(
    opened: Open, desk: Desk, answers: Answers, tmp_path: Path, press: Callable[..., None]
) -> None:
    window = opened("report.progress")
    answers.save = tmp_path / "keys.pdf"
    press(window, Qt.Key.Key_Return)
    desk.settle()
    assert answers.save.exists()
    press(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_an_empty_office_has_reports_too(
    empty_window: MainWindow, office_path: Path, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    create_office(office_path, who="Li Lei")
    empty_window.open(office_path)
    qtbot.waitUntil(lambda: empty_window.view is not None, timeout=10_000)
    desk = Desk(empty_window, qtbot)
    desk.settle()
    desk.do("report.dossier")
    window = desk.child(ReportWindow)
    assert isinstance(window, ReportWindow)
    desk.settle()
    assert "no partner yet" in window.problem.text()
    assert not window.save_button.isEnabled()
    for kind in (one for one in ReportKind if one is not ReportKind.DOSSIER):
        window.form.kind.choose(kind)
        wait_for_page(desk, window)
        path = tmp_path / f"{kind.value}.pdf"
        window.save(path)
        desk.settle()
        assert path.exists(), kind
    window.reject()
