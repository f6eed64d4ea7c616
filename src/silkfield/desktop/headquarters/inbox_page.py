"""Inbox: bundles that arrived, what importing each would do, and headquarters' receipts back to the sites."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from typing_extensions import override

from silkfield.desktop.desk import EVERYTHING, Desk, Job
from silkfield.desktop.headquarters.arrived import Inbox, arrivals_table, inbox, rows, state
from silkfield.desktop.headquarters.plan_view import PlanView
from silkfield.desktop.moments import day_and_time
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.widgets import (
    Banner,
    Beside,
    Card,
    Chip,
    DropZone,
    EmptyState,
    Field,
    IconMark,
    Page,
    PageHeader,
    Panel,
    PathField,
    ProgressStrip,
    Rule,
    Select,
    Text,
    WordsDialog,
    column,
    danger,
    primary,
    refill,
    row,
    second,
    take_drops,
)
from silkfield.desktop.widgets.layout import Item
from silkfield.errors import Trouble
from silkfield.language import _, ngettext
from silkfield.operations import opening, receiving, sending
from silkfield.operations.receiving import Outcome, Undone
from silkfield.operations.sending import Sent
from silkfield.records.changes import Changes

SIDE = 376


class InboxPage(DeskPage):
    """Adds bundles, shows their plans, imports what somebody has looked at, and writes receipts."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.shown: Inbox | None = None
        self._job: Job | None = None
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
        self.detail = column(spacing=8)
        self.site = Select([], "", _("Site"))
        self.folder = PathField(_("Folder"), "folder")
        self.header = PageHeader(_("Inbox"), "")
        self._lay_out()
        self.zone.given.connect(self.add)
        self.table.moved.connect(lambda _key: self._show_detail())
        self.progress.stopped.connect(self._stop)
        take_drops(self, self.add)

    def _lay_out(self) -> None:
        self.progress.hide()
        self.receipt_button = second(_("Write receipt"), icon="receipt", run=self.write_receipt)
        receipts = Card(
            Field(_("For the site"), self.site),
            Field(_("Folder or stick"), self.folder),
            row(None, self.receipt_button),
            title=_("Receipts"),
            spacing=6,
        )
        side = Panel(column((Card(self.detail, None), 1), receipts, spacing=12))
        main = Panel(column(self.zone, self.progress, (Card(self.table, flush=True), 1), spacing=12))
        self.set_frame(Page(self.header, ((Beside(main, side, SIDE, 320), 1),)))

    @override
    def open(self, **what: Any) -> None:
        self.show_banner(None)
        self._look()
        self.files.setFocus()

    @override
    def refresh(self, changes: Changes) -> None:
        self._look()

    def _look(self) -> None:
        self.desk.ask(self, inbox, answer=self._show)

    def _show(self, shown: Inbox) -> None:
        chosen = self.table.current_id()
        self.shown = shown
        if self.folder.value() is None:
            self.folder.set_value(shown.folder)
        before = self.site.value()
        self.site.set_options([(site.code, f"{site.name} ({site.code})") for site in shown.sites], before)
        self.receipt_button.setEnabled(bool(shown.sites))
        person = self.desk.sitting.person.name
        self.header.set_facts(
            _("{all} arrived · {waiting} can be imported · data officer {person}").format(
                all=len(shown.arrived), waiting=shown.waiting, person=person
            )
        )
        self.navigator.set_badge("inbox", str(shown.waiting or ""))
        self.table.show_rows(rows(shown, self.desk.sitting))
        known = [one.arrival for one in shown.arrived]
        if known:
            self.table.choose(chosen if chosen in known else known[0])
        self._show_detail()

    # -- the part that is looked at

    def chosen(self) -> Outcome | None:
        """Return the part that the table's current row shows."""
        key = self.table.current_id()
        return next((one for one in self.shown.arrived if one.arrival == key), None) if self.shown else None

    def _show_detail(self) -> None:
        one = self.chosen()
        if one is None or self.shown is None:
            empty = EmptyState(
                "inbox", _("Nothing has arrived yet."), _("Bundles come from the sites by stick or mail.")
            )
            refill(self.detail, [None, empty, None])
            return
        words, tone, icon = state(one)
        heading = row(Text(one.label or one.part, "big", elide=True), Chip(words, tone, icon), None)
        made = _("made {moment}").format(moment=day_and_time(one.made, self.desk.sitting)) if one.made else one.part
        parts: list[Item] = [
            heading,
            Text(f"{self.shown.site(one)} · {made}".strip(" ·"), "meta", "ink2", elide=True),
            Rule(),
        ]
        if one.label:
            parts += [*self._checks(one), Rule(), self._plan_title(one), PlanView(one.plan)]
        else:
            parts += [Text(one.sentence, "strong", wrap=True), Text(one.advice, "body", "ink2", wrap=True)]
        whole = Panel(column(*parts, None, self._actions(one), spacing=8))  # one part, so that it goes as a whole
        refill(self.detail, [(whole, 1)])

    def _checks(self, one: Outcome) -> list[Item]:
        site = self.shown.site(one) if self.shown else ""
        checks = [
            ("circle-check", "ok", _("Signature of {site}").format(site=site or one.label)),
            ("circle-check", "ok", _("Opened with our key, whole and unchanged")),
        ]
        missing = _(", ").join(f"{first}-{last}" for first, last in one.gaps)
        checks.append(
            ("alert-triangle", "warn", _("Changes {missing} of this laptop have not arrived").format(missing=missing))
            if one.gaps
            else ("circle-check", "ok", _("No gap before it"))
        )
        return [row(IconMark(icon, 18, tone), (Text(words, wrap=True), 1)) for icon, tone, words in checks]

    def _plan_title(self, one: Outcome) -> Item:
        note = _("nothing has been written yet") if one.result == "planned" else ""
        return row(Text(_("Plan") if note else _("What it brought"), "h2"), None, Text(note, "meta", "ink2"))

    def _actions(self, one: Outcome) -> Item:
        if one.result == "planned":
            self.import_button = primary(
                _("Import this plan"), "Ctrl+Enter", "database-import", lambda: self.take(one.arrival)
            )
            return row(None, self.import_button)
        if one.result == "imported" and one.label:
            return row(None, danger(_("Undo this import"), icon="arrow-back-up", run=lambda: self.ask_undo(one)))
        return row(None)

    # -- doing

    def add(self, paths: Sequence[Path]) -> None:
        """Check files and make their plans; nothing is imported."""
        self._do(receiving.receive, list(paths), plan_only=True, done=self._added)

    def _added(self, outcomes: list[Outcome]) -> None:
        self.files.set_value("")
        bad = [one for one in outcomes if not one.settled]
        known = sum(one.result == "known" for one in outcomes)
        ready = sum(one.result == "planned" for one in outcomes)
        if bad:
            words = ngettext("{count} file was not taken in.", "{count} files were not taken in.", len(bad))
            sentence = f"{bad[0].part}: {bad[0].sentence} {bad[0].advice}"
            self.show_banner(Banner("bad", words.format(count=len(bad)), sentence))
        elif ready or known:
            self.show_banner(
                Banner(
                    "ok" if ready else "info",
                    ngettext("{count} part is ready.", "{count} parts are ready.", ready).format(count=ready),
                    ngettext("{count} was imported before.", "{count} were imported before.", known).format(count=known)
                    if known
                    else _("Look at the plan, then import it."),
                )
            )
        else:
            self.show_banner(Banner("warn", _("There are no bundle files there."), _("Their names end in .skf.")))
        newest = next((one.arrival for one in outcomes if one.result == "planned"), None)
        if newest is not None:
            self.table.choose(newest)
            self.table.setFocus()

    def take(self, arrival: int) -> None:
        """Import the plan that is looked at."""
        self._do(receiving.import_planned, arrival, done=self._imported, progress=False)

    def _imported(self, outcome: Outcome) -> None:
        self.show_banner(Banner("ok", outcome.sentence, outcome.advice or _("Write a receipt for the site.")))

    def ask_undo(self, one: Outcome) -> None:
        """Ask before figures change, and say what happens."""
        dialog = WordsDialog(
            self,
            _("Undo the import of {label}?").format(label=one.label),
            _("What it brought leaves all lists and figures. It is kept and can be taken in again."),
            _("Leave it"),
            _("Undo this import"),
            "arrow-back-up",
        )
        dialog.accepted.connect(lambda: self._do(receiving.undo, one.label, done=self._undone, progress=False))
        self.dialog = dialog
        dialog.open()

    def _undone(self, undone: Undone) -> None:
        words = ngettext("{count} change no longer counts.", "{count} changes no longer count.", undone.changes)
        fact = _("The import of {label} is undone.").format(label=undone.label)
        self.show_banner(Banner("info", fact, words.format(count=undone.changes)))

    def write_receipt(self) -> None:
        """Write the receipt for the site chosen into the folder chosen."""
        folder = self.folder.value()
        if folder is None:
            self.show_trouble(Trouble(_("No folder is chosen."), _("Choose the stick or folder for the receipt.")))
            self.folder.setFocus()
            return
        self.desk.do(self, opening.change_settings, send_folder=str(folder), trouble=lambda _trouble: None)
        self._do(sending.send, folder, site=self.site.value(), done=self._receipt_written)

    def _receipt_written(self, sent: Sent) -> None:
        names = _(", ").join(path.name for path in sent.paths)
        self.show_banner(Banner("ok", _("The receipt is written and was read back."), names))

    def _do(self, operation: Any, *what: Any, done: Any, progress: bool = True, **choices: Any) -> None:
        if self._job is not None:
            return
        self.clear_trouble()
        self.show_banner(None)
        if progress:
            self.progress.set_progress(0, 0)
            self.progress.show()
            choices["progress"] = self.progress.set_progress

        def finished(result: Any) -> None:
            self._end()
            done(result)

        self._job = self.desk.do(
            self, operation, *what, kinds=(EVERYTHING,), done=finished, trouble=self._failed, **choices
        )

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
