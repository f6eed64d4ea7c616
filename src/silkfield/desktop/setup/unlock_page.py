"""The lock page: who is working, and the passphrase; a wrong one always gets the same sentence and a growing pause."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer

from silkfield.clock import Clock
from silkfield.desktop.door import Door, Opened
from silkfield.desktop.setup.gate import GatePage
from silkfield.desktop.widgets import Field, OneOfMany, Option, PassphraseField, Select, Text, primary, quiet, row
from silkfield.errors import Trouble
from silkfield.language import _, ngettext
from silkfield.operations import opening
from silkfield.operations.backup.restoring import DAMAGES
from silkfield.operations.exchange.retrying import retry_if_changed
from silkfield.operations.opening import Waiting

_MOST_TILES = 3
_LONGEST_PAUSE = 30  # seconds


class UnlockPage(GatePage):
    """Unlock the store."""

    def __init__(self, door: Door, waiting: Waiting, unfinished: bool) -> None:
        """`unfinished`: something was being typed when the store was locked."""
        super().__init__(door)
        self.who = _who(waiting.people)
        self.passphrase = PassphraseField(_("Passphrase"))
        self.passphrase.entered.connect(self.unlock)
        self.button = primary(_("Unlock"), icon="lock", run=self.unlock)
        self.note = Text("", "body", "ink2", wrap=True)
        self._wrong = 0
        self._left = 0
        self._pause = QTimer(self)
        self._pause.setInterval(1000)
        self._pause.timeout.connect(self._count)
        if waiting.said:
            self.note.set_words(waiting.said)
        elif unfinished:
            self.note.set_words(_("What you were typing will be there again."))
        self.show_card(
            Field(_("Who is working?"), self.who),
            Field(_("Passphrase"), self.passphrase),
            row((self.note, 1), self.button),
            row(
                quiet(_("Practise…"), run=self.practising.emit, small=True),
                None,
                quiet(_("Put a backup back…"), run=lambda: self.putting_back.emit(None), small=True),
            ),
            title=_("Unlock"),
        )

    def begin(self) -> None:
        """Put the cursor into the passphrase."""
        self.passphrase.setFocus()

    def unlock(self) -> None:
        """Try the passphrase."""
        if not self.button.isEnabled():
            return
        if not self.passphrase.value():
            self.passphrase.setFocus()
            return
        self.button.setEnabled(False)
        self.note.set_words(_("Unlocking…"))
        self.door.run(
            self,
            open_with,
            self.door.folder,
            self.passphrase.value(),
            self.who.value() or "",
            self.door.clock,
            done=self.opened.emit,
            trouble=self._refused,
        )

    def _refused(self, trouble: Trouble) -> None:
        self.passphrase.clear()
        self.note.set_words("")
        if trouble.code in DAMAGES:
            self.putting_back.emit(trouble)
            return
        self.show_trouble(trouble)
        if trouble.code == "passphrase":
            self._left = min(2**self._wrong, _LONGEST_PAUSE)
            self._wrong += 1
            self._say_pause()
            self._pause.start()
        else:
            self.button.setEnabled(True)
        self.passphrase.setFocus()

    def _count(self) -> None:
        self._left -= 1
        self._say_pause()

    def _say_pause(self) -> None:
        if self._left > 0:
            words = ngettext(
                "Wait {count} second, then try again.", "Wait {count} seconds, then try again.", self._left
            )
            self.note.set_words(words.format(count=self._left))
        else:
            self._pause.stop()
            self.note.set_words("")
            self.button.setEnabled(True)


class _OnlyOne(Text):
    """The name of the only person who works here."""

    def value(self) -> str:
        return self.words()


def _who(people: tuple[str, ...]) -> OneOfMany | Select | _OnlyOne:
    if len(people) == 1:
        return _OnlyOne(people[0], "strong")
    if len(people) > _MOST_TILES:
        return Select([(name, name) for name in people], people[0], _("Who is working?"))
    tiles = OneOfMany([Option(name, name, str(place)) for place, name in enumerate(people, 1)], _("Who is working?"))
    tiles.set_value(people[0])
    return tiles


def open_with(folder: Path, passphrase: str, name: str, clock: Clock | None) -> Opened:
    """Unlock a store and look again at what waited in it. Raises Trouble."""
    from silkfield.desktop import work_area  # noqa: F401, PLC0415  (read from the disk here, not on the window's thread)

    sitting = opening.open_store(folder, passphrase, name, clock=clock)
    retry_if_changed(sitting)  # a newer program may read what was held
    return Opened(sitting, opening.settings(sitting))
