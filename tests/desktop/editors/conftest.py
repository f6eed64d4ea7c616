"""An editor that knows what editors need to know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import shiboken6

from silkfield.desktop.desk import Desk
from silkfield.desktop.editors.by_kind import editor_for
from silkfield.desktop.editors.editor import Editor, Setting
from silkfield.formkit.answers import Answer

MakeEditor = Callable[..., Editor]


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
