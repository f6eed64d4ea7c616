"""A window that is killed while somebody types: two seconds of typing are lost at most, the rest waits to be gone on with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

import typing_program
from desktop_keys import Keyboard, area_of, entry, quiet, words_of
from desktop_seed import PASSPHRASE, PERSON
from silkfield.clock import SetClock
from silkfield.desktop.main_window import MainWindow
from silkfield.operations import checking, drafting, opening
from typing_program import FIELD, FORM, PACE

MOST_LOST = 2_000
"""Milliseconds of typing that a kill may take away."""

HESITATES = 3 * PACE
"""A longer pause between two letters is the computer's, which was busy with something else, and nobody's typing."""


@dataclass(frozen=True)
class Killed:
    """What was left after a kill: the text of the draft, "" for none, and how many milliseconds of typing are lost."""

    text: str
    lost: int


def killed_after(folder: Path, letters: int) -> Killed:
    """Type in the real program, kill it when it has told of so many letters, open the store and look for the draft."""
    program = [sys.executable, typing_program.__file__, str(folder), PASSPHRASE]
    searched = os.pathsep.join((str(Path(typing_program.__file__).parent), os.environ.get("PYTHONPATH", "")))
    with subprocess.Popen(
        program, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": searched}
    ) as running:
        assert running.stdout is not None
        told = [running.stdout.readline() for _letter in range(letters)]
        running.kill()
        told += running.stdout.readlines()
    pressed = [int(line) for line in told if line.endswith("\n")]

    sitting = opening.open_store(folder, PASSPHRASE, PERSON, clock=SetClock.on("2016-06-01"))
    assert checking.verify(sitting).sound
    texts = [one.answers[FIELD] for one in drafting.drafts(sitting) if FIELD in one.answers]
    sitting.store.close()
    assert len(texts) <= 1
    text = str(texts[0]) if texts else ""
    assert typing_program.typed(len(pressed) + 1).startswith(
        text
    )  # the last letter may have been killed before it was told
    unkept = pressed[len(text) :]
    return Killed(text, sum(min(after - before, HESITATES) for before, after in pairwise(unkept)))


@pytest.mark.parametrize("letters", [5, 95])
def test_a_kill_takes_two_seconds_of_typing_at_most_and_the_rest_is_gone_on_with(
    letters: int, store: Path, unlocked: Callable[[], MainWindow], qtbot: QtBot, keyboard: Keyboard
) -> None:
    killed = killed_after(store, letters)
    assert killed.lost <= MOST_LOST
    area = area_of(unlocked())
    quiet(qtbot, area)
    assert "Continue" in words_of(area.page())
    keyboard.press("Ctrl+N")  # a new contact is empty: what was typed comes back only when somebody says so
    quiet(qtbot, area)
    assert FIELD not in entry(area).questions.kept()
    drafts = [one for one in drafting.drafts(area.desk.sitting) if FIELD in one.answers]
    assert bool(drafts) is bool(killed.text)
    for draft in drafts:
        area.open_page("enter", form=FORM, draft=draft.id)
        quiet(qtbot, area)
        assert entry(area).questions.kept()[FIELD] == killed.text


@pytest.mark.long
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(letters=st.integers(1, 400))
def test_a_kill_at_any_moment_takes_two_seconds_of_typing_at_most(letters: int, store: Path) -> None:
    with TemporaryDirectory() as folder:
        copied = shutil.copytree(store, Path(folder) / "store")
        assert killed_after(copied, letters).lost <= MOST_LOST
