"""The 40 digits that tell whose key it is: eight groups of five, to be read aloud one group at a time."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy
from typing_extensions import override

from silkfield.desktop.style.canvas import Canvas

_LINE = 24
_GROUP = 5


class DigitsBlock(QLabel):
    """Show 40 digits in groups of five; they run from the left in every language."""

    def __init__(self, digits: str, per_row: int = 4) -> None:
        super().__init__()
        self._per_row = per_row
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_digits(digits)

    def set_digits(self, digits: str) -> None:
        """Show other digits, however they were spaced."""
        bare = "".join(digits.split())
        self.groups = [bare[start : start + _GROUP] for start in range(0, len(bare), _GROUP)]
        self.setText(" ".join(self.groups))
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        rows = -(-len(self.groups) // self._per_row)
        return QSize(self._per_row * 80, rows * _LINE + 14)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._per_row * 58, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        width = self.width() / self._per_row
        with Canvas(self) as canvas:
            canvas.box(self.rect(), 4, "sunken")
            for number, group in enumerate(self.groups):
                place = QRect(
                    round(width * (number % self._per_row)), 7 + _LINE * (number // self._per_row), round(width), _LINE
                )
                canvas.text(place, group, "digits", "ink", "center", elide=False)
