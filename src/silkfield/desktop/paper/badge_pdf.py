"""Name badges as a PDF: ten on a sheet of A4, with lines to cut along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from silkfield.locations import write_whole

_FAMILIES = ["Inter", "Noto Naskh Arabic"]
_DARK, _GREY, _ACCENT = QColor("#10273d"), QColor("#55626F"), QColor("#0f5a8a")
_WIDE, _HIGH, _ACROSS, _DOWN = 90.0, 54.0, 2, 5  # mm, and how many of them


@dataclass(frozen=True, slots=True)
class Badge:
    """What stands on one badge; `role` is empty for participants."""

    number: int
    name: str
    other_name: str
    organisation: str
    role: str
    event: str


def write_badges(badges: Sequence[Badge], path: Path) -> None:
    """Write badges, ten on each sheet. Raises Trouble."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator("Silkfield")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    painter = QPainter(writer)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    mm = writer.resolution() / 25.4
    left, top = (210 - _ACROSS * _WIDE) / 2, (297 - _DOWN * _HIGH) / 2
    for place, badge in enumerate(badges):
        on_sheet = place % (_ACROSS * _DOWN)
        if place and not on_sheet:
            writer.newPage()
        down, across = divmod(on_sheet, _ACROSS)
        _Drawn(painter, mm, left + across * _WIDE, top + down * _HIGH).draw(badge)
    painter.end()
    write_whole(path, bytes(buffer.data().data()))


class _Drawn:
    """One badge at its place; measures in mm from its corner."""

    def __init__(self, painter: QPainter, mm: float, left: float, top: float) -> None:
        self._painter, self._mm, self._left, self._top = painter, mm, left, top

    def draw(self, badge: Badge) -> None:
        """Draw the words and the line to cut along."""
        self._painter.setPen(QPen(_GREY, 0.15 * self._mm, Qt.PenStyle.DashLine))
        self._painter.drawRect(self._place(0, 0, _WIDE, _HIGH))
        self._words(badge.event, 4, 6, 9, colour=_GREY)
        self._words(badge.name, 14, 13, 22, bold=True)
        self._words(badge.other_name, 26, 10, 15)
        self._words(badge.organisation, 37, 7, 11, colour=_GREY)
        self._words(badge.role, 44, 6, 10, bold=True, colour=_ACCENT)
        self._words(str(badge.number), 44, 6, 9, colour=_GREY, align=Qt.AlignmentFlag.AlignRight)

    def _words(
        self,
        words: str,
        top: float,
        high: float,
        points: int,
        *,
        bold: bool = False,
        colour: QColor = _DARK,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
    ) -> None:
        """Write words into their room: long ones get smaller letters, and a second line where there is room for it."""
        place = self._place(5, top, _WIDE - 10, high)
        flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        for size in range(points, 5, -1):
            font = QFont(_FAMILIES, size)
            font.setBold(bold)
            self._painter.setFont(font)
            needed = self._painter.boundingRect(place, flags, words)
            if needed.height() <= place.height() and needed.width() <= place.width():
                break
        self._painter.setPen(colour)
        self._painter.drawText(place, flags, words)

    def _place(self, left: float, top: float, wide: float, high: float) -> QRectF:
        mm = self._mm
        return QRectF((self._left + left) * mm, (self._top + top) * mm, wide * mm, high * mm)
