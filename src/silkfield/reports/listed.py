"""A list that leaves the window as values: what stands above it, its columns and rows; Excel and paper show the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Cell = str | int | date | None


@dataclass(frozen=True, slots=True)
class Heading:
    """One column. On paper one that stands beside or under the column before it shares that one's place."""

    label: str
    stands: Literal["alone", "beside", "under"] = "alone"


@dataclass(frozen=True, slots=True)
class Listed:
    """One table: its title, its columns, and a cell for each of them in every row; `roomy` rows are high enough for a pen."""

    title: str
    columns: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    roomy: bool = False


@dataclass(frozen=True, slots=True)
class HandOut:
    """Tables to hand over, with the facts that stand above them: (what it is, what it says)."""

    title: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Listed, ...]
