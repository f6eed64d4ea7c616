"""Long work tells how far it is, but not more often than anybody can read."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from silkfield.desktop.jobs import Job, Lane, postbox

Report = tuple[int, int, str]


def test_a_thousand_reports_become_few_and_the_last_one_always_arrives(qtbot: QtBot) -> None:
    postbox()
    told: list[Report] = []
    job = Job(lambda done, total, words: told.append((done, total, words)))

    def work() -> None:
        for done in range(1, 1001):
            job.report(done, 1000, "rows")
        job.flush()

    finished: list[None] = []
    Lane("test").run(work, finished.append, lambda _fault: None)
    qtbot.waitUntil(lambda: bool(finished))
    assert told[-1] == (1000, 1000, "rows")
    assert len(told) < 20


def test_a_job_is_asked_to_stop_and_does_not_stop_by_itself(qtbot: QtBot) -> None:
    job = Job()
    assert not job.cancelled()
    job.cancel()
    assert job.cancelled()


def test_what_a_worker_raises_comes_back_as_a_value(qtbot: QtBot) -> None:
    postbox()
    faults: list[Exception] = []

    def work() -> None:
        raise ValueError

    Lane("test").run(work, lambda _nothing: None, faults.append)
    qtbot.waitUntil(lambda: bool(faults))
    assert isinstance(faults[0], ValueError)
