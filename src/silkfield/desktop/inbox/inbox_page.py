"""Inbox: bundles that arrived, what each does or would do, what was kept aside, and headquarters' receipts to the sites."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from typing_extensions import override

from silkfield.bundles.faults import WITHHELD
from silkfield.desktop.desk import EVERYTHING, Desk, Job
from silkfield.desktop.inbox import telling
from silkfield.desktop.inbox.arrival_panel import TAKE_BACK, ArrivalPanel
from silkfield.desktop.inbox.arrived import Inbox, arrivals_table, inbox, rows
from silkfield.desktop.inbox.deciding import Decisions
from silkfield.desktop.inbox.receipts import ReceiptsDialog, sites_to_write_to, write_receipts
from silkfield.desktop.lists.unfinished import UnfinishedBundles
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
from silkfield.operations.exchange import receiving, recovering, retrying
from silkfield.operations.exchange.finishing import Sent
from silkfield.operations.exchange.outcomes import KNOWN, Outcome
from silkfield.operations.exchange.recovering import KitState
from silkfield.records.changes import Changes

SIDE, NARROW_SIDE = 376, 296


class InboxPage(DeskPage):
    """Adds bundles and shows them. Headquarters imports what somebody has looked at; a laptop takes in what is in order."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.shown: Inbox | None = None
        self.dialog: WordsDialog | None = None
        self._job: Job | None = None
        self._again: frozenset[int] = frozenset()
        self._wanted: int | None = None
        self._headquarters = desk.sitting.office.is_headquarters
        self.decisions = Decisions(self, self)
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
        self.unfinished = UnfinishedBundles(self.decisions.go_on, self.decisions.give_up)
        self.table = arrivals_table()
        self.progress = ProgressStrip(_("Working"), _("Cancel"))
        self.panel = ArrivalPanel(desk.sitting)
        self.receipts_button = second(_("Write receipts"), icon="receipt", run=self.ask_receipts)
        self.again_button = second(_("Look again at all"), "F5", "refresh", self.decisions.look_again)
        self.clashes_button = second(
            _("Decide"), icon="arrows-exchange", run=lambda: self.navigator.open_page("clashes")
        )
        self._lay_out()
        self.zone.given.connect(self.add)
        self.table.moved.connect(lambda _key: self._show_chosen())
        self.table.chosen.connect(lambda _key: self.panel.button and self.panel.button.setFocus())
        self.panel.wanted.connect(self.decisions.act)
        self.progress.stopped.connect(self._stop)
        take_drops(self, self.add)

    def _lay_out(self) -> None:
        self.progress.hide()
        actions = [self.clashes_button, self.again_button]
        self.header = PageHeader(
            _("Inbox"), actions=[*actions, self.receipts_button] if self._headquarters else actions
        )
        self.status = StatusBar(_("Looking…"))
        main = Panel(column(self.zone, self.unfinished, self.progress, (Card(self.table, flush=True), 1), spacing=12))
        self.set_frame(Page(self.header, ((Beside(main, self.panel, SIDE, NARROW_SIDE), 1),), status=self.status))

    @override
    def open(self, **what: Any) -> None:
        self._again = frozenset()
        self.show_banner(None)
        self._look()
        if self._headquarters:
            self.desk.ask(self, recovering.kit_state, answer=self._remind)
        self.files.setFocus()

    def _remind(self, kit: KitState | None) -> None:
        """Ask for a recovery kit until there is one that was tried; whatever else is to be said comes first."""
        if kit and kit.is_urgent and not (self.frame and self.frame.banner):
            turn = partial(self.navigator.open_page, "sites", panel="keys")
            button = second(_("Recovery kit"), icon="key", run=turn, small=True)
            self.show_banner(Banner("warn", kit.sentence, kit.advice, [button]))

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
        self.unfinished.show_bundles(shown.unfinished, {site.id: site.name for site in shown.sites})
        self.again_button.setVisible(shown.aside > 0)
        self.clashes_button.setVisible(shown.to_decide > 0)
        words = ngettext("{count} record to decide", "{count} records to decide", shown.to_decide)
        self.clashes_button.set_label(words.format(count=shown.to_decide))
        self.header.set_facts(telling.facts(shown, self.desk.sitting.person.name))
        self.status.say(*telling.missing(shown))
        self.navigator.set_badge("inbox", str(shown.waiting or ""))
        self.navigator.set_badge("clashes", str(shown.to_decide or ""))
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
        elif one.decidable:
            self.desk.ask(
                self,
                retrying.look,
                one.arrival,
                answer=lambda brings: self._show_part(one, brings),
                trouble=partial(self._against, one),
            )
        else:
            self._show_part(one)

    def _show_part(self, one: Outcome, brings: Outcome | None = None, against: str = "") -> None:
        if self.shown is not None and one == self.chosen():
            self.panel.show_arrival(one, self.shown, brings, against)

    def _against(self, one: Outcome, trouble: Trouble) -> None:
        self._show_part(one, None, f"{trouble.message} {trouble.advice}".strip())

    # -- adding

    def add(self, paths: Sequence[Path]) -> None:
        """Check files; headquarters makes their plans and imports nothing, a laptop takes in what is in order."""
        self.work(receiving.receive, list(paths), plan_only=self._headquarters, done=self.looked_at)

    def looked_at(self, outcomes: Sequence[Outcome]) -> None:
        """Say in one line what became of files that were added or looked at again, and show the first that needs somebody."""
        self.files.set_value("")
        self._again = frozenset(one.arrival for one in outcomes if one.result == KNOWN)
        bad = [one for one in outcomes if not one.settled]
        ready = [one for one in outcomes if one.result == "planned"]
        taken_out = [one for one in outcomes if one.code == WITHHELD and one.result == KNOWN]
        self._wanted = next((one.arrival for one in (*ready, *bad, *outcomes)), None)
        self.table.setFocus()
        if len(bad) == len(outcomes) == 1:
            self.show_trouble(telling.not_taken(bad))
        elif len(taken_out) == len(outcomes) == 1:
            take = second(
                _("Take it in again"),
                icon="refresh",
                run=lambda: self.decisions.act(TAKE_BACK, taken_out[0]),
                small=True,
            )
            fact = _("The import of {label} was undone before.").format(label=self.title(taken_out[0]))
            self.show_banner(Banner("info", fact, _("This copy changes nothing by itself."), [take]))
        else:
            self.show_banner(telling.added(outcomes))

    def title(self, one: Outcome) -> str:
        """Return what a part is called."""
        return self.shown.title(one) if self.shown else one.label

    def look_through(self, one: Outcome) -> None:
        """Show a plan record by record, on a page of its own."""
        self._wanted = one.arrival
        self.navigator.open_page("plan", arrival=one.arrival, title=self.title(one))

    def imported(self, outcome: Outcome) -> None:
        """Say what an import has brought; the oldest part that waits comes next, so that one key works off a pile."""
        self.show_banner(telling.imported(outcome, self.title(outcome)))
        if self.shown:
            waiting = {one.arrival for one in self.shown.arrived if one.result == "planned"} - {outcome.arrival}
            self._wanted = min(waiting, default=outcome.arrival)
        self.table.setFocus()

    def say(self, banner: Banner) -> None:
        """Say what was done, with the cursor in the table again."""
        self.show_banner(banner)
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
        self.work(write_receipts, folder, tuple(codes), done=self._receipts_written)

    def _receipts_written(self, sent: Sequence[Sent]) -> None:
        words = ngettext("{count} receipt is written.", "{count} receipts are written.", len(sent))
        actions: list[Button] = [
            second(_("Open folder"), icon="folder-open", run=lambda: show_folder(sent[0].paths[0]), small=True)
        ]
        more = _("They were read back. Give each site its own.")
        self.show_banner(Banner("ok", words.format(count=len(sent)), more, actions))

    # -- working

    def work(
        self, operation: Any, *what: Any, done: Callable[[Any], object], progress: bool = True, **choices: Any
    ) -> None:
        """Do one thing at a time, with its progress where it may take long."""
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
