"""Fields to type in: a line of text, a longer note, a number, a day in any usual spelling."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from silkfield.desktop.style.tokens import theme
from silkfield.desktop.style.typography import type_font

HEIGHT = 32
_ABSOLUTE = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
_AT_RIGHT = Qt.AlignmentFlag.AlignRight | _ABSOLUTE
_AT_LEFT = Qt.AlignmentFlag.AlignLeft | _ABSOLUTE


def mark(widget: QWidget, name: str, on: bool) -> None:
    """Set a mark that the style sheet knows, such as `fault`, and show it."""
    if bool(widget.property(name)) != on:
        widget.setProperty(name, on)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


class TypedField(QLineEdit):
    """What every one-line field shares: its font, its direction and its fault; `changed` is a person typing."""

    changed = Signal()

    def __init__(self, name: str, placeholder: str, left_to_right: bool = False, width: int = 0) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFixedHeight(HEIGHT)
        if width:
            self.setFixedWidth(width)
        if left_to_right:
            self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        if theme().right_to_left:  # what reads from the left still starts where its neighbours start
            self.setAlignment(_AT_RIGHT)
        self.textChanged.connect(self._fit_font)
        self.textEdited.connect(lambda _text: self._typed())
        self._fit_font()

    def typed(self) -> str:
        """Return what was typed, without blanks round it."""
        return self.text().strip()

    def show_text(self, text: str) -> None:
        """Show a text, from its beginning."""
        self.setText(text)
        self.setCursorPosition(0)

    def set_read_only(self, read_only: bool) -> None:
        """Let a person change the text, or not; a read-only field is skipped by the Tab key."""
        self.setReadOnly(read_only)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if read_only else Qt.FocusPolicy.StrongFocus)

    def set_fault(self, fault: bool) -> None:
        """Show the edge that says the answer blocks saving."""
        mark(self, "fault", fault)

    def _typed(self) -> None:
        self.changed.emit()

    def _fit_font(self) -> None:
        font = type_font("body", self.text() or self.placeholderText())
        if font != self.font():
            self.setFont(font)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_font()


class LineField(TypedField):
    """A line of text. `left_to_right` is for phones, codes and Roman names: they read from the left in Urdu too."""

    def __init__(
        self, name: str = "", text: str = "", placeholder: str = "", left_to_right: bool = False, width: int = 0
    ) -> None:
        super().__init__(name, placeholder, left_to_right, width)
        self.set_value(text)

    def value(self) -> str:
        """Return the text without blanks round it."""
        return self.typed()

    def set_value(self, value: str | None) -> None:
        """Show a text."""
        self.show_text(value or "")


class AreaField(QPlainTextEdit):
    """A note of several lines; Tab leaves it."""

    changed = Signal()

    def __init__(self, name: str = "", text: str = "", placeholder: str = "", lines: int = 3) -> None:
        super().__init__(text)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self._setting = False
        self._lines = lines
        self._fit_font()
        self.textChanged.connect(self._changed)

    def value(self) -> str:
        """Return the note without blanks round it."""
        return self.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        """Show a note."""
        self._setting = True
        self.setPlainText(value or "")
        self._setting = False

    def set_read_only(self, read_only: bool) -> None:
        """Let a person change the note, or not."""
        self.setReadOnly(read_only)

    def set_fault(self, fault: bool) -> None:
        """Show the edge that says the answer blocks saving."""
        mark(self, "fault", fault)

    def _changed(self) -> None:
        self._fit_font()
        if not self._setting:
            self.changed.emit()

    def _fit_font(self) -> None:
        font = type_font("body", self.toPlainText() or self.placeholderText())
        if font != self.font():
            self.setFont(font)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + 20)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_font()


class NumberField(TypedField):
    """A whole number in any script's digits; the up and down keys change it by one."""

    def __init__(
        self,
        name: str = "",
        minimum: int = 0,
        maximum: int = 999_999,
        width: int = 0,
        placeholder: str = "",
        at_end: bool = False,
    ) -> None:
        """`at_end` aligns the number with the column of numbers above and below it."""
        super().__init__(name, placeholder, left_to_right=True, width=width)
        self._minimum, self._maximum = minimum, maximum
        if at_end:
            self.setAlignment(_AT_LEFT if theme().right_to_left else _AT_RIGHT)

    def value(self) -> int | None:
        """Return the number, or nothing while what was typed is none within the limits."""
        digits = self.typed().replace("\u202f", "").replace(" ", "").replace(",", "")
        number = int(digits) if digits.isdecimal() else None
        return number if number is not None and self._minimum <= number <= self._maximum else None

    def fault(self) -> bool:
        """Tell whether something was typed that is no number within the limits."""
        return bool(self.typed()) and self.value() is None

    def set_value(self, value: int | str | None) -> None:
        """Show a number, or text as it was typed."""
        self.show_text("" if value is None else str(value))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if not step or self.isReadOnly():
            super().keyPressEvent(event)
            return
        number = self.value()
        wanted = self._minimum if number is None else number + step
        if self._minimum <= wanted <= self._maximum:
            self.set_value(wanted)
            self._typed()


class DateField(TypedField):
    """A day typed freely, 3/3/1990 or 3 Mar 1990; leaving the field shows it in one spelling.

    `read` turns typed text into a day or nothing, `show` spells a day.
    """

    def __init__(
        self,
        name: str = "",
        read: Callable[[str], date | None] = lambda _text: None,
        show: Callable[[date], str] = str,
        placeholder: str = "",
        width: int = 0,
    ) -> None:
        super().__init__(name, placeholder, width=width)
        self._read, self._show = read, show

    def value(self) -> date | None:
        """Return the day, or nothing while what was typed is none."""
        return self._read(self.typed()) if self.typed() else None

    def fault(self) -> bool:
        """Tell whether something was typed that is no day."""
        return bool(self.typed()) and self.value() is None

    def set_value(self, value: date | str | None) -> None:
        """Show a day, or text as it was typed."""
        self.show_text(self._show(value) if isinstance(value, date) else value or "")

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if day := self.value():
            self.set_value(day)
