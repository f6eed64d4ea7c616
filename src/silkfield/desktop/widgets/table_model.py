"""The rows of a table, fetched page by page as they come into sight, so that a million rows open as fast as ten."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from silkfield.desktop.widgets.cells import Cell, Column, Row

Index = QModelIndex | QPersistentModelIndex
Deliver = Callable[[Sequence[Row]], None]
Fetch = Callable[[int, int, Deliver], object]

CELL = Qt.ItemDataRole.UserRole
PAGE = 200  # rows
_PAGES_KEPT = 30
_WAITING = Cell("…", tone="ink2")
_NOWHERE = QModelIndex()


class TableModel(QAbstractTableModel):
    """Rows behind a table. `fetch(first, count, deliver)` may deliver at once or later, on the window's thread."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self._count = 0
        self._fetch: Fetch = lambda _first, _count, deliver: deliver([])
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()
        self._asked: set[int] = set()
        self._generation = 0

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show a short list that is already here."""
        kept = list(rows)
        self.show_pages(len(kept), lambda first, count, deliver: deliver(kept[first : first + count]))

    def show_pages(self, count: int, fetch: Fetch) -> None:
        """Show a list of `count` rows; pages of the list before that arrive late are dropped."""
        self.beginResetModel()
        self._generation += 1
        self._count, self._fetch = count, fetch
        self._pages.clear()
        self._asked.clear()
        self.endResetModel()

    def row(self, number: int) -> Row | None:
        """Return a row, or nothing while it is on its way."""
        if not 0 <= number < self._count:
            return None
        page = number // PAGE
        if page not in self._pages:
            self._ask(page)
        if page not in self._pages:
            return None
        self._pages.move_to_end(page)
        rows = self._pages[page]
        return rows[number % PAGE] if number % PAGE < len(rows) else None

    def _ask(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        generation = self._generation

        def deliver(rows: Sequence[Row]) -> None:
            if generation != self._generation:
                return
            self._asked.discard(page)
            self._pages[page] = list(rows)
            while len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
            last = min((page + 1) * PAGE, self._count) - 1
            self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(self.columns) - 1))

        self._fetch(page * PAGE, PAGE, deliver)

    def place_of(self, row_id: object) -> int | None:
        """Return where a row is among the pages that are here."""
        for page, rows in self._pages.items():
            for number, row in enumerate(rows):
                if row.id == row_id:
                    return page * PAGE + number
        return None

    def replace(self, row: Row) -> bool:
        """Show one row anew; tell whether it is here."""
        place = self.place_of(row.id)
        if place is None:
            return False
        self._pages[place // PAGE][place % PAGE] = row
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))
        return True

    def cell(self, index: Index) -> Cell:
        """Return what a cell shows."""
        row = self.row(index.row())
        if row is None:
            return _WAITING if index.column() == 0 else Cell()
        return row.cells[index.column()] if index.column() < len(row.cells) else Cell()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == CELL:
            return self.cell(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.cell(index).spoken
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None
