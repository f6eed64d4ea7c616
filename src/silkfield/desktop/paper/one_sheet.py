"""A page of HTML as a PDF on one sheet of A4: the slip of a referral, what to do about a lost laptop, a recovery code."""

from __future__ import annotations

from pathlib import Path

from silkfield.desktop.paper.pdf import pdf_at

_MARGIN = 18  # mm
_LARGEST, _SMALLEST = 11, 6  # pt


def write_sheet(html: str, path: Path) -> None:
    """Write a page as a PDF; long words make its letters smaller, never a second sheet. Raises Trouble."""
    with pdf_at(path, _MARGIN) as pdf:
        for points in range(_LARGEST, _SMALLEST - 1, -1):
            document = pdf.document(html, points)
            if document.pageCount() == 1:
                break
        pdf.draw_page(document, 0)
