"""What painted parts paint with: boxes, text, icons and stations in the colours of the theme, mirrored when Urdu is."""

from __future__ import annotations

from types import TracebackType
from typing import Literal, Self

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QWidget

from silkfield.desktop.style.icons import icon_image
from silkfield.desktop.style.tokens import theme
from silkfield.desktop.style.typography import directed, type_font

Align = Literal["start", "center", "end"]
_ALIGNMENTS = {
    # Qt mirrors these two itself once the painter's direction is set.
    "start": Qt.AlignmentFlag.AlignLeft,
    "end": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}
STATION_SIZE = 5
STATION_PITCH = 8


class Canvas:
    """A painter that speaks in tokens and roles. Use it as a context: `with Canvas(self) as canvas:`."""

    def __init__(self, widget: QWidget, painter: QPainter | None = None) -> None:
        self._own = painter is None
        self.painter = painter or QPainter(widget)
        self.theme = theme()
        self.right_to_left = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._direction = widget.layoutDirection()
        self._ratio = widget.devicePixelRatioF()
        self.painter.setLayoutDirection(self._direction)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._own:
            self.painter.end()

    def mirrored(self, within: QRect, rect: QRect) -> QRect:
        """Return a rectangle given for left-to-right where it belongs in this direction."""
        return QStyle.visualRect(self._direction, within, rect)

    def fill(self, rect: QRect, tone: str) -> None:
        """Fill a plain rectangle."""
        self.painter.fillRect(rect, self.theme.colour(tone))

    def box(self, rect: QRect, radius: float, tone: str = "", edge: str = "", width: float = 1.0) -> None:
        """Draw a rounded box, filled with one token and edged with another; either may be empty."""
        self.painter.setBrush(self.theme.colour(tone) if tone else Qt.BrushStyle.NoBrush)
        inset = width / 2 if edge else 0.0
        self.painter.setPen(QPen(self.theme.colour(edge), width) if edge else Qt.PenStyle.NoPen)
        self.painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)

    def start_marker(self, rect: QRect, radius: float, tone: str, width: int) -> None:
        """Draw a thick edge on the side where reading starts, inside a rounded box."""
        self.painter.save()
        path = QPainterPath()
        path.addRoundedRect(QRectF(rect), radius, radius)
        self.painter.setClipPath(path)
        self.fill(self.mirrored(rect, QRect(rect.x(), rect.y(), width, rect.height())), tone)
        self.painter.restore()

    def text(
        self,
        rect: QRect,
        words: str,
        role: str = "body",
        tone: str = "ink",
        align: Align = "start",
        elide: bool = True,
    ) -> None:
        """Write one line of text, cut with an ellipsis where it does not fit."""
        font = type_font(role, words)
        if elide:
            words = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width() + 1)
        self.painter.setFont(font)
        self.painter.setPen(self.theme.colour(tone))
        flags = _ALIGNMENTS[align] | Qt.AlignmentFlag.AlignVCenter
        self.painter.drawText(rect, flags | Qt.TextFlag.TextSingleLine, directed(words, self.right_to_left))

    def paragraph(self, rect: QRect, words: str, role: str, tone: str, align: Align = "start") -> None:
        """Write text over as many lines as it needs."""
        self.painter.setFont(type_font(role, words))
        self.painter.setPen(self.theme.colour(tone))
        flags = _ALIGNMENTS[align] | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        self.painter.drawText(rect, flags, directed(words, self.right_to_left))

    def icon(self, rect: QRect, name: str, size: int, tone: str) -> None:
        """Draw an icon in the middle of a rectangle."""
        image = icon_image(name, size, tone, self._ratio, self.right_to_left)
        left = rect.x() + (rect.width() - size + 1) // 2
        self.painter.drawImage(QPointF(left, rect.y() + (rect.height() - size + 1) // 2), image)

    def dot(self, centre: QPointF, radius: float, tone: str, edge: str = "", width: float = 1.0) -> None:
        """Draw a round dot."""
        self.painter.setBrush(self.theme.colour(tone))
        self.painter.setPen(QPen(self.theme.colour(edge), width) if edge else Qt.PenStyle.NoPen)
        self.painter.drawEllipse(centre, radius, radius)

    def line(self, start: QPointF, end: QPointF, tone: str, width: float = 1.0) -> None:
        """Draw a straight line."""
        self.painter.setPen(QPen(self.theme.colour(tone), width))
        self.painter.drawLine(start, end)

    def stations(self, first: QPointF, reached: int, tone: str, paper: str) -> None:
        """Draw the four stations of a record's route, filled up to the one reached; `first` is the centre of the first."""
        step = -STATION_PITCH if self.right_to_left else STATION_PITCH
        self.line(first, first + QPointF(3 * step, 0), tone)
        for number in range(4):
            centre = first + QPointF(number * step, 0)
            self.dot(centre, STATION_SIZE / 2, tone if number < reached else paper, tone)
