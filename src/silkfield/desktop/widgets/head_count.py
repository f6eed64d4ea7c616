"""The head count: how many people of each sex and age came, typed or counted up by key, with totals that add themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy
from typing_extensions import override

from silkfield.desktop.style.canvas import Canvas
from silkfield.desktop.style.tokens import theme
from silkfield.desktop.style.typography import type_font
from silkfield.desktop.widgets.buttons import ENTER_KEYS
from silkfield.desktop.widgets.lines import mark

Shape = Literal["cells", "columns", "total"]
MOST = 99_999
_SIGN = 28  # width of the minus and plus in a cell that has the focus


@dataclass(frozen=True, slots=True)
class Heads:
    """A head count by (row, column); "" as a row or a column means that the count is not split that way."""

    cells: Mapping[tuple[str, str], int] = field(default_factory=dict)
    estimate: bool = False

    @property
    def total(self) -> int:
        """Return how many heads were counted."""
        return sum(self.cells.values())

    @property
    def shape(self) -> Shape:
        """Return how the count is split: by row and column, by column only, or one total."""
        if any(row for row, _column in self.cells):
            return "cells"
        return "columns" if any(column for _row, column in self.cells) else "total"


@dataclass(frozen=True, slots=True)
class HeadCountWords:
    """The words of the grid itself."""

    total: str
    everyone: str


class HeadCell(QLineEdit):
    """One number of the grid: type it, or change it with plus and minus; the arrows go to its neighbours."""

    stepped = Signal(int, int)  # columns and rows to go
    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__("0")
        self.setObjectName("heads")
        self.setAccessibleName(name)
        self.setFixedHeight(44)
        self.setMinimumWidth(72)
        self.setMaxLength(5)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setValidator(QIntValidator(0, MOST, self))
        self.textEdited.connect(lambda _text: self.changed.emit())
        self.textChanged.connect(lambda _text: self._show_zero())
        self._show_zero()

    def number(self) -> int:
        """Return the number; an empty cell counts nobody."""
        return int(self.text()) if self.text().isdecimal() else 0

    def set_number(self, number: int) -> None:
        """Show a number."""
        self.setText(str(number))

    def add(self, more: int) -> None:
        """Count up or down by one."""
        wanted = self.number() + more
        if 0 <= wanted <= MOST and not self.isReadOnly():
            self.set_number(wanted)
            self.selectAll()
            self.changed.emit()

    def _show_zero(self) -> None:
        self.setFont(type_font("big", "0"))
        mark(self, "zero", self.number() == 0)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFont(type_font("big", "0"))

    @override
    def sizeHint(self) -> QSize:
        return QSize(102, 44)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        sideways = -1 if theme().right_to_left else 1
        steps = {
            Qt.Key.Key_Left: (-sideways, 0),
            Qt.Key.Key_Right: (sideways, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        key = Qt.Key(event.key())
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif key in steps:
            self.stepped.emit(*steps[key])
        elif event.text() in ("+", "="):
            self.add(1)
        elif event.text() in ("-", "\u2212"):
            self.add(-1)
        elif event.text().isdecimal() and not event.text().isascii():
            self.insert(str(int(event.text())))  # digits of an Urdu keyboard
            self.changed.emit()
        elif key in ENTER_KEYS:
            event.ignore()  # the grid goes to the next cell
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.text():
            self.set_number(0)

    def _sign_at(self, place: QPoint) -> int:
        if place.x() < _SIGN:
            return -1
        return 1 if place.x() > self.width() - _SIGN else 0

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        sign = self._sign_at(event.position().toPoint()) if self.hasFocus() else 0
        if sign:
            self.add(sign)
        else:
            super().mousePressEvent(event)
            self.selectAll()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and not self.isReadOnly():
            with Canvas(self) as canvas:
                canvas.icon(QRect(4, 0, 24, self.height()), "minus", 18, "accent")
                canvas.icon(QRect(self.width() - _SIGN, 0, 24, self.height()), "plus", 18, "accent")
