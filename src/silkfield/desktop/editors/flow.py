"""Lays the fields of a block out in rows: short ones side by side in their order, wide ones on a row of their own."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override

from silkfield.desktop.style import theme


@dataclass(frozen=True, slots=True)
class Room:
    """How much room a field wants: at least `least` pixels; free room is shared by `stretch`, up to `most` pixels.

    A `whole` field has a row of its own, one that `begins` starts a new row.
    """

    least: int = 100
    stretch: int = 0
    most: int = 10_000
    whole: bool = False
    begins: bool = False


class FieldFlow(QLayout):
    """Fills rows from the start and wraps; the free room of a row goes to the fields that can use it."""

    def __init__(self, across: int = 12, down: int = 10) -> None:
        super().__init__()
        self._items: list[tuple[QLayoutItem, Room]] = []
        self._gaps = (across, down)
        self._room = Room()

    def add(self, widget: QWidget, room: Room) -> None:
        """Put a widget behind the others."""
        self._room = room
        self.addWidget(widget)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append((item, self._room))

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem:
        return self._items[index][0] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    @override
    def takeAt(self, index: int) -> QLayoutItem:
        return self._items.pop(index)[0] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), moving=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, moving=True)

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, self.heightForWidth(600))

    @override
    def minimumSize(self) -> QSize:
        widest = max((room.least for item, room in self._items if not item.isEmpty()), default=0)
        return QSize(widest, 0)

    def rows(self, width: int) -> list[list[tuple[QLayoutItem, int]]]:
        """Return the rows for a width: each item with the width it gets; hidden fields take no room."""
        across = self._gaps[0]
        rows: list[list[tuple[QLayoutItem, Room]]] = [[]]
        used = 0
        for item, room in self._items:
            if item.isEmpty():
                continue
            least = min(room.least, width)
            full = room.whole or room.begins or used + across + least > width
            if rows[-1] and (full or rows[-1][-1][1].whole):
                rows.append([])
            used = least if not rows[-1] else used + across + least
            rows[-1].append((item, room))
        return [self._shared(row, width) for row in rows if row]

    def _shared(self, row: list[tuple[QLayoutItem, Room]], width: int) -> list[tuple[QLayoutItem, int]]:
        if row[0][1].whole:
            return [(row[0][0], width)]
        wide = [min(room.least, width) for _item, room in row]
        free = width - sum(wide) - self._gaps[0] * (len(row) - 1)
        growing = [place for place, (_item, room) in enumerate(row) if room.stretch and wide[place] < room.most]
        while free > 0 and growing:
            shares = sum(row[place][1].stretch for place in growing)
            given = 0
            for place in growing:
                more = min(free * row[place][1].stretch // shares, row[place][1].most - wide[place])
                wide[place] += more
                given += more
            free -= given
            growing = [place for place in growing if wide[place] < row[place][1].most]
            if not given:
                wide[growing[0] if growing else 0] += free if growing else 0
                break
        return [(item, width) for (item, _room), width in zip(row, wide, strict=True)]

    def _lay(self, rect: QRect, *, moving: bool) -> int:
        top, (across, down) = rect.y(), self._gaps
        for number, row in enumerate(self.rows(rect.width())):
            top += down if number else 0
            heights = [_height(item, width) for item, width in row]
            left = 0
            for (item, width), height in zip(row, heights, strict=True):
                if moving:
                    at = rect.right() + 1 - left - width if theme().right_to_left else rect.x() + left
                    # The item itself would keep to the height a field likes best, and cut a sentence of several lines.
                    (item.widget() or item).setGeometry(QRect(at, top, width, height))
                left += width + across
            top += max(heights)
        return top - rect.y()


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def _place(item: QLayoutItem, rect: QRect) -> None:
    """Give a field all of its rectangle: Qt itself would keep it as low as without its message, and centre it."""
    widget = item.widget()
    if widget is not None:
        widget.setGeometry(rect)
