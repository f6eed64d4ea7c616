"""The office of this store, when it locks and reminds, the day its week begins with, and which answers are kept."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from silkfield.desktop.desk import Desk
from silkfield.desktop.navigator import PINS, Navigator
from silkfield.desktop.widgets import Card, Field, KeyValues, Select, Text, column, quiet, row, second
from silkfield.language import N_, _, isolated, ngettext
from silkfield.operations import opening, starting_out
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.settings import Settings

_MINUTES, _DAYS = (5, 10, 15, 20, 30), (3, 7, 14)
_WEEK = ((0, N_("Monday")), (5, N_("Saturday")), (6, N_("Sunday")))
_KINDS = {"centre": N_("Centre"), "team": N_("Facilitator team"), "headquarters": N_("Headquarters")}
_PADDING = (20, 16, 20, 16)


class OfficePanel(QWidget):
    """Facts, drop-down lists whose choice holds at once, and the pinned answers."""

    def __init__(self, page: QWidget, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._page, self._desk, self._navigator = page, desk, navigator
        office = desk.sitting.office
        facts = KeyValues(
            [
                (_("Office"), office.name),
                (_("Kind"), _(_KINDS[office.kind])),
                (_("Short name"), isolated(office.label)),
                (_("Network"), office.network_name),
                (_("Folder"), isolated(str(desk.sitting.store.folder))),
            ]
        )
        self.minutes = Select([(str(one), _minutes(one)) for one in _MINUTES], "10", _("Lock by itself after"))
        self.days = Select([(str(one), _days(one)) for one in _DAYS], "7", _("Remind to send after"))
        self.week = Select([(str(day), _(name)) for day, name in _WEEK], "0", _("The week begins on"))
        self.minutes.changed.connect(self._lock_after)
        self.days.changed.connect(lambda days: self._change(remind_after_days=int(days)))
        self.week.changed.connect(lambda day: self._change(week_begins=int(day)))
        defaults = Card(
            row(
                Field(_("Lock by itself after"), self.minutes),
                Field(_("Remind to send after"), self.days),
                Field(_("The week begins on"), self.week),
                None,
                spacing=12,
            ),
            title=_("Defaults"),
            padding=_PADDING,
        )
        self.kept = Text("", "body", "ink2", wrap=True)
        self.forget = quiet(_("Forget them"), run=self.forget_pins, small=True)
        kept = Card(self.kept, row(None, self.forget), title=_("Answers kept for the next record"), padding=_PADDING)
        this = Card(facts, title=_("This office"), padding=_PADDING)
        starter = [self._starter()] if starting_out.may_add_directory(desk.sitting) else []
        self.setLayout(column(this, defaults, kept, *starter, None, spacing=12))

    def _starter(self) -> Card:
        words = _(
            "Ministries, agencies and partners of the project, for the directory. What is there already stays as it is."
        )
        self.starter = second(_("Add the starter directory"), icon="users-group", run=self.add_directory, small=True)
        return Card(
            Text(words, "body", "ink2", wrap=True), row(self.starter, None), title=_("Directory"), padding=_PADDING
        )

    def add_directory(self) -> None:
        """Add the organisations a network begins with."""
        self._desk.do(self._page, starting_out.add_directory, done=self._added)

    def _added(self, changes: Changes) -> None:
        added = len(changes.records)
        words = ngettext("{count} organisation was added.", "{count} organisations were added.", added)
        self._navigator.toast(words.format(count=added))

    def ask(self) -> None:
        """Ask for the settings."""
        self._desk.ask(self._page, opening.settings, answer=self._show_settings)
        self._show_pins()

    def set_back(self) -> None:
        """Take the defaults of the office, and keep no answer."""
        usual = Settings()
        self._change(remind_after_days=usual.remind_after_days, week_begins=usual.week_begins)
        self._lock_after(str(usual.lock_after_minutes))
        self.forget_pins()
        self._show_settings(usual)

    def forget_pins(self) -> None:
        """Keep no answer for the next record any more."""
        self._navigator.memory.pop(PINS, None)
        self._show_pins()

    def _show_pins(self) -> None:
        forms, comma = self._desk.sitting.forms, _(", ")
        said = [
            f"{_(forms[key].title)}: {comma.join(_(forms[key].by_name[name].label) for name in pins)}"
            for key, pins in self._navigator.memory.get(PINS, {}).items()
            if pins
        ]
        self.kept.set_words("; ".join(said) or _("None. What has a pin on a page is kept from one record to the next."))
        self.forget.setVisible(bool(said))

    def _show_settings(self, settings: Settings) -> None:
        self.minutes.set_value(str(settings.lock_after_minutes))
        self.days.set_value(str(settings.remind_after_days))
        self.week.set_value(str(settings.week_begins))

    def _lock_after(self, minutes: str) -> None:
        self._change(lock_after_minutes=int(minutes))
        self._navigator.set_idle_minutes(int(minutes))

    def _change(self, **settings: object) -> None:
        def change(sitting: Sitting) -> None:
            opening.change_settings(sitting, **settings)

        self._desk.do(self._page, change, kinds=("settings",))


def _minutes(count: int) -> str:
    return ngettext("{count} minute", "{count} minutes", count).format(count=count)


def _days(count: int) -> str:
    return ngettext("{count} day", "{count} days", count).format(count=count)
