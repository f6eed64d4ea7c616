"""What every editor of an answer can do, whatever it looks like: show a value, give it back, keep what cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from silkfield.desktop.desk import Desk
from silkfield.desktop.editors.flow import Room
from silkfield.formkit.answers import Answer
from silkfield.formkit.problems import Around, Unreadable, Values


@dataclass(frozen=True, slots=True)
class Setting:
    """What an editor may know: the label of its question, what the forms may know, the desk, the other answers.

    `make` makes an editor for an answer inside this one.
    """

    label: str
    around: Around
    desk: Desk
    others: Callable[[], Values]
    make: Callable[[Answer, Setting], Editor]


class Editor(QWidget):
    """One answer on the screen. `changed` is a person's change, never the program's."""

    changed = Signal()
    written = Signal(str)
    """A day was typed in another calendar; this is how it was written."""

    needs_neighbours: ClassVar[bool] = False
    """Whether it must be told when the other answers change."""

    def __init__(self, setting: Setting, room: Room) -> None:
        super().__init__()
        self.setting = setting
        self.room = room
        self.hint = ""
        self.setAccessibleName(setting.label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def value(self) -> Any:
        """Return the answer, None for none. Raises Unreadable when what was typed is none."""
        raise TypeError(f"{type(self).__name__} must say this itself")

    def show_value(self, value: Any) -> None:
        """Show an answer, none, or what was typed when a draft was kept."""
        raise TypeError(f"{type(self).__name__} must say this itself")

    def kept(self) -> Any:
        """Return what a draft keeps: the answer, or what was typed when it cannot be read."""
        try:
            return self.value()
        except Unreadable:
            return self.typed()

    def typed(self) -> str:
        """Return what was typed, for editors one types in."""
        return ""

    def set_read_only(self, read_only: bool) -> None:
        """Let a person change the answer, or not; the cursor skips what cannot be changed."""
        raise TypeError(f"{type(self).__name__} must say this itself")

    def set_fault(self, fault: bool) -> None:
        """Show the edge that says the answer blocks saving."""

    def beside(self) -> dict[str, Any]:
        """Return what was typed beside the answer and belongs to another question, by name."""
        return {}

    def show_beside(self, values: Values) -> None:
        """Show what belongs beside the answer."""

    def left(self) -> None:
        """The cursor went elsewhere: write the answer in its usual spelling."""

    def expand(self, more: bool) -> None:
        """Show what is usually put away, because somebody asked for more questions."""

    def neighbours_changed(self) -> None:
        """Another answer changed."""
