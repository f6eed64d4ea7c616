"""Fields in the result of a group, to type its answers where no side is right."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from silkfield.desktop.widgets import Field, LineField, Panel, column


class TypedAnswers(Panel):
    """One line for each question of a group; `changed` is a person typing, `left` is Esc."""

    changed = Signal()
    left = Signal()

    def __init__(self, questions: tuple[tuple[str, str], ...], texts: Mapping[str, str]) -> None:
        self._fields = {name: LineField(label, texts.get(name, "")) for name, label in questions}
        super().__init__(column(*(Field(label, self._fields[name]) for name, label in questions), spacing=6))
        for field in self._fields.values():
            field.changed.connect(self.changed.emit)

    def begin(self, after: QWidget) -> None:
        """Put the cursor into the first line; Tab comes here from the part before, and goes from line to line."""
        for one, following in pairwise((after, *self._fields.values())):
            QWidget.setTabOrder(one, following)
        next(iter(self._fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def texts(self) -> dict[str, str]:
        """Return what stands in the fields, by question."""
        return {name: field.value() for name, field in self._fields.items()}

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
