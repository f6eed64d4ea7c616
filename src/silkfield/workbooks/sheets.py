"""A sheet as it lies in the file: its rows and which cells are merged."""

from __future__ import annotations

from dataclasses import dataclass

from silkfield.language import N_
from silkfield.workbooks.cells import Cell

ABOUT_COLUMNS = N_("About the columns")
"""The sheet of an export that says what the columns mean; it holds no records."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Merged cells, as places counted from 0; all four borders belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; every row has the same length."""

    name: str
    rows: list[list[Cell]]
    merged: tuple[Merged, ...] = ()

    @property
    def width(self) -> int:
        """Return how many columns the sheet has."""
        return len(self.rows[0]) if self.rows else 0
