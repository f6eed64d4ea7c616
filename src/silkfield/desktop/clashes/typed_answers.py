"""The questions of a group asked anew below its sides, with the editors of the entry page, where no side is right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from silkfield.desktop.desk import Desk
from silkfield.desktop.editors.asked import Asked
from silkfield.desktop.editors.by_kind import editor_for
from silkfield.desktop.editors.editor import Setting
from silkfield.desktop.editors.flow import FieldFlow
from silkfield.desktop.widgets import Panel
from silkfield.desktop.widgets.buttons import ENTER_KEYS
from silkfield.formkit.field import Field as Question
from silkfield.formkit.problems import Unreadable, Values
from silkfield.language import _


class TypedAnswers(Panel):
    """One editor for each question of a group; `changed` is a person's change, `left` is Esc."""

    changed = Signal()
    left = Signal()

    def __init__(
        self, questions: Iterable[Question], desk: Desk, others: Callable[[], Values], kept: Mapping[str, Any]
    ) -> None:
        """`others` are the other answers of the record, `kept` what the editors begin with."""
        around, flow = desk.sitting.around(), FieldFlow()
        super().__init__(flow)
        self._asked: dict[str, Asked] = {}
        for one in questions:
            asked = Asked(one, editor_for(one.answer, Setting(_(one.label), around, desk, others, editor_for)), False)
            asked.editor.show_value(kept.get(one.name))
            if asked.editor.needs_neighbours:
                asked.editor.neighbours_changed()
            asked.editor.changed.connect(self.changed)
            self._asked[one.name] = asked
            flow.add(asked.frame, asked.room())

    def begin(self) -> None:
        """Put the cursor into the first editor."""
        next(iter(self._asked.values())).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def kept(self) -> dict[str, Any]:
        """Return what stands in the editors, by question; what cannot be read as it was typed."""
        return {name: one.editor.kept() for name, one in self._asked.items()}

    def answers(self) -> dict[str, Any] | None:
        """Return the answers by question, None for one taken out; nothing, said beside it, while one cannot be read."""
        answers: dict[str, Any] = {}
        for name, one in self._asked.items():
            one.frame.clear_messages()
            try:
                answers[name] = one.editor.value()
            except Unreadable as fault:
                one.frame.show_error(str(fault))
        return answers if len(answers) == len(self._asked) else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in ENTER_KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.focusNextPrevChild(True)
        else:
            super().keyPressEvent(event)
