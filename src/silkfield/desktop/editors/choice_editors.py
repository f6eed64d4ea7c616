"""Editors one chooses with: tiles with a key each, a searched list for everything else, and yes or no."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLayout

from silkfield.desktop.editors.choosing import (
    ROW,
    as_entries,
    as_option,
    day_of,
    fits,
    keys_for,
    list_of,
    offered,
    row_width,
)
from silkfield.desktop.editors.editor import Editor, Setting
from silkfield.desktop.editors.flow import Room
from silkfield.desktop.editors.tiles import Tiles
from silkfield.desktop.widgets import ComboField, NumberField, OneOfMany, Option, Text, column, row
from silkfield.formkit.ages import age_group
from silkfield.formkit.answers import Choice, Choices, YesNo
from silkfield.formkit.problems import Unreadable, Values
from silkfield.language import N_, _

AGE_IN_YEARS = "age_in_years"
"""The name under which an age stands beside its age group, in no record."""

_TO_FIND = N_("type to find others")
_FEW = 4
"""A list of so few codes is shown as tiles even when the form names no keys."""


class ComboEditor(Editor):
    """One code of a long list, found by typing."""

    def __init__(
        self, answer: Choice, setting: Setting, room: Room | None = None, after: QLayout | None = None
    ) -> None:
        """`after` stands behind the field."""
        super().__init__(setting, room or Room(128, 1, most=320))
        self.answer = answer
        self.combo = ComboField(setting.label, as_entries(list_of(answer.codes, setting.around), setting.around))
        self._then: str | None = None
        self.combo.changed.connect(self._chosen)
        self.setLayout(row((self.combo, 1), *([after] if after is not None else [])))
        self.setFocusProxy(self.combo)

    def value(self) -> Any:
        """Return the code; raises Unreadable for words that name none."""
        if self.combo.fault():
            return self.answer.read(self.combo.typed(), self.setting.around)
        return self._then or self.combo.value()

    def _chosen(self) -> None:
        """Take what stood for the code on the day of the record: in 2016 Upper Chitral was Chitral."""
        self._then = None
        codes = list_of(self.answer.codes, self.setting.around)
        code = codes.by_key.get(self.combo.value() or "")
        if code is not None:
            then = codes.units_of_day(code, day_of(self.setting.others(), self.setting.around))
            self._then = then[0].key if len(then) == 1 and then[0] is not code else None
        self.changed.emit()

    def typed(self) -> str:
        """Return the text in the field."""
        return self.combo.typed()

    def show_value(self, value: Any) -> None:
        """Show the code by its label; words that name none stay as they are."""
        self._then = None
        self.combo.set_value(value)
        if value and self.combo.value() is None:
            self.combo.show_text(str(value))

    def set_read_only(self, read_only: bool) -> None:
        """Sink the field, or open it."""
        self.combo.set_read_only(read_only)

    def set_fault(self, fault: bool) -> None:
        """Show the red edge."""
        self.combo.set_fault(fault)

    def left(self) -> None:
        """Show the label where the words name one code."""
        try:
            self.combo.set_value(self.value())
        except Unreadable:
            return


class AgeEditor(ComboEditor):
    """The age group, chosen, or worked out from an age in the small box; the age itself is not kept."""

    def __init__(self, answer: Choice, setting: Setting) -> None:
        self.age = NumberField(_("Age in years"), 0, 120, width=60)
        super().__init__(answer, setting, Room(240, 1, most=320), row(Text(_("or"), "body", "ink2"), self.age))
        entries = as_entries(list_of(answer.codes, setting.around), setting.around)
        self.combo.set_choices([entry for entry in entries if not answer.offered or entry.code in answer.offered])
        self.age.changed.connect(self._aged)

    def beside(self) -> dict[str, Any]:
        """Return the age in years that was typed."""
        years = self.age.value()
        return {} if years is None else {AGE_IN_YEARS: years}

    def show_beside(self, values: Values) -> None:
        """Show an age."""
        self.age.set_value(values.get(AGE_IN_YEARS))

    def set_read_only(self, read_only: bool) -> None:
        """Sink both boxes, or open them."""
        super().set_read_only(read_only)
        self.age.set_read_only(read_only)

    def _aged(self) -> None:
        years = self.age.value()
        if years is not None:
            self.combo.set_value(age_group(years))
        self.changed.emit()


class TilesEditor(Editor):
    """One code, by its key; a code that is not among the tiles is found by typing its name."""

    def __init__(self, answer: Choice, setting: Setting, tiles: Tiles, room: Room) -> None:
        super().__init__(setting, room)
        self.tiles = tiles
        self._more = False
        tiles.changed.connect(self.changed)
        self.setLayout(column(tiles))
        self.setFocusProxy(tiles)

    def value(self) -> Any:
        """Return the code."""
        return self.tiles.chosen[0] if self.tiles.chosen else None

    def show_value(self, value: Any) -> None:
        """Choose a code, or none."""
        self.tiles.choose([value] if value else [])

    def set_read_only(self, read_only: bool) -> None:
        """Let a person choose, or not."""
        self.tiles.set_read_only(read_only)

    def expand(self, more: bool) -> None:
        """Show the list of the other codes."""
        self._more = more
        self.tiles.expand(more)

    def left(self) -> None:
        """Put the list of the other codes away again."""
        self.tiles.expand(self._more)


class SeveralEditor(TilesEditor):
    """Several codes, the first one the main one."""

    def value(self) -> Any:
        """Return the codes in the order they were chosen."""
        return list(self.tiles.chosen) or None

    def show_value(self, value: Any) -> None:
        """Choose codes."""
        self.tiles.choose(value or [])


class YesNoEditor(Editor):
    """Yes or no; the same key again, or Backspace, takes the answer back."""

    def __init__(self, _answer: YesNo, setting: Setting) -> None:
        options = [Option("yes", _("Yes"), "Y"), Option("no", _("No"), "N")]
        super().__init__(setting, Room(row_width(options)))
        self.group = OneOfMany(options, setting.label)
        self.group.changed.connect(self.changed)
        self.setLayout(column(self.group))
        self.setFocusProxy(self.group)

    def value(self) -> Any:
        """Return true, false or none."""
        return {"yes": True, "no": False}.get(self.group.value() or "")

    def show_value(self, value: Any) -> None:
        """Choose yes, no or none."""
        self.group.set_value("yes" if value is True else "no" if value is False else None)

    def set_read_only(self, read_only: bool) -> None:
        """Let a person choose, or not."""
        self.group.set_read_only(read_only)


def choice_editor(answer: Choice, setting: Setting) -> Editor:
    """Make the editor of one code: tiles when the form names keys or the list is short, else a searched list."""
    codes = list_of(answer.codes, setting.around)
    if answer.codes == "age_group":
        return AgeEditor(answer, setting)
    shown = offered(codes, answer.offered, setting.around.today.isoformat())
    if not shown or not (answer.keys or answer.offered or len(shown) <= _FEW):
        return ComboEditor(answer, setting)
    keys = keys_for(shown, answer.keys)
    options = [as_option(code, keys.get(code.key, "")) for code in shown]
    fitting = _fitting(options)
    if len(fitting) < min(3, len(options)):
        return ComboEditor(answer, setting)
    rest = not answer.closed and len(codes.codes) > len(fitting)
    finder = rest or len(options) > len(fitting)
    tiles = Tiles(setting, codes, fitting, {keys[key]: key for key in keys}, one=True, finder=finder)
    width = min(row_width(fitting), ROW)
    editor = TilesEditor(answer, setting, tiles, Room(width, 1 if width > ROW * 3 // 4 else 0))
    if finder:
        editor.hint = _(_TO_FIND)
    return editor


def choices_editor(answer: Choices, setting: Setting) -> Editor:
    """Make the editor of several codes: tiles for those the form offers or for a short list, a searched list for the rest."""
    codes = list_of(answer.codes, setting.around)
    shown = offered(codes, answer.offered, setting.around.today.isoformat())
    keys = keys_for(shown, answer.keys)
    options = [as_option(code, keys.get(code.key, "")) for code in shown]
    finder = len(codes.codes) > len(options)
    tiles = Tiles(setting, codes, options, {keys[key]: key for key in keys}, one=False, finder=finder, most=answer.most)
    editor = SeveralEditor(
        Choice(answer.codes),
        setting,
        tiles,
        Room(min(row_width(options) or ROW, ROW), whole=len(options) > _FEW or not options),
    )
    if finder and options:
        editor.hint = _(_TO_FIND)
    return editor


def _fitting(options: list[Option]) -> list[Option]:
    """Return the first tiles that fit into one row."""
    for count in range(len(options), 0, -1):
        if fits(options[:count], count):
            return options[:count]
    return []
