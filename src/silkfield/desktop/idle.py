"""Notices that nobody is at the laptop: after some minutes without a key or the mouse it warns, then it is time to lock."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow
from typing_extensions import override

COUNTDOWN = 20  # seconds

_AWAKE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Watches the keys and the mouse of one window. `warned` counts the last seconds down, any key calms it again."""

    warned = Signal(int)
    calmed = Signal()
    expired = Signal()

    def __init__(self, window: QWindow, countdown: int = COUNTDOWN, tick: int = 1000) -> None:
        """`tick` is the length of a second in milliseconds."""
        super().__init__(window)
        self._countdown, self._tick = countdown, tick
        self._left = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._warn)
        self._seconds = QTimer(self)
        self._seconds.setInterval(tick)
        self._seconds.timeout.connect(self._count)
        window.installEventFilter(self)

    def start(self, seconds: int) -> None:
        """Begin to watch; time is up after so many seconds without a key, the last of them counted down."""
        self._pause.setInterval(max(1, seconds - self._countdown) * self._tick)
        self._calm()

    def stop(self) -> None:
        """Stop watching."""
        self._pause.stop()
        self._seconds.stop()
        self._left = 0

    def _calm(self) -> None:
        self._seconds.stop()
        self._pause.start()
        if self._left:
            self._left = 0
            self.calmed.emit()

    def _warn(self) -> None:
        self._left = self._countdown
        self._seconds.start()
        self.warned.emit(self._left)

    def _count(self) -> None:
        self._left -= 1
        if self._left > 0:
            self.warned.emit(self._left)
        else:
            self.stop()
            self.expired.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _AWAKE and (self._pause.isActive() or self._left):
            self._calm()
        return False
