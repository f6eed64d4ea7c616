"""Editors one types in: text, numbers, days, times, phone numbers; any usual spelling is read, one is shown."""

from __future__ import annotations

from typing import Any

from silkfield.desktop.editors.editor import Editor, Setting
from silkfield.desktop.editors.flow import Room
from silkfield.desktop.widgets import AreaField, LineField, NumberField, Text, column
from silkfield.formkit.answers import Amount, Answer, Clocktime, Count, Day, HumanNumber, Phone
from silkfield.formkit.answers import Text as TextAnswer
from silkfield.formkit.jalali import read_jalali
from silkfield.formkit.problems import Unreadable
from silkfield.language import _

LONG_TEXT = 120
"""From so many characters on, a text has a row of its own when it is written over several lines."""


class TypedEditor(Editor):
    """One line, read by the answer itself."""

    def __init__(self, answer: Answer, setting: Setting, line: LineField | NumberField, room: Room) -> None:
        super().__init__(setting, room)
        self.answer, self.line = answer, line
        line.setAccessibleName(setting.label)
        line.changed.connect(self.changed)
        self.lay_out()
        self.setFocusProxy(line)

    def lay_out(self) -> None:
        """Lay out what the editor shows."""
        self.setLayout(column(self.line))

    def value(self) -> Any:
        """Return what was typed as the answer reads it."""
        text = self.line.typed()
        return self.answer.read(text, self.setting.around) if text else None

    def typed(self) -> str:
        """Return the text in the line."""
        return self.line.typed()

    def show_value(self, value: Any) -> None:
        """Show the answer as people read it, or a text that was kept as it was typed."""
        around = self.setting.around
        sound = value is not None and self.answer.fault(value, around) is None
        self.line.show_text(self.answer.show(value, around) if sound else "" if value is None else str(value))

    def set_read_only(self, read_only: bool) -> None:
        """Sink the line, or open it."""
        self.line.set_read_only(read_only)

    def set_fault(self, fault: bool) -> None:
        """Show the red edge."""
        self.line.set_fault(fault)

    def left(self) -> None:
        """Write the answer in its usual spelling; what cannot be read stays as it was typed."""
        try:
            value = self.value()
        except Unreadable:
            return
        if (
            value is not None
            and not isinstance(self.answer, TextAnswer)
            and self.answer.fault(value, self.setting.around) is None
        ):
            self.show_value(value)


class DayEditor(TypedEditor):
    """A day, no calendar for days people know. One of the solar calendar is shown in it beside the Gregorian day."""

    def __init__(self, answer: Day, setting: Setting) -> None:
        self.other = Text("", "meta", "ink2", elide=True)
        self.other.hide()
        super().__init__(answer, setting, LineField(placeholder=_("3/5/2016")), Room(132))

    def lay_out(self) -> None:
        """Leave room for the other calendar below the line."""
        self.setLayout(column(self.line, self.other, spacing=2))

    def show_value(self, value: Any) -> None:
        """Show the day as people read it."""
        super().show_value(value)
        self.other.hide()

    def left(self) -> None:
        """Write a day of the solar calendar as the Gregorian one, with what was typed below it, for a look."""
        typed = self.typed()
        day = read_jalali(typed)
        super().left()
        if day is not None:
            self.other.set_words(typed)
            self.other.show()
            self.written.emit(typed)


class AreaEditor(Editor):
    """Words over several lines."""

    def __init__(self, answer: TextAnswer, setting: Setting) -> None:
        super().__init__(setting, Room(300, 1, whole=True))
        self.answer = answer
        self.area = AreaField(setting.label, lines=3)
        self.area.changed.connect(self.changed)
        self.setLayout(column(self.area))
        self.setFocusProxy(self.area)

    def value(self) -> Any:
        """Return the words."""
        return self.answer.read(self.area.value(), self.setting.around) or None

    def show_value(self, value: Any) -> None:
        """Show the words."""
        self.area.set_value(value)

    def set_read_only(self, read_only: bool) -> None:
        """Sink the box, or open it."""
        self.area.set_read_only(read_only)

    def set_fault(self, fault: bool) -> None:
        """Show the red edge."""
        self.area.set_fault(fault)


class NumberGiven(TypedEditor):
    """The number the program gives: shown, never typed."""

    def __init__(self, answer: HumanNumber, setting: Setting) -> None:
        line = LineField(placeholder=_("given when it is saved"), left_to_right=True)
        super().__init__(answer, setting, line, Room(200))
        line.set_read_only(True)

    def value(self) -> Any:
        """Return the number as it was shown."""
        return self.line.typed() or None

    def set_read_only(self, read_only: bool) -> None:
        """Stay as it is."""


def text_editor(answer: TextAnswer, setting: Setting) -> Editor:
    """Make the editor of a text: one line, or a box for several."""
    if answer.lines:
        return AreaEditor(answer, setting)
    least = 110 if answer.longest <= 40 else 150
    return TypedEditor(answer, setting, LineField(), Room(least, 2 if answer.longest <= LONG_TEXT else 4))


def count_editor(answer: Count, setting: Setting) -> Editor:
    """Make the editor of a whole number."""
    return TypedEditor(answer, setting, NumberField(minimum=answer.low, maximum=answer.high), Room(96))


def amount_editor(answer: Amount, setting: Setting) -> Editor:
    """Make the editor of a number with decimals."""
    return TypedEditor(answer, setting, LineField(left_to_right=True), Room(96))


def time_editor(answer: Clocktime, setting: Setting) -> Editor:
    """Make the editor of a time of day."""
    return TypedEditor(answer, setting, LineField(placeholder=_("09:30"), left_to_right=True), Room(84))


def phone_editor(answer: Phone, setting: Setting) -> Editor:
    """Make the editor of a phone number."""
    return TypedEditor(answer, setting, LineField(left_to_right=True), Room(136, 1, most=220))
