"""Answers chosen with one key: one of many, several of many, or a single tick, each showing the key that chooses it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from silkfield.desktop.style.canvas import Canvas
from silkfield.desktop.style.typography import text_width

_BEFORE = 32  # disc and its margins, before the words
_BEFORE_TALL = 40


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen: its code, its words, the key that chooses it and, for tall answers, a second line."""

    code: str
    label: str
    key: str = ""
    detail: str = ""


class Opt(QAbstractButton):
    """One answer as a button: a round key disc for one of many, a square that turns into a tick for several."""

    def __init__(self, option: Option, several: bool = False, height: int = 32) -> None:
        super().__init__()
        self.option = option
        self._several = several
        self._main = False
        self._fault = False
        self.setText(option.label)
        self.setAccessibleName(f"{option.label}. {option.detail}" if option.detail else option.label)
        self.setAccessibleDescription(option.key)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(46 if option.detail else height)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def main(self) -> bool:
        """Tell whether this is the main one of several."""
        return self._main

    def set_main(self, main: bool) -> None:
        """Show this answer as the main one of several: a solid tile."""
        self._main = main
        self.update()

    def set_fault(self, fault: bool) -> None:
        """Show the edge that says the question still needs an answer."""
        self._fault = fault
        self.update()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        # As wide as when chosen (semibold), so that a choice moves nothing.
        words = text_width(self.text(), "strong")
        if self.option.detail:
            words = max(words, text_width(self.option.detail, "meta"))
        return QSize((_BEFORE_TALL if self.option.detail else _BEFORE) + words + 14, self.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width() - 6, self.height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Arrows, keys of other answers and Enter belong to the group or the form; only Space is the button's own.
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def is_cut(self) -> bool:
        """Tell whether the words do not fit."""
        return self.minimumSizeHint().width() > self.width()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        chosen, solid = self.isChecked(), self.isChecked() and self._main
        with Canvas(self) as canvas:
            self._paint_box(canvas, chosen, solid)
            self._paint_key(canvas, chosen, solid)
            tone = "onacc" if solid else "ink" if self.isEnabled() else "ink2"
            role = "strong" if chosen else "body"
            if not self.option.detail:
                room = self.rect().adjusted(_BEFORE, 0, -4, 0)
                canvas.text(canvas.mirrored(self.rect(), room), self.text(), role, tone)
                return
            width = self.width() - _BEFORE_TALL - 8
            first, below = QRect(_BEFORE_TALL, 4, width, 20), QRect(_BEFORE_TALL, 23, width, 19)
            canvas.text(canvas.mirrored(self.rect(), first), self.text(), role, tone)
            canvas.text(canvas.mirrored(self.rect(), below), self.option.detail, "meta", "ink2")

    def _paint_box(self, canvas: Canvas, chosen: bool, solid: bool) -> None:
        hover = self.underMouse() and self.isEnabled()
        fill = "accent" if solid else "acctint" if chosen else "hover" if hover else "surface"
        if not self.isEnabled() and not chosen:
            fill = "sunken"
        edge = "accent" if chosen else "bad" if self._fault else "field" if self.isEnabled() else "line"
        canvas.box(self.rect(), 4, fill, edge, 1.5 if chosen or self._fault else 1)
        if self.hasFocus():
            canvas.box(self.rect(), 4, edge="ink" if chosen else "accent", width=2)

    def _paint_key(self, canvas: Canvas, chosen: bool, solid: bool) -> None:
        left, size = (10, 20) if self.option.detail else (6, 20)
        disc = QRect(left, (self.height() - size) // 2, size, size)
        disc = canvas.mirrored(self.rect(), disc)
        radius = 4 if self._several else size / 2
        if self._several and chosen:
            canvas.box(disc, radius, "onacc" if solid else "accent")
            canvas.icon(disc, "check", 14, "accent" if solid else "onacc")
        elif chosen and not self.option.key:
            canvas.box(disc, radius, "accent")
            canvas.icon(disc, "check", 14, "onacc")
        else:
            canvas.box(disc, radius, "accent" if chosen else "sunken")
            canvas.text(disc, self.option.key, "key", "onacc" if chosen else "ink2", "center", elide=False)
