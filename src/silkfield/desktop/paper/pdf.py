"""A PDF on A4: how each of them is begun, written and ended, and how words and pages of text come onto it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from silkfield.locations import write_whole

DARK, GREY, ACCENT = QColor("#10273d"), QColor("#55626F"), QColor("#0f5a8a")
_FAMILIES = ["Inter", "Noto Naskh Arabic"]
_SMALLEST = 6  # pt


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF that is being written; alignment on it means what it says, also in a language that runs from right to left."""

    writer: QPdfWriter
    painter: QPainter

    @property
    def mm(self) -> float:
        """The length of a millimetre."""
        return self.writer.resolution() / 25.4

    @property
    def size(self) -> QSizeF:
        """The paper within its margins."""
        return QSizeF(self.writer.width(), self.writer.height())

    def document(self, html: str, points: int, room: QSizeF | None = None) -> QTextDocument:
        """Lay a text out, in pages of the size of `room`, or of the whole paper."""
        document = QTextDocument()
        document.documentLayout().setPaintDevice(self.writer)
        document.setDocumentMargin(0)
        document.setDefaultFont(font(points))
        document.setHtml(html)
        document.setPageSize(room or self.size)
        return document

    def draw_page(self, document: QTextDocument, page: int, top: float = 0) -> None:
        """Draw one page of a text so far below the upper margin."""
        room = document.pageSize()
        self.painter.save()
        self.painter.translate(0, top - page * room.height())
        document.drawContents(self.painter, QRectF(0, page * room.height(), room.width(), room.height()))
        self.painter.restore()

    def words(
        self,
        words: str,
        place: QRectF,
        points: int,
        flags: Qt.AlignmentFlag,
        *,
        bold: bool = False,
        colour: QColor = DARK,
        wrap: bool = False,
    ) -> None:
        """Write words into a place; long ones get smaller letters, and more lines where they may `wrap`."""
        how = flags | (Qt.TextFlag.TextWordWrap if wrap else Qt.TextFlag.TextSingleLine)
        for size in range(points, _SMALLEST - 1, -1):
            self.painter.setFont(font(size, bold=bold))
            needed = self.painter.boundingRect(place, how, words)
            if needed.width() <= place.width() and (not wrap or needed.height() <= place.height()):
                break
        self.painter.setPen(colour)
        self.painter.drawText(place, how, words)


def font(points: int, *, bold: bool = False) -> QFont:
    """Return the letters of both scripts."""
    letters = QFont(_FAMILIES, points)
    letters.setBold(bold)
    return letters


@contextmanager
def pdf_at(path: Path, margin: float, *, sideways: bool = False) -> Iterator[Pdf]:
    """Write a PDF, all of it or nothing; `margin` is in millimetres. Raises Trouble when the file cannot be written."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator("Silkfield")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    if sideways:
        writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    writer.setPageMargins(QMarginsF(margin, margin, margin, margin), QPageLayout.Unit.Millimeter)
    painter = QPainter(writer)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    try:
        yield Pdf(writer, painter)
    finally:
        painter.end()
    write_whole(path, bytes(buffer.data().data()))
