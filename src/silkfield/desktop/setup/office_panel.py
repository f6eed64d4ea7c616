"""The office of this store, the 40 digits of the laptop, and when it locks and reminds."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from silkfield.desktop.desk import Desk
from silkfield.desktop.navigator import Navigator
from silkfield.desktop.widgets import Card, DigitsBlock, Field, KeyValues, Select, Text, column, row
from silkfield.language import N_, _, isolated, ngettext
from silkfield.operations import opening
from silkfield.operations.exchange import joining
from silkfield.settings import Settings

_MINUTES, _DAYS = (5, 10, 15, 20, 30), (3, 7, 14)
_KINDS = {"centre": N_("Centre"), "team": N_("Facilitator team"), "headquarters": N_("Headquarters")}


class OfficePanel(QWidget):
    """Facts, and two drop-down lists whose choice holds at once."""

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
        self.minutes.changed.connect(self._lock_after)
        self.days.changed.connect(self._remind_after)
        defaults = Card(
            row(
                Field(_("Lock by itself after"), self.minutes),
                Field(_("Remind to send after"), self.days),
                None,
                spacing=12,
            ),
            title=_("Defaults"),
            padding=(20, 16, 20, 16),
        )
        self.digits = DigitsBlock("")
        words = _("Headquarters asks for these 40 digits on the phone. Read them one group at a time.")
        self._compare = Card(
            Text(words, "body", "ink2", wrap=True),
            self.digits,
            title=_("The digits of this laptop"),
            padding=(20, 16, 20, 16),
        )
        this = Card(facts, title=_("This office"), padding=(20, 16, 20, 16))
        self.setLayout(column(this, self._compare, defaults, None, spacing=12))
        self._compare.hide()

    def ask(self) -> None:
        """Ask for the digits and the settings."""
        self._desk.ask(self._page, joining.own_digits, answer=self._show_digits)
        self._desk.ask(self._page, opening.settings, answer=self._show_settings)

    def _show_digits(self, digits: tuple[str, ...]) -> None:
        self._compare.setVisible(bool(digits))
        if digits:
            self.digits.set_digits(" ".join(digits))

    def _show_settings(self, settings: Settings) -> None:
        self.minutes.set_value(str(settings.lock_after_minutes))
        self.days.set_value(str(settings.remind_after_days))

    def _lock_after(self, minutes: str) -> None:
        self._desk.do(self._page, opening.change_settings, lock_after_minutes=int(minutes))
        self._navigator.set_idle_minutes(int(minutes))

    def _remind_after(self, days: str) -> None:
        self._desk.do(self._page, opening.change_settings, remind_after_days=int(days))


def _minutes(count: int) -> str:
    return ngettext("{count} minute", "{count} minutes", count).format(count=count)


def _days(count: int) -> str:
    return ngettext("{count} day", "{count} days", count).format(count=count)
