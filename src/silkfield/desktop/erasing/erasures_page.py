"""Erasures: erasing one record for good, and which offices have confirmed what was erased before."""

from __future__ import annotations

from typing import Any

from typing_extensions import override

from silkfield.desktop.desk import EVERYTHING, Desk
from silkfield.desktop.erasing.erase_card import Asked, EraseCard, asked
from silkfield.desktop.erasing.orders_table import OrderPanel, order_rows, orders_table
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.widgets import Banner, Beside, Card, Page, PageHeader, Panel, StatusBar, column, second
from silkfield.errors import Trouble
from silkfield.language import _, ngettext
from silkfield.operations.exchange import erasing
from silkfield.operations.exchange.erasing import SUBJECT_REQUEST, Erasure, ErasureLine
from silkfield.records.changes import Changes


class ErasuresPage(DeskPage):
    """`open` takes the `record` to erase, or none to look at what was erased."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.shown: tuple[ErasureLine, ...] | None = None
        self._record, self._wanted = "", ""
        self.card = EraseCard(desk.sitting, self._ask, self.leave_it, self.erase)
        self.table = orders_table()
        self.panel = OrderPanel(desk.sitting)
        self.header = PageHeader(_("Erasures"), _("Looking…"))
        words = _("Random numbers stand for what was erased. They are kept for ever, so that nothing comes back.")
        main = Panel(column(self.card, (Card(self.table, flush=True), 1), spacing=12))
        self.set_frame(
            Page(self.header, ((Beside(main, self.panel, 340, 280), 1),), status=StatusBar(words, icon="shield-lock"))
        )
        self.table.moved.connect(lambda _key: self._show_order())

    @override
    def open(self, **what: Any) -> None:
        self.show_banner(None)
        self.card.put_away()
        self._record = what.get("record", "")
        if self._record:
            basis = what.get("basis", SUBJECT_REQUEST)
            self.card.basis.set_value(basis)
            self._ask(self._record, basis)
            self.card.basis.setFocus()
        else:
            self.table.setFocus()
        self._look()

    @override
    def leave(self) -> dict[str, Any]:
        return {"record": self._record, "basis": self.card.basis.value()}

    @override
    def refresh(self, changes: Changes) -> None:
        self._look()

    # -- looking

    def _look(self) -> None:
        self.desk.ask(self, erasing.listing, answer=self._show)

    def _show(self, lines: list[ErasureLine]) -> None:
        chosen = self._wanted or self.table.current_id()
        self._wanted = ""
        self.shown = tuple(lines)
        words = ngettext("{count} erasure", "{count} erasures", len(lines))
        self.header.set_facts(words.format(count=len(lines)))
        self.table.show_rows(order_rows(lines, self.desk.sitting))
        known = [line.order for line in lines]
        if known:
            self.table.choose(chosen if chosen in known else known[0])
        self._show_order()

    def _show_order(self) -> None:
        key = self.table.current_id()
        self.panel.show_order(next((line for line in self.shown or () if line.order == key), None))

    # -- erasing

    def _ask(self, record: str, basis: str) -> None:
        self.desk.ask(self, asked, record, basis, answer=self._show_asked, trouble=self._not_here)

    def _show_asked(self, found: Asked) -> None:
        if found.record == self._record:
            self.card.show_asked(found)

    def _not_here(self, trouble: Trouble) -> None:
        self._record = ""
        self.card.put_away()
        self.show_trouble(trouble)

    def leave_it(self) -> None:
        """Erase nothing, and go back to the record."""
        if self._record:
            self._record = ""
            self.card.put_away()
            self.navigator.back()

    def erase(self, record: str, basis: str) -> None:
        """Erase a record for good: here at once, everywhere by headquarters' order."""
        self.clear_trouble()
        self.card.button.setEnabled(False)
        self.desk.do(self, erasing.erase, record, basis, kinds=(EVERYTHING,), done=self._erased, trouble=self._failed)

    def _failed(self, trouble: Trouble) -> None:
        self.card.button.setEnabled(True)
        self.show_trouble(trouble)

    def _erased(self, done: Erasure) -> None:
        self._record, self._wanted = "", done.order
        self.card.put_away()
        headquarters = self.desk.sitting.office.is_headquarters
        more = (
            _("Send each site a bundle: it is erased there too.")
            if headquarters
            else _("Send a bundle: headquarters has it erased elsewhere.")
        )
        button = (
            second(_("Inbox"), icon="inbox", run=lambda: self.navigator.open_page("inbox"), small=True)
            if headquarters
            else second(_("Send data"), icon="send", run=lambda: self.navigator.open_page("send"), small=True)
        )
        self.show_banner(Banner("ok", _("Erased here."), more, [button]))
        self._look()
        self.table.setFocus()
