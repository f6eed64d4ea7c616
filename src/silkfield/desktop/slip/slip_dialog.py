"""Asks what is printed on a referral slip beside what is known, and where the file goes; none of it is kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from silkfield.desktop.navigator import DeskPage
from silkfield.desktop.paper.one_sheet import write_sheet
from silkfield.desktop.trouble import tell
from silkfield.desktop.widgets import Field, LineField, Panel, PathField, TickAnswer, WordsDialog, column, documents
from silkfield.desktop.widgets.layout import Item
from silkfield.errors import Trouble
from silkfield.language import _, chosen, isolated
from silkfield.operations import referral_slip, referring
from silkfield.operations.referral_slip import Slip
from silkfield.records.changes import Changes


class SlipPrinting:
    """Prints slips for a page; `dialog` is the question that is open."""

    def __init__(self, page: DeskPage) -> None:
        self._page = page
        self.dialog: SlipDialog | None = None

    def ask(self, record: str) -> None:
        """Ask what is printed on the slip of a referral."""
        self._page.desk.ask(self._page, referral_slip.slip, record, answer=self._show)

    def _show(self, found: Slip) -> None:
        self.dialog = SlipDialog(self._page, found)
        self.dialog.accepted.connect(partial(self._write, self.dialog))
        self.dialog.open()
        (self.dialog.yes if found.asks_for_yes else self.dialog.name).setFocus()

    def _write(self, dialog: SlipDialog) -> None:
        """Send a draft first: what was refused is not printed."""
        typed, found = dialog.html(), dialog.found
        path = dialog.path()

        def write(_changes: Changes) -> None:
            try:
                write_sheet(typed, path)
            except Trouble as fault:
                tell(self._page, fault)
                return
            said = _("Slip written: {path}").format(path=isolated(str(path)))
            self._page.navigator.toast(said, _("Print it, then delete the file."))

        if found.is_draft:
            agreed = dialog.agreed()
            self._page.desk.do(self._page, referring.send, found.record, agreed=agreed, done=write)
        else:
            write(Changes())


class SlipDialog(WordsDialog):
    """The question itself."""

    def __init__(self, parent: QWidget, found: Slip) -> None:
        self.found = found
        self.name = LineField(_("Name, only for the slip"), width=396)
        self.card = LineField(_("Identity card, only for the slip"), left_to_right=True, width=396)
        self.where = PathField(_("Where the slip goes"), "save", _("PDF") + " (*.pdf)", _("Choose"))
        self._usual = documents() / f"{found.number or 'referral'}.pdf"
        self.where.set_value(self._usual)
        self.yes = TickAnswer(_("The client said yes to this office"))
        parts: list[Item] = [self.yes] if found.asks_for_yes else []
        parts += [
            Field(_("Name, only for the slip"), self.name),
            Field(_("Identity card, only for the slip"), self.card),
            Field(_("Where the slip goes"), self.where),
        ]
        super().__init__(
            parent,
            _("Slip to {office}").format(office=found.to.urdu if chosen() == "ur" else found.to.english),
            _("Leave the name and the card empty unless the office needs them. They are printed and kept nowhere."),
            _("Not now"),
            _("Write the slip"),
            "printer",
            danger=False,
            extra=Panel(column(*parts, spacing=8)),
        )

    def agreed(self) -> bool:
        """Tell whether the client's yes was ticked."""
        return self.yes.value()

    def path(self) -> Path:
        """Return where the file goes."""
        return self.where.value() or self._usual

    def html(self) -> str:
        """Return the page with what was typed for it."""
        return referral_slip.as_html(self.found, name=self.name.typed(), card=self.card.typed())
