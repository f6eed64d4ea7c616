"""The table of a list: as many columns as there is room for, filled page by page from the store."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from silkfield.desktop.desk import Desk
from silkfield.desktop.lists.columns import NARROW_STATE, STATE, ListColumn, columns_of, fitting
from silkfield.desktop.lists.lines import Line, Lines, lines_of
from silkfield.desktop.lists.stations import STATIONS
from silkfield.desktop.widgets import Card, Cell, Column, DataTable, Row, column
from silkfield.desktop.widgets.table_model import PAGE, Deliver
from silkfield.formkit.form import Form
from silkfield.language import _
from silkfield.operations import finding

_SCROLL_BAR = 18


class Asked(NamedTuple):
    """What a list was asked for."""

    form: str
    find: str
    removed: bool
    among: tuple[str, ...] | None = None
    """The only records to be listed; all when None."""


class RecordTable(QFrame):
    """Shows the records of one form. `moved` names the record the cursor rests on, `counted` says how many there
    are, `chosen` is Enter on a record."""

    moved = Signal(str)
    counted = Signal(int)
    chosen = Signal(str)

    def __init__(self, desk: Desk, nothing: Callable[[Asked], QWidget]) -> None:
        """`nothing` makes what is shown instead of an empty table."""
        super().__init__()
        self._desk, self._nothing = desk, nothing
        self._form: Form | None = None
        self._asked = Asked("", "", removed=False)
        self._wanted = ""
        self._take_focus = False
        self._columns: tuple[ListColumn, ...] = ()
        self._state_width = NARROW_STATE
        self.table: DataTable | None = None
        self._place = column()
        self.setLayout(self._place)

    def ask(
        self,
        form: Form,
        find: str,
        *,
        removed: bool,
        wanted: str = "",
        among: tuple[str, ...] | None = None,
    ) -> None:
        """Ask the store for the list anew; the record `wanted`, else the one it stands on, stays the current one."""
        if self._form is None or self._form.key != form.key:
            self.table = None
        elif self.table is not None:
            wanted = wanted or str(self.table.current_id() or "")
        self._form, self._wanted = form, wanted
        self._asked = Asked(form.key, find, removed, among)
        answer = partial(self._show, self._asked)
        self._desk.ask(self, lines_of, form.key, find, 0, PAGE, removed=removed, among=among, answer=answer)

    def take_focus(self, wanted: bool = True) -> None:
        """Put the cursor on the list as soon as it is there, or leave it where it is after all."""
        self._take_focus = wanted

    def current(self) -> str:
        """Return the record the table stands on."""
        return str(self.table.current_id() or "") if self.table is not None else ""

    def _show(self, asked: Asked, first: Lines) -> None:
        if asked != self._asked or self._form is None:
            return
        self.counted.emit(first.count)
        if first.count == 0:
            self.table = None
            self._put(Card(self._nothing(asked)))
            return
        wanted = self._wanted or self.current()  # another answer may have come in between
        table = self.table or self._make_table(self._form)
        table.show_pages(first.count, partial(self._fetch, asked, first.lines))
        if not wanted or not table.choose(wanted):
            table.choose(first.lines[0].shown.id)
        self.moved.emit(self._wanted or str(table.current_id()))
        self._wanted = ""
        if self._take_focus:
            self._take_focus = False
            table.setFocus()

    def _make_table(self, form: Form) -> DataTable:
        self._columns, self._state_width = fitting(columns_of(form), self.width() - _SCROLL_BAR)
        columns = [Column(one.key, _(one.title), one.width, stretch=one.stretch) for one in self._columns]
        columns.append(Column(STATE, _("Where it is") if self._wide() else "", self._state_width))
        two = any(one.second for one in self._columns)
        self.table = DataTable(columns, _(form.plural), height="two" if two else "one")
        self.table.moved.connect(self._say_moved)
        self.table.chosen.connect(lambda record: self.chosen.emit(str(record)))
        self.setFocusProxy(self.table)
        self._put(Card(self.table, flush=True))
        return self.table

    def _wide(self) -> bool:
        return self._state_width > NARROW_STATE

    def _say_moved(self, record: object) -> None:
        if isinstance(record, str):
            self.moved.emit(record)

    def _put(self, content: QWidget) -> None:
        while item := self._place.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._place.addWidget(content)

    def _fetch(self, asked: Asked, here: tuple[Line, ...], first: int, count: int, deliver: Deliver) -> None:
        def bring(lines: Lines) -> None:
            deliver([self._row(line) for line in lines.lines])

        if first == 0:
            bring(Lines(len(here), here))
        else:
            self._desk.ask(
                self,
                lines_of,
                asked.form,
                asked.find,
                first,
                count,
                removed=asked.removed,
                among=asked.among,
                answer=bring,
            )

    def _row(self, line: Line) -> Row:
        comma = _(", ")

        def joined(names: tuple[str, ...]) -> str:
            return comma.join(text for name in names if (text := line.texts.get(name, "")))

        cells = [Cell(joined(one.first), joined(one.second)) for one in self._columns]
        words = finding.state_in_words(line.shown) if self._wide() else ""
        return Row(line.shown.id, (*cells, Cell(words, station=STATIONS[line.shown.state])))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.table is None or self._form is None:
            return
        if fitting(columns_of(self._form), self.width() - _SCROLL_BAR) != (self._columns, self._state_width):
            wanted = self.current()
            self.table = None
            asked = self._asked
            self.ask(self._form, asked.find, removed=asked.removed, wanted=wanted, among=asked.among)
