"""The key of headquarters that bundles are locked for, and the 40 digits by which headquarters knows this laptop."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from silkfield.desktop.desk import Desk
from silkfield.desktop.widgets import Card, DigitsBlock, KeyValues, Text, column
from silkfield.language import _, isolated
from silkfield.operations.exchange import joining

_PADDING = (20, 16, 20, 16)
_GROUP = 4


class KeyPanel(QWidget):
    """Facts only: a key is never changed by hand."""

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__()
        self._page, self._desk = page, desk
        office = desk.sitting.office
        signing = office.headquarters_key if not office.is_headquarters else office.device
        facts = KeyValues(
            [
                (_("Headquarters"), office.network_name),
                (_("Key it signs with"), isolated(grouped_key(signing))),
                (_("This laptop"), isolated(office.label)),
                (_("Its key"), isolated(grouped_key(office.device))),
            ],
            key_width=150,
        )
        words = (
            _("Sites hold this key. Their laptops are compared by 40 digits on Sites & keys.")
            if office.is_headquarters
            else _("Only what is signed with this key is taken in. It came with the invitation, and is never typed.")
        )
        key = Card(Text(words, "body", "ink2", wrap=True), facts, title=_("HQ key"), spacing=10, padding=_PADDING)
        self.digits = DigitsBlock("")
        asked = _("Headquarters asks for these 40 digits on the phone. Read them one group at a time.")
        self._compare = Card(
            Text(asked, "body", "ink2", wrap=True), self.digits, title=_("The digits of this laptop"), padding=_PADDING
        )
        self.setLayout(column(key, self._compare, None, spacing=12))
        self._compare.hide()

    def ask(self) -> None:
        """Ask for the digits of this laptop."""
        self._desk.ask(self._page, joining.own_digits, answer=self._show_digits)

    def _show_digits(self, digits: tuple[str, ...]) -> None:
        self._compare.setVisible(bool(digits))
        if digits:
            self.digits.set_digits(" ".join(digits))


def grouped_key(key: str) -> str:
    """Write the beginning of a key in groups, enough to see that two are not the same."""
    return " ".join(key[place : place + _GROUP] for place in range(0, min(len(key), 6 * _GROUP), _GROUP)) + " …"
