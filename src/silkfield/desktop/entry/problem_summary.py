"""The summary of what must be corrected before a record can be saved: each line leads to its question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame
from typing_extensions import override

from silkfield.desktop.editors.flow import FieldFlow, Room
from silkfield.desktop.style import Canvas
from silkfield.desktop.widgets import Button, IconMark, KeyCap, Panel, Text, column, quiet, row
from silkfield.formkit.problems import Problem
from silkfield.language import _, ngettext

_MOST = 6


class ProblemSummary(QFrame):
    """Hidden until a save was refused."""

    def __init__(self, go_to: Callable[[str], object]) -> None:
        super().__init__()
        self._go_to = go_to
        self._title = Text("", "strong")
        self._links: list[Button] = []
        self._names: list[str] = []
        self._flow = FieldFlow(across=4, down=0)
        mark = column(IconMark("alert-circle", 20, "bad"), None)
        heading = row(self._title, None, KeyCap("F8"), Text(_("next problem"), "meta", "ink2"), spacing=6)
        words = column(heading, Panel(self._flow), spacing=2)
        self.setLayout(row(mark, (words, 1), spacing=8, margins=(16, 8, 12, 6)))
        self.hide()

    def show_problems(self, problems: Sequence[Problem], label_of: Callable[[str], str]) -> None:
        """List what blocks saving, or go away when nothing does."""
        for link in self._links:
            self._flow.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._names = [problem.field for problem in problems if problem.blocks]
        self._links = []
        for problem in [problem for problem in problems if problem.blocks][:_MOST]:
            link = quiet(_said(problem, label_of(problem.field)), run=partial(self._go_to, problem.field), small=True)
            self._links.append(link)
            self._flow.add(link, Room(link.sizeHint().width()))
        count = len(self._names)
        words = ngettext("{count} answer is needed or wrong.", "{count} answers are needed or wrong.", count)
        self._title.set_words(words.format(count=count))
        self.setAccessibleName(self._title.words())
        self.setVisible(bool(count))
        self.updateGeometry()

    def take_focus(self) -> None:
        """Put the cursor on the first line."""
        if self._links:
            self._links[0].setFocus()

    def next_after(self, name: str) -> str:
        """Return the next question with a problem after this one; empty when there is none."""
        if not self._names:
            return ""
        place = self._names.index(name) + 1 if name in self._names else 0
        return self._names[place % len(self._names)]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            canvas.box(self.rect(), 6, "badtint", "badline")
            canvas.start_marker(self.rect(), 6, "bad", 4)


def _said(problem: Problem, label: str) -> str:
    """Name the question, unless the sentence does."""
    return problem.sentence if not label or label in problem.sentence else f"{label}: {problem.sentence}"
