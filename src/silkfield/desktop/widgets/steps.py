"""Where a person is: the steps of a longer task, and the tabs of a page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget
from typing_extensions import override

from silkfield.desktop.style.canvas import Canvas
from silkfield.desktop.style.tokens import theme
from silkfield.desktop.style.typography import line_height, text_width
from silkfield.desktop.widgets.layout import row


class Steps(QWidget):
    """Show the steps of a task as numbered stations: done ones ticked, the present one filled, later ones hollow."""

    def __init__(self, steps: Sequence[tuple[str, str]], at: int = 0) -> None:
        """`steps` are (title, second line)."""
        super().__init__()
        self._steps = list(steps)
        self._at = at
        self.setFixedHeight(48 if theme().right_to_left else 44)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def set_at(self, at: int) -> None:
        """Show another step as the present one; a number past the last shows all as done."""
        self._at = at
        self._name()
        self.update()

    def set_step(self, number: int, title: str, second: str) -> None:
        """Show other words for one step."""
        self._steps[number] = (title, second)
        self._name()
        self.update()

    def _name(self) -> None:
        here = min(self._at, len(self._steps) - 1)
        self.setAccessibleName(f"{here + 1} / {len(self._steps)}: {self._steps[here][0]}")

    def _wide(self, number: int) -> int:
        title, second = self._steps[number]
        return max(text_width(title, "strong"), text_width(second, "meta")) + 6

    def _line(self) -> int:
        """Return the length of the line between two steps; it gives way before words do."""
        words = sum(34 + self._wide(number) + 24 for number in range(len(self._steps)))
        return max(12, min(40, (self.width() - words) // max(1, len(self._steps) - 1)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(sum(34 + self._wide(number) + 36 for number in range(len(self._steps))), self.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        x, middle, line = 0, self.height() / 2, self._line()
        with Canvas(self) as canvas:
            for number, (title, second) in enumerate(self._steps):
                disc = canvas.mirrored(self.rect(), QRect(x, round(middle) - 12, 24, 24))
                self._paint_disc(canvas, disc, number)
                wide = self._wide(number)
                first, below = line_height("strong", title) + 2, line_height("meta", second) + 2
                top = (self.height() - first - (below if second else 0)) // 2
                tone = "ink" if number <= self._at else "ink2"
                canvas.text(canvas.mirrored(self.rect(), QRect(x + 34, top, wide, first)), title, "strong", tone)
                place = QRect(x + 34, top + first, wide, below)
                canvas.text(canvas.mirrored(self.rect(), place), second, "meta", "ink2")
                x += 34 + wide + 12
                if number < len(self._steps) - 1:
                    start, end = (self.width() - x, self.width() - x - line) if canvas.right_to_left else (x, x + line)
                    canvas.line(QPointF(start, middle), QPointF(end, middle), "field")
                    x += line + 12

    def _paint_disc(self, canvas: Canvas, disc: QRect, number: int) -> None:
        if number < self._at:
            canvas.box(disc, 12, "ok")
            canvas.icon(disc, "check", 16, "surface")
        elif number == self._at:
            canvas.box(disc, 12, "accent")
            canvas.text(disc, str(number + 1), "label", "onacc", "center", elide=False)
        else:
            canvas.box(disc, 12, "surface", "field")
            canvas.text(disc, str(number + 1), "label", "ink2", "center", elide=False)


class _Tab(QAbstractButton):
    """One tab: its label and, when there is one, a count."""

    def __init__(self, key: str, label: str, count: str) -> None:
        super().__init__()
        self.key, self._count = key, count
        self.setText(label)
        self.setAccessibleName(f"{label} {count}".strip())
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFixedHeight(40)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_count(self, count: str) -> None:
        """Show another count."""
        self._count = count
        self.updateGeometry()
        self.update()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(
            text_width(self.text(), "strong") + (text_width(self._count, "meta") + 12 if self._count else 0) + 4, 40
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        box = self.rect().adjusted(0, 0, 0, -2)
        with Canvas(self) as canvas:
            if self.isChecked():
                canvas.fill(QRect(0, self.height() - 3, self.width(), 3), "accent")
            canvas.text(box, self.text(), "strong", "ink" if self.isChecked() else "ink2", elide=False)
            if self._count:
                canvas.text(box, self._count, "meta", "ink2", "end", elide=False)
            if self.hasFocus():
                canvas.box(self.rect().adjusted(0, 2, 0, -4), 4, edge="accent", width=2)


class Tabs(QFrame):
    """The tabs of a page; a tab is (key, label, count or an empty text). Arrows go from one to the next."""

    changed = Signal(str)

    def __init__(self, tabs: Sequence[tuple[str, str, str]], chosen: str = "") -> None:
        super().__init__()
        self._tabs = {key: _Tab(key, label, count) for key, label, count in tabs}
        self.setFixedHeight(40)
        self.setLayout(row(*self._tabs.values(), None, spacing=24))
        for tab in self._tabs.values():
            tab.toggled.connect(lambda on, key=tab.key: self._toggled(key, on))
        self._quiet = False
        self.choose(chosen or next(iter(self._tabs)))

    def chosen(self) -> str:
        """Return the key of the tab shown."""
        return next((key for key, tab in self._tabs.items() if tab.isChecked()), "")

    def choose(self, key: str) -> None:
        """Show a tab without saying that a person chose it."""
        self._quiet = True
        self._tabs[key].setChecked(True)
        self._quiet = False

    def set_count(self, key: str, count: str) -> None:
        """Show another count on a tab."""
        self._tabs[key].set_count(count)

    def _toggled(self, key: str, on: bool) -> None:
        for other in self._tabs.values():  # one stop for the Tab key
            other.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other.isChecked() else Qt.FocusPolicy.ClickFocus)
        if on and not self._quiet:
            self.changed.emit(key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()), 0) * (-1 if theme().right_to_left else 1)
        tabs = list(self._tabs.values())
        here = next((place for place, tab in enumerate(tabs) if tab.hasFocus()), None)
        if step and here is not None and 0 <= here + step < len(tabs):
            tabs[here + step].setChecked(True)
            tabs[here + step].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            canvas.fill(QRect(0, self.height() - 1, self.width(), 1), "line")
