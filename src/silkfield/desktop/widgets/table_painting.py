"""How a table is painted: the grounds and lines of its cells, its header and its frozen totals."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)
from typing_extensions import override

from silkfield.desktop.style.canvas import Canvas
from silkfield.desktop.widgets.cells import END, START, Cell, Column, cell_width, paint_cell
from silkfield.desktop.widgets.table_model import CELL

_HEADER = 32
_TOTALS = 36


class CellPainter(QStyledItemDelegate):
    """Paint the cells of one table."""

    def __init__(self, columns: Sequence[Column], view: QTableView) -> None:
        super().__init__(view)
        self._columns, self._view = columns, view
        self._by_cell = bool(getattr(view, "by_cell", False))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect = QRect(option.rect)
        cell = index.data(CELL)
        current = self._view.currentIndex()
        in_row = current.isValid() and current.row() == index.row()
        painter.save()
        painter.setClipRect(rect)
        with Canvas(self._view, painter) as canvas:
            self._paint_ground(canvas, rect, index, cell, in_row, option)
            paint_cell(canvas, rect.adjusted(0, 0, 0, -1), cell, self._columns[index.column()].align)
            if in_row and self._view.hasFocus():
                self._paint_focus(canvas, rect, index, current.column())
        painter.restore()

    def _paint_ground(
        self,
        canvas: Canvas,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
        cell: Cell,
        in_row: bool,
        option: QStyleOptionViewItem,
    ) -> None:
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        chosen = self._by_cell and bool(option.state & QStyle.StateFlag.State_Selected)
        tint = cell.tint or ("sel" if in_row or chosen else "hover" if hover and not self._by_cell else "")
        if tint:
            canvas.fill(rect, tint)
        if index.row() < index.model().rowCount() - 1:
            canvas.fill(QRect(rect.x(), rect.bottom(), rect.width(), 1), "line")
        if self._columns[index.column()].line_after:
            _paint_column_line(canvas, rect)
        if in_row and index.column() == 0:
            canvas.fill(canvas.mirrored(rect, QRect(rect.x(), rect.y(), 3, rect.height())), "accent")

    def _paint_focus(
        self, canvas: Canvas, rect: QRect, index: QModelIndex | QPersistentModelIndex, current_column: int
    ) -> None:
        if self._by_cell:
            if index.column() == current_column:
                canvas.box(rect.adjusted(0, 0, 0, -1), 2, edge="accent", width=2)
            return
        for top in (rect.y(), rect.bottom() - 1):
            canvas.fill(QRect(rect.x(), top, rect.width(), 2), "accent")
        if index.column() == len(self._columns) - 1:
            end = QRect(rect.right() - 1, rect.y(), 2, rect.height())
            canvas.fill(canvas.mirrored(rect, end), "accent")

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        cell = index.data(CELL)
        cut = isinstance(cell, Cell) and cell_width(cell) > option.rect.width() + 1
        QToolTip.showText(event.globalPos(), cell.spoken if cut else "", view)
        return True

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._columns[index.column()].width, self._view.verticalHeader().defaultSectionSize())


def _paint_column_line(canvas: Canvas, rect: QRect) -> None:
    canvas.fill(canvas.mirrored(rect, QRect(rect.right(), rect.y(), 1, rect.height())), "line")


class TableHeader(QHeaderView):
    """The titles of the columns over a clear rule; a sortable one shows a small arrow once it sorts."""

    def __init__(self, columns: Sequence[Column], view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._columns = columns
        self._sorted: tuple[int, bool] | None = None
        self.setFixedHeight(_HEADER)
        self.setMinimumSectionSize(20)
        self.setSectionsClickable(any(each.sortable for each in columns))
        self.setHighlightSections(False)

    def turn(self, number: int) -> bool:
        """Sort by a column, turning the order round when it sorts already; return whether smallest is first."""
        ascending = not (self._sorted and self._sorted[0] == number and self._sorted[1])
        self._sorted = (number, ascending)
        self.viewport().update()
        return ascending

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        title = self._columns[logicalIndex]
        painter.save()
        with Canvas(self, painter) as canvas:
            canvas.fill(rect, "surface")
            canvas.fill(QRect(rect.x(), rect.bottom(), rect.width(), 1), "field")
            if title.line_after:
                _paint_column_line(canvas, rect.adjusted(0, 6, 0, -1))
            inner = rect if title.align == "center" else canvas.mirrored(rect, rect.adjusted(START, 0, -END, 0))
            if self._sorted and self._sorted[0] == logicalIndex:
                arrow = QRect(inner.right() - 13, inner.y(), 14, inner.height())
                name = "chevron-up" if self._sorted[1] else "chevron-down"
                canvas.icon(canvas.mirrored(inner, arrow), name, 14, "ink2")
                inner = canvas.mirrored(inner, inner.adjusted(0, 0, -16, 0))
            canvas.text(inner, title.title, "label", "ink2", title.align)
        painter.restore()


class TotalsRow(QWidget):
    """Totals that stay under the rows, in the same columns."""

    def __init__(self, columns: Sequence[Column], view: QTableView) -> None:
        super().__init__()
        self._columns, self._view = columns, view
        self._cells: Sequence[Cell] = ()
        self.setFixedHeight(_TOTALS)

    def set_cells(self, cells: Sequence[Cell]) -> None:
        """Show other totals."""
        self._cells = cells
        self.setAccessibleName(", ".join(cell.spoken for cell in cells if cell.spoken))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        offset = self._view.viewport().x()
        with Canvas(self) as canvas:
            for number, cell in enumerate(self._cells):
                left = offset + self._view.columnViewportPosition(number)
                rect = QRect(left, 0, self._view.columnWidth(number), self.height())
                paint_cell(canvas, rect, cell, self._columns[number].align)
                if self._columns[number].line_after:
                    _paint_column_line(canvas, rect)
