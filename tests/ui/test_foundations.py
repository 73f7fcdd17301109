"""Texts, colours, settings, tasks and links that the whole window stands on."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ilrs_desk.domain.problems import DeskError, InputProblem
from ilrs_desk.domain.wording import Message
from ilrs_desk.ui.dialogs import ask, show_problem
from ilrs_desk.ui.labels import ElidedLabel, PlainLabel, plain_tip
from ilrs_desk.ui.links import open_link, safe_url, shown_host
from ilrs_desk.ui.settings import Settings
from ilrs_desk.ui.tasks import Job, TaskRunner
from ilrs_desk.ui.text import moment, say, tr, unmarked, visible
from ilrs_desk.ui.theme import DARK, LIGHT, Colours, colours_of, palette_of
from ilrs_desk.ui.values import shown_date


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *(
            (text, ground)
            for text in ("ink", "mute")
            for ground in ("ground", "panel", "hover", "accent_ground")
        ),
        *((text, "panel") for text in ("accent", "ok", "warn", "bad")),
        ("accent", "accent_ground"),
        ("ok", "ok_ground"),
        ("warn", "warn_ground"),
        ("bad", "bad_ground"),
        ("on_accent", "accent"),
    ],
)
def test_text_reaches_its_contrast_on_its_ground(colours: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


def test_a_widget_knows_its_colours_by_its_palette(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    for colours in (LIGHT, DARK):
        widget.setPalette(palette_of(colours))
        assert colours_of(widget) is colours


def test_messages_are_filled_after_translation_and_inside_one_another() -> None:
    inner = Message("row {row}", {"row": 12345})
    assert say(Message("Look at {place}.", {"place": inner})) == "Look at row 12,345."
    assert tr("as of {day}", day=date(2026, 11, 23)) == "as of 23 Nov 2026"
    assert moment(datetime(2026, 11, 23, 14, 5, tzinfo=UTC)).startswith("23 Nov 2026, ")


def test_names_cannot_turn_or_hide_anything() -> None:
    assert visible("Wang\u202eieW") == "Wang[U+202E]ieW"
    assert visible("a\u200bb") == "a[U+200B]b"
    assert tr("by {who}", who="فاطمة") == "by \u2068فاطمة\u2069"
    assert tr("by {who}", who="\u2069فاطمة") == "by \u2068فاطمة\u2069"
    assert unmarked("A & B") == "A && B"


def test_labels_and_tips_show_text_as_it_is(qtbot: QtBot) -> None:
    label = PlainLabel("<b>x</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert plain_tip("plain") == "plain"
    assert plain_tip('<img src="/x">') == "<qt>&lt;img src=&quot;/x&quot;&gt;</qt>"


def test_message_boxes_are_plain_in_all_their_parts(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    error = InputProblem("x", Message("{file} is empty.", {"file": "<img src='/x'>"}))
    box = show_problem(parent, error)
    labels = box.findChildren(QLabel)
    assert any("<img" in label.text() for label in labels)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
    box.close()


def test_a_question_acts_only_on_its_verb(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    said: list[str] = []
    box = ask(parent, "Go?", "Really.", "Go", lambda: said.append("went"))
    box.reject()
    assert said == []
    box = ask(parent, "Go?", "Really.", "Go", lambda: said.append("went"))
    next(button for button in box.buttons() if button.text() == "Go").click()
    assert said == ["went"]


@pytest.mark.parametrize(
    "text",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://example.org",
        "ms-word:ofe|u|https://example.org",
        "https://user:pass@example.org",
        "//host/share",
        "mailto:a@example.org?attach=/etc/passwd",
        "",
    ],
)
def test_other_links_are_never_opened(text: str, qtbot: QtBot) -> None:
    opened: list[QUrl] = []
    parent = QWidget()
    qtbot.addWidget(parent)
    assert open_link(parent, text, lambda url: bool(opened.append(url))) is False
    assert opened == []


def test_a_link_is_opened_after_its_host_was_shown(qtbot: QtBot) -> None:
    opened: list[QUrl] = []
    parent = QWidget()
    qtbot.addWidget(parent)
    assert open_link(parent, "https://www.раураl.com/x", lambda url: bool(opened.append(url)))
    box = parent.findChildren(QWidget)[0]
    assert opened == []
    url = safe_url("https://www.раураl.com/x")
    assert url is not None
    assert shown_host(url).startswith("www.xn--")
    next(each for each in box.buttons() if each.text() == "Open").click()  # type: ignore[attr-defined]
    assert [each.scheme() for each in opened] == ["https"]
    mail = safe_url("mailto:a@example.org")
    assert mail is not None
    assert shown_host(mail) == "a@example.org"
    bare = safe_url("example.org/about")
    assert bare is not None
    assert bare.toString() == "https://example.org/about"


def test_settings_are_kept_between_two_starts(tmp_path: Path) -> None:
    first = Settings(tmp_path)
    first.keep("zoom", 2)
    first.keep("details", False)
    first.add_recent(tmp_path / "a.ilrs")
    first.add_recent(tmp_path / "b, with comma.ilrs")
    first.add_recent(tmp_path / "a.ilrs")
    del first
    again = Settings(tmp_path)
    assert again.number("zoom", 0) == 2
    assert again.number("nothing", 7) == 7
    assert again.flag("details", True) is False
    assert [path.name for path in again.recent()] == ["a.ilrs", "b, with comma.ilrs"]
    again.keep("zoom", "two")
    assert again.number("zoom", 5) == 5


def test_partial_dates_say_how_exact_they_are() -> None:
    assert [shown_date(text) for text in ("2024-03-12", "2024-03", "2024")] == [
        "12 Mar 2024",
        "Mar 2024 (month)",
        "2024 (year)",
    ]


class TestTasks:
    """Work off the GUI thread."""

    @pytest.fixture
    def runner(self, qtbot: QtBot) -> TaskRunner:
        runner = TaskRunner()
        yield runner
        runner.close()

    def test_work_runs_elsewhere_and_its_result_comes_back_here(
        self, runner: TaskRunner, qtbot: QtBot
    ) -> None:
        here, seen = threading.get_ident(), []
        runner.run(
            lambda job: threading.get_ident(), lambda there: seen.append((there, threading.get_ident()))
        )
        qtbot.waitUntil(lambda: bool(seen))
        assert seen[0][0] != here
        assert seen[0][1] == here
        assert not runner.busy

    def test_quick_work_is_not_held_up_by_long_work(self, runner: TaskRunner, qtbot: QtBot) -> None:
        release, seen = threading.Event(), []
        runner.run(lambda job: release.wait(10), long=True)
        runner.run(lambda job: 1, seen.append)
        qtbot.waitUntil(lambda: seen == [1])
        assert runner.busy_long
        release.set()
        qtbot.waitUntil(lambda: not runner.busy)

    def test_a_cancelled_job_says_so_and_delivers_nothing(self, runner: TaskRunner, qtbot: QtBot) -> None:
        seen: list[object] = []

        def work(job: Job[int]) -> int:
            while not job.cancelled():
                job.progress(0.5)
            raise InputProblem("cancelled", Message("Stopped."))

        told: list[float] = []
        job = runner.run(
            work,
            seen.append,
            told=told.append,
            stopped=lambda: seen.append("stopped"),
            problem=seen.append,
            long=True,
        )
        qtbot.waitUntil(lambda: bool(told))
        job.cancel()
        qtbot.waitUntil(lambda: not runner.busy)
        assert seen == ["stopped"]

    def test_problems_and_faults_reach_whoever_listens(self, runner: TaskRunner, qtbot: QtBot) -> None:
        problems: list[DeskError] = []
        faults: list[str] = []
        runner.problem_met.connect(problems.append)
        runner.fault_met.connect(faults.append)

        def known(job: Job[None]) -> None:
            raise InputProblem("x", Message("Known."))

        def fault(job: Job[None]) -> None:
            raise KeyError("unknown")

        runner.run(known)
        runner.run(fault)
        qtbot.waitUntil(lambda: not runner.busy)
        assert [problem.code for problem in problems] == ["x"]
        assert "KeyError" in faults[0]

    def test_nothing_is_delivered_to_what_is_gone(self, runner: TaskRunner, qtbot: QtBot) -> None:
        import shiboken6

        owner, seen = QObject(), []
        runner.run(lambda job: 1, seen.append, owner=owner)
        shiboken6.delete(owner)
        qtbot.waitUntil(lambda: not runner.busy)
        assert seen == []

    def test_what_waits_is_carried_out_before_the_end(self, qtbot: QtBot) -> None:
        runner, done = TaskRunner(), []
        for number in range(50):
            runner.run(lambda job, number=number: done.append(number))
        runner.close()
        assert done == list(range(50))


def test_the_tip_of_a_cut_label_follows_its_text(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    label.setText("claimed 11, documented 0, by an announcement")
    label.setText("claimed 11, documented 10, by an announcement")
    assert label.toolTip() == label.text()
    label.setText("short")
    assert label.toolTip() == ""
