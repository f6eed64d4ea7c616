"""A report as values: tables of text and numbers with the rules they were counted by; every surface prints the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table; numbers are whole numbers, a text in a number's place says why there is none.

    `behind` names for each row what its records are found by, empty where there are none; `explained` is each row's rule.
    `words` are the places of columns with a title that hold words and no numbers.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    explained: tuple[str, ...] = ()
    words: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. `figures` are the same numbers for programs, by row and name; `facts` say what it rests on."""

    code: str
    title: str
    period: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    rules: tuple[str, ...]
    figures: Mapping[str, Any] = field(default_factory=dict)
