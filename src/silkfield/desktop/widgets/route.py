"""The route strip: the four stations of every record on one line, with how many records stand at each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from silkfield.desktop.style.canvas import Canvas
from silkfield.desktop.style.typography import text_width
from silkfield.desktop.widgets.chips import Station

_RADIUS = 6.5
_GAP = 18


class RouteStrip(QWidget):
    """Show the stations with their counts; a stop is (station, count as text, label)."""

    def __init__(self, stops: Sequence[tuple[Station, str, str]]) -> None:
        super().__init__()
        self.setFixedHeight(46)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._stops: Sequence[tuple[Station, str, str]] = ()
        self.set_stops(stops)

    def set_stops(self, stops: Sequence[tuple[Station, str, str]]) -> None:
        """Show other counts."""
        self._stops = stops
        self.setAccessibleName(", ".join(f"{count} {label}" for _station, count, label in stops))
        self.updateGeometry()
        self.update()

    def _widths(self) -> list[int]:
        return [
            text_width(count, "strong") + 6 + text_width(label, "meta") + _GAP for _station, count, label in self._stops
        ]

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(sum(self._widths()), 46)

    @override
    def sizeHint(self) -> QSize:
        return QSize(max(560, sum(self._widths())), 46)

    def _starts(self) -> list[int]:
        """Return where each stop begins: evenly spread when the words allow it, else as the words need."""
        even = self.width() // max(1, len(self._stops))
        widths = self._widths()
        if all(width <= even for width in widths):
            widths = [even] * len(widths)
        return [sum(widths[:number]) for number in range(len(widths))]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        starts = self._starts()
        line, middle = 9, self.rect()
        with Canvas(self) as canvas:

            def across(x: float) -> float:
                return self.width() - x if canvas.right_to_left else x

            for start, end in pairwise(starts):
                canvas.line(QPointF(across(start + 18), line), QPointF(across(end - 2), line), "field", 2)
            for start, (station, count, label) in zip(starts, self._stops, strict=True):
                canvas.dot(QPointF(across(start + 8), line), _RADIUS, station.tone)
                wide = text_width(count, "strong") + 2
                canvas.text(canvas.mirrored(middle, QRect(start, 22, wide, 22)), count, "strong", elide=False)
                room = QRect(start + wide + 4, 22, text_width(label, "meta") + 4, 22)
                canvas.text(canvas.mirrored(middle, room), label, "meta", "ink2", elide=False)
