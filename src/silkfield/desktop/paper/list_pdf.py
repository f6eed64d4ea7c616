"""A list as a PDF on A4: its name at the top of every page, which page of how many at the bottom."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from silkfield.language import _, runs_right_to_left
from silkfield.locations import write_whole
from silkfield.operations.handing_out import as_html
from silkfield.reports.listed import HandOut

_FAMILIES = ["Inter", "Noto Naskh Arabic"]
_MARGIN = 14  # mm
_TITLE, _TEXT, _FOOT = 13, 8, 8  # pt
_WIDE = 5
"""A table of more columns than this lies on its side."""


def write_pdf(made: HandOut, path: Path) -> Path:
    """Write a list as a PDF, all of it or nothing. Raises Trouble."""
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(content)
    writer.setCreator("Silkfield")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    columns = max((sum(column.stands == "alone" for column in table.columns) for table in made.tables), default=0)
    if columns > _WIDE:
        writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    writer.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter)
    _draw(made, writer)
    write_whole(path, bytes(content.data().data()))
    return path


def _draw(made: HandOut, writer: QPdfWriter) -> None:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDocumentMargin(0)
    document.setDefaultFont(QFont(_FAMILIES, _TEXT))
    document.setHtml(as_html(made))
    head, foot = writer.resolution() * 0.4, writer.resolution() * 0.3
    room = QSizeF(writer.width(), writer.height() - head - foot)
    document.setPageSize(room)
    painter = QPainter(writer)
    count = document.pageCount()
    for page in range(count):
        if page:
            writer.newPage()
        _words(painter, QRectF(0, 0, room.width(), head), made.title, _TITLE, bold=True)
        painter.save()
        painter.translate(0, head - page * room.height())
        document.drawContents(painter, QRectF(0, page * room.height(), room.width(), room.height()))
        painter.restore()
        words = _("Page {page} of {count}").format(page=page + 1, count=count)
        _words(painter, QRectF(0, head + room.height(), room.width(), foot), words, _FOOT, bottom=True)
    painter.end()


def _words(
    painter: QPainter, place: QRectF, words: str, points: int, *, bold: bool = False, bottom: bool = False
) -> None:
    font = QFont(_FAMILIES, points)
    font.setBold(bold)
    painter.setFont(font)
    side = Qt.AlignmentFlag.AlignRight if runs_right_to_left() else Qt.AlignmentFlag.AlignLeft
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # alignment means what it says
    painter.drawText(place, side | (Qt.AlignmentFlag.AlignBottom if bottom else Qt.AlignmentFlag.AlignTop), words)
