"""A numbered block of questions: number, title and hint beside the questions, or above them in narrow windows."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from silkfield.desktop.style import theme
from silkfield.desktop.widgets import Panel, Text, column, row
from silkfield.desktop.widgets.layout import NARROW
from silkfield.desktop.widgets.text import NumberDisc

_GUTTER, _NARROW_GUTTER = 120, 32


class QuestionBlock(QFrame):
    """One block. Its title may take several lines in the gutter."""

    def __init__(self, number: str, title: str, hint: str, questions: QWidget) -> None:
        super().__init__()
        from_right = theme().right_to_left
        self._title = Text(title, "h2", wrap=True)
        self._hint = Text(hint, "meta", "ink2", wrap=True)
        self._above = Text(title, "h2")
        heading = row(column(NumberDisc(number), None), (column(4, self._title, None), 1), spacing=5)
        self._gutter = Panel(column(heading, self._hint, None, spacing=4, margins=(0, 2, 0, 0)), width=_GUTTER)
        body = column(self._above, questions, spacing=8 if from_right else 10)
        self.setLayout(row(self._gutter, (body, 1), margins=(16, 6, 16, 7) if from_right else (16, 10, 16, 10)))
        self.setAccessibleName(title)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Move the title above the questions and put the hint away, or back beside them."""
        self._title.setHidden(narrow)
        self._hint.setHidden(narrow)
        self._above.setHidden(not narrow)
        self._gutter.setFixedWidth(_NARROW_GUTTER if narrow else _GUTTER)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_narrow(self.window().width() < NARROW)
