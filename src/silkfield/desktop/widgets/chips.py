"""Chips: where a record is on its route, and the state of a bundle or a match, in a word, a shape and a colour."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QEvent, QPointF, QRect, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy
from typing_extensions import override

from silkfield.desktop.style.canvas import Canvas
from silkfield.desktop.style.typography import text_width

_HEIGHT = 22


class Station(IntEnum):
    """The four stations every record travels; the number is how many dots are filled."""

    DRAFT = 1
    LAPTOP = 2
    BUNDLE = 3
    RECEIVED = 4

    @property
    def tone(self) -> str:
        """Return the tone of the station."""
        return {1: "warn", 2: "neu", 3: "info", 4: "ok"}[self.value]


def state_width(words: str) -> int:
    """Return the width a state chip needs."""
    return 46 + text_width(words, "cap") + 11


def chip_width(words: str, icon: str = "") -> int:
    """Return the width a chip needs."""
    return (27 if icon else 10) + text_width(words, "cap") + 11


def paint_state(canvas: Canvas, rect: QRect, station: Station, words: str) -> None:
    """Paint a state chip at the start of a rectangle, centred from top to bottom."""
    width = min(state_width(words), rect.width())
    chip = QRect(rect.x(), rect.y() + (rect.height() - _HEIGHT + 1) // 2, width, _HEIGHT)
    chip = canvas.mirrored(rect, chip)
    canvas.box(chip, 4, station.tone + "tint")
    first = chip.right() - 11 if canvas.right_to_left else chip.x() + 12
    canvas.stations(QPointF(first, chip.y() + _HEIGHT / 2), station, station.tone, station.tone + "tint")
    room = canvas.mirrored(chip, chip.adjusted(46, 0, -6, 0))
    canvas.text(room, words, "cap", station.tone)


def paint_chip(canvas: Canvas, rect: QRect, words: str, tone: str, icon: str = "") -> None:
    """Paint a chip at the start of a rectangle, centred from top to bottom."""
    width = min(chip_width(words, icon), rect.width())
    chip = QRect(rect.x(), rect.y() + (rect.height() - _HEIGHT + 1) // 2, width, _HEIGHT)
    chip = canvas.mirrored(rect, chip)
    canvas.box(chip, 4, tone + "tint")
    start = 10
    if icon:
        canvas.icon(canvas.mirrored(chip, QRect(chip.x() + 8, chip.y(), 14, _HEIGHT)), icon, 14, tone)
        start = 27
    canvas.text(canvas.mirrored(chip, chip.adjusted(start, 0, -6, 0)), words, "cap", tone)


class Chip(QLabel):
    """Show a state of something in a word and a tone: ok, warn, bad, info or neu."""

    def __init__(self, words: str, tone: str = "neu", icon: str = "") -> None:
        super().__init__()
        self._tone, self._icon = tone, icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_words(words)

    def set_words(self, words: str, tone: str | None = None, icon: str | None = None) -> None:
        """Show another state."""
        self._tone = self._tone if tone is None else tone
        self._icon = self._icon if icon is None else icon
        self.setText(words)
        self.updateGeometry()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(chip_width(self.text(), self._icon), _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            paint_chip(canvas, self.rect(), self.text(), self._tone, self._icon)


class StateChip(Chip):
    """Show where a record is: the four stations, filled as far as it has come, and the words for it."""

    def __init__(self, station: Station, words: str) -> None:
        self._station = station
        super().__init__(words)

    def set_state(self, station: Station, words: str) -> None:
        """Show another station."""
        self._station = station
        self.set_words(words)

    @override
    def sizeHint(self) -> QSize:
        return QSize(state_width(self.text()), _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            paint_state(canvas, self.rect(), self._station, self.text())
