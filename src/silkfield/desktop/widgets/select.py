"""A plain drop-down list of a few answers, for filters and settings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QStyledItemDelegate
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
        rows = QListView()
        rows.setMinimumWidth(160)
        self.setView(rows)
        self.setItemDelegate(QStyledItemDelegate(self))  # so that the style sheet gives the rows their height
        self.set_options(options, chosen)
        self.activated.connect(lambda _place: self._picked())

    def value(self) -> str:
        """Return the code chosen."""
        return str(self.currentData() or "")

    def set_value(self, code: str | None) -> None:
        """Choose a code."""
        self.setCurrentIndex(self.findData(code))
        self._fit_font()

    def set_options(self, options: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Offer other answers; the first one is chosen when `chosen` is not among them."""
        self.clear()
        for code, label in options:
            self.addItem(label, code)
        codes = [code for code, _label in options]
        self.set_value(chosen if chosen in codes else next(iter(codes), ""))

    def set_read_only(self, read_only: bool) -> None:
        """Let a person change the answer, or not."""
        self.setEnabled(not read_only)

    def _picked(self) -> None:
        self._fit_font()
        self.changed.emit(self.value())

    def _fit_font(self) -> None:
        self.setFont(type_font("body", self.currentText()))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_font()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the page must not change an answer

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with Canvas(self) as canvas:
            paint_chevron(canvas, self.rect())
