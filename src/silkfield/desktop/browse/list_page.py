"""The list of any form with the chosen record beside it: search, correct, remove and bring back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from silkfield.desktop.browse.columns import STATE, ListColumn, columns_of, fitting
from silkfield.desktop.browse.detail_pane import STATIONS, DetailPane
from silkfield.desktop.browse.lines import Line, Lines, lines_of
from silkfield.desktop.browse.whole import Whole, whole
from silkfield.desktop.desk import Desk, concerns
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.widgets import (
    Beside,
    Button,
    Card,
    Cell,
    Column,
    DataTable,
    EmptyState,
    LineField,
    Page,
    PageHeader,
    Panel,
    Row,
    Select,
    Tabs,
    column,
    grouped,
    row,
    second,
)
from silkfield.desktop.widgets.layout import NARROW
from silkfield.desktop.widgets.table_model import PAGE, Deliver
from silkfield.formkit.form import CENTRE, TEAM, Form
from silkfield.language import _, ngettext
from silkfield.operations import finding, recording
from silkfield.records.changes import Changes

_PAUSE = 150  # milliseconds after a key before the store is asked
_NEW_KEYS = {(CENTRE, "counselling_contact"): "Ctrl+N", (TEAM, "session"): "Ctrl+N"}
_PANE = (400, 372)


class ListPage(DeskPage):
    """`open` takes `forms` (the first one is shown), and `form` and `record` to show one record."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.form: Form
        self._forms: tuple[str, ...] = ()
        self._count = -1
        self._wanted = ""
        self._removed = False
        self._columns: tuple[ListColumn, ...] = ()
        self._table: DataTable | None = None
        self.find_field = LineField(_("Find"), placeholder=_("Find  Ctrl+F"), width=200)
        self.find_field.changed.connect(self._typed)
        self._which = Select([("here", _("In use")), ("removed", _("Removed"))], "here", _("Which records"))
        self._which.changed.connect(self._show_which)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._ask)
        self.pane = DetailPane(self)
        self._list = column()
        self._tabs: Tabs | None = None
        self._top = column()
        self._header = PageHeader(_("Records"))
        beside = Beside(Panel(self._list), self.pane, *_PANE)
        self.set_frame(Page(self._header, [column(self._top), (beside, 1)], spacing=12))

    def open(self, **what: Any) -> None:
        """Show the list of the first form, or of the one that is named, with a record of it."""
        forms = tuple(what.get("forms") or (what["form"],))
        wanted = what.get("form") or (self.form.key if self._forms == forms else forms[0])
        self._wanted = what.get("record", "") or self._wanted
        self._forms = tuple(key for key in forms if self._is_here(key))
        self._show_tabs(wanted)
        self._show_form(wanted)

    def leave(self) -> dict[str, Any]:
        """Return which list and which record is shown."""
        return {"form": self.form.key, "record": self.pane.shown.shown.id if self.pane.shown else ""}

    def refresh(self, changes: Changes) -> None:
        """Look again when records of any kind shown here changed."""
        if concerns(changes, self.form.key, "bundles", "client_identity", "client"):
            self._ask()

    def start_search(self) -> bool:
        """Put the cursor into the search."""
        self.find_field.setFocus()
        self.find_field.selectAll()
        return True

    def _is_here(self, key: str) -> bool:
        return self.desk.sitting.office.kind in self.desk.sitting.form(key).kept_at

    # -- which form

    def _show_tabs(self, chosen: str) -> None:
        if self._tabs is not None:
            self._top.removeWidget(self._tabs)
            self._tabs.hide()
            self._tabs.deleteLater()
            self._tabs = None
        if len(self._forms) > 1:
            self._tabs = Tabs([(key, _(self.desk.sitting.form(key).plural), "") for key in self._forms], chosen)
            self._tabs.changed.connect(self._turn_to)
            self._top.addWidget(self._tabs)

    def _turn_to(self, key: str) -> None:
        self._wanted = ""
        self.find_field.set_value("")
        self._show_form(key)

    def _show_form(self, key: str) -> None:
        changed = self._count < 0 or key != self.form.key
        self.form = self.desk.sitting.form(key)
        if changed:
            self.pane.clear()
            self._count = -1
        self._header.set_title(_(self.form.plural))
        new: list[QWidget] = [] if not self._can_record() else [self._new_button()]
        self._header.set_actions([self._which_kept(), self._find_kept(), *new])
        self._make_table()
        self._ask()

    def _which_kept(self) -> QWidget:
        panel = Panel(row(self._which, 8))
        panel.destroyed.connect(lambda: None)
        return panel

    def _find_kept(self) -> QWidget:
        return Panel(row(self.find_field, 8))

    def _can_record(self) -> bool:
        return self.form.own_page and self._is_here(self.form.key) and self.form.key != "client"

    def _new_button(self) -> Button:
        keys = _NEW_KEYS.get(
            (self.desk.sitting.office.kind, self.form.key), "Ctrl+E" if self.form.key == "event" else ""
        )
        title = _(self.form.title)
        return Button(
            _("New {form}").format(form=title[:1].lower() + title[1:]),
            "primary",
            keys,
            "plus",
            partial(self._record, ""),
        )

    def _record(self, record: str) -> None:
        self.navigator.open_page("enter", form=self.form.key, record=record)

    # -- the list

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._table is not None and fitting(columns_of(self.form), self._room())[0] != self._columns:
            self._make_table()
            self._ask()

    def _room(self) -> int:
        pane = _PANE[self.window().width() < NARROW]
        return self.width() - 48 - pane - 16 - 24

    def _make_table(self) -> None:
        self._columns, state = fitting(columns_of(self.form), self._room())
        columns = [Column(one.key, _(one.title), one.width, stretch=one.stretch) for one in self._columns]
        columns.append(Column(STATE, _("Where it is"), state))
        two = any(one.second for one in self._columns)
        self._table = DataTable(columns, _(self.form.plural), height="two" if two else "one")
        self._table.moved.connect(self._look_at)
        self._table.chosen.connect(lambda _id: self.pane.setFocus())
        self._put(Card(self._table, flush=True))

    def _put(self, content: QWidget) -> None:
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._list.addWidget(content)

    def _typed(self) -> None:
        self._timer.start()

    def _show_which(self, which: str) -> None:
        self._removed = which == "removed"
        self.pane.clear()
        self._ask()

    def _ask(self) -> None:
        self._timer.stop()
        asked = (self.form.key, self.find_field.value())
        self.desk.ask(self, lines_of, *asked, 0, PAGE, removed=self._removed, answer=partial(self._show, asked))

    def _show(self, asked: tuple[str, str], first: Lines) -> None:
        if asked != (self.form.key, self.find_field.value()):
            return
        self._count = first.count
        words = ngettext("{count} record", "{count} records", first.count).format(count=grouped(first.count))
        self._header.set_facts(words)
        if first.count == 0:
            self._table = None
            self._put(Card(self._nothing(asked[1])))
            self.pane.clear()
            return
        if self._table is None:
            self._make_table()
        if self._table is not None:
            self._table.show_pages(first.count, self._fetcher(asked, first.lines))
            self._choose_wanted(self._table, first.lines)

    def _choose_wanted(self, table: DataTable, lines: Sequence[Line]) -> None:
        wanted = self._wanted or str(table.current_id() or "")
        self._wanted = ""
        if not (wanted and table.choose(wanted)):
            if wanted and self.pane.shown is None:
                self._look_at(wanted)
            elif not wanted or self.pane.shown is None:
                table.choose(lines[0].shown.id)
        elif self.pane.shown is not None and self.pane.shown.shown.id == wanted:
            self._look_at(wanted)

    def _fetcher(self, asked: tuple[str, str], lines: Sequence[Line]) -> Any:
        def fetch(first: int, count: int, deliver: Deliver) -> None:
            if first == 0:
                deliver([self._row(line) for line in lines])
            else:
                answer = partial(self._deliver, deliver)
                self.desk.ask(self, lines_of, *asked, first, count, removed=self._removed, answer=answer)

        return fetch

    def _deliver(self, deliver: Deliver, lines: Lines) -> None:
        deliver([self._row(line) for line in lines.lines])

    def _row(self, line: Line) -> Row:
        comma = _(", ")
        cells = [
            Cell(
                comma.join(filter(None, (line.texts.get(name, "") for name in one.first))),
                comma.join(filter(None, (line.texts.get(name, "") for name in one.second))),
            )
            for one in self._columns
        ]
        words = finding.state_in_words(line.shown)
        narrow = self._columns != columns_of(self.form)
        state = Cell("" if narrow else words, station=STATIONS[line.shown.state])
        return Row(line.shown.id, (*cells, state))

    def _nothing(self, find: str) -> EmptyState:
        icon = self.form.icon
        if find:
            clear = second(_("Show all"), run=self._clear_search)
            return EmptyState("search", _("Nothing found."), _("Try fewer letters, or the other script."), clear)
        if self._removed:
            return EmptyState("trash", _("Nothing was removed."), _("What is removed can be brought back from here."))
        new = self._new_button() if self._can_record() else None
        return EmptyState(icon, _("Nothing is recorded yet."), _("What you record stands here, the newest first."), new)

    def _clear_search(self) -> None:
        self.find_field.set_value("")
        self._ask()

    # -- one record

    def _look_at(self, record: object) -> None:
        if isinstance(record, str) and record:
            self.desk.ask(self, whole, record, answer=self._show_whole)

    def _show_whole(self, found: Whole) -> None:
        self.pane.show_whole(found, self._is_here(found.shown.form))

    def correct(self) -> None:
        """Correct the record that is shown."""
        if self.pane.shown is not None:
            self._record(self.pane.shown.shown.id)

    def remove(self) -> None:
        """Remove the record that is shown; it can be brought back."""
        shown = self.pane.shown
        if shown is None:
            return
        record, desk, title = shown.shown.id, self.desk, _(self.form.title)

        def undo() -> None:
            desk.do(desk, recording.restore, record)

        said = partial(self.navigator.toast, _("{form} removed.").format(form=title), "", undo)
        self.pane.clear()
        self.desk.do(self, recording.remove, record, done=lambda _changes: said())

    def restore(self) -> None:
        """Bring the removed record back."""
        if self.pane.shown is not None:
            record = self.pane.shown.shown.id
            self.pane.clear()
            done = _("{form} is back in the list.").format(form=_(self.form.title))
            self.desk.do(self, recording.restore, record, done=lambda _changes: self.navigator.toast(done))

    def bring_back(self, values: dict[str, Any]) -> None:
        """Give the record the answers it had before, as a new revision."""
        if self.pane.shown is None:
            return
        shown = self.pane.shown.shown
        desk, before = self.desk, dict(shown.values)

        def undo() -> None:
            desk.do(desk, recording.save, shown.form, before, shown.id)

        done = partial(self.navigator.toast, _("The earlier answers are back."), "", undo)
        self.desk.do(
            self, recording.save, shown.form, values, shown.id, made_from=shown.revision, done=lambda _changes: done()
        )

    def go_to(self, form: str, record: str) -> None:
        """Show another record."""
        self.navigator.open_record(form, record)
