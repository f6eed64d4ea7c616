"""Today: what is unfinished, what was recorded, what is due, and how far the data has travelled."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from silkfield.desktop.alerts import AlertsCard
from silkfield.desktop.calendars import other_day
from silkfield.desktop.desk import Desk, concerns
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.paper.handing_out import PRINT, HandingOut
from silkfield.desktop.today.cards import (
    arrived_card,
    backup_card,
    coming_card,
    due_card,
    last_backup,
    notices_card,
    referrals_card,
    route_card,
    unclear_card,
)
from silkfield.desktop.today.day_sheet import due_lists_out
from silkfield.desktop.today.following_acts import FollowingActs
from silkfield.desktop.today.records_card import RecordsCard
from silkfield.desktop.today.safeguarding_card import KINDS, safeguarding_card
from silkfield.desktop.today.waiting import Unfinished, Waiting, waiting
from silkfield.desktop.widgets import (
    Banner,
    Button,
    ListRow,
    Page,
    PageHeader,
    Panel,
    Scrolled,
    StatusBar,
    column,
    grouped,
    quiet,
    refill,
    row,
    second,
)
from silkfield.desktop.widgets.layout import NARROW
from silkfield.formkit.answers import Day
from silkfield.formkit.days import WEEKDAYS
from silkfield.formkit.form import CENTRE, TEAM
from silkfield.language import _, isolated
from silkfield.operations import drafting
from silkfield.operations.exchange import alerting
from silkfield.operations.roles import Ability, can
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.store.drafts import Draft
from silkfield.store.reading import State

_SIDE, _NARROW_SIDE = 276, 244


class TodayPage(DeskPage):
    """The first page of a site."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._centre = desk.sitting.office.kind == CENTRE and can(desk.sitting.person.role, Ability.COUNSEL)
        self.records = RecordsCard(centre=self._centre, chosen=self._choose, show_all=self._show_all)
        self.acts = FollowingActs(self)
        self.out = HandingOut(self, lambda: due_lists_out, lambda: "due")
        if self._centre:
            self.out.bind()
        self._side = column(spacing=12)
        self._side_panel = Scrolled(Panel(self._side, "scrolled"))
        self._route = column()
        self._backup = column()
        self.alerts = AlertsCard()
        self.alerts.settling.connect(self._settle)
        self._header = PageHeader(_("Today"), actions=self._actions())
        self.status = StatusBar(_("Looking…"), [_("Works without internet")])
        self.set_frame(
            Page(
                self._header,
                [
                    self.alerts,
                    (row((self.records, 1), self._side_panel, spacing=16), 1),
                    column(self._route, self._backup, spacing=8),
                ],
                status=self.status,
            )
        )

    def open(self, **what: Any) -> None:
        """Ask what waits."""
        self._ask()
        self._new.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Ask again when anything shown here changed."""
        if concerns(
            changes,
            "counselling_contact",
            "follow_up",
            "referral",
            "session",
            "event",
            "drafts",
            "bundles",
            "backups",
            "alerts",
            "client_identity",
            *KINDS,
        ):
            self._ask()

    def _ask(self) -> None:
        self.desk.ask(self, waiting, answer=self._show)

    def _actions(self) -> list[QWidget]:
        def open_form(form: str) -> None:
            self.navigator.open_page("enter", form=form)

        find = Button(
            _("Find person"), "second", "Ctrl+F", "search", lambda: self.navigator.open_page("clients", search=True)
        )
        event = Button(_("New event"), "second", "Ctrl+E", "calendar-event", partial(open_form, "event"))
        words, form = (_("New contact"), "counselling_contact") if self._centre else (_("New session"), "session")
        self._new = Button(words, "primary", "Ctrl+N", "plus", partial(open_form, form))
        sheet = quiet(_("Day sheet"), "Ctrl+D", "file-check", partial(self.navigator.open_page, "day_sheet"))
        if self._centre:
            return [sheet, find, event, self._new]
        return [*self._beside_the_rail(), sheet, event, self._new]

    def _beside_the_rail(self) -> list[QWidget]:
        """Lead a team to what does not stand in its rail."""
        if self.desk.sitting.office.kind != TEAM:
            return []
        reports = quiet(_("Reports"), icon="report", run=partial(self.navigator.open_page, "reports"))
        return [
            reports,
            quiet(_("From Excel"), icon="database-import", run=partial(self.navigator.open_page, "intake")),
        ]

    # -- what is shown

    def _show(self, found: Waiting) -> None:
        around = self.desk.sitting.around()
        day = f"{_(WEEKDAYS[found.today.weekday()])}, {Day().show(found.today.isoformat(), around)}"
        self._header.set_facts(" · ".join(part for part in (day, other_day(found.today, found.calendar)) if part))
        self.records.show_waiting(found)
        self.alerts.show_alerts(found.alerts)
        self._show_drafts(found.unfinished)
        self._fill_side(found)
        _put(self._route, route_card(found, lambda: self.navigator.open_page("send")))
        backups = partial(self.navigator.open_page, "settings", panel="backups")
        refill(self._backup, [backup_card(found, backups)] if found.backup_late else [])
        unsent = found.states[State.SAVED]
        self.navigator.set_badge("send", grouped(unsent) if unsent else "")
        notes = [*([] if found.backup_late else [last_backup(found)]), _("Works without internet")]
        if self._centre:
            notes += [
                _("{key} prints what is due").format(key=isolated(PRINT)),
                _("{key} client view").format(key=isolated("F9")),
            ]
        if found.clock:
            self.status.say(found.clock, notes, "alert-triangle", "warn")
        else:
            fact = _("All work is saved on this laptop, {time}").format(time=found.now)
            self.status.say(fact, notes, "circle-check", "ok")

    def _settle(self, number: int, found: str) -> None:
        self.desk.do(self, alerting.settle, number, found, kinds=("alerts",))

    def _fill_side(self, found: Waiting) -> None:
        had_focus = self._place_in_side()
        while item := self._side.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if card := safeguarding_card(self, found):
            self._side.addWidget(card)
        if found.to_decide or found.aside:
            pages = (partial(self.navigator.open_page, key) for key in ("clashes", "inbox"))
            self._side.addWidget(arrived_card(found, *pages))
        if found.notices or found.wanted:
            self._side.addWidget(notices_card(found))
        open_contact = partial(self.navigator.open_record, "counselling_contact")
        if self._centre:
            self._side.addWidget(due_card(found, self.acts))
            if found.referred:
                self._side.addWidget(referrals_card(found, self.acts))
            self._side.addWidget(unclear_card(found, open_contact))
        self._side.addWidget(coming_card(found, partial(self.navigator.open_record, "event")))
        self._side.addStretch(1)
        if had_focus is not None and (rows := self._rows_in_side()):
            rows[min(had_focus, len(rows) - 1)].setFocus()  # what was done with a row leads to the next one

    def _rows_in_side(self) -> list[ListRow]:
        items = (self._side.itemAt(place) for place in range(self._side.count()))
        cards = [card for item in items if item and (card := item.widget())]
        return [one for card in cards for one in card.findChildren(ListRow)]

    def _place_in_side(self) -> int | None:
        return next((place for place, one in enumerate(self._rows_in_side()) if one.hasFocus()), None)

    def _show_drafts(self, drafts: tuple[Unfinished, ...]) -> None:
        if not drafts:
            self.show_banner(None)
            return
        first, others = drafts[0], len(drafts) - 1
        fact = _("{form}: not finished.").format(form=first.title)
        more = " ".join(
            [
                f"{first.words}." if first.words else "",
                _("You stopped at {time}. Every word is kept.").format(time=first.time),
            ]
        ).strip()
        if others:
            more += " " + _("{count} more below.").format(count=others)
        buttons = [
            quiet(_("Discard"), run=partial(self._discard, first.draft), small=True),
            second(_("Continue"), run=partial(self._continue, first.form, first.draft), small=True),
        ]
        self.show_banner(Banner("warn", fact, more, buttons, icon="file-pencil"))

    # -- what can be done

    def _choose(self, key: object) -> None:
        kind, form, record = key if isinstance(key, tuple) else ("", "", "")
        if kind == "draft":
            self._continue(form, record)
        elif kind == "record":
            self.navigator.open_record(form, record)

    def _show_all(self) -> None:
        self.navigator.open_page("contacts" if self._centre else "sessions")

    def _continue(self, form: str, draft: str) -> None:
        self.navigator.open_page("enter", form=form, draft=draft)

    def _discard(self, draft: str) -> None:
        desk, navigator = self.desk, self.navigator

        def discarded(gone: Draft | None) -> None:
            if gone is not None:
                navigator.toast(_("Draft discarded."), "", lambda: desk.do(desk, keep_again, gone, kinds=("drafts",)))

        desk.do(self, discard, draft, kinds=("drafts",), done=discarded)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.window().width() < NARROW
        self._side_panel.setFixedWidth(_NARROW_SIDE if narrow else _SIDE)
        self.records.set_narrow(narrow)


def discard(sitting: Sitting, draft: str) -> Draft | None:
    """Throw a draft away and return it, so that it can be kept again."""
    gone = next((one for one in drafting.drafts(sitting) if one.id == draft), None)
    drafting.discard(sitting, draft)
    return gone


def keep_again(sitting: Sitting, gone: Draft) -> str:
    """Keep a draft that was thrown away."""
    return drafting.keep(sitting, gone.form, gone.answers, draft=gone.id, record=gone.record, made_from=gone.made_from)


def _put(place: Any, content: QWidget) -> None:
    while item := place.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
    place.addWidget(content)
