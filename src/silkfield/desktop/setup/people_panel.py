"""Who works with this store: changing one's own passphrase, and letting another person work here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from silkfield.desktop.desk import Desk
from silkfield.desktop.trouble import tell
from silkfield.desktop.widgets import Card, Field, LineField, PassphraseField, Text, column, row, second
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations import opening
from silkfield.operations.sitting import Person, Sitting

_WIDTH = 1000


class PeoplePanel(QWidget):
    """Two cards: this person's passphrase, and the people of this store."""

    def __init__(self, page: QWidget, desk: Desk) -> None:
        """`page` has the banner that troubles are told in."""
        super().__init__()
        self._page, self._desk = page, desk
        self.old, self.new = PassphraseField(_("Passphrase now")), PassphraseField(_("New passphrase"))
        self.again = PassphraseField(_("New passphrase again"))
        self.said = Text("", "body", "ok", wrap=True)
        change = second(_("Change the passphrase"), icon="key", run=self.change)
        own = Card(
            Field(_("Passphrase now"), self.old),
            Field(_("New passphrase"), self.new),
            Field(_("New passphrase again"), self.again),
            row((self.said, 1), change),
            title=_("Your passphrase"),
            spacing=10,
            padding=(20, 16, 20, 16),
        )
        self.people = Text("", "body", wrap=True)
        self.name = LineField(_("Name"))
        self.theirs, self.theirs_again = (
            PassphraseField(_("Their passphrase")),
            PassphraseField(_("Their passphrase again")),
        )
        self.mine = PassphraseField(_("Your own passphrase"))
        add = second(_("Add this person"), icon="plus", run=self.add)
        others = Card(
            self.people,
            Field(_("Name"), self.name),
            Field(_("Their passphrase"), self.theirs),
            Field(_("Their passphrase again"), self.theirs_again),
            Field(_("Your own passphrase"), self.mine),
            row(None, add),
            title=_("People who work here"),
            spacing=10,
            padding=(20, 16, 20, 16),
        )
        self.setLayout(row((column(own, None), 1), (column(others, None), 1), spacing=16))
        self.setMaximumWidth(_WIDTH)

    def ask(self) -> None:
        """Ask who works here."""
        self._desk.ask(self._page, people, answer=self._show)

    def _show(self, names: tuple[str, ...]) -> None:
        self.people.set_words(_(", ").join(names))

    def change(self) -> None:
        """Change this person's passphrase."""
        self.said.set_words("")
        if self.new.value() != self.again.value():
            self._tell(Trouble(_("The two passphrases differ."), _("Type the same passphrase twice.")))
            return
        self._desk.do(self._page, opening.change_passphrase, self.old.value(), self.new.value(), done=self._changed)

    def _changed(self, _nothing: None) -> None:
        for field in (self.old, self.new, self.again):
            field.clear()
        self.said.set_words(_("The new passphrase holds from now on."))

    def add(self) -> None:
        """Let another person work with this store."""
        if not self.name.value():
            self._tell(Trouble(_("Write a name."), _("It stands beside what this person records.")))
        elif self.theirs.value() != self.theirs_again.value():
            self._tell(Trouble(_("The two passphrases differ."), _("Type the same passphrase twice.")))
        else:
            self._desk.do(
                self._page,
                opening.add_person,
                self.mine.value(),
                self.name.value(),
                self.theirs.value(),
                done=self._added,
            )

    def _added(self, _person: Person) -> None:
        self.name.set_value("")
        for field in (self.theirs, self.theirs_again, self.mine):
            field.clear()
        self.ask()

    def _tell(self, trouble: Trouble) -> None:
        tell(self._page, trouble)


def people(sitting: Sitting) -> tuple[str, ...]:
    """Return the names of those who may unlock this store."""
    return opening.waiting(sitting.store.folder).people
