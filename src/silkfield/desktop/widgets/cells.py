"""What a table shows: columns, rows and cells as plain values, and how a cell is painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRect

from silkfield.desktop.style.canvas import Align, Canvas
from silkfield.desktop.style.typography import line_height, text_width
from silkfield.desktop.widgets.chips import Station, paint_chip, paint_state

Mark = Literal["", "tick", "half", "absent", "excused", "none"]
NARROWEST = 64  # pixels a column of words keeps when room is short
START, END = 12, 8  # room in a cell before and after its content
_TILES = {"half": ("½", "neutint", "ink"), "absent": ("A", "badtint", "bad"), "excused": ("E", "warntint", "warn")}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, title, width in pixels, alignment, whether it takes free room and can be sorted.

    `line_after` draws a line between groups of columns.
    """

    key: str
    title: str
    width: int = 120
    align: Align = "start"
    stretch: bool = False
    sortable: bool = False
    line_after: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows: text, or a second line under it, a state, a chip or a mark.

    `other` is the same name in the other script, at the end of the cell; `chip` is the tone of a chip around the text;
    `station` makes it a state chip; `tint` fills the cell.
    """

    text: str = ""
    second: str = ""
    role: str = ""
    tone: str = "ink"
    second_tone: str = "ink2"
    icon: str = ""
    icon_tone: str = ""
    align: Align | None = None
    other: str = ""
    station: Station | None = None
    chip: str = ""
    mark: Mark = ""
    tint: str = ""

    @property
    def spoken(self) -> str:
        """Return the words a screen reader says."""
        return ", ".join(part for part in (self.text, self.second, self.other, self.mark) if part)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: the id the page knows it by, and its cells in the order of the columns."""

    id: object
    cells: tuple[Cell, ...]


def fitted_widths(columns: Sequence[Column], room: int) -> list[int]:
    """Return column widths for a table `room` pixels wide.

    Free room goes to the stretching columns; where room is short the columns of words give way, each by its share, and
    columns of numbers and the stretching ones, where states stand, keep their width.
    """
    widths = [column.width for column in columns]
    spare = room - sum(widths)
    weights = [int(column.stretch) for column in columns]
    if spare < 0:
        weights = [
            0 if column.stretch or column.align != "start" else max(0, column.width - NARROWEST) for column in columns
        ]
        spare = max(spare, -sum(weights))
    whole = sum(weights)
    if not whole:
        return widths
    ends = [round(spare * sum(weights[: number + 1]) / whole) for number in range(len(weights))]
    return [width + end - before for width, end, before in zip(widths, ends, [0, *ends], strict=False)]


def paint_cell(canvas: Canvas, rect: QRect, cell: Cell, align: Align) -> None:
    """Paint what a cell shows, without its ground and lines."""
    align = cell.align or align
    if cell.mark:
        paint_mark(canvas, rect, cell.mark)
        return
    inner = canvas.mirrored(rect, rect.adjusted(START, 0, -END, 0))
    if align == "center":
        inner = rect
    if cell.station is not None:
        paint_state(canvas, inner, cell.station, cell.text)
    elif cell.chip:
        paint_chip(canvas, inner, cell.text, cell.chip, cell.icon)
    elif cell.second:
        _paint_two(canvas, inner, cell, align)
    else:
        _paint_one(canvas, inner, cell, align)


def _paint_one(canvas: Canvas, inner: QRect, cell: Cell, align: Align) -> None:
    room = inner
    if cell.icon:
        place = QRect(inner.x(), inner.y(), 18, inner.height())
        canvas.icon(canvas.mirrored(inner, place), cell.icon, 16, cell.icon_tone or cell.tone)
        room = canvas.mirrored(inner, inner.adjusted(24, 0, 0, 0))
    if cell.other:
        wide = min(text_width(cell.other, "body") + 4, room.width() // 2)
        place = QRect(room.right() - wide + 1, room.y(), wide, room.height())
        canvas.text(canvas.mirrored(room, place), cell.other, "body", "ink2", "end")
        room = canvas.mirrored(room, room.adjusted(0, 0, -wide - 8, 0))
    canvas.text(room, cell.text, cell.role or "body", cell.tone, align)


def _paint_two(canvas: Canvas, inner: QRect, cell: Cell, align: Align) -> None:
    role = cell.role or "strong"
    first, below = max(20, line_height(role, cell.text)), max(19, line_height("meta", cell.second))
    top = inner.y() + (inner.height() - first - below + 1) // 2
    canvas.text(QRect(inner.x(), top, inner.width(), first), cell.text, role, cell.tone, align)
    place = QRect(inner.x(), top + first - 1, inner.width(), below)
    canvas.text(place, cell.second, "meta", cell.second_tone, align)


def paint_mark(canvas: Canvas, rect: QRect, mark: Mark) -> None:
    """Paint an attendance mark: a tick, a letter in a tile, or the dot that says nothing was recorded."""
    if mark == "tick":
        canvas.icon(rect, "check", 18, "ok")
    elif mark == "none":
        canvas.dot(QPointF(rect.x() + rect.width() / 2, rect.y() + rect.height() / 2), 2, "field")
    elif mark:
        letter, fill, tone = _TILES[mark]
        tile = QRect(0, 0, 22, 20)
        tile.moveCenter(rect.center())
        canvas.box(tile, 4, fill)
        canvas.text(tile, letter, "cap", tone, "center", elide=False)


def cell_width(cell: Cell) -> int:
    """Return the width in pixels a cell needs to show its words whole."""
    if cell.mark:
        return 28
    if cell.station is not None:
        return START + END + text_width(cell.text, "cap") + 57
    if cell.chip:
        return START + END + text_width(cell.text, "cap") + (38 if cell.icon else 21)
    role = cell.role or ("strong" if cell.second else "body")
    words = max(text_width(cell.text, role), text_width(cell.second, "meta"))
    other = text_width(cell.other, "body") + 12 if cell.other else 0
    return START + END + words + other + (24 if cell.icon else 0)
