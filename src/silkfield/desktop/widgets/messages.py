"""What the program says on a page: banners above the content, empty lists, progress of long work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget
from typing_extensions import override

from silkfield.desktop.style.canvas import Canvas
from silkfield.desktop.widgets.buttons import Button, second
from silkfield.desktop.widgets.layout import Item, column, row
from silkfield.desktop.widgets.text import IconMark, Text

Tone = Literal["ok", "warn", "bad", "info", "neu"]
_ICONS = {
    "ok": "circle-check",
    "warn": "alert-triangle",
    "bad": "alert-octagon",
    "info": "info-circle",
    "neu": "info-circle",
}


class Banner(QFrame):
    """Say a lasting fact above the content of a page: the fact, what to do, at most two small buttons."""

    def __init__(
        self, tone: Tone, fact: str, more: str = "", actions: Sequence[Button] = (), icon: str = "", dense: bool = False
    ) -> None:
        super().__init__()
        self._tone = tone
        self.fact = fact
        self.setFixedHeight(40 if dense else 48)
        self.setAccessibleName(f"{fact} {more}".strip())
        mark = IconMark(icon or _ICONS[tone], 20, "ink2" if tone == "neu" else tone)
        words = row(Text(fact, "strong"), (Text(more, "body", "ink2", elide=True), 1), spacing=8)
        self.setLayout(row(mark, (words, 1), row(*actions, spacing=4), spacing=8, margins=(16, 0, 8, 0)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            canvas.box(self.rect(), 6, self._tone + "tint", self._tone + "line")
            canvas.start_marker(self.rect(), 6, self._tone, 4)


class EmptyState(QFrame):
    """Say why a list is empty: one icon, one sentence, one reason, and the one useful button."""

    def __init__(self, icon: str, sentence: str, reason: str = "", action: Button | None = None) -> None:
        super().__init__()
        why = Text(reason, "body", "ink2", wrap=True, align="center")
        why.setMaximumWidth(420)
        why.setMinimumWidth(min(240, why.fontMetrics().horizontalAdvance(reason) + 16))
        parts: list[Item] = [None, row(None, IconMark(icon, 32, "field"), None), row(None, Text(sentence, "h2"), None)]
        if reason:
            parts.append(row(None, (why, 100), None))  # as wide as there is room, up to its most
        if action is not None:
            parts += [8, row(None, action, None)]
        self.setLayout(column(*parts, None, spacing=4, margins=(16, 16, 16, 16)))


class _Track(QWidget):
    """The bar of a progress strip."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.part = 0.0

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, 8)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            canvas.box(self.rect(), 4, "sunken", "field")
            done = round((self.width() - 2) * self.part)
            if done > 0:
                canvas.box(canvas.mirrored(self.rect(), QRect(1, 1, max(done, 6), 6)), 3, "accent")


class ProgressStrip(QFrame):
    """Show how far long work has come, in words and as a bar, with a button that stops it."""

    stopped = Signal()

    def __init__(self, label: str, stop_label: str = "") -> None:
        super().__init__()
        self._label = Text(label, "strong")
        self._words = Text("", "meta", "ink2", elide=True, align="end")
        self._track = _Track()
        self.stop = second(stop_label, small=True, run=self.stopped.emit)
        bar = column(row(self._label, (self._words, 1)), self._track, spacing=6)
        self.setLayout(row((bar, 1), self.stop, spacing=12, margins=(0, 4, 0, 4)))
        self.stop.setVisible(bool(stop_label))
        self.set_progress(0, 0)

    def set_progress(self, done: int, total: int, words: str = "") -> None:
        """Show that `done` of `total` steps are behind; a total of 0 means that it is not known yet."""
        self._track.part = min(1.0, done / total) if total else 0.0
        self._track.update()
        self._words.set_words(words)
        self.setAccessibleName(f"{self._label.words()} {words}".strip())
