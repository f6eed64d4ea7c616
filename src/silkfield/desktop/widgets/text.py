"""Words on a page: labels in a role and a tone that follow the theme, key caps, icons and figures."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from silkfield.desktop.style.canvas import Align, Canvas
from silkfield.desktop.style.typography import line_height, text_width, type_font

_OVERHANG = 6  # wrapped Urdu lines reach a little past their box at the end


class Text(QLabel):
    """Show words in a role of type and a tone. `elide` lets the text be cut, with a tooltip, where room is short."""

    def __init__(
        self,
        words: str = "",
        role: str = "body",
        tone: str = "ink",
        wrap: bool = False,
        elide: bool = False,
        align: Align = "start",
    ) -> None:
        super().__init__()
        self._role, self._tone, self._elide, self._align = role, tone, elide, align
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        width = QSizePolicy.Policy.Preferred if wrap or elide else QSizePolicy.Policy.Minimum
        policy = QSizePolicy(width, QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.set_words(words)

    def words(self) -> str:
        """Return the words shown."""
        return self.text()

    def set_words(self, words: str) -> None:
        """Show other words."""
        self.setText(words)
        self.setFont(type_font(self._role, words))
        self.updateGeometry()

    def set_tone(self, tone: str) -> None:
        """Show the words in another colour."""
        self._tone = tone
        self.update()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFont(type_font(self._role, self.text()))
            self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        if self.wordWrap():
            hint = super().sizeHint()
            return hint.grownBy(self.contentsMargins())
        return QSize(text_width(self.text(), self._role) + 2, line_height(self._role, self.text()))

    @override
    def minimumSizeHint(self) -> QSize:
        if self.wordWrap():
            return super().minimumSizeHint()
        hint = self.sizeHint()
        return QSize(min(hint.width(), 24), hint.height()) if self._elide else hint

    @override
    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return -1
        room = QRect(0, 0, max(1, width - _OVERHANG), 10_000)
        lines = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.text())
        return max(lines.height(), line_height(self._role, self.text())) if self.text() else 0

    def is_cut(self) -> bool:
        """Tell whether the words do not fit and are shown cut."""
        if self.wordWrap():
            return self.heightForWidth(self.width()) > self.height() + 1
        return text_width(self.text(), self._role) > self.width()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            if self.wordWrap():
                room = canvas.mirrored(self.rect(), self.rect().adjusted(0, 0, -_OVERHANG, 0))
                canvas.paragraph(room, self.text(), self._role, self._tone, self._align)
            else:
                canvas.text(self.rect(), self.text(), self._role, self._tone, self._align, elide=self._elide)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._elide:
            self.setToolTip(self.text() if self.is_cut() else "")
        return super().event(event)


class IconMark(QWidget):
    """Show one icon in a tone; it decorates words that stand beside it, so screen readers pass over it."""

    def __init__(self, name: str, size: int = 18, tone: str = "ink2") -> None:
        super().__init__()
        self._name, self._size, self._tone = name, size, tone
        self.setFixedSize(size, size)

    def set_icon(self, name: str, tone: str | None = None) -> None:
        """Show another icon, or the same in another tone."""
        self._name, self._tone = name, tone or self._tone
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            canvas.icon(self.rect(), self._name, self._size, self._tone)


class KeyCap(QLabel):
    """Show the name of a key as a small cap; key names stay Latin in every language."""

    def __init__(self, keys: str) -> None:
        super().__init__(keys)
        self.setFixedSize(max(20, text_width(keys, "key") + 12), 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            canvas.box(self.rect(), 4, "surface", "line")
            canvas.text(self.rect(), self.text(), "key", "ink2", "center", elide=False)


class NumberDisc(QLabel):
    """Show a number in a round disc: the number of a block or a step."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.setFixedSize(24, 24)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            canvas.box(QRect(QPoint(0, 0), self.size()), 12, "neu")
            canvas.text(self.rect(), self.text(), "label", "surface", "center", elide=False)
