"""A list as a PDF on A4: its name at the top of every page, which page of how many at the bottom."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF, Qt

from silkfield.desktop.paper.pdf import Pdf, pdf_at
from silkfield.language import _, runs_right_to_left
from silkfield.operations.handing_out import as_html
from silkfield.reports.listed import HandOut

_MARGIN = 14  # mm
_HEAD, _FOOT = 10, 8  # mm
_WIDE = 5
"""A table of more columns than this lies on its side."""


def write_pdf(made: HandOut, path: Path) -> Path:
    """Write a list as a PDF, all of it or nothing. Raises Trouble."""
    columns = max((sum(column.stands == "alone" for column in table.columns) for table in made.tables), default=0)
    with pdf_at(path, _MARGIN, sideways=columns > _WIDE) as pdf:
        _draw(made, pdf)
    return path


def _draw(made: HandOut, pdf: Pdf) -> None:
    head, foot = _HEAD * pdf.mm, _FOOT * pdf.mm
    wide, high = pdf.size.width(), pdf.size.height() - head - foot
    document = pdf.document(as_html(made), 8, QSizeF(wide, high))
    side = Qt.AlignmentFlag.AlignRight if runs_right_to_left() else Qt.AlignmentFlag.AlignLeft
    count = document.pageCount()
    for page in range(count):
        if page:
            pdf.writer.newPage()
        pdf.words(made.title, QRectF(0, 0, wide, head), 13, side | Qt.AlignmentFlag.AlignTop, bold=True)
        pdf.draw_page(document, page, head)
        words = _("Page {page} of {count}").format(page=page + 1, count=count)
        pdf.words(words, QRectF(0, head + high, wide, foot), 8, side | Qt.AlignmentFlag.AlignBottom)
