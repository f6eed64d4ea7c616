"""Buttons: one primary per page, second, quiet and danger, each with the key that presses it painted inside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from silkfield.desktop.style.canvas import Canvas
from silkfield.desktop.style.typography import text_width

Kind = Literal["primary", "second", "quiet", "danger"]
Run = Callable[[], object]

RING = 4  # free room on each side, where the focus ring is painted
_PAINT = {  # fill, hover fill, words, edge
    "primary": ("accent", "acchov", "onacc", ""),
    "second": ("surface", "hover", "ink", "field"),
    "quiet": ("", "hover", "accent", ""),
    "danger": ("surface", "badtint", "bad", "bad"),
}
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def key_sequences(keys: str) -> list[QKeySequence]:
    """Return what a key hint stands for; "Enter" means both the large key and the one on the number pad."""
    if keys.rpartition("+")[2] == "Enter":
        return [QKeySequence(keys), QKeySequence(keys.removesuffix("Enter") + "Return")]
    return [QKeySequence(keys)]


class Button(QAbstractButton):
    """A button with its verb, an optional icon and the key that presses it."""

    def __init__(
        self,
        label: str,
        kind: Kind = "second",
        keys: str = "",
        icon: str = "",
        run: Run | None = None,
        small: bool = False,
    ) -> None:
        super().__init__()
        self._kind, self._icon, self._hint, self._small = kind, icon, keys, small
        self.set_label(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if run is not None:
            self.clicked.connect(lambda _checked=False: run())

    def set_label(self, label: str) -> None:
        """Show another verb."""
        self.setText(label)
        self.setShortcut(QKeySequence())  # an ampersand in the words is no shortcut
        self.setAccessibleName(label)
        self.updateGeometry()

    def bind_keys(self, keys: str) -> None:
        """Make keys press the button while its page is shown, and paint them inside it."""
        self._hint = keys
        for sequence in key_sequences(keys):
            QShortcut(sequence, self, self.click)
        self.updateGeometry()

    def _padding(self) -> int:
        return 10 if self._small else 12

    @override
    def sizeHint(self) -> QSize:
        width = 2 * self._padding() + text_width(self.text(), "strong")
        width += 22 if self._icon else 0
        width += text_width(self._hint, "key") + 12 if self._hint else 0
        return QSize(width + 2 * RING, (28 if self._small else 32) + 2 * RING)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self.click()
        else:
            super().keyPressEvent(event)

    def _tones(self) -> tuple[str, str, str]:
        if not self.isEnabled():
            return ("", "ink2", "") if self._kind == "quiet" else ("sunken", "ink2", "line")
        fill, hover, words, edge = _PAINT[self._kind]
        return (hover if self.underMouse() or self.isDown() else fill), words, edge

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        fill, words, edge = self._tones()
        box = self.rect().adjusted(RING, RING, -RING, -RING)
        with Canvas(self) as canvas:
            canvas.box(box, 4, fill, edge)
            start = box.x() + self._padding()
            if self._icon:
                room = QRect(start - 2, box.y(), 18, box.height())
                canvas.icon(canvas.mirrored(box, room), self._icon, 18, words)
                start += 20
            room = QRect(start, box.y(), text_width(self.text(), "strong") + 4, box.height())
            canvas.text(canvas.mirrored(box, room), self.text(), "strong", words, elide=False)
            if self._hint:
                width = text_width(self._hint, "key") + 2
                room = QRect(box.right() - 8 - width, box.y(), width, box.height())
                tone = words if self._kind == "primary" else "ink2"
                canvas.text(canvas.mirrored(box, room), self._hint, "key", tone, "end", elide=False)
            if self.hasFocus():
                canvas.box(self.rect(), 7, edge="accent", width=2)


def _made(label: str, kind: Kind, keys: str, icon: str, run: Run | None, small: bool) -> Button:
    button = Button(label, kind, keys, icon, run, small)
    if keys:
        button.bind_keys(keys)
    return button


def primary(label: str, keys: str = "", icon: str = "", run: Run | None = None, small: bool = False) -> Button:
    """Make the one button a page is for."""
    return _made(label, "primary", keys, icon, run, small)


def second(label: str, keys: str = "", icon: str = "", run: Run | None = None, small: bool = False) -> Button:
    """Make an ordinary button."""
    return _made(label, "second", keys, icon, run, small)


def quiet(label: str, keys: str = "", icon: str = "", run: Run | None = None, small: bool = False) -> Button:
    """Make a button without an edge, for the least weighty choice."""
    return _made(label, "quiet", keys, icon, run, small)


def danger(label: str, keys: str = "", icon: str = "", run: Run | None = None, small: bool = False) -> Button:
    """Make a button for what cannot be undone; it is never the default."""
    return _made(label, "danger", keys, icon, run, small)
