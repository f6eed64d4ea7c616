"""Putting a backup back: which one, what it would change, and only then the button; for a new laptop or a broken store."""

from __future__ import annotations

from pathlib import Path

from silkfield.clock import Clock
from silkfield.desktop.door import Door, Opened
from silkfield.desktop.jobs import Job
from silkfield.desktop.setup.gate import GatePage
from silkfield.desktop.setup.unlock_page import open_with
from silkfield.desktop.widgets import (
    Field,
    PassphraseField,
    PathField,
    ProgressStrip,
    Select,
    Text,
    primary,
    quiet,
    row,
)
from silkfield.errors import Trouble
from silkfield.language import _, isolated
from silkfield.operations.backup import remembering, restoring
from silkfield.operations.backup.folders import Backup, Standing, found_in
from silkfield.operations.backup.restoring import Preview, Restored
from silkfield.operations.backup.telling import counted, moment, what_was_kept, what_would_change
from silkfield.operations.progress import Progress


class RestorePage(GatePage):
    """Lead through choosing, looking and putting back; nothing changes before the last button. `left` goes back."""

    def __init__(self, door: Door, why: Trouble | None = None) -> None:
        """`why` is what was wrong with the store that is there."""
        super().__init__(door)
        self._why = why
        self._found: list[Backup] = []
        self._job: Job | None = None
        self.folder = PathField(_("Folder of the backups"), "folder")
        self.backup = Select((), "", _("Backup"))
        self.who = Select((), "", _("Who is working?"))
        self.passphrase = PassphraseField(_("Passphrase"))
        self.button = primary(_("Look at it"), icon="eye", run=self.look)
        self.folder.given.connect(lambda _paths: self.search())
        self.backup.currentIndexChanged.connect(lambda _place: self._show_people())
        self.passphrase.entered.connect(self.look)
        self._lasting = (self.folder, self.backup, self.who, self.passphrase, self.button)
        self._show_choice()

    def begin(self) -> None:
        """Look for backups where they are likely to be, and put the cursor where a person begins."""
        self.folder.setFocus()
        if self._why is not None:
            self.show_trouble(self._why)
        self.door.run(self, remembering.newest_whole, self.door.folder, done=self._show_newest)

    # -- choosing

    def _show_choice(self) -> None:
        for part in self._lasting:  # they outlive the card
            part.setParent(None)
        self.people = Field(_("Who is working?"), self.who)
        words = _("The passphrase is the one of then. Nothing is changed yet.")
        self.show_card(
            Field(_("Folder of the backups"), self.folder),
            Field(_("Backup"), self.backup),
            self.people,
            Field(_("Passphrase"), self.passphrase),
            Text(words, "body", "ink2", wrap=True),
            row(quiet(_("Back"), run=self.left.emit), None, self.button),
            title=_("Put a backup back"),
        )
        for part in self._lasting:
            part.show()
        self._show_people()

    def _show_newest(self, newest: Backup | None) -> None:
        if newest is not None and self.folder.value() is None:
            self.folder.set_value(newest.folder.parent)
            self._look_into(newest.folder.parent)

    def search(self) -> None:
        """Look which backups are in the folder named."""
        place = self.folder.value()
        if place is not None:
            self.clear_trouble()
            self._look_into(place)

    def _look_into(self, place: Path) -> None:
        self.door.run(self, found_in, place, done=self._show_found)

    def _show_found(self, found: list[Backup]) -> None:
        self._found = [one for one in found if one.standing is Standing.WHOLE]
        self.backup.set_options([(str(one.folder), _words(one)) for one in self._found])
        self._show_people()
        if self._found:
            self.passphrase.setFocus()
        else:
            self.show_trouble(
                Trouble(
                    _("There is no whole backup in this folder."),
                    _("Put the stick in, or choose the folder whose name begins with “Silkfield-backup”."),
                )
            )

    def _show_people(self) -> None:
        names: tuple[str, ...] = ()
        if self.backup.value():
            try:
                names = restoring.people_of(Path(self.backup.value()))
            except Trouble as trouble:
                self.show_trouble(trouble)
        self.who.set_options([(name, name) for name in names])
        self.people.setVisible(len(names) > 1)

    # -- looking

    def look(self) -> None:
        """Say what the backup chosen would change."""
        if not self.button.isEnabled():
            return
        if not self.backup.value():
            self.search()
            return
        self.button.setEnabled(False)
        self.door.run(
            self,
            restoring.preview,
            Path(self.backup.value()),
            self.door.folder,
            self.passphrase.value(),
            self.who.value(),
            done=self._show_preview,
            trouble=self._refused,
        )

    def _refused(self, trouble: Trouble) -> None:
        self.button.setEnabled(True)
        self.show_trouble(trouble)
        self.passphrase.setFocus()

    def _show_preview(self, found: Preview) -> None:
        for part in self._lasting:
            part.setParent(None)
        self.button.setEnabled(True)
        self.progress = ProgressStrip(_("Putting the backup back"), _("Cancel"))
        self.progress.stopped.connect(self._stop)
        self.put = primary(_("Put it back"), icon="history", run=lambda: self.put_back(found))
        self.back = quiet(_("Back"), run=self._show_choice)
        sentences = [Text(one, "body", wrap=True) for one in what_would_change(found)]
        self.show_card(
            *sentences,
            Text(isolated(str(found.backup)), "meta", "ink2", wrap=True),
            self.progress,
            row(self.back, None, self.put),
            title=_("This would happen"),
        )
        self.progress.hide()
        self.put.setFocus()

    # -- putting back

    def put_back(self, found: Preview) -> None:
        """Put the backup in the place of the store."""
        if not self.put.isEnabled():
            return
        self.clear_trouble()
        for part in (self.put, self.back):
            part.setEnabled(False)
        self.progress.set_progress(0, 0)
        self.progress.show()
        self._job = Job(self._tell_progress)
        self.door.run(
            self,
            _restore,
            found,
            self.passphrase.value(),
            self.who.value(),
            self.door.clock,
            self._job,
            done=self._show_done,
            trouble=self._failed,
        )

    def _tell_progress(self, done: int, total: int, words: str) -> None:
        self.progress.set_progress(done, total, words)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _failed(self, trouble: Trouble) -> None:
        self.progress.hide()
        for part in (self.put, self.back):
            part.setEnabled(True)
        self.show_trouble(trouble)

    def _show_done(self, done: tuple[Restored, Opened]) -> None:
        restored, opened = done
        self.passphrase.clear()
        kept = what_was_kept(restored)
        begin = primary(_("Begin"), icon="arrow-right", run=lambda: self.opened.emit(opened))
        self.show_card(
            Text(
                _("This is the store of {day}.").format(day=moment(restored.account.made, restored.account.zone)),
                "strong",
                wrap=True,
            ),
            *([Text(kept, "body", wrap=True)] if kept else []),
            Text(
                _("The passphrases are those of then. What was erased since stays erased."), "body", "ink2", wrap=True
            ),
            row(None, begin),
            title=_("The backup is back"),
        )
        begin.setFocus()


def _words(one: Backup) -> str:
    account = one.account
    if account is None:
        return one.minute
    parts = (moment(account.made, account.zone), isolated(account.label), counted(account.records))
    return " · ".join(parts)


def _restore(
    found: Preview, passphrase: str, name: str, clock: Clock | None, progress: Progress
) -> tuple[Restored, Opened]:
    restored = restoring.restore(found.backup, found.store, passphrase, name, clock=clock, progress=progress)
    return restored, open_with(found.store, passphrase, name, clock)
