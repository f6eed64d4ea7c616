"""A short list that opens where the cursor is: one key each, or the arrows and Enter; Esc leaves all as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from silkfield.language import isolated


class ChoiceMenu(QMenu):
    """Offers options as (key on the keyboard, words, value); `chosen` is told the value."""

    def __init__(
        self, parent: QWidget, title: str, options: Sequence[tuple[str, str, str]], chosen: Callable[[str], object]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self._by_key: dict[int, Callable[[], object]] = {}
        for key, words, value in options:
            action = self.addAction(f"{isolated(key)}   {words.replace('&', '&&')}")
            action.triggered.connect(lambda _checked=False, value=value: chosen(value))
            self._by_key[ord(key)] = partial(self._take, action.trigger)

    def open_at(self, widget: QWidget) -> None:
        """Open below a widget."""
        corner = widget.rect().bottomRight() if widget.layoutDirection() is Qt.LayoutDirection.RightToLeft else QPoint()
        below = QPoint(corner.x() - (self.sizeHint().width() if corner.x() else 0), widget.height())
        self.popup(widget.mapToGlobal(below))

    def _take(self, trigger: Callable[[], object]) -> None:
        self.close()
        trigger()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (take := self._by_key.get(event.key())) is not None:
            take()
        else:
            super().keyPressEvent(event)
