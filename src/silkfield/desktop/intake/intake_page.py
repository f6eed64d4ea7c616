"""Excel: rows of a workbook are checked, asked about and taken in."""

from __future__ import annotations

from silkfield.desktop.navigator import DeskPage


class IntakePage(DeskPage):
    """Takes in the rows of a workbook."""
