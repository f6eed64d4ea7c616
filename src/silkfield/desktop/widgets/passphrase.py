"""The field a passphrase is typed in: hidden until asked to show it, and it says when Caps Lock is on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit
from typing_extensions import override

from silkfield.desktop.widgets.buttons import ENTER_KEYS, quiet
from silkfield.desktop.widgets.layout import Panel, column, row
from silkfield.desktop.widgets.lines import LineField
from silkfield.desktop.widgets.text import IconMark, Text
from silkfield.language import _


class PassphraseField(QFrame):
    """Type a passphrase; `entered` is the Enter key."""

    changed = Signal()
    entered = Signal()

    def __init__(self, name: str = "", placeholder: str = "") -> None:
        super().__init__()
        self._line = LineField(name, placeholder=placeholder)
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.changed.connect(self.changed)
        self._line.installEventFilter(self)
        self.setFocusProxy(self._line)
        self.show_button = quiet(_("Show"), icon="eye", run=self._turn, small=True)
        warning = Text(_("Caps Lock is on."), "body", "warn")
        self._caps = Panel(row(IconMark("alert-circle", 16, "warn"), warning, None, spacing=6))
        self._caps.hide()
        self.setLayout(column(row((self._line, 1), self.show_button, spacing=4), self._caps, spacing=4))
        self.setAccessibleName(name)

    def value(self) -> str:
        """Return the passphrase, blanks included."""
        return self._line.text()

    def clear(self) -> None:
        """Forget what was typed and hide it again."""
        self._line.clear()
        if self._line.echoMode() == QLineEdit.EchoMode.Normal:
            self._turn()

    def setAccessibleName(self, name: str) -> None:  # noqa: N802
        """Give the line inside the same name."""
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)

    def set_fault(self, fault: bool) -> None:
        """Show the edge that says the passphrase was wrong."""
        self._line.set_fault(fault)

    def caps_lock_shown(self) -> bool:
        """Tell whether the field says that Caps Lock is on."""
        return not self._caps.isHidden()

    def _turn(self) -> None:
        hidden = self._line.echoMode() == QLineEdit.EchoMode.Password
        self._line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self.show_button.set_label(_("Hide") if hidden else _("Show"))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._notice_caps_lock(event)
            if event.key() in ENTER_KEYS:
                self.entered.emit()
                return True
        return False

    def _notice_caps_lock(self, event: QKeyEvent) -> None:
        """Guess from what a key wrote: Qt cannot ask the keyboard on every platform."""
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self._caps.hide()
        elif len(letter) == 1 and letter.upper() != letter.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._caps.setHidden(letter.isupper() == shifted)
