"""The rail at the start of the window: whose laptop this is, the pages, and Settings and Lock at the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainterPath, QPaintEvent, QPen, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget
from typing_extensions import override

from silkfield.desktop.style.canvas import Canvas
from silkfield.desktop.style.typography import text_width
from silkfield.desktop.widgets.buttons import ENTER_KEYS
from silkfield.desktop.widgets.layout import NARROW, Item, column, row, set_margins
from silkfield.desktop.widgets.text import Text

WIDE_RAIL, NARROW_RAIL = 200, 56
_ITEM = 38  # so that all pages fit into a window 614 pixels high, in Urdu too


@dataclass(frozen=True, slots=True)
class RailItem:
    """One page the rail leads to; the badge counts work that waits. `keys` open it where it has no number of its own."""

    key: str
    label: str
    icon: str
    badge: str = ""
    keys: str = ""


class BrandMark(QWidget):
    """The sign of the program: the route of a record, folded into a woven S."""

    def __init__(self, size: int = 28) -> None:
        super().__init__()
        self.setFixedSize(size, size)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        path = QPainterPath(QPointF(20, 9))
        path.lineTo(12, 9)
        path.arcTo(QRectF(7.5, 9, 5.5, 5), 90, 180)
        path.lineTo(17, 14)
        path.arcTo(QRectF(15, 14, 5.5, 5), 90, -180)
        path.lineTo(8, 19)
        with Canvas(self) as canvas:
            canvas.painter.scale(self.width() / 28, self.height() / 28)
            canvas.box(QRect(0, 0, 28, 28), 6, "railmark")
            canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
            canvas.painter.setPen(
                QPen(canvas.theme.colour("marklines"), 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            )
            canvas.painter.drawPath(path)
            canvas.dot(QPointF(20.2, 9), 2.6, "marklines")
            canvas.dot(QPointF(8, 19), 2.6, "marklines")


class RailButton(QAbstractButton):
    """One item of the rail."""

    def __init__(self, item: RailItem, keys: str = "") -> None:
        super().__init__()
        self.key, self._icon, self._keys = item.key, item.icon, keys
        self._narrow = False
        self._badge = item.badge
        self.setText(item.label)
        self.setCheckable(True)
        self.setFixedHeight(_ITEM)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_badge(item.badge)
        if keys:
            QShortcut(QKeySequence(keys), self, self.click)

    def set_badge(self, badge: str) -> None:
        """Show another count of waiting work, or none."""
        self._badge = badge
        self.setAccessibleName(f"{self.text()}, {badge}" if badge else self.text())
        self.setToolTip(f"{self.text()}  {self._keys}".strip())
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone, with a dot for the count."""
        self._narrow = narrow
        self.update()

    @override
    def nextCheckState(self) -> None:
        """Leave it to whoever opens the page to say which item is current; Lock never is."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(NARROW_RAIL - 12 if self._narrow else WIDE_RAIL - 16, _ITEM)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        box, here = self.rect(), self.isChecked()
        with Canvas(self) as canvas:
            if here:
                canvas.box(box, 4, "railsel")
                canvas.box(canvas.mirrored(box, QRect(0, 7, 3, _ITEM - 14)), 1.5, "railmark")
            elif self.underMouse():
                canvas.box(box, 4, "railhov")
            tone = "railon" if here else "railink"
            canvas.icon(canvas.mirrored(box, QRect(12, 0, 20, box.height())), self._icon, 20, tone)
            if not self._narrow:
                self._paint_words(canvas, tone, here)
            elif self._badge:
                canvas.box(canvas.mirrored(box, QRect(28, 6, 8, 8)), 4, "railmark")
            if self.hasFocus():
                canvas.box(box, 4, edge="railmark", width=2)

    def _paint_words(self, canvas: Canvas, tone: str, here: bool) -> None:
        box = self.rect()
        badge = text_width(self._badge, "cap") + 16 if self._badge else 0
        words = box.adjusted(44, 0, -badge - 14, 0)
        canvas.text(canvas.mirrored(box, words), self.text(), "strong" if here else "body", tone)
        if badge:
            place = canvas.mirrored(box, QRect(box.right() - badge - 9, (_ITEM - 20) // 2, badge, 20))
            canvas.box(place, 10, "rail" if here else "railline")
            canvas.text(place, self._badge, "cap", "railon", "center", elide=False)


class _RailRule(QWidget):
    """The thin line above Settings and Lock."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            canvas.fill(self.rect(), "railline")


class Rail(QFrame):
    """The pages of the program; Ctrl+1, Ctrl+2 and so on open them. `chosen` is a person's choice."""

    chosen = Signal(str)

    def __init__(
        self, brand: str, site: str, person: str, items: Sequence[RailItem], bottom: Sequence[RailItem] = ()
    ) -> None:
        super().__init__()
        self._site, self._person = (
            Text(site, "strong", "railon", elide=True),
            Text(person, "meta", "railink", elide=True),
        )
        self._words = [Text(brand, "brand", "railon"), self._site, self._person]
        pages = [RailButton(item, f"Ctrl+{number}") for number, item in enumerate(items, start=1)]
        self._buttons = {button.key: button for button in (*pages, *(RailButton(item, item.keys) for item in bottom))}
        for key, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, opened=key: self.chosen.emit(opened))
        head = row(BrandMark(), self._words[0], None, spacing=10)
        who = column(self._site, self._person, spacing=2)
        self._heads = (head, who)
        below = [self._buttons[item.key] for item in bottom]
        parts: list[Item] = [head, 12, who, 16]
        for button in pages:
            parts += [button, 2]
        parts += [None, _RailRule(), 8]
        for button in below:
            parts += [button, 2]
        self._column = column(*parts)
        self.setLayout(self._column)
        self._narrow = False
        self.set_narrow(False)

    def choose(self, key: str) -> None:
        """Show a page as the current one, without saying that a person chose it."""
        for other, button in self._buttons.items():
            button.setChecked(other == key)

    def set_badge(self, key: str, badge: str) -> None:
        """Show how much work waits on a page."""
        self._buttons[key].set_badge(badge)

    def set_who(self, site: str, person: str) -> None:
        """Show another site or person."""
        self._site.set_words(site)
        self._person.set_words(person)

    def set_narrow(self, narrow: bool) -> None:
        """Shrink to icons, or grow back to icons and words."""
        self._narrow = narrow
        self.setFixedWidth(NARROW_RAIL if narrow else WIDE_RAIL)
        for words in self._words:
            words.setHidden(narrow)
        for button in self._buttons.values():
            button.set_narrow(narrow)
        inset = 6 if narrow else 8
        self._column.setContentsMargins(inset, 12 if narrow else 16, inset, 6)
        for head in self._heads:
            set_margins(head, (8 if narrow else 12, 0, 8, 0))

    def fit(self, window_width: int) -> None:
        """Take the form that suits the width of the window."""
        if (window_width < NARROW) != self._narrow:
            self.set_narrow(window_width < NARROW)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)
        self.fit(self.window().width())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self.fit(self.window().width())
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            canvas.fill(self.rect(), "rail")
