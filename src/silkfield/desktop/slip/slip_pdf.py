"""A page of HTML written as a PDF on one sheet of A4."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from silkfield.errors import Trouble
from silkfield.language import _

_FAMILIES = ["Inter", "Noto Naskh Arabic"]
_MARGIN = 18  # mm
_LARGEST, _SMALLEST = 11, 6  # pt


def write_pdf(html: str, path: Path) -> None:
    """Write a page as a PDF; long words make its letters smaller, never a second sheet. Raises Trouble."""
    writer = QPdfWriter(str(path))
    writer.setCreator("Silkfield")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDocumentMargin(0)
    paper = QSizeF(writer.width(), writer.height())
    for points in range(_LARGEST, _SMALLEST - 1, -1):
        font = QFont(_FAMILIES, points)
        document.setDefaultFont(font)
        document.setHtml(html)
        document.setTextWidth(paper.width())
        if document.size().height() <= paper.height():
            break
    painter = QPainter()
    if not painter.begin(writer):
        raise Trouble(
            _("“{file}” cannot be written.").format(file=path.name), _("Choose another folder."), code="not_writable"
        )
    document.drawContents(painter)
    painter.end()
