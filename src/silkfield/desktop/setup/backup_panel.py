"""Data & backups: when the last backup was made, making one now, and which there are in a folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from silkfield.desktop.desk import Desk, Job
from silkfield.desktop.moments import day_and_time, days_ago
from silkfield.desktop.navigator import Navigator
from silkfield.desktop.trouble import tell
from silkfield.desktop.widgets import (
    Card,
    Cell,
    Column,
    DataTable,
    Field,
    PathField,
    ProgressStrip,
    Row,
    Text,
    column,
    grouped,
    primary,
    row,
    second,
)
from silkfield.errors import Trouble
from silkfield.language import _, isolated, ngettext
from silkfield.locations import size
from silkfield.operations.backup.folders import Backup, Standing
from silkfield.operations.backup.making import Made, make
from silkfield.operations.backup.telling import Known, known
from silkfield.records.changes import Changes

_WIDTH = 860


class BackupPanel(QWidget):
    """A card to make a backup, and one with those that were found in its folder."""

    def __init__(self, page: QWidget, desk: Desk, navigator: Navigator) -> None:
        """`page` has the banner that troubles are told in."""
        super().__init__()
        self._page, self._desk = page, desk
        self._job: Job | None = None
        self.last = Text("", "strong", wrap=True)
        self.advice = Text("", "body", "ink2", wrap=True)
        self.folder = PathField(_("Folder for backups"), "folder")
        self.folder.given.connect(lambda _paths: self._look())
        self.progress = ProgressStrip(_("Making a backup"), _("Cancel"))
        self.progress.stopped.connect(self._stop)
        self.progress.hide()
        self.button = primary(_("Make a backup now"), icon="archive", run=self.make)
        self.said = Text("", "body", "ok", wrap=True)
        words = _("A backup is a whole copy of this store, locked as it is. You can go on working meanwhile.")
        self.table = _table()
        back = second(_("Put a backup back…"), icon="history", run=navigator.put_back)
        found = Card(self.table, title=_("Backups in this folder"), actions=(back,), flush=True)
        making = Card(
            self.last,
            self.advice,
            Field(_("Folder on another disk or stick"), self.folder),
            self.progress,
            row((self.said, 1), self.button),
            Text(words, "meta", "ink2", wrap=True),
            title=_("Backup"),
            spacing=10,
            padding=(20, 16, 20, 16),
        )
        self.setLayout(column(making, found, _help(), None, spacing=12))
        self.setMaximumWidth(_WIDTH)

    def ask(self) -> None:
        """Ask how the backups stand."""
        self._look()

    def _look(self) -> None:
        self._desk.ask(self._page, known, self.folder.value(), answer=self._show)

    def _show(self, found: Known) -> None:
        if self.folder.value() is None and found.place is not None:
            self.folder.set_value(found.place)
        self.last.set_words(last_words(found, self._desk))
        self.last.set_tone("warn" if found.late else "ink")
        self.advice.set_words(_advice(found))
        self.table.show_rows([_row(one, self._desk) for one in found.found])

    def make(self) -> None:
        """Make a backup in the folder named."""
        place = self.folder.value()
        if self._job is not None:
            return
        if place is None:
            tell(self._page, Trouble(_("No folder is chosen."), _("Choose a folder on another disk or stick.")))
            self.folder.setFocus()
            return
        self.said.set_words("")
        self.button.setEnabled(False)
        self.progress.set_progress(0, 0)
        self.progress.show()
        self._job = self._desk.ask(
            self._page,
            make,
            place,
            answer=self._made,
            trouble=self._failed,
            progress=self.progress.set_progress,
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _end(self) -> None:
        self._job = None
        self.progress.hide()
        self.button.setEnabled(True)

    def _failed(self, trouble: Trouble) -> None:
        self._end()
        tell(self._page, trouble)
        self._look()

    def _made(self, made: Made) -> None:
        self._end()
        words = [_("The backup is whole: it was read back and opened.")]
        if made.thinned:
            gone = ngettext("{count} older backup was deleted.", "{count} older backups were deleted.", made.thinned)
            words.append(gone.format(count=made.thinned))
        self.said.set_words(" ".join(words))
        self._desk.changed.emit(Changes(frozenset({"backups"})))
        self._look()


def _help() -> Card:
    """Say what a backup is good for, and what to do on the day it is needed."""
    sentences = (
        _("Once a week: put the stick in, make a backup, take the stick out and keep it in another place."),
        _(
            "This laptop is lost or broken: open Silkfield on another one and choose “Put a backup back” on its first page."
        ),
        _("What was recorded after the backup comes back only as far as other laptops of this office have it."),
        _("Of the older backups the newest of each day and of each week stay, 14 at most; the others are deleted."),
        _("Putting one back leaves a copy of what it replaces beside the store; the newest three of these stay."),
        _("A backup made before something was erased still holds it, locked. Put back, it is erased again."),
    )
    return Card(
        *(Text(one, "body", "ink2", wrap=True) for one in sentences),
        title=_("What backups are for"),
        spacing=8,
        padding=(20, 16, 20, 16),
    )


def last_words(found: Known, desk: Desk) -> str:
    """Say when the last backup was made."""
    if not found.last.made:
        return _("No backup was made yet")
    days = days_ago(found.last.made, desk.sitting)
    ago = _("today") if days < 1 else ngettext("{count} day ago", "{count} days ago", days).format(count=days)
    when = day_and_time(found.last.made, desk.sitting)
    return _("Last backup {day}, {ago}").format(day=when, ago=ago)


def _advice(found: Known) -> str:
    if found.same_disk:
        return _("This folder is on the disk that the store is on; a broken disk takes both. A stick is safer.")
    if found.last.place and found.place != Path(found.last.place):
        return _("It is in {folder}.").format(folder=isolated(found.last.place))
    return _("Make one once a week, on a stick that is kept elsewhere.")


def _table() -> DataTable:
    columns = (
        Column("made", _("Made"), 150),
        Column("laptop", _("Laptop"), 80),
        Column("records", _("Records"), 90, align="end"),
        Column("size", _("Size"), 90, align="end"),
        Column("state", _("State"), 180, stretch=True),
    )
    return DataTable(columns, _("Backups in this folder"), fit=True)


def _row(one: Backup, desk: Desk) -> Row:
    account = one.account
    state, tone = _state(one, desk)
    made = day_and_time(account.made, desk.sitting) if account else isolated(one.minute)
    return Row(
        str(one.folder),
        (
            Cell(made, role="strong"),
            Cell(isolated(account.label) if account else ""),
            Cell(grouped(account.records) if account else ""),
            Cell(size(account.size) if account else ""),
            Cell(state, tone=tone),
        ),
    )


def _state(one: Backup, desk: Desk) -> tuple[str, str]:
    if one.account is None:
        return _("Cut off, not a backup"), "warn"
    if one.standing is not Standing.WHOLE:
        return _("A file is missing or cut"), "warn"
    if one.account.device != desk.sitting.office.device:
        return _("Whole, of another laptop"), "ink2"
    return _("Whole"), "ok"
