"""The card of receipts by phone: the line to read aloud, and the one that headquarters reads."""

from __future__ import annotations

from silkfield.desktop.desk import EVERYTHING, Desk
from silkfield.desktop.exchange.standing import Standing
from silkfield.desktop.navigator import DeskPage
from silkfield.desktop.widgets import Banner, Card, Field, LineField, Panel, Text, row, second
from silkfield.language import _
from silkfield.operations.exchange import phoning
from silkfield.operations.exchange.phoning import Heard


class PhoneCard(Card):
    """Shows how far this laptop is, and takes in what headquarters says it has."""

    def __init__(self, page: DeskPage, desk: Desk) -> None:
        self._page, self._desk = page, desk
        self.line = LineField(_("This laptop is at"), left_to_right=True)
        self.line.set_read_only(True)
        self.typed = LineField(
            _("Receipt by phone"), placeholder=_("for example SF ISB1 412 DVDP7YH7"), left_to_right=True
        )
        self.button = second(_("Take in"), icon="receipt", run=self.hear)
        self.typed.returnPressed.connect(self.hear)
        own = Panel(row((self.line, 1), margins=(0, 4, 0, 4)))  # as high as its neighbour with a button
        theirs = Panel(row((self.typed, 1), self.button, spacing=4))
        fields = row(
            (Field(_("To read to headquarters: this laptop is at"), own), 1),
            (Field(_("What headquarters reads to you"), theirs), 1),
            spacing=16,
        )
        words = _("When a receipt cannot travel as a file: each side reads one line to the other.")
        super().__init__(Text(words, "body", "ink2", wrap=True), fields, title=_("By phone"), spacing=8)

    def show_standing(self, shown: Standing) -> None:
        """Show how far this laptop is."""
        self.line.show_text(shown.line)

    def hear(self) -> None:
        """Take in the line that was typed."""
        self._page.clear_trouble()
        self._page.show_banner(None)
        self._desk.do(self._page, phoning.take, self.typed.value(), kinds=(EVERYTHING,), done=self._heard)

    def _heard(self, heard: Heard) -> None:
        self.typed.set_value("")
        more = _("Its records are “Received by HQ (by phone)” until a receipt comes with a bundle.")
        self._page.show_banner(Banner("ok", heard.sentence, more))
