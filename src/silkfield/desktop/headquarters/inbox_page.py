"""Inbox: bundles that arrived, what importing each would do, and headquarters' receipts back to the sites."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from typing_extensions import override

from silkfield.bundles.faults import WITHHELD
from silkfield.desktop.desk import EVERYTHING, Desk, Job
from silkfield.desktop.headquarters import telling
from silkfield.desktop.headquarters.arrival_panel import ArrivalPanel
from silkfield.desktop.headquarters.arrived import Inbox, arrivals_table, inbox, rows
from silkfield.desktop.headquarters.receipts import ReceiptsDialog, sites_to_write_to, write_receipts
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.widgets import (
    Banner,
    Beside,
    Button,
    Card,
    DropZone,
    Page,
    PageHeader,
    Panel,
    PathField,
    ProgressStrip,
    StatusBar,
    WordsDialog,
    column,
    second,
    show_folder,
    take_drops,
)
from silkfield.errors import Trouble
from silkfield.language import _, ngettext
from silkfield.operations.exchange import planning, receiving, withholding
from silkfield.operations.exchange.finishing import Sent
from silkfield.operations.exchange.outcomes import KNOWN, Outcome
from silkfield.operations.exchange.withholding import Undone
from silkfield.records.changes import Changes

SIDE, NARROW_SIDE = 376, 296


class InboxPage(DeskPage):
    """Adds bundles, shows their plans, imports what somebody has looked at, and writes receipts."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.shown: Inbox | None = None
        self.dialog: WordsDialog | None = None
        self._job: Job | None = None
        self._again: frozenset[int] = frozenset()
        self._wanted: int | None = None
        self.files = PathField(
            _("Bundle files"),
            "files",
            _("Bundles") + " (*.skf)",
            _("Add files"),
            _("or type a path"),
            "plus",
            "Ctrl+O",
        )
        self.zone = DropZone(_("Drop bundle files here"), _("or a whole stick"), self.files)
        self.table = arrivals_table()
        self.progress = ProgressStrip(_("Working"), _("Cancel"))
        self.panel = ArrivalPanel(desk.sitting)
        self.receipts_button = second(_("Write receipts"), icon="receipt", run=self.ask_receipts)
        self._lay_out()
        self.zone.given.connect(self.add)
        self.table.moved.connect(lambda _key: self._show_chosen())
        self.table.chosen.connect(lambda _key: self.panel.button and self.panel.button.setFocus())
        self.panel.importing.connect(lambda one: self.take(one.arrival))
        self.panel.undoing.connect(self.ask_undo)
        self.progress.stopped.connect(self._stop)
        take_drops(self, self.add)

    def _lay_out(self) -> None:
        self.progress.hide()
        self.header = PageHeader(_("Inbox"), "", None, (self.receipts_button,))
        self.status = StatusBar(_("Nothing is written before you import a plan."))
        main = Panel(column(self.zone, self.progress, (Card(self.table, flush=True), 1), spacing=12))
        self.set_frame(Page(self.header, ((Beside(main, self.panel, SIDE, NARROW_SIDE), 1),), status=self.status))

    @override
    def open(self, **what: Any) -> None:
        self._again = frozenset()
        self.show_banner(None)
        self._look()
        self.files.setFocus()

    @override
    def refresh(self, changes: Changes) -> None:
        self._look()

    # -- what is shown

    def _look(self) -> None:
        self.desk.ask(self, inbox, answer=self._show)

    def _show(self, shown: Inbox) -> None:
        chosen = self._wanted or self.table.current_id()
        self._wanted = None
        self.shown = shown
        self.receipts_button.setEnabled(bool(sites_to_write_to(shown)))
        self.header.set_facts(telling.facts(shown, self.desk.sitting.person.name))
        self.status.say(*telling.missing(shown))
        self.navigator.set_badge("inbox", str(shown.waiting or ""))
        self.table.show_rows(rows(shown, self.desk.sitting, self._again))
        known = [one.arrival for one in shown.arrived]
        if known:
            self.table.choose(chosen if chosen in known else known[0])
        self._show_chosen()

    def chosen(self) -> Outcome | None:
        """Return the part that the table's current row shows."""
        key = self.table.current_id()
        return next((one for one in self.shown.arrived if one.arrival == key), None) if self.shown else None

    def _show_chosen(self) -> None:
        one = self.chosen()
        if one is None or self.shown is None:
            self.panel.show_nothing()
        else:
            self.panel.show_arrival(one, self.shown)

    # -- adding

    def add(self, paths: Sequence[Path]) -> None:
        """Check files and make their plans; nothing is imported."""
        self._do(
            receiving.receive, list(paths), plan_only=True, done=lambda outcomes: self._added(outcomes, list(paths))
        )

    def _added(self, outcomes: list[Outcome], paths: list[Path]) -> None:
        self.files.set_value("")
        self._again = frozenset(one.arrival for one in outcomes if one.result == KNOWN)
        bad = [one for one in outcomes if not one.settled]
        ready = [one for one in outcomes if one.result == "planned"]
        taken_out = [one for one in outcomes if one.code == WITHHELD]
        self._wanted = next((one.arrival for one in (*ready, *bad, *outcomes)), None)
        if bad:
            self.show_trouble(telling.not_taken(bad))
        elif taken_out:
            again = second(_("Take it in again"), icon="refresh", run=lambda: self.take_again(paths), small=True)
            fact = _("The import of {label} was undone before.").format(label=self._title(taken_out[0]))
            self.show_banner(Banner("info", fact, _("This copy changes nothing by itself."), [again]))
        else:
            self.show_banner(telling.added(outcomes))
        self.table.setFocus()

    def _title(self, one: Outcome) -> str:
        return self.shown.title(one) if self.shown else one.label

    def take_again(self, paths: Sequence[Path]) -> None:
        """Take back in what was set aside by hand."""
        self._do(receiving.receive, list(paths), again=True, done=lambda outcomes: self._imported(outcomes[0]))

    # -- taking in

    def take(self, arrival: int) -> None:
        """Import the plan that is looked at."""
        self._do(planning.import_planned, arrival, done=self._imported, progress=False)

    def _imported(self, outcome: Outcome) -> None:
        self.show_banner(telling.imported(outcome, self._title(outcome)))
        if self.shown:  # the oldest one that waits comes next, so that a pile is worked off with one key
            waiting = {one.arrival for one in self.shown.arrived if one.result == "planned"} - {outcome.arrival}
            self._wanted = min(waiting, default=outcome.arrival)
        self.table.setFocus()

    def ask_undo(self, one: Outcome) -> None:
        """Ask before figures change, and say what happens."""
        self.dialog = WordsDialog(
            self,
            _("Undo the import of {label}?").format(label=self._title(one)),
            _("All that this bundle brought leaves the lists and figures. It is kept and can be taken in again."),
            _("Leave it"),
            _("Undo this import"),
            "arrow-back-up",
            danger=False,
        )
        self.dialog.accepted.connect(lambda: self._do(withholding.undo, one.label, done=self._undone, progress=False))
        self.dialog.open()

    def _undone(self, result: Undone) -> None:
        self.show_banner(telling.undone(result))
        self.table.setFocus()

    # -- receipts

    def ask_receipts(self) -> None:
        """Ask for whom receipts are written and whither; the site of the part that is looked at comes first."""
        if self.shown is None:
            return
        one = self.chosen()
        code = next((site.code for site in self.shown.sites if one and site.id == one.site), "")
        asked = ReceiptsDialog(self, self.shown, code if code in sites_to_write_to(self.shown) else "")
        asked.accepted.connect(lambda: self.write_receipts(asked.folder.value(), asked.codes()))
        self.dialog = asked
        asked.open()

    def write_receipts(self, folder: Path | None, codes: Sequence[str]) -> None:
        """Write the receipts for some sites into a folder."""
        if folder is None:
            self.show_trouble(Trouble(_("No folder is chosen."), _("Choose the stick or folder for the receipts.")))
            return
        self._do(write_receipts, folder, tuple(codes), done=self._receipts_written)

    def _receipts_written(self, sent: Sequence[Sent]) -> None:
        words = ngettext("{count} receipt is written.", "{count} receipts are written.", len(sent))
        actions: list[Button] = [
            second(_("Open folder"), icon="folder-open", run=lambda: show_folder(sent[0].paths[0]), small=True)
        ]
        more = _("They were read back. Give each site its own.")
        self.show_banner(Banner("ok", words.format(count=len(sent)), more, actions))

    # -- working

    def _do(
        self, operation: Any, *what: Any, done: Callable[[Any], object], progress: bool = True, **choices: Any
    ) -> None:
        if self._job is not None:
            return
        self.clear_trouble()
        self.show_banner(None)
        if progress:
            self.progress.set_progress(0, 0)
            self.progress.show()
            choices["progress"] = self._show_progress

        def finished(result: Any) -> None:
            self._end()
            done(result)

        self._job = self.desk.do(
            self, operation, *what, kinds=(EVERYTHING,), done=finished, trouble=self._failed, **choices
        )

    def _show_progress(self, done: int, total: int, _words: str) -> None:
        """Show how far the work is. The names of files stay away: somebody may have named one after a client."""
        self.progress.set_progress(done, total, _("{done} of {total}").format(done=done, total=total) if total else "")

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _end(self) -> None:
        self._job = None
        self.progress.hide()

    def _failed(self, trouble: Trouble) -> None:
        self._end()
        self.show_trouble(trouble)
        self._look()
