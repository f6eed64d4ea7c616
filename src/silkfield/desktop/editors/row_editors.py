"""Editors of repeated answers: rows of small fields, and one mark for each day of an event."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from silkfield.desktop.editors.choosing import ROW, list_of
from silkfield.desktop.editors.editor import Editor, Setting
from silkfield.desktop.editors.flow import FieldFlow, Room
from silkfield.desktop.widgets import (
    Button,
    Cell,
    Column,
    DataTable,
    Field,
    Panel,
    Row,
    Rule,
    Text,
    column,
    quiet,
    row,
    second,
)
from silkfield.desktop.widgets.cells import Mark
from silkfield.formkit.answers import Day
from silkfield.formkit.grids import Marks, Rows
from silkfield.formkit.problems import Unreadable, Values
from silkfield.forms.event_rules import days_of
from silkfield.language import _
from silkfield.operations.sitting import Sitting


class RowLine(QWidget):
    """One row of a repeated answer: its fields side by side, and a button that takes it out."""

    def __init__(self, editor: RowsEditor, answer: Rows, values: Values) -> None:
        super().__init__()
        self.key = str(values.get("key") or secrets.token_hex(4))
        self.rest = {name: value for name, value in values.items() if name not in {one.name for one in answer.fields}}
        flow = FieldFlow(across=8, down=6)
        self.editors: dict[str, Editor] = {}
        for one in answer.fields:
            setting = replace(editor.setting, label=_(one.label), others=self.kept)
            small = setting.make(one.answer, setting)
            small.show_value(values.get(one.name))
            small.changed.connect(editor.changed)
            small.written.connect(editor.written)
            self.editors[one.name] = small
            flow.add(Field(_(one.label), small, required=one.required), small.room)
        self._kept_empty = "key" in values and not any(self._answered())
        self.out = quiet(_("Take out"), icon="trash", run=lambda: editor.take_out(self), small=True)
        self.setLayout(column(Panel(flow), row(None, self.out), Rule(), spacing=2))

    def values(self) -> dict[str, Any]:
        """Return the answers of this row, with those this program does not know. Raises Unreadable."""
        given = {name: small.value() for name, small in self.editors.items()}
        return {**self.rest, "key": self.key, **{name: value for name, value in given.items() if value is not None}}

    def kept(self) -> dict[str, Any]:
        """Return what a draft keeps of this row."""
        given = {name: small.kept() for name, small in self.editors.items()}
        return {**self.rest, "key": self.key, **{name: value for name, value in given.items() if value is not None}}

    def is_empty(self) -> bool:
        """Tell whether nothing was answered in this row; one that was kept empty stays."""
        return not self._kept_empty and not any(self._answered())

    def _answered(self) -> list[bool]:
        return [small.kept() not in (None, "") for small in self.editors.values()]


class RowsEditor(Editor):
    """Rows of the same fields; an empty row is no answer."""

    def __init__(self, answer: Rows, setting: Setting) -> None:
        super().__init__(setting, Room(ROW, 1, whole=True))
        self.answer = answer
        self.lines: list[RowLine] = []
        self._rows = column(spacing=6)
        self.more: Button = second(_("Add a row"), icon="plus", run=self.add, small=True)
        self.more.setAccessibleName(_("{label}: add a row").format(label=setting.label))
        self.setLayout(column(Panel(self._rows), row(self.more, None), spacing=4))
        self.setFocusProxy(self.more)

    def add(self) -> None:
        """Add an empty row and go there."""
        if len(self.lines) < self.answer.most:
            line = self._append({})
            next(iter(line.editors.values())).setFocus()

    def _append(self, values: Values) -> RowLine:
        line = RowLine(self, self.answer, values)
        self.lines.append(line)
        self._rows.addWidget(line)
        return line

    def take_out(self, line: RowLine) -> None:
        """Take a row out."""
        self.lines.remove(line)
        self._rows.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.more.setFocus()
        self.changed.emit()

    def value(self) -> Any:
        """Return the rows that hold an answer. Raises Unreadable with the number of the row."""
        rows = []
        for number, line in enumerate(self.lines, 1):
            if line.is_empty():
                continue
            try:
                rows.append(line.values())
            except Unreadable as fault:
                raise Unreadable(_("Row {number}: {sentence}").format(number=number, sentence=fault)) from None
        return rows or None

    def kept(self) -> Any:
        """Return what a draft keeps."""
        return [line.kept() for line in self.lines if not line.is_empty()] or None

    def show_value(self, value: Any) -> None:
        """Show rows."""
        for line in list(self.lines):
            self.take_out(line)
        for values in value or []:
            self._append(values)

    def left(self) -> None:
        """Write the answers of all rows in their usual spelling."""
        for line in self.lines:
            for small in line.editors.values():
                small.left()

    def set_read_only(self, read_only: bool) -> None:
        """Let a person change the rows, or not."""
        self.more.setEnabled(not read_only)
        for line in self.lines:
            line.out.setEnabled(not read_only)
            for small in line.editors.values():
                small.set_read_only(read_only)


_SHOWN: dict[str, Mark] = {"full": "tick", "half": "half", "absent": "absent", "excused": "excused"}
_TURN = ("full", "half", "absent", "excused", "")
_LETTERS = {"f": "full", "x": "full", "h": "half", "a": "absent", "e": "excused"}


class MarksEditor(Editor):
    """One mark for each day of the event chosen beside it: Space turns it, F H A E set it, Delete takes it back."""

    needs_neighbours = True

    def __init__(self, answer: Marks, setting: Setting) -> None:
        super().__init__(setting, Room(ROW, 1, whole=True))
        self.answer = answer
        self._marks: dict[str, str] = {}
        self._event: str | None = None
        self._days: list[str] = []
        self._read_only = False
        self._table: DataTable | None = None
        self._words = Text(_("Choose the event first: its days stand here."), "body", "ink2")
        self._column = column(self._words)
        self.setLayout(self._column)
        self.hint = _("Space turns a mark, F H A E set it")
        names = list_of(answer.codes, setting.around)
        self._names = {code: names.text(code) for code in _SHOWN}

    def neighbours_changed(self) -> None:
        """Show the days of the event that is chosen now."""
        event = self.setting.others().get("event")
        if event != self._event:
            self._event = event
            self._days = []
            if event:
                self.setting.desk.ask(self, days_of_event, event, answer=self._take_days)
            self._show()

    def _take_days(self, days: list[str]) -> None:
        self._days = days
        self._show()

    def _shown_days(self) -> list[str]:
        return sorted({*self._days, *self._marks})

    def _show(self) -> None:
        days = self._shown_days()
        self._words.setVisible(not days)
        if self._table is not None:
            self._column.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
            self._table = None
        if days:
            around = self.setting.around
            columns = [Column(day, Day().show(day, around).rsplit(" ", 1)[0], 96, "center") for day in days]
            self._table = DataTable(columns, self.setting.label, cells=True, fit=True)
            self._table.keyed.connect(lambda _id, day, text: self._keyed(day, text))
            self._column.addWidget(self._table)
            self.setFocusProxy(self._table)
            self._fill()
            self._table.choose("marks", days[0])

    def _fill(self) -> None:
        if self._table is not None:
            marks = [self._marks.get(column.key, "") for column in self._table.columns]
            cells = tuple(Cell(self._names.get(mark, ""), mark=_SHOWN.get(mark, "none")) for mark in marks)
            if not self._table.row_changed(Row("marks", cells)):
                self._table.show_rows([Row("marks", cells)])

    def _keyed(self, day: str, text: str) -> None:
        if self._read_only:
            return
        now = self._marks.get(day, "")
        mark = (
            _TURN[(_TURN.index(now) + 1) % len(_TURN)]
            if text == " "
            else _LETTERS.get(text.lower(), "" if not text else now)
        )
        self._marks = (
            {**self._marks, day: mark} if mark else {key: kept for key, kept in self._marks.items() if key != day}
        )
        self._fill()
        self.changed.emit()

    def value(self) -> Any:
        """Return the marks."""
        return dict(self._marks) or None

    def show_value(self, value: Any) -> None:
        """Show marks."""
        self._marks = dict(value or {})
        self._show()

    def set_read_only(self, read_only: bool) -> None:
        """Let a person mark, or not."""
        self._read_only = read_only


def days_of_event(sitting: Sitting, event: str) -> list[str]:
    """Return the days of an event, none when it is not here."""
    with sitting.store.reading() as connection:
        values = sitting.reader(connection).values("event", event)
    return days_of(values) if values else []
