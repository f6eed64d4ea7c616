"""One question on the screen: its editor with a frame round it, and the room both take."""

from __future__ import annotations

from dataclasses import replace

from silkfield.desktop.editors.choosing import ROW
from silkfield.desktop.editors.editor import Editor
from silkfield.desktop.editors.flow import Room
from silkfield.desktop.style import text_width
from silkfield.desktop.widgets import Field
from silkfield.formkit.field import Field as Question
from silkfield.language import _


class Asked:
    """One question with its editor and the frame round it."""

    def __init__(self, question: Question, editor: Editor, sinks: bool) -> None:
        """`sinks`: when the question does not apply, it is shown sunken instead of not at all."""
        self.question, self.editor, self.sinks = question, editor, sinks
        self.frame = Field(
            _(question.label), editor, required=question.required, pinned=question.pinned, hint=editor.hint
        )
        self.applies = True

    def room(self) -> Room:
        """Return the room of the editor, never less than its label needs."""
        label = text_width(_(self.question.label), "label") + 12 * self.question.required + 20 * self.question.pinned
        hint = text_width(self.editor.hint, "meta") + 12 if self.editor.hint else 0
        room = self.editor.room
        return replace(room, least=min(max(room.least, label + hint + 10), ROW))
