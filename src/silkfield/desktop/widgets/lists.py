"""Short lists on a page: clickable rows of two lines, and keys with their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from silkfield.desktop.style.canvas import Canvas
from silkfield.desktop.style.typography import line_height, text_width
from silkfield.desktop.widgets.buttons import ENTER_KEYS
from silkfield.desktop.widgets.layout import row
from silkfield.desktop.widgets.text import IconMark, Text


class ListRow(QAbstractButton):
    """A row that opens something: a title, a second line, words at the end, and a chevron."""

    def __init__(
        self,
        title: str,
        second: str = "",
        end: str = "",
        end_tone: str = "ink2",
        icon: str = "",
        run: Callable[[], object] | None = None,
        keys: Mapping[str, Callable[[], object]] | None = None,
    ) -> None:
        """`keys` are letters that do something else with what the row stands for, while it has the focus."""
        super().__init__()
        self._keys = {ord(letter): act for letter, act in (keys or {}).items()}
        self._second, self._end, self._end_tone, self._icon = second, end, end_tone, icon
        self._opens = run is not None
        self.setText(title)
        self.setAccessibleName(", ".join(part for part in (title, second, end) if part))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._opens else Qt.FocusPolicy.NoFocus)
        if run is not None:
            self.clicked.connect(lambda _checked=False: run())

    @override
    def sizeHint(self) -> QSize:
        lines = line_height("strong", self.text()) + (line_height("meta", self._second) if self._second else 0)
        least = 30 if self._opens else 24
        return QSize(200, max(least, lines + (14 if self._second else 6)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self.click()
        elif event.key() in self._keys and not event.modifiers():
            self._keys[event.key()]()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            words = max(text_width(self.text(), "strong"), text_width(self._second, "meta"))
            short = words + text_width(self._end, "label") + 60 > self.width()
            self.setToolTip(self.accessibleName() if short else "")
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        box = self.rect()
        with Canvas(self) as canvas:
            if self._opens and self.underMouse():
                canvas.box(box.adjusted(-4, 1, 4, -1), 4, "hover")
            left, right = (24 if self._icon else 0), box.width()
            if self._icon:
                canvas.icon(canvas.mirrored(box, QRect(0, 0, 18, box.height())), self._icon, 16, "ink2")
            if self._opens:
                canvas.icon(canvas.mirrored(box, QRect(right - 16, 0, 16, box.height())), "chevron-right", 16, "ink2")
                right -= 22
            if self._end:
                role = "label" if self._end_tone != "ink2" else "meta"
                wide = min(text_width(self._end, role) + 4, box.width() // 2)
                place = QRect(right - wide, 0, wide, box.height())
                canvas.text(canvas.mirrored(box, place), self._end, role, self._end_tone, "end")
                right -= wide + 4
            self._paint_words(canvas, left, right - left)
            if self.hasFocus():
                canvas.box(box, 4, edge="accent", width=2)

    def _paint_words(self, canvas: Canvas, left: int, width: int) -> None:
        box = self.rect()
        if not self._second:
            canvas.text(canvas.mirrored(box, QRect(left, 0, width, box.height())), self.text(), "body")
            return
        first, below = line_height("strong", self.text()), line_height("meta", self._second)
        top = (box.height() - first - below) // 2
        canvas.text(canvas.mirrored(box, QRect(left, top, width, first)), self.text(), "strong")
        canvas.text(canvas.mirrored(box, QRect(left, top + first, width, below)), self._second, "meta", "ink2")


@dataclass(frozen=True, slots=True)
class KeyValue:
    """One fact: what it is, its value, a note after it, and an icon before it. A `strong` value stands out."""

    key: str
    value: str
    note: str = ""
    icon: str = ""
    icon_tone: str = "ink2"
    strong: bool = False


class KeyValues(QFrame):
    """Facts as rows of key and value."""

    def __init__(self, facts: Sequence[KeyValue | tuple[str, str]] = (), key_width: int = 112) -> None:
        super().__init__()
        self._key_width = key_width
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, key_width)
        self._grid.setColumnStretch(1, 1)
        self.set_rows(facts)

    def set_rows(self, facts: Sequence[KeyValue | tuple[str, str]]) -> None:
        """Show other facts."""
        for child in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            child.hide()
            child.deleteLater()
        for line, given in enumerate(facts):
            fact = given if isinstance(given, KeyValue) else KeyValue(*given)
            key = Text(fact.key, "body", "ink2")
            icon = [IconMark(fact.icon, 16, fact.icon_tone)] if fact.icon else []
            self._grid.addLayout(row(*icon, key, None), line, 0)
            value = Text(fact.value, "strong" if fact.strong else "body", elide=not fact.note)
            note = Text(fact.note, "body", "ink2", elide=True)
            self._grid.addLayout(row(value, (note, 1)) if fact.note else row((value, 1)), line, 1)
            self._grid.setRowMinimumHeight(line, 24)
