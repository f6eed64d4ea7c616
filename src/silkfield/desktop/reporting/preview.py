"""A report as it is looked at before it is handed over: its tables, what they rest on, and how was counted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from silkfield.desktop.reporting.explaining import explanation
from silkfield.desktop.style import text_width
from silkfield.desktop.widgets import Card, Cell, Column, DataTable, Panel, Row, Text, column, grouped, row
from silkfield.desktop.widgets.layout import Item
from silkfield.language import _
from silkfield.reports.tables import Cell as Value
from silkfield.reports.tables import Report, Table

ROOM = 170
"""Pixels that a row of a small table always has for its words."""

WORDS = 230
"""Pixels that a column of words with a title takes at most."""

SMALL = 3
"""A table of so many columns is small: several of them stand side by side."""


class Preview(Panel):
    """All of one report. `explained` says what the number is that somebody stands on, `opened` is Enter on a row that has
    records behind it."""

    explained = Signal(str)
    opened = Signal(str)

    def __init__(self, report: Report, beside: int = 3) -> None:
        """`beside` is how many small tables stand side by side."""
        parts: list[Item] = []
        for small, tables in groupby(report.tables, key=lambda table: len(table.columns) <= SMALL):
            cards = [self._card(table) for table in tables]
            rows = (
                [cards[start : start + beside] for start in range(0, len(cards), beside)]
                if small
                else [[one] for one in cards]
            )
            parts += [row(*[(card, 1) for card in some], spacing=12) for some in rows]
        parts.append(row((_facts(report), 1), (_rules(report), 1), spacing=12))
        super().__init__(column(*parts, None, spacing=12), "scrolled")

    def _card(self, table: Table) -> QWidget:
        """Return one table as a card, with its notes below it."""
        if not table.rows:
            return Card(Text(_("Nothing was counted."), "body", "ink2"), None, title=table.title)
        words = {place for place in range(len(table.columns)) if _holds_words(table, place)}
        two_lines = len(table.columns) <= SMALL and any(_needs_two(str(line[0] or "")) for line in table.rows)
        shown = DataTable(_columns(table, words), table.title, "two" if two_lines else "one", cells=True, fit=True)
        shown.show_rows([Row(number, _cells(line, words, two_lines)) for number, line in enumerate(table.rows)])
        shown.moved.connect(lambda _number: self._explain(table, shown))
        shown.chosen.connect(lambda number: self._open(table, number))
        notes = [Text(note, "meta", "ink2", wrap=True) for note in table.notes]
        below = [Panel(column(*notes, margins=(12, 6, 12, 4)))] if notes else []
        return Card(shown, *below, None, title=table.title, flush=True)

    def _open(self, table: Table, number: object) -> None:
        if table.behind and isinstance(number, int) and table.behind[number]:
            self.opened.emit(table.behind[number])

    def _explain(self, table: Table, shown: DataTable) -> None:
        if (cell := shown.current_cell()) and isinstance(cell[0], int):
            self.explained.emit(explanation(table, table.rows[cell[0]], int(cell[1])))


def _columns(table: Table, words: set[int]) -> Sequence[Column]:
    widest = max(words, key=lambda place: max(len(str(line[place] or "")) for line in table.rows), default=0)
    return [
        Column(
            str(place),
            title,
            _width(table, place, widest) if place in words else _number_width(title),
            align="start" if place in words else "end",
            stretch=place == widest,
        )
        for place, title in enumerate(table.columns)
    ]


def _number_width(title: str) -> int:
    return max(text_width("100 %", "body"), text_width(title, "label")) + 22


def _width(table: Table, place: int, widest: int) -> int:
    if place not in table.words:
        return 150 if place == widest else 40
    longest = max(text_width(str(line[place] or ""), "body") for line in table.rows)
    return min(max(longest, text_width(table.columns[place], "label")) + 22, WORDS)


def _holds_words(table: Table, place: int) -> bool:
    """Tell whether a column names what is counted: it says so, or its title is empty and no number stands in it."""
    untitled = not table.columns[place] and not any(isinstance(line[place], (int, float)) for line in table.rows)
    return untitled or place in table.words


def _word(cell: Value) -> bool:
    return isinstance(cell, str) and not cell.rstrip(" %").isdecimal()


def _cells(line: Sequence[Value], words: set[int], two_lines: bool) -> tuple[Cell, ...]:
    missing = next((str(cell) for place, cell in enumerate(line) if place not in words and _word(cell)), "")
    label = max(words, default=0)

    def named(place: int, text: str) -> Cell:
        return _in_two(text) if two_lines else Cell(text, other=missing if place == label else "")

    return tuple(named(place, str(cell or "")) if place in words else _counted(cell) for place, cell in enumerate(line))


def _needs_two(words: str) -> bool:
    return " (" in words or text_width(words, "body") > ROOM


def _in_two(words: str) -> Cell:
    """Write words over two lines where one is too short: what stands in brackets, or the last words, goes below."""
    first, bracket, rest = words.partition(" (")
    if bracket and text_width(first, "body") <= ROOM:
        return Cell(first, f"({rest}", role="body")
    if text_width(words, "body") <= ROOM:
        return Cell(words)
    parts = words.split(" ")
    count = len(parts) - 1
    while count > 1 and text_width(" ".join(parts[:count]), "body") > ROOM:
        count -= 1
    return Cell(" ".join(parts[:count]), " ".join(parts[count:]), role="body")


def _counted(cell: Value) -> Cell:
    if cell is None:
        return Cell("")
    if isinstance(cell, float):
        return Cell(f"{cell:g}")
    if isinstance(cell, int):
        return Cell(grouped(cell), role="strong" if cell else "", tone="ink" if cell else "ink2")
    return Cell("–", tone="ink2") if _word(cell) else Cell(str(cell))


def _facts(report: Report) -> Card:
    lines = []
    for name, fact in report.facts:
        key = Text(name, "body", "ink2")
        key.setFixedWidth(112)
        lines.append(row(column(key, None), (Text(fact, wrap=True), 1)))
    return Card(*lines, None, title=_("What the figures rest on"), spacing=6)


def _rules(report: Report) -> Card:
    return Card(*[Text(rule, wrap=True) for rule in report.rules], None, title=_("How it was counted"), spacing=6)
