"""Send data: what waits goes into a bundle for headquarters or the other laptops, and receipts say what arrived."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from typing_extensions import override

from silkfield.bundles.envelope import Kind
from silkfield.bundles.packing import PRESETS
from silkfield.desktop.desk import EVERYTHING, Desk, Job
from silkfield.desktop.exchange.addressee import Addressee
from silkfield.desktop.exchange.contents import Contents
from silkfield.desktop.exchange.phone_card import PhoneCard
from silkfield.desktop.exchange.recipient import Recipient
from silkfield.desktop.exchange.sent_card import SentCard, written_banner
from silkfield.desktop.exchange.standing import ReadReceipt, Standing, read_receipt, standing, told
from silkfield.desktop.lists.unfinished import UnfinishedBundles
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.widgets import (
    Banner,
    Beside,
    Card,
    Field,
    FooterBar,
    Page,
    PageHeader,
    Panel,
    PathField,
    ProgressStrip,
    Select,
    Steps,
    column,
    documents,
    grouped,
    primary,
    row,
    second,
    show_folder,
    take_drops,
)
from silkfield.errors import Trouble
from silkfield.language import N_, _, isolated, ngettext
from silkfield.operations import opening
from silkfield.operations.exchange import finishing, sending
from silkfield.operations.exchange.finishing import Sent
from silkfield.records.changes import Changes
from silkfield.store.outbox import Unfinished

CARRIERS = (
    ("mail-10", N_("Mail, 10 MB")),
    ("mail-20", N_("Mail, 20 MB")),
    ("mail-25", N_("Mail, 25 MB")),
    ("messenger", N_("Messenger")),
    ("usb", N_("USB stick")),
)
OPEN, ALL = "open", "all"


class SendPage(DeskPage):
    """Shows what waits, makes the next bundle, and reads headquarters' receipts."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.shown: Standing | None = None
        self._job: Job | None = None
        self._sent: Sent | None = None
        self.steps = Steps([(_("What"), "…"), (_("Addressee"), ""), (_("Save"), "")], at=2)
        self.contents = Contents(desk.sitting)
        self.recipient = Recipient(desk.sitting)
        self.to = Addressee()
        self.phone = PhoneCard(self, desk)
        self.folder = PathField(_("Folder"), "folder")
        self.carrier = Select([(key, _(label)) for key, label in CARRIERS], "mail-10", _("It travels by"))
        self.extent = Select([(OPEN, _("Not confirmed")), (ALL, _("Everything"))], OPEN, _("It holds"))
        self.sent = SentCard(desk.sitting)
        self.table, self.mates_table, self.receipt = self.sent.table, self.sent.mates_table, self.sent.receipt
        self.unfinished = UnfinishedBundles(self.go_on, self.give_up)
        self.progress = ProgressStrip(_("Working"), _("Cancel"))
        self.save_button = primary(self.to.save_words(), "Ctrl+S", "archive", self.save)
        self._lay_out()
        self.folder.changed.connect(self._show_steps)
        self.folder.given.connect(lambda _paths: self._show_steps())
        self.receipt.given.connect(self.read)
        self.progress.stopped.connect(self._stop)
        self.sent.chosen.connect(self._open_folder_of)
        self.to.changed.connect(self._show_addressee)
        take_drops(self, self.read)

    def _lay_out(self) -> None:
        self.header = PageHeader(
            _("Send data"),
            self.to.route_words(self.desk.sitting.office),
            actions=(second(_("Inbox"), icon="inbox", run=lambda: self.navigator.open_page("inbox")),),
        )
        save = Card(
            Field(_("Folder or stick"), self.folder),
            row((Field(_("It travels by"), self.carrier), 1), (Field(_("It holds"), self.extent), 1), spacing=8),
            title=_("Save"),
            spacing=8,
        )
        side = Panel(column(self.to, self.recipient, save, None, spacing=10))
        self.progress.hide()
        footer = FooterBar(_("Nothing leaves this laptop when you send."), "", (self.save_button,))
        self.set_frame(
            Page(
                self.header,
                (
                    self.steps,
                    self.unfinished,
                    self.progress,
                    Beside(self.contents, side, 392, 340),
                    self.sent,
                    self.phone,
                    None,
                ),
                footer,
                scroll=True,
                spacing=10,
            )
        )

    # -- looking

    @override
    def open(self, **what: Any) -> None:
        self._sent = None
        self.show_banner(None)
        self._look()
        self.save_button.setFocus()

    @override
    def refresh(self, changes: Changes) -> None:
        self._look()

    def _look(self) -> None:
        self.desk.ask(self, standing, answer=self._show)

    def _show(self, shown: Standing) -> None:
        self.shown = shown
        if self.folder.value() is None:
            self.folder.set_value(shown.folder or documents())
        self.recipient.show_standing(shown)
        self.phone.show_standing(shown)
        self.unfinished.show_bundles(shown.unfinished)
        self.sent.show_standing(shown)
        self.to.show_mates(shown.mates)
        self._show_addressee()

    def _show_addressee(self) -> None:
        """Show the bundle as it is for the one it is for: headquarters, or the other laptops of this site."""
        if self.shown is None:
            return
        mates = self.to.to_mates()
        self.header.set_facts(self.to.route_words(self.desk.sitting.office))
        self.save_button.set_label(self.to.save_words())
        self.recipient.setHidden(mates)
        self.phone.setHidden(mates)  # its lines are for headquarters
        self.sent.show_addressee(mates=mates)
        if mates:
            self.contents.show_mates(self.shown)
        else:
            self.contents.show_standing(self.shown)
        self._show_steps()

    def _show_steps(self) -> None:
        if self.shown is None:
            return
        mates = self.to.to_mates()
        waiting = sum(((self.shown.mates.waiting or {}) if mates else self.shown.overview.waiting).values())
        what = ngettext("{count} record not sent yet", "{count} records not sent yet", waiting)
        words = what.format(count=grouped(waiting)) if waiting else _("nothing new")
        self.steps.set_step(0, _("What"), words)
        self.steps.set_step(1, _("Addressee"), _("our other laptops") if mates else _("headquarters only"))
        folder = self.folder.value()
        self.steps.set_step(2, _("Save"), isolated(folder.name or str(folder)) if folder else _("choose a folder"))
        self.steps.set_at(3 if self._sent else 2)

    # -- sending

    def save(self) -> None:
        """Write the next bundle into the folder chosen."""
        folder = self.folder.value()
        if self._job is not None:
            return
        if folder is None:
            self.show_trouble(Trouble(_("No folder is chosen."), _("Choose the stick or folder for the bundle.")))
            self.folder.setFocus()
            return
        everything = self.extent.value() == ALL
        self._write(
            sending.send,
            folder,
            mates=self.to.to_mates(),
            part_bytes=PRESETS[self.carrier.value()],
            everything=everything,
        )

    def go_on(self, bundle: Unfinished) -> None:
        """Write what is missing of a bundle that was not finished, into the folder chosen."""
        if self._job is None:
            self._write(finishing.go_on, self.folder.value(), mates=bundle.made.kind == Kind.SITE_MATES)

    def give_up(self, bundle: Unfinished) -> None:
        """Give up a bundle that was not finished."""
        if self._job is None:
            self.clear_trouble()
            mates = bundle.made.kind == Kind.SITE_MATES
            self.desk.do(self, finishing.give_up, mates=mates, kinds=("bundles",), done=self._given_up)

    def _given_up(self, number: int) -> None:
        fact = _("Bundle {number} is given up.").format(number=number)
        self.show_banner(Banner("info", fact, _("What it held is in the next one.")))

    def _write(self, operation: Callable[..., Sent], folder: Path | None, **choices: Any) -> None:
        self._begin()
        if folder is not None:
            self.desk.do(self, opening.change_settings, send_folder=str(folder), trouble=lambda _trouble: None)
        self._job = self.desk.do(
            self,
            operation,
            folder,
            **choices,
            progress=self.progress.set_progress,
            kinds=("bundles",),
            done=lambda sent: self._written(sent, mates=choices["mates"]),
            trouble=self._failed,
        )

    def _begin(self) -> None:
        self.clear_trouble()
        self.show_banner(None)
        self.progress.set_progress(0, 0)
        self.progress.show()
        self.save_button.setEnabled(False)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _end(self) -> None:
        self._job = None
        self.progress.hide()
        self.save_button.setEnabled(True)

    def _failed(self, trouble: Trouble) -> None:
        self._end()
        self.show_trouble(trouble)
        self._look()

    def _written(self, sent: Sent, *, mates: bool) -> None:
        self._end()
        self._sent = sent
        self.show_banner(written_banner(sent, mates=mates))
        self._show_steps()

    def _open_folder_of(self, number: object) -> None:
        if self.shown is not None:
            folders = {one.number: one.folder for one in self.shown.overview.bundles}
            folders |= {one.number: one.folder for one in self.shown.mates.bundles}
            if folder := folders.get(int(str(number))):
                show_folder(Path(folder))

    # -- receipts

    def read(self, paths: Sequence[Path]) -> None:
        """Read files from headquarters."""
        if self._job is not None:
            return
        self._begin()
        self._job = self.desk.do(
            self,
            read_receipt,
            list(paths),
            progress=self.progress.set_progress,
            kinds=(EVERYTHING,),
            done=self._was_read,
            trouble=self._failed,
        )

    def _was_read(self, result: ReadReceipt) -> None:
        self._end()
        self.receipt.set_value("")
        bad = next((one for one in result.outcomes if not one.settled), None)
        if bad is not None:
            self.show_trouble(Trouble(bad.sentence, bad.advice))
            return
        self.show_banner(Banner("ok" if result.outcomes else "warn", *told(result)))
