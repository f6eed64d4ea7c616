"""Is this certificate genuine? The text of its square code is pasted, or its number typed; no network is needed."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from silkfield.desktop.desk import Desk
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.widgets import (
    AreaField,
    Card,
    Chip,
    Field,
    KeyValue,
    KeyValues,
    Page,
    PageHeader,
    Panel,
    Text,
    column,
    primary,
    quiet,
    refill,
    row,
)
from silkfield.desktop.widgets.buttons import ENTER_KEYS
from silkfield.errors import Trouble
from silkfield.formkit.answers import Day
from silkfield.formkit.days import iso_day
from silkfield.language import _, isolated
from silkfield.operations import certificates
from silkfield.operations.certificates import Checked
from silkfield.records.changes import Changes

_WIDTH = 620


class _Code(AreaField):
    """The text of a certificate; Enter checks it, for no code has a second line."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class CertificatePage(DeskPage):
    """Checks one certificate after the other."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._around = desk.sitting.around()
        label = _("Text of the square code, or the number")
        self.code = _Code(label, placeholder=_("SFC1.… pasted from a scanner, or SRP-… typed"), lines=5)
        self.code.changed.connect(self._clear)
        words = _(
            "A phone reads the square code and copies its text. It is checked against the laptops that headquarters has "
            "admitted; nothing is sent anywhere. A number is looked up in the records of this laptop."
        )
        act = primary(_("Check it"), "Enter", "file-check", self.check)
        parts = (Text(words, "body", "ink2", wrap=True), Field(label, self.code), row(None, act))
        asked = Card(*parts, spacing=10, padding=(20, 16, 20, 12))
        self._chip = row()
        self._facts = KeyValues(key_width=150)
        self._note = Text("", "body", "ink2", wrap=True)
        self.result = Card(row(self._chip, None), self._facts, self._note, spacing=10, padding=(20, 16, 20, 16))
        self.result.hide()
        both = Panel(column(asked, self.result, None, spacing=12))
        both.setMaximumWidth(_WIDTH)
        header = PageHeader(_("Check a certificate"), actions=[quiet(_("Back"), "Esc", run=navigator.back)])
        self.set_frame(Page(header, [(row((both, 100), None), 1)]))

    @override
    def open(self, **what: Any) -> None:
        self.code.set_value(what.get("code", ""))
        self.result.hide()
        self.code.setFocus()

    @override
    def leave(self) -> dict[str, Any]:
        return {"code": self.code.value()}

    @override
    def refresh(self, changes: Changes) -> None:
        """What is shown is the certificate, not the store."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self.check()
        else:
            super().keyPressEvent(event)

    def _clear(self) -> None:
        self.result.hide()
        self.clear_trouble()

    def check(self) -> None:
        """Check what is typed."""
        self._clear()
        self.desk.ask(self, certificates.check, self.code.value(), answer=self._show, trouble=self._refuse)

    def _refuse(self, trouble: Trouble) -> None:
        self.show_trouble(trouble)
        self.code.setFocus()
        self.code.selectAll()

    def _show(self, found: Checked) -> None:
        one = found.certificate
        days = dict.fromkeys(day for day in (one.first_day, one.last_day) if iso_day(day))
        when = " – ".join(Day().show(day, self._around) for day in days)
        self._facts.set_rows(
            [
                KeyValue(_("Name"), one.name, strong=True),
                KeyValue(_("Event"), one.event),
                KeyValue(_("Days"), when),
                KeyValue(_("Number"), isolated(one.number)),
                KeyValue(_("Signed by") if found.signed else _("Given out by"), isolated(found.by)),
            ]
        )
        chip = (
            Chip(_("In the records here"), "info", "info-circle")
            if not found.signed
            else Chip(_("Genuine, by a lost laptop"), "warn", "alert-triangle")
            if found.taken_off
            else Chip(_("Genuine"), "ok", "circle-check")
        )
        refill(self._chip, [chip])
        self._note.set_words(_note(found))
        self.result.show()
        self.code.setFocus()
        self.code.selectAll()


def _note(found: Checked) -> str:
    if not found.signed:
        return _("A number can be copied: compare name, event and days with the paper. The square code proves it.")
    if found.taken_off:
        return _("That laptop was lost later: ask the office whether the certificate is from before.")
    return _("Compare the name with the paper and with the person.")
