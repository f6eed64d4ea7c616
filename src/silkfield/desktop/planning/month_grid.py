"""A month on the screen: a week in each row, days of rest tinted, what is planned and held written into its days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from silkfield.desktop.style import theme
from silkfield.desktop.style.canvas import Canvas
from silkfield.desktop.widgets.buttons import ENTER_KEYS

WEEKS = 6
_HEAD, _LINE = 30, 20


@dataclass(frozen=True, slots=True)
class Marked:
    """What a day shows: titles with their tones, whether it is a day of rest, and which holiday it is."""

    lines: Sequence[tuple[str, str]] = ()
    rest: bool = False
    holiday: str = ""


class MonthGrid(QWidget):
    """The arrows go from day to day, Home to today; Enter takes the day."""

    moved = Signal(date)
    taken = Signal(date)

    def __init__(self, today: date, week_begins: int, weekdays: Sequence[str], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.today, self.day = today, today
        self._begins, self._weekdays = week_begins, weekdays
        self._marked: Mapping[date, Marked] = {}

    @override
    def sizeHint(self) -> QSize:
        return QSize(700, _HEAD + WEEKS * 84)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(480, _HEAD + WEEKS * 50)

    def first_shown(self) -> date:
        """Return the day in the first corner."""
        first = self.day.replace(day=1)
        return first - timedelta((first.weekday() - self._begins) % 7)

    def shown(self) -> list[date]:
        """Return every day that is shown."""
        return [self.first_shown() + timedelta(place) for place in range(7 * WEEKS)]

    def show_days(self, marked: Mapping[date, Marked]) -> None:
        """Show what lies in the days."""
        self._marked = marked
        self._tell()

    def go_to(self, day: date) -> None:
        """Put the cursor on a day."""
        self.day = day
        self._tell()
        self.moved.emit(day)

    def _tell(self) -> None:
        marked = self._marked.get(self.day, Marked())
        titles = [title for title, _tone in marked.lines]
        self.setAccessibleDescription(", ".join([self.day.isoformat(), *filter(None, (marked.holiday, *titles))]))
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        sideways = -1 if theme().right_to_left else 1
        steps = {
            Qt.Key.Key_Left: -sideways,
            Qt.Key.Key_Right: sideways,
            Qt.Key.Key_Up: -7,
            Qt.Key.Key_Down: 7,
        }
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in steps:
            self.go_to(self.day + timedelta(steps[key]))
        elif key == Qt.Key.Key_Home:
            self.go_to(self.today)
        elif key in ENTER_KEYS:
            self.taken.emit(self.day)
        else:
            event.ignore()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        for number, day in enumerate(self.shown()):
            if self._room(number).contains(place):
                self.go_to(day)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.taken.emit(self.day)

    def _room(self, number: int) -> QRect:
        row, across = divmod(number, 7)
        across = 6 - across if theme().right_to_left else across
        high = (self.height() - _HEAD) // WEEKS
        left, right = self.width() * across // 7, self.width() * (across + 1) // 7
        return QRect(left, _HEAD + row * high, right - left, high)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            for place in range(7):
                room = self._room(place)
                name = self._weekdays[(self._begins + place) % 7]
                canvas.text(QRect(room.x() + 8, 0, room.width() - 12, _HEAD), name, "label", "ink2")
            for number, day in enumerate(self.shown()):
                self._paint_day(canvas, self._room(number), day)

    def _paint_day(self, canvas: Canvas, room: QRect, day: date) -> None:
        marked, outside = self._marked.get(day, Marked()), day.month != self.day.month
        box = room.adjusted(1, 1, -1, -1)
        canvas.box(box, 3, "sunken" if marked.rest or marked.holiday else "surface", "line")
        if day == self.day:
            canvas.box(box, 3, "sel", "accent", 2)
        inside = box.adjusted(8, 2, -6, -2)
        number = QRect(inside.x(), inside.y(), inside.width(), _LINE)
        tone = "accent" if day == self.today else "ink2" if outside else "ink"
        canvas.text(canvas.mirrored(number, QRect(number.x(), number.y(), 28, _LINE)), str(day.day), "strong", tone)
        room_for = max(0, (inside.height() - _LINE) // _LINE)
        lines = [*([(marked.holiday, "warn")] if marked.holiday else []), *marked.lines]
        if len(lines) > room_for:
            hidden = len(lines) - max(0, room_for - 1)
            lines = [*lines[: max(0, room_for - 1)], (f"+{hidden}", "ink2")] if room_for else []
        for place, (title, tone) in enumerate(lines, 1):
            line = QRect(inside.x(), inside.y() + place * _LINE, inside.width(), _LINE)
            mark = canvas.mirrored(line, QRect(line.x(), line.y() + 4, 3, _LINE - 8))
            canvas.fill(mark, tone)
            canvas.text(canvas.mirrored(line, line.adjusted(8, 0, 0, 0)), title, "meta", "ink2" if outside else "ink")


def another_month(day: date, months: int) -> date:
    """Return the same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(1)).day
    return date(year, month + 1, min(day.day, last))
