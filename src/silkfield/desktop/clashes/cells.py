"""The cells of a clash: what it was before, a side that can be taken, and what comes of it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from silkfield.desktop.clashes.compared import Lines
from silkfield.desktop.style.canvas import Canvas
from silkfield.desktop.style.typography import text_width
from silkfield.desktop.widgets import Text, column, refill
from silkfield.desktop.widgets.buttons import ENTER_KEYS

_MARGINS = (20, 10, 12, 10)
_KEY_ROOM = 44
_ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})


def spoken(lines: Lines) -> str:
    """Return the lines of a cell as one text."""
    return "; ".join(line.words for line in lines)


def _filled(lines: Lines, tone: str, room: int = 0) -> tuple[QVBoxLayout, list[Text]]:
    texts = [
        Text(line.words, "strong" if line.changed else "body", "ink" if line.changed else tone, wrap=True)
        for line in lines
    ]
    for text in texts:
        text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    start, above, end, below = _MARGINS
    return column(*texts, None, spacing=4, margins=(start, above, end + room, below)), texts


class BeforeCell(QFrame):
    """What all sides started from."""

    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self.setLayout(_filled(lines, "ink2")[0])
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            canvas.box(self.rect(), 4, "sunken")


class SideCell(QAbstractButton):
    """What one side says; pressing it takes that side, pressing it again takes that back. Arrows go to its neighbours."""

    def __init__(self, lines: Lines, name: str, keys: str) -> None:
        """`name` is what a screen reader says, `keys` what takes this side from anywhere in its row, "" for none."""
        super().__init__()
        self._keys = keys
        self.around: dict[Qt.Key, QWidget] = {}
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout, self._texts = _filled(lines, "ink2", _KEY_ROOM if keys else 0)
        self._changed = [line.changed for line in lines]
        self.setLayout(layout)

    def show_taken(self, taken: bool) -> None:
        """Show that this side is taken, or not."""
        self.setChecked(taken)
        self.update()

    @override
    def nextCheckState(self) -> None:
        """Leave it to the row to say which side is taken."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        mirrored = {Qt.Key.Key_Left: Qt.Key.Key_Right, Qt.Key.Key_Right: Qt.Key.Key_Left}
        key = Qt.Key(event.key())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            key = mirrored.get(key, key)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in ENTER_KEYS and plain:
            self.click()
        elif plain and key in self.around:
            self.around[key].setFocus(Qt.FocusReason.OtherFocusReason)
        elif plain and key in _ARROWS:
            event.ignore()  # at the edge of the table; Qt would go to any button in that direction
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        taken, box = self.isChecked(), self.rect()
        fill = "acctint" if taken else "hover" if self.underMouse() and self.isEnabled() else "surface"
        edge = "accent" if taken else "field" if self.isEnabled() else "line"
        with Canvas(self) as canvas:
            canvas.box(box, 4, fill, edge, 2 if taken else 1)
            if self.hasFocus():
                canvas.box(box, 4, edge="ink" if taken else "accent", width=2)
            for text, changed in zip(self._texts, self._changed, strict=True):
                if changed:
                    place = QRect(10, text.y(), 3, text.height())
                    canvas.fill(canvas.mirrored(box, place), "accent" if taken else "warnbar")
            if self._keys:
                width = text_width(self._keys, "key") + 12
                cap = canvas.mirrored(box, QRect(box.width() - width - 8, 7, width, 20))
                canvas.box(cap, 4, "accent" if taken else "surface", "" if taken else "line")
                canvas.text(cap, self._keys, "key", "onacc" if taken else "ink2", "center", elide=False)


class ResultCell(QFrame):
    """What comes of a group: the answers that will be written, or that nobody has decided yet."""

    def __init__(self) -> None:
        super().__init__()
        self._tone, self._sign = "warn", "help"
        start, above, end, below = _MARGINS
        self._place = column(spacing=4, margins=(start - 8, above, end + 18, below))
        self.setLayout(self._place)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_lines(self, lines: Lines | None, missing: str = "") -> None:
        """Show what will be written, or in words why nothing is yet."""
        self._tone, self._sign = ("warn", "help") if lines is None else ("ok", "check")
        words = [Text(missing, "strong", wrap=True)] if lines is None else []
        words += [Text(line.words, "strong" if line.changed else "body", wrap=True) for line in lines or ()]
        refill(self._place, [*words, None])
        self.setAccessibleName(spoken(lines) if lines is not None else missing)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            canvas.box(self.rect(), 4, self._tone + "tint")
            sign = QRect(self.width() - 28, 10, 18, 18)
            canvas.icon(canvas.mirrored(self.rect(), sign), self._sign, 18, self._tone)
