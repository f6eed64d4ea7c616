"""The workspace of an event: who was there on which day, scores and certificates, in a grid that works like a spreadsheet.

What is marked is saved by itself, as one entry, once the keys rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from typing_extensions import override

from silkfield.desktop.desk import Desk, concerns
from silkfield.desktop.events import event_table
from silkfield.desktop.events.marking import Edit, copied, is_marked, pasted, pressed, value_of, with_value
from silkfield.desktop.lists.stations import STATIONS
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.widgets import (
    Card,
    DataTable,
    Figure,
    KeyCap,
    LineField,
    Page,
    PageHeader,
    Panel,
    StateChip,
    StatusBar,
    Text,
    column,
    primary,
    quiet,
    refill,
    row,
    second,
)
from silkfield.forms.event_rules import main_venue
from silkfield.language import N_, _, ngettext
from silkfield.operations import attending
from silkfield.operations.attending import Sheet, Totals
from silkfield.operations.finding import state_in_words
from silkfield.records.changes import Changes

PAUSE = 1_000
"""Milliseconds after the last key until what was marked is saved."""

_SHOWN_KEYS = (
    ("Space", N_("present, half, absent")),
    ("Ctrl+Space", N_("the whole day")),
    ("Ctrl+D", N_("fill down")),
    ("Ctrl+V", N_("paste from Excel")),
    ("F8", N_("next gap")),
)


class EventPage(DeskPage):
    """`open` takes the event as `record`."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.sheet: Sheet | None = None
        self.edited: Edit = {}
        self._event = ""
        self._typed: tuple[tuple[object, str], str] = ((None, ""), "")
        self._undo: list[list[tuple[str, str, Any]]] = []
        self._around = desk.sitting.around()
        self._header = PageHeader(_("Event"))
        self._figures = row(spacing=32)
        self.table: DataTable | None = None
        self._place = column()
        self.name = LineField(_("Name"), placeholder=_("Type a name, Enter adds the row"))
        self.name.returnPressed.connect(self._add)
        self._status = StatusBar(_("What you mark is saved by itself."))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.save)
        people = Card(self._place, self.name, flush=True)
        self.set_frame(
            Page(self._header, [Card(self._figures), (people, 1), self._keys()], status=self._status, spacing=12)
        )
        for keys, run in (
            ("Ctrl+S", self.save),
            ("Ctrl+Space", self.mark_whole_day),
            ("Ctrl+D", self.fill_down),
            ("Ctrl+C", self.copy),
            ("Ctrl+V", self.paste),
            ("Ctrl+Z", self.undo),
            ("F8", self.next_gap),
        ):
            QShortcut(QKeySequence(keys), self, run)

    def _keys(self) -> Panel:
        caps = [Panel(row(KeyCap(key), Text(_(words), "meta", "ink2"), spacing=6)) for key, words in _SHOWN_KEYS]
        signs = Text(_("A absent, E excused, ½ half day, dot not recorded"), "meta", "ink2")
        return Panel(row(*caps, None, signs, spacing=14))

    @override
    def open(self, **what: Any) -> None:
        self._event = what["record"]
        self.sheet, self.edited, self._undo = None, {}, []
        self._ask()

    @override
    def leave(self) -> dict[str, Any]:
        self.save()
        return {"form": "event", "record": self._event}

    @override
    def refresh(self, changes: Changes) -> None:
        if concerns(changes, "event", "participation", "person", "organisation", "bundles"):
            self._ask()

    @override
    def start_search(self) -> bool:
        self.name.setFocus()
        return True

    def _ask(self) -> None:
        self.desk.ask(self, attending.sheet, self._event, answer=self._show)

    # -- what is shown

    def _show(self, sheet: Sheet) -> None:
        if sheet.event.id != self._event:
            return  # somebody went on to another event in the meantime
        first = self.sheet is None
        if self.table is None or first or self.sheet is None or self.sheet.days != sheet.days:
            self._new_table(sheet)
        self.sheet = sheet
        saved = {one.id: one.participation.values for one in sheet.people}
        self.edited = {
            record: left
            for record, answers in self.edited.items()
            if (left := {name: value for name, value in answers.items() if saved.get(record, {}).get(name) != value})
        }
        self._show_header(sheet)
        self._show_rows()
        if first:
            self._begin_anywhere(sheet)

    def _new_table(self, sheet: Sheet) -> None:
        table = DataTable(event_table.columns(sheet), _("People and attendance"), cells=True)
        table.keyed.connect(self._key)
        table.chosen.connect(lambda _row: self._step_down())
        self.table = table
        refill(self._place, [(table, 1)])

    def _begin_anywhere(self, sheet: Sheet) -> None:
        assert self.table is not None  # just made  # noqa: S101
        if not sheet.people:
            self.name.setFocus()
            return
        marked = next((key for key in self._columns() if is_marked(key)), "name")
        self.table.choose(sheet.people[0].id, marked)
        self.table.setFocus()

    def _show_header(self, sheet: Sheet) -> None:
        values = sheet.event.values
        venue = main_venue(values)
        where = ", ".join(str(venue[part]) for part in ("place", "city") if venue.get(part))
        days = ngettext("{count} day", "{count} days", len(sheet.days)).format(count=len(sheet.days))
        facts = [event_table.days_in_words(sheet.days, self._around), where, days]
        self._header.set_title(str(values.get("title") or _("Event")))
        self._header.set_facts(" · ".join(fact for fact in facts if fact))
        self._header.set_chip(StateChip(STATIONS[sheet.event.state], state_in_words(sheet.event)))
        self._header.set_actions(
            [
                quiet(_("Back"), "Esc", run=self.navigator.back),
                second(_("Details"), "Alt+D", "list-details", self._details),
                primary(_("Certificates"), "Alt+C", "file-check", self.certify),
            ]
        )

    def _show_rows(self) -> None:
        if self.sheet is None or self.table is None:
            return
        values, around = self.values(), self._around
        self.table.show_rows([event_table.row(self.sheet, one, values[one.id], around) for one in self.sheet.people])
        self._show_totals(values)

    def _show_totals(self, values: Mapping[str, Mapping[str, Any]]) -> None:
        if self.sheet is None or self.table is None:
            return
        totals = attending.totals(self.sheet, self.edited)
        self.table.set_totals(event_table.totals_row(self.sheet, totals))
        left = len(event_table.gaps(self.sheet, values, self._around.today.isoformat()))
        refill(self._figures, [*self._shown_figures(totals, left), None])

    def _shown_figures(self, totals: Totals, left: int) -> list[Figure]:
        percent = (self.sheet.event.values.get("threshold_percent") if self.sheet else None) or 80
        pairs = ngettext("Gain, {count} pair of scores", "Gain, {count} pairs of scores", totals.pairs)
        return [
            Figure(str(totals.participants), _("Participants")),
            Figure(str(totals.by_sex.get("F", 0)), _("Women")),
            Figure(str(totals.by_sex.get("M", 0)), _("Men")),
            Figure(str(sum(totals.completed.values())), _("Completed, {percent} % of days").format(percent=percent)),
            Figure("–" if totals.gain is None else f"{totals.gain:+.1f}", pairs.format(count=totals.pairs)),
            Figure(str(left), _("Left to record")),
        ]

    # -- what is marked

    def values(self) -> dict[str, dict[str, Any]]:
        """Return the answers of everybody on the sheet, with those that are not saved yet."""
        people = self.sheet.people if self.sheet else ()
        return {one.id: {**one.participation.values, **self.edited.get(one.id, {})} for one in people}

    def _columns(self) -> list[str]:
        return [each.key for each in self.table.columns] if self.table else []

    def _cells(self) -> list[tuple[str, str]]:
        """The cells a key works on: those that are chosen, as far as they can be marked."""
        chosen = self.table.chosen_cells() if self.table else []
        return [(str(record), key) for record, key in chosen if is_marked(key)]

    def _key(self, record: object, key: str, text: str) -> None:
        cells = self._cells()
        if not cells or not is_marked(key):
            if text.strip():
                self.name.setFocus()
                self.name.set_value(text)
            return
        values, here = self.values(), (record, key)
        typed = self._typed[1] if self._typed[0] == here else ""
        value, typed = pressed(key, value_of(values[str(record)], key), text, typed)
        self._typed = (here, typed)
        self._mark([(one, column, value) for one, column in cells])

    def _mark(self, cells: Iterable[tuple[str, str, Any]], *, undoing: bool = False) -> None:
        values, before = self.values(), []
        for record, key, given in cells:
            now, value = value_of(values[record], key), None if given == "" else given
            if now == value:
                continue
            before.append((record, key, now))
            answers = with_value(values[record], key, value)
            values[record].update(answers)
            self.edited.setdefault(record, {}).update(answers)
        if not before:
            return
        if not undoing:
            self._undo.append(before)
        self._timer.start()
        self._status.say(_("Not saved yet…"), icon="refresh", tone="ink2")
        assert self.sheet is not None  # cells stand on a sheet  # noqa: S101
        changed = {record for record, _key, _value in before}
        for one in self.sheet.people:
            if one.id in changed and self.table is not None:
                self.table.row_changed(event_table.row(self.sheet, one, values[one.id], self._around))
        self._show_totals(values)

    def mark_whole_day(self) -> None:
        """Mark everybody present on the day of the current cell who has no mark yet; again, take those marks back."""
        here = self.table.current_cell() if self.table else None
        if here is None or not here[1].startswith("day:"):
            return
        values = self.values()
        open_ones = [record for record, answers in values.items() if not value_of(answers, here[1])]
        self._mark([(record, here[1], "full") for record in open_ones])

    def fill_down(self) -> None:
        """Copy the first of the chosen cells into those below it; of one cell, into all below."""
        cells = self._cells()
        if not cells or self.sheet is None:
            return
        values = self.values()
        people = [one.id for one in self.sheet.people]
        made: list[tuple[str, str, Any]] = []
        for key in dict.fromkeys(each for _record, each in cells):
            chosen = [record for record, each in cells if each == key]
            below = chosen[1:] if len(chosen) > 1 else people[people.index(chosen[0]) + 1 :]
            made += [(record, key, value_of(values[chosen[0]], key)) for record in below]
        self._mark(made)

    def copy(self) -> None:
        """Copy the chosen cells for a spreadsheet."""
        values = self.values()
        rows: dict[str, list[Any]] = {}
        for record, key in self._cells():
            rows.setdefault(record, []).append(value_of(values[record], key))
        if rows:
            QGuiApplication.clipboard().setText(copied(list(rows.values())))

    def paste(self) -> None:
        """Paste cells of a spreadsheet from the current cell on."""
        cells = self._cells()
        if not cells or self.sheet is None:
            return
        people = [one.id for one in self.sheet.people]
        columns = [key for key in self._columns() if is_marked(key)]
        read, refused = pasted(QGuiApplication.clipboard().text(), people, columns, cells[0], self._around)
        self._mark(read)
        if refused:
            said = ngettext("{count} cell was left as it was.", "{count} cells were left as they were.", refused)
            self.navigator.toast(
                said.format(count=refused), _("Write P, H, A or E for a day and a number for a score.")
            )

    def undo(self) -> None:
        """Take the last change of the sheet back."""
        if self._undo:
            self._mark(reversed(self._undo.pop()), undoing=True)

    def next_gap(self) -> None:
        """Go to the next cell that is still to be marked."""
        if self.sheet is None or self.table is None:
            return
        found = event_table.gaps(self.sheet, self.values(), self._around.today.isoformat())
        people, columns = [one.id for one in self.sheet.people], self._columns()
        places = sorted((people.index(record), columns.index(key)) for record, key in found)
        here = self.table.current_cell()
        now = (people.index(str(here[0])), columns.index(here[1])) if here and here[0] else (-1, -1)
        if places:
            down, across = next((place for place in places if place > now), places[0])
            self.table.choose(people[down], columns[across])
            self.table.setFocus()

    def _step_down(self) -> None:
        here = self.table.current_cell() if self.table else None
        if here is None or self.sheet is None or self.table is None:
            return
        people = [one.id for one in self.sheet.people]
        place = people.index(str(here[0])) + 1
        if place < len(people):
            self.table.choose(people[place], here[1])
        else:
            self.name.setFocus()

    def save(self) -> None:
        """Save what was marked, as one entry."""
        self._timer.stop()
        if self.edited:
            wanted = {record: dict(answers) for record, answers in self.edited.items()}
            self.desk.do(self, attending.mark, wanted, done=lambda _changes: self._saved())

    def _saved(self) -> None:
        self.clear_trouble()
        self._status.say(_("Saved on this laptop."), icon="circle-check", tone="ok")

    # -- people and certificates

    def _add(self) -> None:
        if name := self.name.value():
            self.name.set_value("")
            self.desk.do(self, attending.add, self._event, name, done=lambda _changes: self._added())

    def _added(self) -> None:
        self.clear_trouble()
        self.name.setFocus()

    def certify(self) -> None:
        """Give certificates to everybody who has earned one."""
        self.save()
        self.desk.do(self, attending.certify, self._event, done=self._certified)

    def _certified(self, changes: Changes) -> None:
        count = len(changes.records)
        said = ngettext("{count} certificate has its number.", "{count} certificates have their numbers.", count)
        self.navigator.toast(said.format(count=count))

    def _details(self) -> None:
        self.navigator.open_page("events", form="event", record=self._event)
