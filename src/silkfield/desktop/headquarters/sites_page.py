"""Sites and keys: which laptops may send, how far each has arrived, and how a new one is invited and admitted."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from silkfield.desktop.alerts import AlertsCard
from silkfield.desktop.desk import EVERYTHING, Desk
from silkfield.desktop.headquarters.admission_card import AdmissionCard, read_answer_file
from silkfield.desktop.headquarters.invitation_card import Asked, InvitationCard, Written, write_invitation
from silkfield.desktop.headquarters.keys_card import KeysCard, WrittenKit, destroying_dialog, write_kit
from silkfield.desktop.headquarters.laptop_card import LaptopCard, LostDialog, chosen_laptop, page_name, take_off
from silkfield.desktop.headquarters.laptops import Sites, laptop_rows, laptops_table, sites
from silkfield.desktop.headquarters.printing import print_page
from silkfield.desktop.headquarters.site_card import SiteCard
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
    Tabs,
    WordsDialog,
    column,
    documents,
    second,
    show_folder,
    take_drops,
)
from silkfield.errors import Trouble
from silkfield.language import _, isolated, ngettext
from silkfield.operations.exchange import admitting, alerting, asking, phoning, recovering, revoking, rotating
from silkfield.operations.exchange.admitting import Answer
from silkfield.operations.exchange.phoning import Heard
from silkfield.operations.exchange.revoking import Lost
from silkfield.operations.exchange.sites import LaptopLine
from silkfield.records.changes import Changes

SIDE, NARROW_SIDE = 424, 360
ADMIT, LAPTOP, KEYS = "admit", "laptop", "keys"


class SitesPage(DeskPage):
    """Shows the laptops, invites new ones, and admits them once the 40 digits were compared."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.shown: Sites | None = None
        self.table = laptops_table()
        self.empty = EmptyState("key", _("No laptop is admitted yet."), _("Invite one, then admit it with its answer."))
        self.invitation = InvitationCard()
        self.admission = AdmissionCard()
        self.laptop, self.site, self.keys = LaptopCard(), SiteCard(), KeysCard()
        self.dialog: WordsDialog | None = None
        self.header = PageHeader(_("Sites & keys"), "")
        self.side = Scrolled(Panel(column(self.invitation, self.admission, None, spacing=12)))
        panels: dict[str, tuple[str, QWidget]] = {
            ADMIT: (_("Admit"), self.side),
            LAPTOP: (_("Laptop and site"), Scrolled(Panel(column(self.laptop, self.site, None, spacing=12)))),
            KEYS: (_("Keys of headquarters"), Scrolled(Panel(column(self.keys, None)))),
        }
        self.tabs = Tabs([(key, title, "") for key, (title, _panel) in panels.items()])
        self._stack = QStackedWidget()
        self._places = {key: self._stack.addWidget(panel) for key, (_title, panel) in panels.items()}
        side = Panel(column(self.tabs, (self._stack, 1), spacing=10))
        main = Card((self.table, 1), (self.empty, 1), flush=True)
        self.alerts = AlertsCard()
        self.set_frame(Page(self.header, (self.alerts, (Beside(main, side, SIDE, NARROW_SIDE), 1))))
        self._connect()

    def _connect(self) -> None:
        self.alerts.settling.connect(self.settle)
        self.invitation.wanted.connect(self.invite)
        self.admission.reading.connect(self.read)
        self.admission.admitting.connect(self.admit)
        self.tabs.changed.connect(self.turn_to)
        self.table.moved.connect(self._show_laptop)
        self.table.chosen.connect(lambda _key: self.turn_to(LAPTOP))
        self.laptop.losing.connect(self.ask_lost)
        self.laptop.printing.connect(self.print_again)
        self.laptop.wanting.connect(self.want)
        self.laptop.heard.connect(self.hear)
        self.site.wanting.connect(self.want)
        self.site.telling.connect(self.tell)
        self.keys.destroying.connect(self.ask_destroy)
        self.keys.rotating.connect(self.rotate)
        self.keys.making.connect(self.make_kit)
        self.keys.trying.connect(self.try_kit)
        take_drops(self, self.admission.file.give)

    def turn_to(self, panel: str) -> None:
        """Show another panel beside the list."""
        self.tabs.choose(panel)
        self._stack.setCurrentIndex(self._places[panel])

    @override
    def open(self, **what: Any) -> None:
        self.show_banner(None)
        self.turn_to(what.get("panel", ADMIT))
        self._look()
        (self.admission.typed if self.admission.answer else self.invitation.code).setFocus()

    @override
    def refresh(self, changes: Changes) -> None:
        self._look()

    def _look(self) -> None:
        self.desk.ask(self, sites, answer=self._show)

    def _show(self, shown: Sites) -> None:
        self.shown = shown
        self.alerts.show_alerts(shown.alerts)
        chosen, rows = self.table.current_id(), laptop_rows(shown, self.desk.sitting)
        self.table.show_rows(rows)
        if rows:
            self.table.choose(chosen if shown.laptop(chosen) else rows[0].id)
        self.table.setVisible(shown.laptops > 0)
        self.empty.setVisible(shown.laptops == 0)
        self.keys.show_keys(shown.keys, shown.kit, self.desk.sitting.clock.zone())
        self._show_laptop(self.table.current_id())
        if shown.kit and shown.kit.sentence and not (self.frame and self.frame.banner):
            turn = second(_("Recovery kit"), icon="key", run=lambda: self.turn_to(KEYS), small=True)
            self.show_banner(Banner("warn", shown.kit.sentence, shown.kit.advice, [turn]))
        laptops = ngettext("{count} laptop", "{count} laptops", shown.laptops).format(count=shown.laptops)
        words = _("A laptop may send once two people have compared its 40 digits by phone.")
        self.header.set_facts(_("{laptops} · {words}").format(laptops=laptops, words=words))

    def settle(self, number: int, found: str) -> None:
        """Settle a warning with what was found out about it."""
        self.desk.do(self, alerting.settle, number, found, kinds=("alerts",))

    # -- one laptop

    def _show_laptop(self, label: object) -> None:
        laptop = self.shown.laptop(label) if self.shown else None
        self.site.show_site(self.shown.site_of(label) if self.shown else None)
        if laptop is None:
            self.laptop.show_laptop(None)
        else:
            self.desk.ask(self, chosen_laptop, laptop, answer=self.laptop.show_laptop)

    def ask_lost(self, laptop: LaptopLine) -> None:
        """Say what a lost laptop could read and ask whether it is taken off the list."""
        self.clear_trouble()
        self.desk.ask(self, revoking.look, laptop.label, answer=self._ask_lost)

    def _ask_lost(self, lost: Lost) -> None:
        dialog = self.dialog = LostDialog(self, lost)
        dialog.accepted.connect(lambda: self._take_off(lost, dialog))
        dialog.open()

    def _take_off(self, lost: Lost, dialog: LostDialog) -> None:
        path = (dialog.folder.value() or documents()) / page_name(lost.laptop)
        done = partial(self._taken_off, path)
        self.desk.do(self, take_off, lost.laptop.label, dialog.reason.value(), path, kinds=(EVERYTHING,), done=done)

    def _taken_off(self, path: Path, lost: Lost) -> None:
        fact = _("{laptop} is off the list.").format(laptop=isolated(lost.laptop.label))
        more = _("Print the page and do what it says. Write the site a bundle, so that its other laptops know.")
        print_page(self, lost.page, path, fact, more)

    def print_again(self, label: str) -> None:
        """Write the page about a laptop that was lost once more."""
        self.clear_trouble()
        self.desk.ask(self, revoking.look, label, answer=self._print_again)

    def _print_again(self, lost: Lost) -> None:
        path = Path(documents()) / page_name(lost.laptop)
        print_page(self, lost.page, path, _("Written: {path}").format(path=isolated(str(path))), "")

    def want(self, label: str) -> None:
        """Ask a laptop, or all of a site, to send everything once more."""
        self.clear_trouble()
        self.desk.do(self, asking.want, label, kinds=("roster",), done=lambda _site: self._wanted(label))

    def _wanted(self, label: str) -> None:
        fact = _("{laptop} is asked for everything.").format(laptop=label)
        self.show_banner(Banner("ok", fact, _("Write its site a bundle; its next one then holds everything.")))

    def tell(self, site: str, words: str) -> None:
        """Tell a site something with its next bundle."""
        self.clear_trouble()
        self.desk.do(self, asking.tell, site, words, kinds=("roster",), done=lambda _none: self._told(site))

    def _told(self, site: str) -> None:
        self.site.notice.set_value("")
        fact = _("{site} is told with its next bundle.").format(site=site)
        self.show_banner(Banner("ok", fact, _("Write it a bundle in the inbox.")))

    def hear(self, line: str) -> None:
        """Compare a line that a site has read aloud."""
        self.clear_trouble()
        self.show_banner(None)
        self.desk.ask(self, phoning.take, line, answer=self._heard)

    def _heard(self, heard: Heard) -> None:
        advice = _("Ask the site for its next bundle.") if heard.missing else _("There is nothing to do.")
        self.show_banner(Banner("warn" if heard.missing else "ok", heard.sentence, advice))

    # -- keys

    def rotate(self) -> None:
        """Announce a new transport key."""
        self.clear_trouble()
        self.desk.do(self, rotating.rotate, kinds=(EVERYTHING,), done=lambda _keys: self._rotated())

    def _rotated(self) -> None:
        more = _("Write every site a bundle. The old key is used until all laptops have heard, and is destroyed later.")
        self.show_banner(Banner("ok", _("A new transport key is announced."), more))

    def ask_destroy(self) -> None:
        """Say what can be opened no more and ask whether the old keys are destroyed at once."""
        self.dialog = destroying_dialog(self, self.shown.losses if self.shown else ())
        self.dialog.accepted.connect(self._destroy)
        self.dialog.open()

    def _destroy(self) -> None:
        self.clear_trouble()
        self.desk.do(self, rotating.destroy_old, kinds=(EVERYTHING,), done=lambda _keys: self._destroyed())

    def _destroyed(self) -> None:
        more = _("Write every site a bundle. Backups made before today still hold them.")
        self.show_banner(Banner("ok", _("The old transport keys are destroyed."), more))

    def make_kit(self, folder: Path | None) -> None:
        """Write a recovery kit and the page with its code."""
        self.clear_trouble()
        self.desk.do(self, write_kit, folder or Path(documents()), kinds=("roster",), done=self._made_kit)

    def _made_kit(self, kit: WrittenKit) -> None:
        self.keys.show_kit(kit)
        more = _("Print the page {page}, type its code back below, then delete the page.").format(page=kit.page.name)
        print_page(self, kit.leaflet, kit.page, _("The recovery kit is written."), more)

    def try_kit(self, file: bytes, code: str) -> None:
        """Try the kit that was just written with the code as it was typed back."""
        self.clear_trouble()
        self.desk.do(self, recovering.try_kit, file, code, kinds=("roster",), done=lambda _none: self._tried())

    def _tried(self) -> None:
        self.keys.show_kit(None)
        more = _("Keep page and file in different places, and delete both from this computer.")
        self.show_banner(Banner("ok", _("The code opens the kit: headquarters can be brought back."), more))

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
