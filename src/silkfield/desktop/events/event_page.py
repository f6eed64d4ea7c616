"""The workspace of an event: who was there on which day, scores, certificates and papers.

What is marked is saved by itself, as one entry, once the keys rest.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from typing_extensions import override

from silkfield.desktop.desk import Desk, concerns
from silkfield.desktop.events import event_table
from silkfield.desktop.events.attendance_grid import AttendanceGrid
from silkfield.desktop.events.heads_dialog import HeadsDialog
from silkfield.desktop.events.paperwork import Paperwork
from silkfield.desktop.lists.stations import STATIONS
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.widgets import (
    Card,
    Figure,
    KeyCap,
    LineField,
    Page,
    PageHeader,
    Panel,
    StateChip,
    StatusBar,
    Text,
    primary,
    quiet,
    row,
    second,
)
from silkfield.forms.participation import threshold
from silkfield.language import N_, _, ngettext
from silkfield.operations import attending
from silkfield.operations.attending import Sheet
from silkfield.operations.finding import state_in_words
from silkfield.records.changes import Changes

PAUSE = 1_000
"""Milliseconds after the last key until what was marked is saved."""

_FIGURES = 8
"""Figures over the sheet; they are kept, for each key changes some of them."""

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
        self._event = ""
        self.heads: HeadsDialog | None = None
        self._around = desk.sitting.around()
        self._header = PageHeader(_("Event"))
        self._figures = [Figure("", "") for _figure in range(_FIGURES)]
        self.grid = AttendanceGrid(self, self._around)
        self.grid.marked.connect(self._marked)
        self.grid.named.connect(self._type_name)
        self.grid.refused.connect(self._say_refused)
        self.name = LineField(_("Name"), placeholder=_("Type a name, Enter adds the row"))
        self.name.returnPressed.connect(self._add)
        self.paperwork = Paperwork(self, lambda: self._event, self.save)
        self._papers = quiet(_("Papers"), "Alt+P", "printer", self._offer_papers, small=True)
        self._turn = quiet(_("Roles and consents"), "Alt+R", "id", self.turn, small=True)
        actions = [
            self._turn,
            quiet(_("List from Excel"), "Alt+L", "database-import", self._list_from_excel, small=True),
            self._papers,
        ]
        self.paperwork.attendance.bind()
        people = Card((self.grid, 1), self.name, title=_("People and attendance"), actions=actions, flush=True)
        self._status = StatusBar(_("What you mark is saved by itself."))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.save)
        self.set_frame(
            Page(
                self._header,
                [Card(row(*self._figures, None, spacing=24)), (people, 1), self._keys()],
                status=self._status,
                spacing=12,
            )
        )
        QShortcut(QKeySequence("Ctrl+S"), self, self.save)

    def _keys(self) -> Panel:
        caps = [Panel(row(KeyCap(key), Text(_(words), "meta", "ink2"), spacing=6)) for key, words in _SHOWN_KEYS]
        signs = Text(_("A absent, E excused, ½ half day, dot not recorded"), "meta", "ink2", elide=True, align="end")
        return Panel(row(*caps, (signs, 1), spacing=14))

    @override
    def open(self, **what: Any) -> None:
        self._event = what["record"]
        self.name.set_value(what.get("name", ""))
        self.grid.clear()
        self._ask()

    @override
    def leave(self) -> dict[str, Any]:
        self.save()
        return {"form": "event", "record": self._event, "name": self.name.value()}

    @override
    def refresh(self, changes: Changes) -> None:
        if concerns(changes, "event", "participation", "person", "organisation", "evaluation", "bundles"):
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
        first = self.grid.sheet is None
        self.grid.show_sheet(sheet)
        self._show_header(sheet)
        self._show_figures()
        if first and not self.grid.begin():
            self.name.setFocus()

    def _show_header(self, sheet: Sheet) -> None:
        days = ngettext("{count} day", "{count} days", len(sheet.days)).format(count=len(sheet.days))
        self._header.set_title(str(sheet.event.values.get("title") or _("Event")))
        self._header.set_facts(" · ".join((event_table.when_and_where(sheet, self._around), days)))
        self._header.set_chip(StateChip(STATIONS[sheet.event.state], state_in_words(sheet.event)))
        self._header.set_actions(
            [
                quiet(_("Back"), "Esc", run=self.navigator.back),
                second(_("Head count"), "Alt+H", "users-group", self.ask_heads),
                second(_("Details"), "Alt+D", "list-details", self._details),
                primary(_("Certificates"), "Alt+C", "file-check", self.paperwork.certificates),
            ]
        )

    def _show_figures(self) -> None:
        sheet, totals = self.grid.sheet, self.grid.totals
        if sheet is None or totals is None:
            return
        percent, counted = threshold(sheet.event.values), sum(totals.counted.values())
        pairs = ngettext("Gain, {count} pair of scores", "Gain, {count} pairs of scores", totals.pairs)
        liked = sheet.satisfaction
        figures = (
            (str(counted), _("Counted, by the list") if totals.by_list else _("Counted, by head count")),
            (str(totals.participants), _("Participants")),
            (str(totals.by_sex.get("F", 0)), _("Women")),
            (str(totals.by_sex.get("M", 0)), _("Men")),
            (str(sum(totals.completed.values())), _("Completed, {percent} % of days").format(percent=percent)),
            ("–" if totals.gain is None else f"{totals.gain:+.1f}", pairs.format(count=totals.pairs)),
            ("–" if liked is None else f"{liked:.1f}", _("Satisfied, of 5")),
            (str(len(self.grid.gaps())), _("Left to record")),
        )
        for shown, (number, label) in zip(self._figures, figures, strict=True):
            shown.number.set_words(number)
            shown.label.set_words(label)

    # -- what is marked

    def _marked(self) -> None:
        self._show_figures()
        self._status.say(_("Not saved yet…"), icon="refresh", tone="ink2")
        self._timer.start()

    def _say_refused(self, count: int) -> None:
        said = ngettext("{count} cell was left as it was.", "{count} cells were left as they were.", count)
        self.navigator.toast(said.format(count=count), _("Write P, H, A or E for a day and a number for a score."))

    def save(self) -> None:
        """Save what was marked, as one entry."""
        self._timer.stop()
        if self.grid.edited:
            wanted = {record: dict(answers) for record, answers in self.grid.edited.items()}
            self.desk.do(self, attending.mark, wanted, done=lambda _changes: self._saved())

    def _saved(self) -> None:
        self.clear_trouble()
        self._status.say(_("Saved on this laptop."), icon="circle-check", tone="ok")

    # -- heads, looks and people

    def turn(self) -> None:
        """Show roles and consents instead of days and scores, or the other way."""
        roles = self.grid.look != event_table.ROLES
        self.grid.turn_to(event_table.ROLES if roles else event_table.ATTENDANCE)
        self._turn.setText(_("Days and scores") if roles else _("Roles and consents"))

    def ask_heads(self) -> None:
        """Ask how many heads there were, and how complete the list is."""
        if self.grid.sheet is not None and (totals := self.grid.totals) is not None:
            self.save()
            self.heads = HeadsDialog(self, self.grid.sheet.event.values, sum(totals.by_sex.values()))
            self.heads.accepted.connect(self._count)
            self.heads.open()
            self.heads.first.setFocus()

    def _count(self) -> None:
        if self.heads is not None:
            by_sex, people_list, estimate = self.heads.said()
            self.desk.do(
                self,
                attending.count,
                self._event,
                by_sex,
                people_list,
                estimate=estimate,
                done=lambda _changes: self._saved(),
            )

    def _type_name(self, text: str) -> None:
        self.name.setFocus()
        self.name.set_value(text)
        self.name.end(False)

    def _add(self) -> None:
        if name := self.name.value():
            self.name.set_value("")
            self.desk.do(self, attending.add, self._event, name, done=lambda _changes: self._added())

    def _added(self) -> None:
        self.clear_trouble()
        self.name.setFocus()

    def _offer_papers(self) -> None:
        self.paperwork.offer(self._papers)

    def _list_from_excel(self) -> None:
        title = str(self.grid.sheet.event.values.get("title") or "") if self.grid.sheet else ""
        self.navigator.open_page("nominations", form="event", record=self._event, title=title)

    def _details(self) -> None:
        self.navigator.open_page("events", form="event", record=self._event)
