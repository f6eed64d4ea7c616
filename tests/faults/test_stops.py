"""Ctrl+C at any moment: the program says that it stopped, and what was not finished was not kept."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from dying_program import Ended, Program
from stages import SAMPLES, Stage, seen


def words(command: str, folder: Path) -> list[object]:
    """Return what is typed for a command, and that store is looked at afterwards."""
    if command == "receive":
        first = min((folder / "mail").iterdir())
        return ["receive", first, "--store", folder / "headquarters"]
    if command == "send":
        return ["send", "--store", folder / "ISB1", "--to", folder / "stick"]
    return ["intake", SAMPLES / "awareness-sessions-2016-05.xlsx", "--form", "session", "--store", folder / "ISB1"]


@pytest.mark.parametrize("command", ["receive", "intake", "send"])
@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.long)])
def test_what_was_stopped_is_done_wholly_or_not_at_all(
    command: str, every: int, program: Program, stage: Stage
) -> None:
    def looked(folder: Path) -> tuple[object, object]:
        return seen(folder / "ISB1"), seen(folder / "headquarters")

    def run(deadly: int = 0) -> Ended:
        return program(*words(command, stage.folder), deadly=deadly, stop=signal.SIGINT)

    before = looked(stage.fresh())
    usual = run()
    assert usual.code in (0, 3)
    after = looked(stage.folder)
    stopped = 0
    for deadly in range(1, usual.steps, every):
        folder = stage.fresh()
        (folder / "stick").mkdir()
        ended = run(deadly)
        assert looked(folder) in (before, after)
        if ended.code == 2:
            stopped += 1
            assert ended.document["error"] == "stopped"
            assert ended.document["sentence"] == "Stopped."
        else:
            assert ended.code == usual.code
        if command == "send":
            assert not list((folder / "stick").glob(".*")), "a half file was left behind"
            assert program("receive", folder / "stick", "--store", folder / "headquarters").code == 0
    assert stopped > 2
