"""An open store, and what editors need to know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from offices import OFFICE, PASSPHRASE
from silkfield.clock import SetClock
from silkfield.desktop.desk import Desk
from silkfield.desktop.entry.editor import Editor, Setting
from silkfield.desktop.entry.editors import editor_for
from silkfield.desktop.style import apply_theme
from silkfield.formkit.answers import Answer
from silkfield.operations import opening

MakeEditor = Callable[..., Editor]


@pytest.fixture(scope="module")
def desk(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One store for all tests of a file: they look at editors, and what they record does not disturb the others."""
    apply_theme(qapp)
    folder = tmp_path_factory.mktemp("desk") / "store"
    made = Desk(opening.make_store(folder, OFFICE, "Ayesha", PASSPHRASE, clock=SetClock.on("2016-06-01")))
    yield made
    made.put_away()()


@pytest.fixture
def editor(desk: Desk) -> Iterator[MakeEditor]:
    """Make an editor for an answer; `others` are the other answers of the record."""
    made: list[Editor] = []

    def make(answer: Answer, **others: Any) -> Editor:
        setting = Setting("The question", desk.sitting.around(), desk, lambda: others, editor_for)
        made.append(editor_for(answer, setting))
        return made[-1]

    yield make
    for one in made:
        if shiboken6.isValid(one):
            shiboken6.delete(one)
