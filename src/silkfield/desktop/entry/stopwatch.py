"""How long the record in front has been open: a small clock that nobody has to look at."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QTimer

from silkfield.desktop.widgets import Text
from silkfield.language import _

_SECOND = 1_000  # milliseconds


class Stopwatch(Text):
    """Shows minutes and seconds since the record was begun."""

    def __init__(self) -> None:
        super().__init__("", "meta", "ink2")
        self.setAccessibleName(_("Since this record was begun"))
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND)
        self._timer.timeout.connect(self._show)
        self.begin()

    def begin(self) -> None:
        """Begin at nothing again."""
        self._since.start()
        self._timer.start()
        self._show()

    def _show(self) -> None:
        minutes, seconds = divmod(self._since.elapsed() // _SECOND, 60)
        self.set_words(f"{minutes}:{seconds:02d}")
