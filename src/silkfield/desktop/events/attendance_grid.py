"""The grid of an attendance sheet: cells are marked, filled, copied, pasted and taken back as in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from silkfield.desktop.events import event_table
from silkfield.desktop.events.marking import (
    CODED,
    CONSENTS,
    DAY,
    Edit,
    changed,
    combined,
    copied,
    is_marked,
    pasted,
    pressed,
    unsaved,
    value_of,
)
from silkfield.desktop.widgets import DataTable, Row, column, refill
from silkfield.formkit.problems import Around
from silkfield.language import _
from silkfield.operations import attending
from silkfield.operations.attending import Attending, Sheet, Totals


class AttendanceGrid(QFrame):
    """Shows a sheet and keeps what was marked until it is saved.

    `answers` are those of everybody on it, with what is not saved yet, `totals` what they add up to: both are kept, so that a
    key costs little with very many people. `marked` is a change of a cell, `named` letters typed where nothing is marked or
    Enter under the last row of the last column, `refused` how many pasted cells could not be read.
    """

    marked = Signal()
    named = Signal(str)
    refused = Signal(int)

    def __init__(self, page: QWidget, around: Around) -> None:
        super().__init__()
        self.sheet: Sheet | None = None
        self.table: DataTable | None = None
        self.edited: Edit = {}
        self.answers: dict[str, dict[str, Any]] = {}
        self.totals: Totals | None = None
        self.look = event_table.ATTENDANCE
        self._around = around
        self._typed: tuple[tuple[object, str], str] = ((None, ""), "")
        self._undo: list[list[tuple[str, str, Any]]] = []
        self._place = column()
        self.setLayout(self._place)
        for keys, run in (
            ("Ctrl+Space", self.mark_whole_day),
            ("Ctrl+D", self.fill_down),
            ("Ctrl+C", self.copy),
            ("Ctrl+V", self.paste),
            ("Ctrl+Z", self.undo),
            ("F8", self.next_gap),
        ):
            QShortcut(QKeySequence(keys), page, run)

    # -- what is shown

    def clear(self) -> None:
        """Forget the sheet, because another event comes."""
        self.sheet, self.totals, self.edited, self.answers, self._undo = None, None, {}, {}, []

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a sheet as it is saved; what was marked since stays on it."""
        if self.table is None or self.sheet is None or self.sheet.days != sheet.days:
            self._new_table(sheet)
        self.sheet = sheet
        saved = {one.id: one.answers for one in sheet.people}
        left = {record: unsaved(marks, saved.get(record, {})) for record, marks in self.edited.items()}
        self.edited = {record: marks for record, marks in left.items() if marks}
        self.answers = {one.id: attending.with_marks(one.answers, self.edited.get(one.id, {})) for one in sheet.people}
        self._show_rows(sheet)

    def _show_rows(self, sheet: Sheet) -> None:
        if self.table is not None:
            self.table.show_rows([self._row(sheet, one) for one in sheet.people])
        self._add_up()

    def _row(self, sheet: Sheet, one: Attending) -> Row:
        shown = self.table.columns if self.table else ()
        return event_table.row(sheet, one, self.answers[one.id], self._around, shown)

    def turn_to(self, look: str) -> None:
        """Show days and scores, or roles and consents; the person stays the same."""
        here, self.look = self._here(), look
        if self.sheet is not None:
            self._new_table(self.sheet)
            self._show_rows(self.sheet)
            person = here[0] if here else next(iter(self._people()), "")
            self._go(person, next((key for key in self._columns() if is_marked(key) and key not in CODED), "name"))

    def _new_table(self, sheet: Sheet) -> None:
        table = DataTable(event_table.columns(sheet, self.look), _("People and attendance"), cells=True)
        table.keyed.connect(self._key)
        table.chosen.connect(lambda _row: self._step_down())
        self.table = table
        refill(self._place, [(table, 1)])

    def begin(self) -> bool:
        """Go to the first cell that can be marked; tell whether there is one."""
        if self.table is None or self.sheet is None or not self.sheet.people:
            return False
        first = next((key for key in self._columns() if is_marked(key) and key not in CODED), "name")
        self._go(self.sheet.people[0].id, first)
        return True

    def gaps(self) -> list[tuple[str, str]]:
        """Return the cells that are still to be marked."""
        today = self._around.today.isoformat()
        return event_table.gaps(self.sheet, self.answers, today) if self.sheet else []

    def _add_up(self) -> None:
        if self.sheet is not None and self.table is not None:
            self.totals = attending.totals(self.sheet, self.answers)
            self.table.set_totals(event_table.totals_row(self.sheet, self.totals, self.table.columns))

    # -- where a person is

    def _columns(self) -> list[str]:
        return [each.key for each in self.table.columns] if self.table else []

    def _people(self) -> list[str]:
        return [one.id for one in self.sheet.people] if self.sheet else []

    def _here(self) -> tuple[str, str] | None:
        here = self.table.current_cell() if self.table else None
        return (str(here[0]), here[1]) if here and here[0] else None

    def _go(self, person: str, key: str) -> None:
        if self.table is not None:
            self.table.choose(person, key)
            self.table.setFocus()

    def _chosen(self) -> list[tuple[str, str]]:
        """The cells a key works on: those that are chosen, as far as they can be marked."""
        chosen = self.table.chosen_cells() if self.table else []
        return [(str(record), key) for record, key in chosen if is_marked(key)]

    def _step_down(self) -> None:
        people, here = self._people(), self._here()
        below = people[people.index(here[0]) + 1 :] if here else []
        columns = self._columns()
        beside = columns[columns.index(here[1]) + 1 :] if here and is_marked(here[1]) else []
        if here and below:
            self._go(below[0], here[1])
        elif following := next((key for key in beside if is_marked(key)), ""):
            self._go(people[0], following)
        else:
            self.named.emit("")

    def next_gap(self) -> None:
        """Go to the next cell that is still to be marked."""
        people, columns, here = self._people(), self._columns(), self._here()
        places = sorted((people.index(record), columns.index(key)) for record, key in self.gaps() if key in columns)
        now = (people.index(here[0]), columns.index(here[1])) if here else (-1, -1)
        if places:
            down, across = next((place for place in places if place > now), places[0])
            self._go(people[down], columns[across])

    # -- what is marked

    def _key(self, record: object, key: str, text: str) -> None:
        cells = self._chosen()
        if not cells or not is_marked(key):
            if text.strip():
                self.named.emit(text)
            return
        here = (record, key)
        typed = self._typed[1] if self._typed[0] == here else ""
        value, typed = pressed(key, value_of(self.answers[str(record)], key), text, typed)
        self._typed = (here, typed)
        self._mark([(one, each, value) for one, each in cells])

    def _mark(self, cells: Iterable[tuple[str, str, Any]], *, undoing: bool = False) -> None:
        before: list[tuple[str, str, Any]] = []
        for record, key, given in cells:
            now, value = value_of(self.answers[record], key), None if given == "" else given
            if now == value:
                continue
            before.append((record, key, now))
            marks = changed(key, value)
            self.answers[record] = attending.with_marks(self.answers[record], marks)
            self.edited[record] = combined(self.edited.get(record, {}), marks)
        if not before or self.sheet is None or self.table is None:
            return
        if not undoing:
            self._undo.append(before)
        people = {record for record, _key, _value in before}
        for one in self.sheet.people:
            if one.id in people:
                self.table.row_changed(self._row(self.sheet, one))
        self._add_up()
        self.marked.emit()

    def mark_whole_day(self) -> None:
        """Mark everybody present on the day of the current cell, or as having said yes, who has no mark yet."""
        here = self._here()
        if here and (here[1].startswith(DAY) or here[1] in CONSENTS):
            whole: Any = True if here[1] in CONSENTS else "full"
            unmarked = [record for record, answers in self.answers.items() if value_of(answers, here[1]) in (None, "")]
            self._mark([(record, here[1], whole) for record in unmarked])

    def fill_down(self) -> None:
        """Copy the first of the chosen cells into those below it; of one cell, into all below."""
        cells, people, values = self._chosen(), self._people(), self.answers
        made: list[tuple[str, str, Any]] = []
        for key in dict.fromkeys(each for _record, each in cells):
            chosen = [record for record, each in cells if each == key]
            below = chosen[1:] if len(chosen) > 1 else people[people.index(chosen[0]) + 1 :]
            made += [(record, key, value_of(values[chosen[0]], key)) for record in below]
        self._mark(made)

    def copy(self) -> None:
        """Copy the chosen cells for a spreadsheet."""
        values = self.answers
        rows: dict[str, list[Any]] = {}
        for record, key in self._chosen():
            rows.setdefault(record, []).append(value_of(values[record], key))
        if rows:
            QGuiApplication.clipboard().setText(copied(list(rows.values())))

    def paste(self) -> None:
        """Paste cells of a spreadsheet from the current cell on."""
        if cells := self._chosen():
            columns = [key for key in self._columns() if is_marked(key)]
            text = QGuiApplication.clipboard().text()
            read, refused = pasted(text, self._people(), columns, cells[0], self._around)
            self._mark(read)
            if refused:
                self.refused.emit(refused)

    def undo(self) -> None:
        """Take the last change of the sheet back."""
        if self._undo:
            self._mark(reversed(self._undo.pop()), undoing=True)
