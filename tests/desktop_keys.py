"""A person at the keyboard: presses keys wherever the cursor is, and waits until the desk has done what was asked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from silkfield.desktop.entry.entry_page import EntryPage
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.widgets import Button, Text
from silkfield.desktop.work_area import WorkArea

_NAMED = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Backtab": Qt.Key.Key_Backtab,
    "Del": Qt.Key.Key_Delete,
    "Down": Qt.Key.Key_Down,
    "Up": Qt.Key.Key_Up,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    "PgDn": Qt.Key.Key_PageDown,
    "PgUp": Qt.Key.Key_PageUp,
    "Home": Qt.Key.Key_Home,
    "Space": Qt.Key.Key_Space,
    **{f"F{number}": Qt.Key(Qt.Key.Key_F1 + number - 1) for number in range(1, 13)},
}
_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}


class Keyboard:
    """Counts the keys that were pressed."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.count = 0

    def press(self, *names: str) -> None:
        """Press keys such as Enter, F8, Alt+M, one after the other."""
        for name in names:
            *modifiers, key = name.split("+")
            code = _NAMED.get(key) or Qt.Key(ord(key.upper()))
            held = Qt.KeyboardModifier.NoModifier
            for modifier in modifiers:
                held |= _MODIFIERS[modifier]
            self._settle()
            QTest.keyClick(self.here(), code, held)
            self.count += 1
            self._settle()

    def type(self, text: str) -> None:
        """Type letters and digits; a line break is Enter."""
        for letter in text:
            if letter == "\n":
                self.press("Enter")
            else:
                QTest.keyClick(self.here(), letter)
                self.count += 1
                self._settle()

    def here(self) -> QWidget:
        """Return the widget that has the cursor."""
        menu = QApplication.activePopupWidget()
        widget = menu or QApplication.focusWidget() or QApplication.activeWindow()
        assert widget is not None, "nothing has the cursor"
        return widget

    def _settle(self) -> None:
        QApplication.processEvents()
        QApplication.processEvents()


def quiet(qtbot: QtBot, area: WorkArea) -> None:
    """Wait until the desk has nothing under way and the window has shown it."""
    qtbot.waitUntil(lambda: not area.desk.busy())
    QApplication.processEvents()


def entry(area: WorkArea) -> EntryPage:
    """Return the entry page in front."""
    page = area.page()
    assert isinstance(page, EntryPage)
    return page


def area_of(window: MainWindow) -> WorkArea:
    """Return the work area of an unlocked window."""
    assert window.area is not None
    return window.area


def words_of(widget: QWidget) -> str:
    """Return all words that a widget shows."""
    texts = [text.words() for text in widget.findChildren(Text) if text.isVisible()]
    return " ".join([*texts, *(button.text() for button in widget.findChildren(Button) if button.isVisible())])


def toast_of(area: WorkArea) -> str:
    """Return what the toast says, empty when there is none."""
    toast = area.toasts._toast
    return toast.fact if toast is not None else ""
