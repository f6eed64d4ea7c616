"""A page of HTML as a PDF on one sheet of A4: the slip of a referral, what to do about a lost laptop, a recovery code."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from silkfield.locations import write_whole

_FAMILIES = ["Inter", "Noto Naskh Arabic"]
_MARGIN = 18  # mm
_LARGEST, _SMALLEST = 11, 6  # pt


def write_sheet(html: str, path: Path) -> None:
    """Write a page as a PDF; long words make its letters smaller, never a second sheet. Raises Trouble."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator("Silkfield")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDocumentMargin(0)
    paper = QSizeF(writer.width(), writer.height())
    for points in range(_LARGEST, _SMALLEST - 1, -1):
        document.setDefaultFont(QFont(_FAMILIES, points))
        document.setHtml(html)
        document.setTextWidth(paper.width())
        if document.size().height() <= paper.height():
            break
    painter = QPainter(writer)
    document.drawContents(painter)
    painter.end()
    write_whole(path, bytes(buffer.data().data()))
