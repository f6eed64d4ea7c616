"""Name badges as a PDF: ten on a sheet of A4, with lines to cut along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPen

from silkfield.desktop.paper.pdf import ACCENT, DARK, GREY, Pdf, pdf_at

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
    left, top = (210 - _ACROSS * _WIDE) / 2, (297 - _DOWN * _HIGH) / 2
    with pdf_at(path, 0) as pdf:
        for place, badge in enumerate(badges):
            on_sheet = place % (_ACROSS * _DOWN)
            if place and not on_sheet:
                pdf.writer.newPage()
            down, across = divmod(on_sheet, _ACROSS)
            _Drawn(pdf, left + across * _WIDE, top + down * _HIGH).draw(badge)


class _Drawn:
    """One badge at its place; measures in mm from its corner."""

    def __init__(self, pdf: Pdf, left: float, top: float) -> None:
        self._pdf, self._left, self._top = pdf, left, top

    def draw(self, badge: Badge) -> None:
        """Draw the words and the line to cut along."""
        self._pdf.painter.setPen(QPen(GREY, 0.15 * self._pdf.mm, Qt.PenStyle.DashLine))
        self._pdf.painter.drawRect(self._place(0, 0, _WIDE, _HIGH))
        self._words(badge.event, 4, 6, 9, colour=GREY)
        self._words(badge.name, 14, 13, 22, bold=True)
        self._words(badge.other_name, 26, 10, 15)
        self._words(badge.organisation, 37, 7, 11, colour=GREY)
        self._words(badge.role, 44, 6, 10, bold=True, colour=ACCENT)
        self._words(str(badge.number), 44, 6, 9, colour=GREY, align=Qt.AlignmentFlag.AlignRight)

    def _words(
        self,
        words: str,
        top: float,
        high: float,
        points: int,
        *,
        bold: bool = False,
        colour: QColor = DARK,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
    ) -> None:
        place = self._place(5, top, _WIDE - 10, high)
        flags = align | Qt.AlignmentFlag.AlignVCenter
        self._pdf.words(words, place, points, flags, bold=bold, colour=colour, wrap=True)

    def _place(self, left: float, top: float, wide: float, high: float) -> QRectF:
        mm = self._pdf.mm
        return QRectF((self._left + left) * mm, (self._top + top) * mm, wide * mm, high * mm)
