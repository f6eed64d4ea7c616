"""Sites and keys: which laptops may send, how far each has arrived, and how a new one is invited and admitted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from typing_extensions import override

from silkfield.desktop.desk import EVERYTHING, Desk
from silkfield.desktop.headquarters.admission_card import AdmissionCard, read_answer_file
from silkfield.desktop.headquarters.invitation_card import Asked, InvitationCard, Written, write_invitation
from silkfield.desktop.headquarters.laptops import Sites, laptop_rows, laptops_table, sites
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.widgets import (
    Banner,
    Beside,
    Card,
    EmptyState,
    Page,
    PageHeader,
    Panel,
    Scrolled,
    column,
    second,
    show_folder,
    take_drops,
)
from silkfield.errors import Trouble
from silkfield.language import _, ngettext
from silkfield.operations.exchange import admitting
from silkfield.operations.exchange.admitting import Answer
from silkfield.records.changes import Changes

SIDE, NARROW_SIDE = 424, 360


class SitesPage(DeskPage):
    """Shows the laptops, invites new ones, and admits them once the 40 digits were compared."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.shown: Sites | None = None
        self.table = laptops_table()
        self.empty = EmptyState("key", _("No laptop is admitted yet."), _("Invite one, then admit it with its answer."))
        self.invitation = InvitationCard()
        self.admission = AdmissionCard()
        self.header = PageHeader(_("Sites & keys"), "")
        self.side = Scrolled(Panel(column(self.invitation, self.admission, None, spacing=12)))
        main = Card((self.table, 1), (self.empty, 1), flush=True)
        self.set_frame(Page(self.header, ((Beside(main, self.side, SIDE, NARROW_SIDE), 1),)))
        self.invitation.wanted.connect(self.invite)
        self.admission.reading.connect(self.read)
        self.admission.admitting.connect(self.admit)
        take_drops(self, self.admission.file.give)

    @override
    def open(self, **what: Any) -> None:
        self.show_banner(None)
        self._look()
        (self.admission.typed if self.admission.answer else self.invitation.code).setFocus()

    @override
    def refresh(self, changes: Changes) -> None:
        self._look()

    def _look(self) -> None:
        self.desk.ask(self, sites, answer=self._show)

    def _show(self, shown: Sites) -> None:
        self.shown = shown
        self.table.show_rows(laptop_rows(shown, self.desk.sitting))
        self.table.setVisible(shown.laptops > 0)
        self.empty.setVisible(shown.laptops == 0)
        laptops = ngettext("{count} laptop", "{count} laptops", shown.laptops).format(count=shown.laptops)
        words = _("A laptop may send once two people have compared its 40 digits by phone.")
        self.header.set_facts(_("{laptops} · {words}").format(laptops=laptops, words=words))

    # -- inviting

    def invite(self, asked: Asked | Trouble) -> None:
        """Write an invitation for the next laptop of the site named."""
        self.clear_trouble()
        if isinstance(asked, Trouble):
            self.show_trouble(asked)
            return
        self.invitation.button.setEnabled(False)
        self.desk.do(self, write_invitation, asked, kinds=("roster",), done=self._invited, trouble=self._not_invited)

    def _not_invited(self, trouble: Trouble) -> None:
        self.invitation.button.setEnabled(True)
        self.show_trouble(trouble)

    def _invited(self, written: Written) -> None:
        self.invitation.button.setEnabled(True)
        self.invitation.clear()
        words = _("The invitation for laptop {laptop} of {name} is written.")
        fact = words.format(laptop=written.laptop, name=written.name)
        more = _("Give the file to the site; it is good until {day}.").format(day=written.until)
        folder = second(_("Open folder"), icon="folder-open", run=lambda: show_folder(written.path), small=True)
        self.show_banner(Banner("ok", fact, more, [folder]))

    # -- admitting

    def read(self, path: Path) -> None:
        """Read a laptop's answer and show its 40 digits; nothing is admitted."""
        self.clear_trouble()
        self.show_banner(None)
        self.admission.forget()
        self.desk.ask(self, read_answer_file, path, answer=self._show_answer)

    def _show_answer(self, answer: Answer) -> None:
        self.admission.show_answer(answer)
        # Once the digits have their place, what is typed has to be in sight in a low window too.
        QTimer.singleShot(0, self, lambda: self.side.ensureWidgetVisible(self.admission.button))

    def admit(self, answer: Answer, digits: str) -> None:
        """Admit the laptop if the digits that were read match."""
        self.clear_trouble()
        self.desk.do(
            self, admitting.admit, answer, digits, kinds=(EVERYTHING,), done=lambda _roster: self._admitted(answer)
        )

    def _admitted(self, answer: Answer) -> None:
        self.admission.forget()
        self.admission.file.set_value("")
        fact = _("The digits match. Laptop {laptop} of {name} may send.")
        more = _("Write it a receipt in the inbox, so that it knows.")
        inbox = second(_("Open inbox"), icon="inbox", run=lambda: self.navigator.open_page("inbox"), small=True)
        self.show_banner(Banner("ok", fact.format(laptop=answer.laptop, name=answer.name), more, [inbox]))
        self.invitation.code.setFocus()
