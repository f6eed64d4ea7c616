"""Tables: calm rows with one or two lines, state chips, a marker on the selected row and totals that stay in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView
from typing_extensions import override

from silkfield.desktop.widgets.buttons import ENTER_KEYS
from silkfield.desktop.widgets.cells import Cell, Column, Row, fitted_widths
from silkfield.desktop.widgets.layout import Rule, column
from silkfield.desktop.widgets.table_model import Fetch, TableModel
from silkfield.desktop.widgets.table_painting import CellPainter, TableHeader, TotalsRow

Height = Literal["one", "two", "tall"]
_HEIGHTS = {"one": 32, "two": 48, "tall": 52}
_SETTLE = 120  # milliseconds after the last step before the page is told which row is current


class _View(QTableView):
    """The table itself; keys it does not use go on to the page."""

    entered_row = Signal()
    typed = Signal(str)
    resized = Signal()

    def __init__(self, by_cell: bool) -> None:
        super().__init__()
        self.by_cell = by_cell
        behaviour = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectItems if by_cell else behaviour.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ContiguousSelection if by_cell else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if event.key() in ENTER_KEYS and plain:
            self.entered_row.emit()
        elif self.by_cell and plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.typed.emit("")
        elif self.by_cell and plain and event.text().isprintable() and event.text():
            self.typed.emit(event.text())
        elif event.text() and event.text().isprintable():
            event.ignore()  # single-letter keys belong to the page
        else:
            super().keyPressEvent(event)


class DataTable(QFrame):
    """Show rows in columns. With `cells` one cell has the focus, as in a spreadsheet, else a whole row.

    `chosen` is Enter or a double click on a row, `moved` a new current row once the keys rest, `sorted_by` a click on a
    title, `keyed` what was typed on a cell (an empty text for Delete).
    """

    chosen = Signal(object)
    moved = Signal(object)
    sorted_by = Signal(str, bool)
    keyed = Signal(object, str, str)

    def __init__(
        self, columns: Sequence[Column], name: str, height: Height = "one", cells: bool = False, fit: bool = False
    ) -> None:
        """`fit` makes the table as high as its rows and leaves scrolling to the page."""
        super().__init__()
        self.columns = columns
        self._fit = fit
        self.model = TableModel(columns, self)
        self.view = _View(cells)
        self.view.setAccessibleName(name)
        self.view.setModel(self.model)
        self.view.setHorizontalHeader(TableHeader(columns, self.view))
        self.view.setItemDelegate(CellPainter(columns, self.view))
        self._row_height = _HEIGHTS[height]
        self.view.verticalHeader().setMinimumSectionSize(self._row_height)
        self.view.verticalHeader().setDefaultSectionSize(self._row_height)
        self._totals = TotalsRow(columns, self.view)
        self._rule = Rule(strong=True)
        self.setLayout(column((self.view, 1), self._rule, self._totals))
        self.setFocusProxy(self.view)
        self._fit_columns()
        self._connect()
        self.set_totals(None)

    def _fit_columns(self) -> None:
        header = self.view.horizontalHeader()
        for number, width in enumerate(fitted_widths(self.columns, self.view.viewport().width())):
            header.resizeSection(number, width)
        self._totals.update()

    def _connect(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE)
        self._timer.timeout.connect(lambda: self.moved.emit(self.current_id()))
        self.view.selectionModel().currentChanged.connect(self._moved)
        self.view.doubleClicked.connect(lambda _index: self._choose_current())
        self.view.entered_row.connect(self._choose_current)
        self.view.typed.connect(self._typed)
        header = self.view.horizontalHeader()
        self.view.resized.connect(self._fit_columns)
        header.sectionClicked.connect(self._title_clicked)
        self.view.horizontalScrollBar().valueChanged.connect(lambda _value: self._totals.update())

    # -- what is shown

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show a short list; the current row stays current when it is still there."""
        self._keep_current(lambda: self.model.show_rows(rows))

    def show_pages(self, count: int, fetch: Fetch) -> None:
        """Show a list of any length: `fetch(first, count, deliver)` brings rows as they come into sight."""
        self._keep_current(lambda: self.model.show_pages(count, fetch))

    def row_changed(self, row: Row) -> bool:
        """Show one row anew; tell whether it was in sight of the table."""
        return self.model.replace(row)

    def set_totals(self, cells: Sequence[Cell] | None) -> None:
        """Show totals under the rows, in the same columns, or none."""
        self._totals.set_cells(cells or ())
        self._totals.setVisible(cells is not None)
        self._rule.setVisible(cells is not None)
        self._fit_height()

    def _keep_current(self, show: Callable[[], None]) -> None:
        current, column_number = self.current_id(), max(0, self.view.currentIndex().column())
        show()
        self._fit_height()
        if (
            current is not None
            and self.model.row(0) is not None
            and (place := self.model.place_of(current)) is not None
        ):
            self.view.setCurrentIndex(self.model.index(place, column_number))
            self._timer.stop()  # the same row as before is no news
        elif current is not None:
            self._timer.start()  # the page hears that no row is current any more

    def _fit_height(self) -> None:
        if self._fit:
            self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            header = self.view.horizontalHeader().height()
            self.view.setFixedHeight(header + self._row_height * self.model.rowCount() + 1)

    # -- where a person is

    def current_id(self) -> object:
        """Return the id of the current row, or None."""
        row = self.model.row(self.view.currentIndex().row())
        return row.id if row is not None else None

    def current_cell(self) -> tuple[object, str] | None:
        """Return the id and the column key of the current cell."""
        index = self.view.currentIndex()
        return (self.current_id(), self.columns[index.column()].key) if index.isValid() else None

    def chosen_cells(self) -> list[tuple[object, str]]:
        """Return the ids and column keys of the chosen cells, row by row; the current one where no others are."""
        indexes = sorted((index.row(), index.column()) for index in self.view.selectedIndexes())
        found = [(self.model.row(down), self.columns[across].key) for down, across in indexes]
        cells: list[tuple[object, str]] = [(row.id, key) for row, key in found if row is not None]
        current = self.current_cell()
        return cells if current is None or current in cells else [current]

    def choose(self, row_id: object, column_key: str = "") -> bool:
        """Make a row (and a cell of it) the current one; tell whether it is here."""
        self.model.row(0)  # fetches the first page
        place = self.model.place_of(row_id)
        if place is None:
            return False
        keys = [each.key for each in self.columns]
        self.view.setCurrentIndex(self.model.index(place, keys.index(column_key) if column_key else 0))
        return True

    def _moved(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.view.viewport().update()
        self._timer.start()

    def _choose_current(self) -> None:
        if (row_id := self.current_id()) is not None:
            self.chosen.emit(row_id)

    def _typed(self, text: str) -> None:
        if cell := self.current_cell():
            self.keyed.emit(*cell, text)

    def _title_clicked(self, number: int) -> None:
        header = self.view.horizontalHeader()
        if self.columns[number].sortable and isinstance(header, TableHeader):
            self.sorted_by.emit(self.columns[number].key, header.turn(number))
