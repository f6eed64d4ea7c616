"""The day sheet: at half past four, what was recorded today, what is still unknown in it, what is due; Enter puts it right."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from typing_extensions import override

from silkfield.desktop.desk import Desk
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.paper.handing_out import HandingOut
from silkfield.desktop.today.cards import due_card, referrals_card
from silkfield.desktop.today.day_sheet import LAPTOP, MINE, DaySheet, ToFix, day_sheet, day_sheet_out
from silkfield.desktop.today.following_acts import FollowingActs
from silkfield.desktop.today.records_card import RecordsCard
from silkfield.desktop.widgets import (
    Card,
    KeyValues,
    ListRow,
    Page,
    PageHeader,
    Panel,
    Scrolled,
    Select,
    Text,
    column,
    grouped,
    quiet,
    refill,
    row,
)
from silkfield.desktop.widgets.layout import NARROW, Item
from silkfield.formkit.answers import Day
from silkfield.formkit.form import CENTRE
from silkfield.language import _, ngettext
from silkfield.records.changes import Changes

_SIDE, _NARROW_SIDE = 276, 260


class DaySheetPage(DeskPage):
    """Today's records with their state, beside what is to be put right, what is due, and the numbers of the day."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.shown: DaySheet | None = None
        centre = desk.sitting.office.kind == CENTRE
        self.records = RecordsCard(centre=centre, chosen=self._choose, show_all=self._show_all)
        self.acts = FollowingActs(self)
        self.whose = Select([(LAPTOP, _("This laptop")), (MINE, _("Only mine"))], LAPTOP, _("Whose records"))
        self.whose.changed.connect(lambda _whose: self._ask())
        self.whose.setFixedWidth(136)
        self.out = HandingOut(self, lambda: partial(day_sheet_out, whose=self.whose.value()), lambda: "day-sheet")
        self._side = column(spacing=12)
        self._side_panel = Scrolled(Panel(self._side, "scrolled"))
        back = quiet(_("Back"), "Esc", run=navigator.back)
        self._header = PageHeader(_("Day sheet"), " ", actions=[back, *self.out.buttons(), self.whose])
        self.set_frame(Page(self._header, [(row((self.records, 1), self._side_panel, spacing=16), 1)]))

    @override
    def open(self, **what: Any) -> None:
        self.whose.set_value(what.get("whose", self.whose.value()))
        self._ask()
        self.whose.setFocus()

    @override
    def leave(self) -> dict[str, Any]:
        return {"whose": self.whose.value()}

    @override
    def refresh(self, changes: Changes) -> None:
        self._ask()

    def _ask(self) -> None:
        self.desk.ask(self, day_sheet, self.whose.value(), answer=self._show)

    def _show(self, sheet: DaySheet) -> None:
        first = self.shown is None
        self.shown = sheet
        day = Day().show(sheet.found.today.isoformat(), self.desk.sitting.around())
        unclear = len(sheet.to_fix)
        words = ngettext("{count} thing to put right", "{count} things to put right", unclear).format(count=unclear)
        self._header.set_facts(" · ".join((day, words if unclear else _("Everything is clear."))))
        self.records.show_waiting(sheet.found)
        parts: list[Item] = [self._to_fix(sheet)]
        if sheet.found.due:
            parts.append(due_card(sheet.found, self.acts))
        if sheet.found.referred:
            parts.append(referrals_card(sheet.found, self.acts))
        numbers = [(what, grouped(number)) for what, number in sheet.numbers]
        parts += [Card(KeyValues(numbers, key_width=150), title=_("Numbers of the day")), None]
        refill(self._side, parts)
        rows = self._side_panel.findChildren(ListRow)
        if first and sheet.to_fix and rows:
            rows[0].setFocus()

    def _to_fix(self, sheet: DaySheet) -> Card:
        rows: list[Item] = [
            ListRow(one.sentence, one.who, icon="help", run=partial(self._fix, one)) for one in sheet.to_fix
        ]
        return Card(*(rows or [Text(_("Everything is clear."), "body", "ink2")]), title=_("To put right"), spacing=0)

    def _fix(self, one: ToFix) -> None:
        self.navigator.open_page("enter", form=one.form, record=one.record, field=one.field)

    def _show_all(self) -> None:
        self.navigator.open_page("contacts" if self.desk.sitting.office.kind == CENTRE else "sessions")

    def _choose(self, key: object) -> None:
        kind, form, record = key if isinstance(key, tuple) else ("", "", "")
        if kind == "draft":
            self.navigator.open_page("enter", form=form, draft=record)
        elif kind == "record":
            self.navigator.open_record(form, record)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.window().width() < NARROW
        self._side_panel.setFixedWidth(_NARROW_SIDE if narrow else _SIDE)
        self.records.set_narrow(narrow)
