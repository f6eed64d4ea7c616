"""The grid of a head count: a cell for each sex and age group, row and column totals, and the grand total."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from silkfield.desktop.style.canvas import Canvas
from silkfield.desktop.style.typography import grouped
from silkfield.desktop.widgets.buttons import ENTER_KEYS
from silkfield.desktop.widgets.head_count import HeadCell, HeadCountWords, Heads, Shape
from silkfield.desktop.widgets.layout import Panel
from silkfield.desktop.widgets.layout import row as side_by_side
from silkfield.desktop.widgets.text import Text
from silkfield.language import _

Labels = Sequence[tuple[str, str]]  # code and label


class _TotalsBand(QWidget):
    """The sunken band behind the totals."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            canvas.box(self.rect(), 4, "sunken")


class HeadCountGrid(QWidget):
    """Count heads by row and column, by column only, or as one total. Totals are added here, never typed."""

    changed = Signal()

    def __init__(self, name: str, rows: Labels, columns: Labels, words: HeadCountWords | None = None) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._rows, self._columns = rows, columns
        self._words = words or HeadCountWords(_("Total"), _("Everyone"))
        self._cells: dict[tuple[str, str], HeadCell] = {}
        self._places: dict[tuple[int, int], HeadCell] = {}
        self._row_totals: dict[str, Text] = {}
        self._column_totals: dict[str, Text] = {}
        self._grand = Text("0", "fig", "accent", align="end")
        self._estimate = False
        self._read_only = False
        self._shape: Shape = "cells"
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._build()

    # -- building

    def _build(self) -> None:
        for child in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            child.hide()
            child.deleteLater()
        self._cells.clear()
        self._places.clear()
        self._row_totals.clear()
        self._column_totals.clear()
        rows = self._rows if self._shape == "cells" else [("", self._words.everyone)]
        columns = self._columns if self._shape != "total" else [("", self._words.total)]
        self._grid.setColumnMinimumWidth(0, 104)
        for place in range(self._grid.columnCount()):
            self._grid.setColumnStretch(place, 0)
        for place in range(len(columns)):
            self._grid.setColumnStretch(place + 1, 1)
        self._build_head(columns)
        for down, (row, row_label) in enumerate(rows):
            self._grid.addWidget(Text(row_label, "strong"), down + 1, 0)
            for across, (column, label) in enumerate(columns):
                self._build_cell(down, across, (row, column), f"{label}, {row_label}")
            self._row_totals[row] = Text("0", "big", align="end")
            self._grid.addWidget(self._row_totals[row], down + 1, len(columns) + 1)
        self._build_totals(len(rows) + 1, columns)
        self._add_up()

    def _build_head(self, columns: Labels) -> None:
        for across, (_column, label) in enumerate(columns):
            self._grid.addWidget(Text(label, "label", "ink2", align="center", elide=True), 0, across + 1)
        self._grid.addWidget(Text(self._words.total, "label", align="end"), 0, len(columns) + 1)
        self._grid.setColumnMinimumWidth(len(columns) + 1, 84)

    def _build_cell(self, down: int, across: int, key: tuple[str, str], name: str) -> None:
        cell = HeadCell(name)
        cell.setReadOnly(self._read_only)
        cell.stepped.connect(lambda right, below, at=(down, across): self._go(at, right, below))
        cell.changed.connect(self._cell_changed)
        self._cells[key] = cell
        self._places[down, across] = cell
        self._grid.addWidget(cell, down + 1, across + 1)

    def _build_totals(self, line: int, columns: Labels) -> None:
        # One empty column more, so that the numbers keep off the edge of the band.
        self._grid.addWidget(_TotalsBand(), line, 0, 1, len(columns) + 3)
        self._grid.setRowMinimumHeight(line, 44)
        label = Panel(side_by_side(Text(self._words.total, "strong"), margins=(12, 0, 0, 0)))
        self._grid.addWidget(label, line, 0)
        for across, (column, _label) in enumerate(columns):
            self._column_totals[column] = Text("0", "big", align="center")
            self._grid.addWidget(self._column_totals[column], line, across + 1)
        self._grand = Text("0", "fig", "accent", align="end")
        self._grid.addWidget(self._grand, line, len(columns) + 1)

    # -- counting

    def _cell_changed(self) -> None:
        self._add_up()
        self.changed.emit()

    def _add_up(self) -> None:
        for row, text in self._row_totals.items():
            text.set_words(grouped(sum(cell.number() for (at, _other), cell in self._cells.items() if at == row)))
        for column, text in self._column_totals.items():
            text.set_words(grouped(sum(cell.number() for (_other, at), cell in self._cells.items() if at == column)))
        self._grand.set_words(grouped(self.total()))

    def _go(self, at: tuple[int, int], right: int, below: int) -> None:
        there = self._places.get((at[0] + below, at[1] + right))
        if there is not None:
            there.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        cells = list(self._cells.values())
        here = next((place for place, cell in enumerate(cells) if cell.hasFocus()), len(cells))
        if event.key() in ENTER_KEYS and here + 1 < len(cells):
            cells[here + 1].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            event.ignore()  # after the last cell, Enter goes on to the form

    # -- what a form asks

    def total(self) -> int:
        """Return how many heads are counted."""
        return sum(cell.number() for cell in self._cells.values())

    def shape(self) -> Shape:
        """Return how the count is split now."""
        return self._shape

    def set_shape(self, shape: Shape) -> None:
        """Split the count another way; what was counted is added up where it can be, never lost without a word."""
        if shape != self._shape:
            before = self.value()
            self._shape = shape
            self._build()
            self._carry_over(before)

    def _carry_over(self, before: Heads) -> None:
        for (row, column), number in before.cells.items():
            here = (row if self._shape == "cells" else "", column if self._shape != "total" else "")
            if here in self._cells:
                self._cells[here].set_number(self._cells[here].number() + number)
        self._add_up()

    def set_estimate(self, estimate: bool) -> None:
        """Note that the numbers are an estimate."""
        self._estimate = estimate

    def value(self) -> Heads:
        """Return the count; cells that count nobody are left out."""
        counted = {key: cell.number() for key, cell in self._cells.items() if cell.number()}
        return Heads(counted, self._estimate)

    def set_value(self, heads: Heads) -> None:
        """Show a count, in its own shape."""
        self._estimate = heads.estimate
        if heads.cells and heads.shape != self._shape:
            self._shape = heads.shape
            self._build()
        for cell in self._cells.values():
            cell.set_number(0)
        self._carry_over(heads)

    def take_focus(self) -> None:
        """Put the cursor into the first cell."""
        next(iter(self._cells.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_read_only(self, read_only: bool) -> None:
        """Let a person change the count, or not."""
        self._read_only = read_only
        for cell in self._cells.values():
            cell.setReadOnly(read_only)

    def cell(self, row: str, column: str) -> HeadCell:
        """Return one cell, for a test or to give it the focus."""
        return self._cells[row, column]
