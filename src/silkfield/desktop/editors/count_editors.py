"""Editors of counts: heads by sex and age, and numbers beside names; Enter leads through them."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout
from typing_extensions import override

from silkfield.desktop.editors.choosing import ROW, as_entries, list_of, offered
from silkfield.desktop.editors.editor import Editor, Setting
from silkfield.desktop.editors.flow import Room
from silkfield.desktop.widgets import (
    ComboField,
    HeadCountGrid,
    Heads,
    NumberField,
    OneOfMany,
    Option,
    Panel,
    Text,
    TickAnswer,
    column,
    row,
)
from silkfield.desktop.widgets.buttons import ENTER_KEYS
from silkfield.formkit.grids import HeadCount, Tally
from silkfield.formkit.grids import cells as cells_of
from silkfield.formkit.problems import Unreadable
from silkfield.language import _

_SHAPES = ("cells", "columns", "total")
UNKNOWN_SEX, UNKNOWN_AGE = "U", "AUN"


class HeadCountEditor(Editor):
    """Heads in one of three shapes: by sex and age, by sex only, or a total; what is not known stands under unknown."""

    def __init__(self, answer: HeadCount, setting: Setting) -> None:
        super().__init__(setting, Room(ROW, 1, whole=True))
        self.answer = answer
        sexes, bands = list_of("sex", setting.around), list_of("age_group", setting.around)
        self.grid = HeadCountGrid(
            setting.label,
            [(band, bands.by_key[band].brief()) for band in answer.bands],
            [(sex, sexes.by_key[sex].brief()) for sex in answer.sexes],
        )
        self.shape = OneOfMany(
            [
                Option("cells", _("By sex and age"), "1"),
                Option("columns", _("By sex only"), "2"),
                Option("total", _("Only a total"), "3"),
            ],
            _("How it was counted"),
        )
        self.shape.set_value("cells")
        self.shape.changed.connect(self._reshape)
        self.estimate = TickAnswer(_("This is an estimate"), "E")
        self.estimate.changed.connect(self._estimated)
        self._touched = False
        self._shown: Any = None
        self._extra: dict[tuple[str, str], int] = {}
        self.grid.changed.connect(self._touch)
        self.grid.changed.connect(self.changed)
        self.setLayout(column(row(self.shape, 8, self.estimate, None, spacing=4), self.grid, spacing=10))
        self.setFocusProxy(self.shape)

    def _touch(self) -> None:
        self._touched = True

    def _reshape(self) -> None:
        shape = self.shape.value()
        if shape is None:  # one of the three always holds
            self.shape.set_value(self.grid.shape())
        elif shape in _SHAPES:
            self.grid.set_shape("cells" if shape == "cells" else "columns" if shape == "columns" else "total")
            self._touched = self._touched or bool(self.grid.total())
            self.changed.emit()

    def _estimated(self) -> None:
        self.grid.set_estimate(self.estimate.value())
        self._touch()
        self.changed.emit()

    def value(self) -> Any:
        """Return the head count, as it was shown as long as nobody touched it, so that "nobody came" is an answer."""
        if not self._touched:
            return self._shown
        cells: dict[str, dict[str, int]] = {}
        for (band, sex), heads in (*self.grid.value().cells.items(), *self._extra.items()):
            under = cells.setdefault(sex or UNKNOWN_SEX, {})
            under[band or UNKNOWN_AGE] = under.get(band or UNKNOWN_AGE, 0) + heads
        return {"cells": cells, **({"estimate": True} if self.estimate.value() else {})}

    def show_value(self, value: Any) -> None:
        """Show a head count in the shape it was counted in; bands the grid has no row for are kept beside it."""
        kept = value if isinstance(value, dict) else {}
        cells = {(band, sex): heads for sex, band, heads in cells_of(kept) if heads}
        self._extra = {key: heads for key, heads in cells.items() if key[0] not in self.answer.bands}
        cells = {key: heads for key, heads in cells.items() if key not in self._extra}
        if cells and all(band == UNKNOWN_AGE for band, _sex in cells):
            only_total = all(sex == UNKNOWN_SEX for _band, sex in cells)
            cells = {("", "" if only_total else sex): heads for (_band, sex), heads in cells.items()}
        estimate = bool(kept.get("estimate"))
        self._touched, self._shown = False, kept or None
        self.grid.set_value(Heads(cells, estimate))
        self.shape.set_value(self.grid.shape())
        self.estimate.set_value(estimate)

    def set_read_only(self, read_only: bool) -> None:
        """Let a person count, or not."""
        self.grid.set_read_only(read_only)
        self.shape.set_read_only(read_only)
        self.estimate.set_read_only(read_only)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        in_grid = self.grid.isAncestorOf(self.focusWidget())
        if event.key() in ENTER_KEYS and not in_grid:
            self.grid.take_focus()  # how it is counted is said first, then the heads
        elif event.text().casefold() == self.estimate.option.key.casefold():
            self.estimate.click()
        else:
            super().keyPressEvent(event)


class TallyEditor(Editor):
    """A number beside each name of a list; names that are not shown are found by typing and get a line of their own."""

    def __init__(self, answer: Tally, setting: Setting) -> None:
        super().__init__(setting, Room(ROW, 1, whole=True))
        self.answer = answer
        self._codes = list_of(answer.codes, setting.around)
        shown = offered(self._codes, answer.offered, setting.around.today.isoformat())
        self._shown = [code.key for code in shown]
        self._boxes: dict[str, NumberField] = {}
        self._touched = False
        self._as_shown: Any = None
        self._just_added: NumberField | None = None
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._finder = ComboField(
            _("{label}: add a line").format(label=setting.label),
            as_entries(self._codes, setting.around),
            placeholder=_("type a name to add it"),
        )
        self._finder.setMaximumWidth(ROW // 2)
        self._finder.changed.connect(self._add)
        self._total = Text("", "meta", "ink2")
        self.setLayout(column(Panel(self._grid), row(self._finder, self._total, None), spacing=6))
        self._finder.setVisible(len(self._shown) < len(self._codes.codes))
        for key in self._shown:
            self._add_line(key)
        self._first_focus()

    def _first_focus(self) -> None:
        self.setFocusProxy(self._finder if not self._shown else next(iter(self._boxes.values())))

    def _add_line(self, key: str) -> NumberField:
        if key in self._boxes:
            return self._boxes[key]
        code = self._codes.by_key.get(key)
        label = code.text() if code else key
        box = NumberField(f"{self.setting.label}, {label}", 0, 99_999, width=72, at_end=True)
        box.changed.connect(self._counted)
        place = len(self._boxes)
        line, side = divmod(place, 2)
        self._grid.addWidget(Text(label, "body", elide=True), line, side * 2)
        self._grid.addWidget(box, line, side * 2 + 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(2, 1)
        self._boxes[key] = box
        return box

    def _add(self) -> None:
        key = self._finder.value()
        if key is not None:
            self._finder.set_value(None)
            self._just_added = self._add_line(key)
            self._just_added.setFocus()

    def _counted(self) -> None:
        self._touched, self._just_added = True, None
        self._add_up()
        self.changed.emit()

    def _add_up(self) -> None:
        total = sum(box.value() or 0 for box in self._boxes.values())
        self._total.set_words(_("together {total}").format(total=total) if total else "")

    def value(self) -> Any:
        """Return the counts that are not empty; raises Unreadable for a number that is none."""
        if any(box.fault() for box in self._boxes.values()):
            raise Unreadable(_("Write whole numbers."))
        if not self._touched:
            return self._as_shown
        return {key: count for key, box in self._boxes.items() if (count := box.value())} or None

    def kept(self) -> Any:
        """Keep what was typed, line by line."""
        return {key: box.value() if not box.fault() else box.typed() for key, box in self._boxes.items() if box.typed()}

    def show_value(self, value: Any) -> None:
        """Show the counts."""
        sound = not value or self.answer.fault(value, self.setting.around) is None
        self._touched, self._as_shown = not sound, value or None
        for box in self._boxes.values():
            box.set_value(None)
        for key, count in (value or {}).items():
            self._add_line(key).set_value(count)
        self._add_up()

    def set_read_only(self, read_only: bool) -> None:
        """Let a person count, or not."""
        for box in (*self._boxes.values(), self._finder):
            box.set_read_only(read_only)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next name, and from one without a number on to the form."""
        boxes = list(self._boxes.values())
        here = next((place for place, box in enumerate(boxes) if box is self.focusWidget()), None)
        if event.key() in ENTER_KEYS and self._just_added is not None:  # the same Enter that found the name
            self._just_added.setFocus()
            self._just_added = None
        elif event.key() not in ENTER_KEYS or here is None or not boxes[here].typed():
            super().keyPressEvent(event)
        elif here + 1 < len(boxes):
            boxes[here + 1].setFocus()
        elif self._finder.isVisible():
            self._finder.setFocus()
        else:
            super().keyPressEvent(event)
