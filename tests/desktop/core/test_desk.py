"""The desk: what is done is announced once, what is asked is dropped when nobody waits for it, troubles find their page."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from offices import session
from silkfield.desktop.desk import EVERYTHING, Desk, concerns
from silkfield.errors import Trouble
from silkfield.operations import finding, recording
from silkfield.operations.progress import Progress, step
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes, changed


class PageThatHears(QWidget):
    """A page that remembers what trouble it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.troubles: list[Trouble] = []
        self.answers: list[str] = []

    def show_trouble(self, trouble: Trouble) -> None:
        self.troubles.append(trouble)

    def show_answer(self, answer: str) -> None:
        self.answers.append(answer)


@pytest.fixture
def page(qtbot: QtBot) -> PageThatHears:
    made = PageThatHears()
    qtbot.addWidget(made)
    return made


def refuse(_sitting: Sitting) -> None:
    raise Trouble("The stick is full.", "Free some space.")


def stumble(_sitting: Sitting) -> None:
    raise RuntimeError("0300 1234567 was typed")


def test_what_is_done_is_announced_once_before_its_answer(desk: Desk, page: PageThatHears, qtbot: QtBot) -> None:
    order: list[str] = []
    desk.changed.connect(lambda changes: order.append(f"changed {sorted(changes.kinds)}"))
    desk.do(page, recording.save, "session", session(), done=lambda changes: order.append("done"))
    qtbot.waitUntil(lambda: "done" in order)
    assert order == ["changed ['session']", "done"]


def test_a_question_announces_nothing(desk: Desk, page: PageThatHears, qtbot: QtBot) -> None:
    heard: list[Changes] = []
    answers: list[finding.Listing] = []
    desk.changed.connect(heard.append)
    desk.ask(page, finding.listing, "session", answer=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers[0].count == 0
    assert heard == []


def test_what_an_operation_does_not_say_itself_is_said_by_the_page(
    desk: Desk, page: PageThatHears, qtbot: QtBot
) -> None:
    heard: list[Changes] = []
    desk.changed.connect(heard.append)
    desk.do(page, lambda _sitting: 3, kinds=("bundles",))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0].kinds == {"bundles"}


def test_writing_happens_in_the_order_it_was_asked_for(desk: Desk, page: PageThatHears, qtbot: QtBot) -> None:
    seen: list[int] = []
    for number in range(20):
        desk.do(page, lambda _sitting, number=number: number, done=seen.append)
    qtbot.waitUntil(lambda: len(seen) == 20)
    assert seen == list(range(20))


def held_until(gate: threading.Event, answer: str) -> Callable[[Sitting], str]:
    """Return a question that is answered when the gate opens."""

    def question(_sitting: Sitting) -> str:
        gate.wait()
        return answer

    return question


def test_an_earlier_answer_never_comes_after_a_newer_one(desk: Desk, page: PageThatHears, qtbot: QtBot) -> None:
    gate = threading.Event()
    desk.ask(page, held_until(gate, "as it was"), answer=page.show_answer)
    desk.ask(page, lambda _sitting: "as it is", answer=page.show_answer)
    qtbot.waitUntil(lambda: page.answers == ["as it is"])
    gate.set()
    qtbot.waitUntil(lambda: not desk.busy())
    assert page.answers == ["as it is"]


def test_answers_about_different_things_all_come(desk: Desk, page: PageThatHears, qtbot: QtBot) -> None:
    gate = threading.Event()
    desk.ask(page, held_until(gate, "Lahore"), answer=lambda name: page.show_answer(f"first {name}"))
    desk.ask(page, lambda _sitting: "Quetta", answer=lambda name: page.show_answer(f"second {name}"))
    qtbot.waitUntil(lambda: page.answers == ["second Quetta"])
    gate.set()
    qtbot.waitUntil(lambda: page.answers == ["second Quetta", "first Lahore"])


def test_the_answer_of_a_page_that_is_gone_is_dropped(desk: Desk, qtbot: QtBot) -> None:
    gate = threading.Event()
    answers: list[object] = []
    gone = QObject()

    def slow(_sitting: Sitting) -> str:
        gate.wait(5)
        return "too late"

    desk.ask(gone, slow, answer=answers.append)
    shiboken6.delete(gone)
    gate.set()
    qtbot.waitUntil(lambda: not desk.busy())
    assert answers == []


def test_a_change_is_announced_even_when_its_page_is_gone(desk: Desk, qtbot: QtBot) -> None:
    heard: list[Changes] = []
    desk.changed.connect(heard.append)
    gone = QObject()
    desk.do(gone, recording.save, "session", session())
    shiboken6.delete(gone)
    qtbot.waitUntil(lambda: bool(heard))


def test_trouble_is_told_to_the_page(desk: Desk, page: PageThatHears, qtbot: QtBot) -> None:
    child = QWidget(page)
    desk.do(child, refuse)
    qtbot.waitUntil(lambda: bool(page.troubles))
    assert page.troubles[0].message == "The stick is full."


def test_trouble_is_told_to_whoever_asked_to_hear_it(desk: Desk, page: PageThatHears, qtbot: QtBot) -> None:
    heard: list[Trouble] = []
    desk.do(page, refuse, trouble=heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert page.troubles == []


def test_trouble_of_writing_for_a_page_that_is_gone_is_still_heard(desk: Desk, qtbot: QtBot) -> None:
    heard: list[Exception] = []
    desk.unheard = heard.append
    gone = QObject()
    desk.do(gone, refuse)
    shiboken6.delete(gone)
    qtbot.waitUntil(lambda: bool(heard))


def test_a_bug_becomes_a_plain_sentence_and_the_log_learns_no_answer(
    desk: Desk, page: PageThatHears, qtbot: QtBot, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("silkfield"), "propagate", True)
    desk.do(page, stumble, trouble=lambda _trouble: pytest.fail("a bug is no trouble of the page's own"))
    qtbot.waitUntil(lambda: bool(page.troubles))
    said = str(page.troubles[0])
    assert "mistake in the program" in said
    assert "Traceback" not in said
    assert "RuntimeError" in caplog.text
    assert "1234567" not in said + caplog.text


def test_long_work_reports_and_can_be_stopped(desk: Desk, page: PageThatHears, qtbot: QtBot) -> None:
    begun = threading.Event()
    told: list[tuple[int, int, str]] = []

    def endless(_sitting: Sitting, progress: Progress) -> None:
        done = 0
        while True:
            done += 1
            step(progress, done, 0, "working")
            begun.set()

    job = desk.do(page, endless, progress=lambda *report: told.append(report))
    qtbot.waitUntil(lambda: bool(told))
    job.cancel()
    qtbot.waitUntil(lambda: bool(page.troubles))
    assert page.troubles[0].code == "stopped"


def test_putting_the_desk_away_finishes_what_was_begun_and_tells_nobody(
    desk: Desk, page: PageThatHears, qtbot: QtBot
) -> None:
    gate = threading.Event()
    written: list[str] = []
    told: list[object] = []

    def slow(_sitting: Sitting) -> str:
        gate.wait(5)
        written.append("whole")
        return "done"

    desk.do(page, slow, done=told.append)
    shut = desk.put_away()
    gate.set()
    shut()
    assert written == ["whole"]
    qtbot.waitUntil(lambda: not desk.busy())
    assert told == []
    desk.do(page, refuse)
    assert page.troubles == []


def test_a_change_of_everything_concerns_every_page() -> None:
    assert concerns(changed("session", "drafts"), "drafts")
    assert not concerns(changed("session"), "event")
    assert concerns(changed(EVERYTHING), "event")
