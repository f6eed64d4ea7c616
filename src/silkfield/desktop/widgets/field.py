"""The frame round a field: its label above it, a star when it is needed, a hint, and what is wrong with the answer."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from silkfield.desktop.style.tokens import theme
from silkfield.desktop.widgets.layout import Panel, column, row
from silkfield.desktop.widgets.text import IconMark, Text


@runtime_checkable
class TakesFault(Protocol):
    """An editor that can show that its answer blocks saving."""

    def set_fault(self, fault: bool) -> None:
        """Show the edge that says so, or take it away."""


class Field(QFrame):
    """A labelled field. An error is a sentence with a red edge and blocks saving; a note is a sentence and blocks nothing."""

    def __init__(
        self,
        label: str,
        editor: QWidget,
        required: bool = False,
        pinned: bool = False,
        hint: str = "",
        width: int = 0,
    ) -> None:
        """`pinned` shows that the answer is kept for the next record; `width` fixes the editor's width."""
        super().__init__()
        self.editor = editor
        self.label = Text(label, "label", "ink2")
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        if width:
            editor.setFixedWidth(width)
        self._star = Text("*", "label", "bad")
        self._hint = Text(hint, "meta", "ink2", elide=True, align="end")
        self._pin = IconMark("pinned", 14, "accent")
        self._sign = IconMark("alert-circle", 16, "bad")
        self._sentence = Text("", "body", "bad", wrap=True)
        self._message = Panel(row(self._sign, (self._sentence, 1), spacing=6))
        self._message.hide()
        heading = row(self.label, self._star, (self._hint, 1), self._pin, spacing=4)
        self.setLayout(column(heading, editor, self._message, spacing=2 if theme().right_to_left else 4))
        self.setSizePolicy(editor.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Fixed)
        self.set_required(required)
        self.set_pinned(pinned)

    def set_required(self, required: bool) -> None:
        """Show that saving needs the answer, or not."""
        self._star.setVisible(required)

    def set_pinned(self, pinned: bool) -> None:
        """Show that the answer is kept for the next record, or not."""
        self._pin.setVisible(pinned)

    def set_hint(self, hint: str) -> None:
        """Show other words at the end of the label's line."""
        self._hint.set_words(hint)

    def show_error(self, sentence: str) -> None:
        """Say what to do before the record can be saved."""
        self._say(sentence, "alert-circle", "bad")
        self._set_fault(True)

    def show_note(self, sentence: str) -> None:
        """Say what looks odd; it is counted as unclear and blocks nothing."""
        self._say(sentence, "help", "warn")
        self._set_fault(False)

    def clear_messages(self) -> None:
        """Take error and note away."""
        self._message.hide()
        self._set_fault(False)
        self.editor.setAccessibleDescription("")

    def message(self) -> str:
        """Return the sentence shown under the field, if any."""
        return "" if self._message.isHidden() else self._sentence.words()

    def _say(self, sentence: str, icon: str, tone: str) -> None:
        self._sign.set_icon(icon, tone)
        self._sentence.set_tone(tone)
        self._sentence.set_words(sentence)
        self._message.show()
        self.editor.setAccessibleDescription(sentence)

    def _set_fault(self, fault: bool) -> None:
        # An answer may be typed into several editors in one frame, such as an age group or an age.
        for part in (self.editor, *self.editor.findChildren(QWidget)):
            if isinstance(part, TakesFault):
                part.set_fault(fault)
