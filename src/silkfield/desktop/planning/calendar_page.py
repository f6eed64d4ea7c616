"""The calendar: what is planned and was held in a month, with local days of rest; new events and sessions begin on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from silkfield.desktop.calendars import other_day
from silkfield.desktop.desk import Desk, concerns
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.planning.month_grid import Marked, MonthGrid, another_month
from silkfield.desktop.widgets import (
    Beside,
    Card,
    ListRow,
    Page,
    PageHeader,
    Panel,
    Select,
    Text,
    column,
    primary,
    quiet,
    refill,
    row,
    second,
)
from silkfield.desktop.widgets.layout import Item
from silkfield.formkit.answers import Day
from silkfield.formkit.days import MONTH_NAMES, WEEKDAYS
from silkfield.formkit.rest_days import COUNTRIES, holiday, is_weekend
from silkfield.language import _
from silkfield.operations import opening, planning
from silkfield.operations.planning import EVENT, SESSION, Entered
from silkfield.records.changes import Changes

COUNTRY = "country of the calendar"
_TONES = {"HELD": "ok", "PLANNED": "accent", "CONFIRMED": "accent"}
_PANE = 320


class CalendarPage(DeskPage):
    """`open` takes a `day` (ISO) to stand on."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        around = desk.sitting.around()
        settings = opening.settings(desk.sitting)
        self._calendar = settings.calendar
        self._entered: Sequence[Entered] = ()
        self._asked = ""
        names = [_(name) for name in WEEKDAYS]
        self.grid = MonthGrid(around.today, settings.week_begins, names, _("Calendar"))
        self.grid.moved.connect(self._moved)
        self.grid.taken.connect(lambda _day: self._take())
        countries = around.codes["country"]
        self.country = Select(
            [(key, countries.text(key)) for key in COUNTRIES],
            navigator.memory.get(COUNTRY, COUNTRIES[0]),
            _("Days of rest of"),
        )
        self.country.changed.connect(self._turn_country)
        self._header = PageHeader(_("Calendar"))
        self._header.set_actions(
            [
                quiet(_("Earlier"), "PgUp", "chevron-left", partial(self._turn, -1)),
                quiet(_("Later"), "PgDown", "chevron-right", partial(self._turn, 1)),
                second(_("New session"), "Alt+S", "speakerphone", partial(self._begin, SESSION)),
                primary(_("New event"), "Alt+N", "plus", partial(self._begin, EVENT)),
            ]
        )
        self._day = column(spacing=8)
        where = row(Text(_("Days of rest of"), "label", "ink2"), (self.country, 1), spacing=8)
        pane = Card(Panel(where), Panel(self._day), None, spacing=12)
        self.set_frame(Page(self._header, [(Beside(self.grid, pane, _PANE, _PANE), 1)]))

    def open(self, **what: Any) -> None:
        """Show the month of a day, of the one shown last when none is named."""
        self._asked = ""
        day = what.get("day", "")
        self.grid.go_to(date.fromisoformat(day) if day else self.grid.day)
        self.grid.setFocus()

    def leave(self) -> dict[str, Any]:
        """Return the day the cursor is on."""
        return {"day": self.grid.day.isoformat()}

    def refresh(self, changes: Changes) -> None:
        """Look again when an event or a session changed."""
        if concerns(changes, EVENT, SESSION):
            self._asked = ""
            self._moved(self.grid.day)

    def _moved(self, day: date) -> None:
        name = f"{day.year}-{day.month:02d}"
        if name != self._asked:
            self._asked, self._entered = name, ()
            self._header.set_title(f"{_(MONTH_NAMES[day.month - 1])} {day.year}")
            self.desk.ask(self, planning.in_month, name, answer=self._show)
        self._show_day()

    def _show(self, entered: Sequence[Entered]) -> None:
        self._entered = entered
        held = sum(one.status == "HELD" for one in entered)
        words = _("{held} held, {planned} planned or open").format(held=held, planned=len(entered) - held)
        self._header.set_facts(words)
        self._mark_days()
        self._show_day()

    def _mark_days(self) -> None:
        country = self.country.value() or COUNTRIES[0]
        marked = {
            day: Marked(rest=is_weekend(day, country), holiday=holiday(day, country)) for day in self.grid.shown()
        }
        for one in self._entered:
            for place in range((one.last - one.first).days + 1):
                day = one.first + timedelta(place)
                if day in marked:
                    before = marked[day]
                    line = (one.title, _TONES.get(one.status, "neu"))
                    marked[day] = Marked((*before.lines, line), before.rest, before.holiday)
        self.grid.show_days(marked)

    def _on(self, day: date) -> list[Entered]:
        return [one for one in self._entered if one.first <= day <= one.last]

    def _show_day(self) -> None:
        day, around = self.grid.day, self.desk.sitting.around()
        country = self.country.value() or COUNTRIES[0]
        lines: list[Item] = [
            Text(f"{_(WEEKDAYS[day.weekday()])}, {Day().show(day.isoformat(), around)}", "h2", wrap=True)
        ]
        if other := other_day(day, self._calendar):
            lines.append(Text(other, "meta", "ink2"))
        why = (_("Day of rest") if is_weekend(day, country) else "", holiday(day, country))
        lines += [Text(words, "body", "warn") for words in why if words]
        status = around.codes["event_status"]
        for one in self._on(day):
            told = " · ".join(part for part in (status.text(one.status), one.place) if part)
            lines.append(ListRow(one.title, told, run=partial(self.navigator.open_record, one.form, one.record)))
        if not self._on(day):
            lines.append(Text(_("Nothing on this day."), "body", "ink2"))
        refill(self._day, lines)

    def _take(self) -> None:
        """Open what lies on the day: the one thing, or the first of several in the list beside it."""
        entered = self._on(self.grid.day)
        if len(entered) == 1:
            self.navigator.open_record(entered[0].form, entered[0].record)
        elif entered and (first := self.findChild(ListRow)):
            first.setFocus()

    def _turn(self, months: int) -> None:
        self.grid.go_to(another_month(self.grid.day, months))
        self.grid.setFocus()

    def _turn_country(self, country: str) -> None:
        self.navigator.memory[COUNTRY] = country
        self._mark_days()
        self._show_day()

    def _begin(self, form: str) -> None:
        """Plan something on the day of the cursor; one that is over was held."""
        day = self.grid.day.isoformat()
        status = "HELD" if self.grid.day <= self.grid.today else "PLANNED"
        days = {"held_on": day} if form == SESSION else {"start_date": day, "end_date": day}
        self.navigator.open_page("enter", form=form, values={**days, "status": status})
