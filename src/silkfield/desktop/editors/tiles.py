"""Tiles to choose from, each with its key, and a searched list for what has no tile; what was found becomes a tile too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget
from typing_extensions import override

from silkfield.desktop.editors.choosing import ROW, as_entries, as_option, columns_for, row_width
from silkfield.desktop.editors.editor import Setting
from silkfield.desktop.widgets import ComboField, OneOfMany, Option, SeveralOfMany, column
from silkfield.desktop.widgets.answer_groups import AnswerGroup
from silkfield.formkit.codes import CodeList
from silkfield.language import _


class Tiles(QWidget):
    """Holds what is chosen, in the order it was chosen."""

    changed = Signal()

    def __init__(
        self,
        setting: Setting,
        codes: CodeList,
        options: Sequence[Option],
        keys: Mapping[str, str],
        *,
        one: bool,
        finder: bool,
        most: int = 1,
    ) -> None:
        """`keys` gives the code of each key, also of codes without a tile; `finder` offers the whole list to search in."""
        super().__init__()
        self.chosen: list[str] = []
        self._label, self._codes, self._keys = setting.label, codes, keys
        self._one, self._most = one, most
        self._read_only = False
        self._shown = {option.code for option in options}
        self._group = self._grouped(options)
        self._others: AnswerGroup | None = None
        self._finder = ComboField(
            _("{label}: find others").format(label=setting.label),
            as_entries(codes, setting.around) if finder else [],
            placeholder=_("type a few letters"),
        )
        self._finder.setMaximumWidth(ROW // 2)
        self._finder.changed.connect(self._found)
        self._with_finder, self._expanded = finder, not options
        self._column = column(self._group, self._finder, spacing=6)
        self.setLayout(self._column)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._group if options else self._finder)
        self._group.setVisible(bool(options))
        self._finder.setVisible(self._expanded)

    def _grouped(self, options: Sequence[Option]) -> AnswerGroup:
        columns = columns_for(options)
        stretch = row_width(options) > ROW * 3 // 4
        group: AnswerGroup
        if self._one:
            group = OneOfMany(options, self._label, stretch=stretch)
        else:
            group = SeveralOfMany(options, self._label, columns, main=True, stretch=stretch)
        group.changed.connect(lambda: self._picked(group))
        return group

    def choose(self, codes: Sequence[str]) -> None:
        """Show these codes as chosen."""
        self.chosen = list(codes)
        self._show()

    def set_read_only(self, read_only: bool) -> None:
        """Let a person choose, or not."""
        self._read_only = read_only
        for group in self._groups():
            group.set_read_only(read_only)
        self._finder.set_read_only(read_only)

    def expand(self, more: bool) -> None:
        """Show the searched list always, or only when letters are typed."""
        self._expanded = more or not self._shown
        self._finder.setVisible(self._with_finder and (self._expanded or self._finder.hasFocus()))

    def _groups(self) -> list[AnswerGroup]:
        return [self._group, *([self._others] if self._others is not None else [])]

    # -- choosing

    def _picked(self, group: AnswerGroup) -> None:
        """Take over what a person did in one of the two groups."""
        if isinstance(group, OneOfMany):
            code = group.value()
            self.chosen = [code] if code else []
        elif isinstance(group, SeveralOfMany):
            mine = {opt.option.code for opt in group.opts}
            now = group.value()
            kept = [code for code in self.chosen if code not in mine or code in now]
            self.chosen = [*kept, *(code for code in now if code not in kept)][: self._most]
        self._show()
        self.changed.emit()

    def _add(self, code: str) -> None:
        if self._one:
            self.chosen = [code]
        elif code not in self.chosen and len(self.chosen) < self._most:
            self.chosen.append(code)
        self._show()
        self.changed.emit()

    def _found(self) -> None:
        code = self._finder.value()
        if code is None:
            return
        self._finder.set_value(None)
        self._add(code)
        if not self._expanded:
            self.setFocus()
            self._finder.hide()

    def _show(self) -> None:
        others = [code for code in self.chosen if code not in self._shown]
        if self._others is not None and [opt.option.code for opt in self._others.opts] != others:
            if self._others.isAncestorOf(QApplication.focusWidget() or self):
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._column.removeWidget(self._others)
            self._others.hide()
            self._others.deleteLater()
            self._others = None
        if others and self._others is None:
            self._others = self._grouped([self._option(code) for code in others])
            self._others.set_read_only(self._read_only)
            self._column.insertWidget(self._column.count() - 1, self._others)
            if self._group.window() is self._others.window():
                QWidget.setTabOrder(self._group, self._others)
        for group in self._groups():
            if isinstance(group, OneOfMany):
                mine = {opt.option.code for opt in group.opts}
                group.set_value(next((code for code in self.chosen if code in mine), None))
            elif isinstance(group, SeveralOfMany):
                group.set_value(self.chosen)
                for opt in group.opts:
                    opt.set_main(len(self.chosen) > 1 and self.chosen[0] == opt.option.code)

    def _option(self, key: str) -> Option:
        code = self._codes.by_key.get(key)
        return as_option(code) if code else Option(key, key)

    # -- keys that no tile takes

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if self._read_only or not plain or not text or not text.isprintable() or text.isspace():
            super().keyPressEvent(event)
            return
        code = next((code for key, code in self._keys.items() if key.casefold() == text.casefold()), None)
        if code is not None:
            self._add(code)
        elif self._with_finder and text.isalpha():
            self._finder.show()
            self._finder.setFocus(Qt.FocusReason.OtherFocusReason)
            self._finder.insert(text)
            self._finder.textEdited.emit(self._finder.text())
        else:
            super().keyPressEvent(event)
