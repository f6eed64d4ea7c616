"""Questions answered by choosing: one of many or several of many, by key, arrows, Space or mouse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from silkfield.desktop.style.tokens import theme
from silkfield.desktop.widgets.answers import Opt, Option

_GAP = 4
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class AnswerGroup(QWidget):
    """The answers of one question as one stop of the Tab key; the subclasses say what choosing means."""

    changed = Signal()
    _several = False

    def __init__(self, options: Sequence[Option], name: str, columns: int, stretch: bool, height: int) -> None:
        super().__init__()
        self._columns = columns or len(options)
        self._read_only = False
        self.opts = [Opt(option, self._several, height) for option in options]
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP)
        for number, opt in enumerate(self.opts):
            grid.addWidget(opt, number // self._columns, number % self._columns)
            opt.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            opt.clicked.connect(lambda _checked=False, chosen=opt: self._pressed(chosen))
            if stretch:
                opt.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if stretch:
            for place in range(self._columns):
                grid.setColumnStretch(place, 1)
        else:
            grid.setColumnStretch(self._columns, 1)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding if stretch else QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed
        )
        self._rove(self.opts[0] if self.opts else None)

    def _pressed(self, opt: Opt) -> None:
        """Take an answer that a person chose by any means."""

    def set_read_only(self, read_only: bool) -> None:
        """Let a person change the answer, or not."""
        self._read_only = read_only
        for opt in self.opts:
            opt.setEnabled(not read_only)

    def _rove(self, current: Opt | None) -> None:
        for opt in self.opts:
            opt.setFocusPolicy(Qt.FocusPolicy.StrongFocus if opt is current else Qt.FocusPolicy.ClickFocus)
        if current is not None:
            self.setFocusProxy(current)

    def current(self) -> Opt | None:
        """Return the answer that has the focus."""
        return next((opt for opt in self.opts if opt.hasFocus()), None)

    def _go(self, step: int) -> Opt | None:
        here = self.current()
        if here is None:
            return None
        place = self.opts.index(here) + step
        if not 0 <= place < len(self.opts):
            return here
        there = self.opts[place]
        self._rove(there)
        there.setFocus(Qt.FocusReason.OtherFocusReason)
        return there

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if proxy := self.focusProxy():
            proxy.setFocus(event.reason())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._read_only or event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
        ):
            event.ignore()
            return
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._moved(self._go(self._step(key)))
        elif opt := self._keyed(event.text()):
            self._rove(opt)
            opt.setFocus(Qt.FocusReason.OtherFocusReason)
            opt.click()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._cleared()
        else:
            event.ignore()

    def _step(self, key: Qt.Key) -> int:
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return _STEPS[key] * (self._columns if self._columns < len(self.opts) else 1)
        return -_STEPS[key] if theme().right_to_left else _STEPS[key]

    def _keyed(self, text: str) -> Opt | None:
        if not text:
            return None
        typed = str(int(text)) if text.isdecimal() else text.casefold()  # any script's digits
        return next((opt for opt in self.opts if opt.option.key.casefold() == typed), None)

    def _moved(self, opt: Opt | None) -> None:
        """Follow the arrows."""

    def _cleared(self) -> None:
        """Take every choice back."""


class OneOfMany(AnswerGroup):
    """A question with one answer. The arrows choose as they go; Backspace, or the answer again, takes it back."""

    def __init__(
        self, options: Sequence[Option], name: str = "", columns: int = 0, stretch: bool = False, height: int = 32
    ) -> None:
        super().__init__(options, name, columns, stretch, height)

    def value(self) -> str | None:
        """Return the code chosen."""
        return next((opt.option.code for opt in self.opts if opt.isChecked()), None)

    def set_value(self, code: str | None) -> None:
        """Choose a code, or none."""
        for opt in self.opts:
            opt.setChecked(opt.option.code == code)
        self._rove(next((opt for opt in self.opts if opt.isChecked()), self.opts[0] if self.opts else None))

    @override
    def _pressed(self, opt: Opt) -> None:
        if opt.isChecked():
            self.set_value(opt.option.code)
        self.changed.emit()

    @override
    def _moved(self, opt: Opt | None) -> None:
        if opt is not None and not opt.isChecked():
            opt.click()

    @override
    def _keyed(self, text: str) -> Opt | None:
        opt = super()._keyed(text)
        if opt is not None and opt.isChecked():
            opt.setChecked(False)  # its key chooses it, however often it is pressed
        return opt

    @override
    def _cleared(self) -> None:
        if self.value() is not None:
            self.set_value(None)
            self.changed.emit()


class SeveralOfMany(AnswerGroup):
    """A question with several answers, kept in the order they were given; with `main`, the first one is the main one."""

    _several = True

    def __init__(
        self,
        options: Sequence[Option],
        name: str = "",
        columns: int = 0,
        most: int = 0,
        main: bool = False,
        stretch: bool = True,
        height: int = 30,
    ) -> None:
        """`most` is how many may be chosen; 0 means any number."""
        self._chosen: list[str] = []
        self._most, self._with_main = most, main
        super().__init__(options, name, columns, stretch, height)

    def value(self) -> tuple[str, ...]:
        """Return the codes chosen, in the order they were chosen."""
        return tuple(self._chosen)

    def set_value(self, codes: Iterable[str]) -> None:
        """Choose these codes, in this order."""
        known = {opt.option.code for opt in self.opts}
        self._chosen = [code for code in codes if code in known]
        for opt in self.opts:
            opt.setChecked(opt.option.code in self._chosen)
            opt.set_main(self._with_main and self._chosen[:1] == [opt.option.code])

    @override
    def _pressed(self, opt: Opt) -> None:
        code = opt.option.code
        if code in self._chosen:
            self.set_value([other for other in self._chosen if other != code])
        elif self._most and len(self._chosen) >= self._most:
            opt.setChecked(False)
            return
        else:
            self.set_value([*self._chosen, code])
        self.changed.emit()

    @override
    def _cleared(self) -> None:
        if self._chosen:
            self.set_value(())
            self.changed.emit()


class TickAnswer(Opt):
    """One statement that is so or is not so."""

    changed = Signal()

    def __init__(self, label: str, key: str = "", name: str = "") -> None:
        super().__init__(Option("yes", label, key), several=True)
        self.setAccessibleName(name or label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda _checked=False: self.changed.emit())

    def value(self) -> bool:
        """Tell whether the statement is ticked."""
        return self.isChecked()

    def set_value(self, ticked: bool) -> None:
        """Tick the statement or not."""
        self.setChecked(ticked)

    def set_label(self, label: str) -> None:
        """Show another statement."""
        self.setText(label)
        self.setShortcut(QKeySequence())  # an ampersand in the words is no shortcut
        self.setAccessibleName(label)
        self.updateGeometry()

    def set_read_only(self, read_only: bool) -> None:
        """Let a person change the answer, or not."""
        self.setEnabled(not read_only)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.option.key and event.text().casefold() == self.option.key.casefold():
            self.click()
        else:
            super().keyPressEvent(event)
