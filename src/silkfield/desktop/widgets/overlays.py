"""What floats over a window: toasts with Undo, and the orange frame of practice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget
from typing_extensions import override

from silkfield.desktop.style.canvas import Canvas
from silkfield.desktop.style.typography import text_width
from silkfield.desktop.widgets.buttons import ENTER_KEYS
from silkfield.desktop.widgets.layout import row
from silkfield.desktop.widgets.text import IconMark, Text
from silkfield.language import _

_SECONDS = 10
_UNDO_KEYS = "Ctrl+Z"


class _UndoLink(QAbstractButton):
    """The Undo of a toast, with its key."""

    def __init__(self, label: str, keys: str) -> None:
        super().__init__()
        self._keys = keys
        self.setText(label)
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(text_width(label, "strong") + text_width(keys, "key") + 28, 32)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            words = QRect(8, 0, text_width(self.text(), "strong") + 4, self.height())
            canvas.text(canvas.mirrored(self.rect(), words), self.text(), "strong", "toastact", elide=False)
            keys = QRect(words.right() + 8, 0, self.width() - words.right() - 14, self.height())
            canvas.text(canvas.mirrored(self.rect(), keys), self._keys, "key", "ontoast2", "end", elide=False)
            if self.hasFocus():
                canvas.box(self.rect(), 4, edge="toastact", width=2)


class Toast(QFrame):
    """Say what was just done, for ten seconds, with Undo. It waits while the mouse or the focus is on it."""

    def __init__(self, window: QWidget, fact: str, more: str, undo: Callable[[], object] | None, icon: str) -> None:
        super().__init__(window)
        self._undo = undo
        self.fact = fact
        self.setFixedHeight(48)
        self.setMinimumWidth(min(392, window.width() - 32))
        self.setMaximumWidth(max(392, window.width() - 64))
        self.setAccessibleName(f"{fact} {more}".strip())
        self.link = _UndoLink(_("Undo"), _UNDO_KEYS)
        words = row(Text(fact, "strong", "ontoast"), (Text(more, "body", "ontoast2", elide=True), 1), spacing=8)
        self.setLayout(row(IconMark(icon, 18, "ontoast"), (words, 1), self.link, spacing=8, margins=(16, 0, 8, 0)))
        self.link.setVisible(undo is not None)
        self.link.clicked.connect(lambda _checked=False: self.undo())
        if undo is not None:
            QShortcut(QKeySequence(_UNDO_KEYS), self, self.undo)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.leave)
        self.link.installEventFilter(self)

    def undo(self) -> None:
        """Undo what the toast tells of, once."""
        undo, self._undo = self._undo, None
        self.leave()
        if undo is not None:
            undo()

    def leave(self) -> None:
        """Go away."""
        self.timer.stop()
        self.hide()
        self.deleteLater()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.timer.stop()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._resume()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.timer.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._resume()
        return False

    def _resume(self) -> None:
        if not self.underMouse() and not self.link.hasFocus():
            self.timer.start(_SECONDS * 1000)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            canvas.box(self.rect(), 6, "toast")


class ToastHost(QObject):
    """Shows the toasts of one window, one at a time, at the bottom in the middle."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._toast: Toast | None = None
        window.installEventFilter(self)

    def show_toast(
        self, fact: str, more: str = "", undo: Callable[[], object] | None = None, icon: str = "", above: int = 96
    ) -> Toast:
        """Show a toast instead of the one before; `above` is its distance from the bottom of the window in pixels."""
        if self._toast is not None:
            self._toast.leave()
        toast = Toast(self._window, fact, more, undo, icon or ("arrow-back-up" if undo else "circle-check"))
        toast.destroyed.connect(lambda _gone=None, left=toast: self._forget(left))
        self._toast, self._above = toast, above
        toast.adjustSize()
        self._place()
        toast.show()
        toast.raise_()
        toast.timer.start(_SECONDS * 1000)
        return toast

    def _forget(self, toast: Toast) -> None:
        if self._toast is toast:
            self._toast = None

    def _place(self) -> None:
        if self._toast is not None:
            room = self._window.rect()
            left = (room.width() - self._toast.width()) // 2
            self._toast.move(QPoint(left, room.height() - self._toast.height() - self._above))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False


class PracticeFrame(QWidget):
    """Frame a whole window in orange, so that practice is never taken for real work."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._window = window
        window.installEventFilter(self)
        self._cover()

    def _cover(self) -> None:
        self.setGeometry(self._window.rect())
        self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded):
            self._cover()
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with Canvas(self) as canvas:
            canvas.box(self.rect(), 0, edge="practice", width=4)
