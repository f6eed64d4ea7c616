"""Certificates as a PDF: a page on its side for each, with a square code that any laptop of the network can check."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPen

from silkfield.desktop.paper.pdf import ACCENT, DARK, GREY, Pdf, font, pdf_at
from silkfield.formkit.days import iso_day
from silkfield.operations.certificates import Printed

_MARGIN = 12  # mm
_CODE = 30  # mm, the square code


def write_certificates(made: Sequence[Printed], path: Path) -> None:
    """Write certificates, one on each page. Raises Trouble."""
    with pdf_at(path, _MARGIN, sideways=True) as pdf:
        for place, one in enumerate(made):
            if place:
                pdf.writer.newPage()
            _Page(pdf).draw(one)


class _Page:
    """One certificate on its page; measures in mm from the corner of the frame."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf, self._painter, self._mm = pdf, pdf.painter, pdf.mm
        self._width, self._height = pdf.size.width() / pdf.mm, pdf.size.height() / pdf.mm

    def draw(self, one: Printed) -> None:
        """Draw the frame, the words and the code."""
        self._frame()
        funded, *others = one.lines or ("",)
        self._words(funded, 12, 10, colour=GREY)
        self._words("Certificate", 30, 30, bold=True, colour=ACCENT)
        self._words("This is to certify that", 52, 12, colour=GREY)
        self._words(one.certificate.name, 64, 24, bold=True)
        self._words(one.other_name, 80, 16)
        self._words("has completed", 94, 12, colour=GREY)
        self._words(one.certificate.event, 104, 16, bold=True)
        self._words(_when(one), 120, 11, colour=GREY)
        self._line(40, 156, 70, "Signature")
        self._words(one.certificate.number, self._height - 16, 10, left=14, align=Qt.AlignmentFlag.AlignLeft)
        self._words(" · ".join(others), self._height - 16, 9, colour=GREY)
        self._code(one.code)

    def _frame(self) -> None:
        self._painter.setPen(QPen(ACCENT, 0.8 * self._mm))
        self._painter.drawRect(self._place(0, 0, self._width, self._height))

    def _words(
        self,
        words: str,
        top: float,
        points: int,
        *,
        bold: bool = False,
        colour: QColor = DARK,
        left: float = 20,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
    ) -> None:
        place = self._place(left, top, self._width - 2 * left, 16)
        self._pdf.words(words, place, points, align | Qt.AlignmentFlag.AlignVCenter, bold=bold, colour=colour)

    def _line(self, left: float, top: float, wide: float, words: str) -> None:
        self._painter.setPen(QPen(GREY, 0.3 * self._mm))
        self._painter.drawLine(self._place(left, top, wide, 0).topLeft(), self._place(left, top, wide, 0).topRight())
        self._painter.setFont(font(9))
        self._painter.drawText(self._place(left, top + 1, wide, 8), Qt.AlignmentFlag.AlignHCenter, words)

    def _code(self, text: str) -> None:
        import segno  # noqa: PLC0415  only where a certificate is drawn

        rows = list(segno.make(text, error="l").matrix_iter(border=0))
        side = _CODE / len(rows)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(DARK)
        left, top = self._width - _CODE - 14, self._height - _CODE - 14
        for down, row in enumerate(rows):
            for across, dark in enumerate(row):
                if dark:
                    self._painter.drawRect(self._place(left + across * side, top + down * side, side, side))

    def _place(self, left: float, top: float, wide: float, high: float) -> QRectF:
        return QRectF(left * self._mm, top * self._mm, wide * self._mm, high * self._mm)


def _when(one: Printed) -> str:
    days = dict.fromkeys(map(iso_day, (one.certificate.first_day, one.certificate.last_day)))
    words = " – ".join(f"{day.day} {day:%B} {day.year}" for day in days if day)  # a certificate is in English
    return ", ".join(part for part in (one.place, words) if part)
