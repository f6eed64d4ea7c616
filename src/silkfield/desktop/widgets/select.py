"""A plain drop-down list of a few answers, for filters and settings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox
from typing_extensions import override

from silkfield.desktop.style.canvas import Canvas
from silkfield.desktop.style.typography import type_font
from silkfield.desktop.widgets.lines import HEIGHT


def paint_chevron(canvas: Canvas, rect: QRect) -> None:
    """Paint the sign of a list at the end of a field."""
    room = QRect(rect.right() - 25, rect.y(), 16, rect.height())
    canvas.icon(canvas.mirrored(rect, room), "chevron-down", 16, "ink2")


class Select(QComboBox):
    """A plain drop-down list of a few answers, for filters and settings."""

    changed = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], chosen: str = "", name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for code, label in options:
            self.addItem(label, code)
        self.setFont(type_font("body"))
        self.view().setMinimumWidth(160)
        self.set_value(chosen or (options[0][0] if options else ""))
        self.activated.connect(lambda _place: self.changed.emit(self.value()))

    def value(self) -> str:
        """Return the code chosen."""
        return str(self.currentData() or "")

    def set_value(self, code: str | None) -> None:
        """Choose a code."""
        self.setCurrentIndex(self.findData(code))

    def set_read_only(self, read_only: bool) -> None:
        """Let a person change the answer, or not."""
        self.setEnabled(not read_only)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the page must not change an answer

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with Canvas(self) as canvas:
            paint_chevron(canvas, self.rect())
