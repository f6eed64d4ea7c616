"""Who works with this store and in which role: changing one's own passphrase, and letting another person work here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from silkfield.desktop.desk import Desk
from silkfield.desktop.trouble import tell
from silkfield.desktop.widgets import (
    Card,
    Field,
    LineField,
    Panel,
    PassphraseField,
    Rule,
    Select,
    Text,
    column,
    refill,
    row,
    second,
)
from silkfield.desktop.widgets.layout import Item
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations import peopling
from silkfield.operations.allowing import may
from silkfield.operations.roles import LEADS, OFFERED, TITLES
from silkfield.operations.sitting import Person

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
        office = desk.sitting.office.kind
        self._roles = [(role, _(TITLES[role])) for role in OFFERED[office]]
        self._leads = may(desk.sitting, peopling.change_role)
        self._people = column(spacing=8)
        self.roles: dict[str, Select] = {}
        self.noted = Text("", "body", "ok", wrap=True)
        self.role = Select(self._roles, OFFERED[office][0], _("Role"))
        self.name = LineField(_("Name"))
        self.theirs, self.theirs_again = (
            PassphraseField(_("Their passphrase")),
            PassphraseField(_("Their passphrase again")),
        )
        self.mine = PassphraseField(_("Your own passphrase"))
        add = second(_("Add this person"), icon="plus", run=self.add)
        adding: list[Item] = [
            row((Field(_("Name"), self.name), 2), (Field(_("Role"), self.role), 1), spacing=12),
            Field(_("Their passphrase"), self.theirs),
            Field(_("Their passphrase again"), self.theirs_again),
            Field(_("Your own passphrase"), self.mine),
            row((self.noted, 1), add),
        ]
        leads = _(TITLES[LEADS[office]])
        asking = Text(_("{role} adds people and changes roles.").format(role=leads), "body", "ink2", wrap=True)
        others = Card(
            self._people,
            Rule(),
            *(adding if self._leads else [asking]),
            title=_("People who work here"),
            spacing=10,
            padding=(20, 16, 20, 16),
        )
        self.setLayout(row((column(own, None), 1), (column(others, None), 1), spacing=16))
        self.setMaximumWidth(_WIDTH)

    def ask(self) -> None:
        """Ask who works here."""
        self._desk.ask(self._page, peopling.listing, answer=self._show)

    def _show(self, people: Sequence[Person]) -> None:
        self.roles = {}
        refill(self._people, [self._line(one) for one in people])

    def _line(self, one: Person) -> QWidget:
        """Show one person; whoever leads chooses the role of everybody else."""
        name = Text(one.name, "strong", elide=True)
        if not self._leads or one.id == self._desk.sitting.person.id:
            return Panel(row((name, 1), Text(_(TITLES.get(one.role, one.role)), "body", "ink2"), spacing=12))
        chosen = Select(self._roles, one.role, _("Role of {name}").format(name=one.name))
        chosen.changed.connect(partial(self._change_role, one))
        self.roles[one.name] = chosen
        return Panel(row((name, 1), chosen, spacing=12))

    def _change_role(self, one: Person, role: str) -> None:
        said = _("{name} is {role} from the next unlocking on.").format(name=one.name, role=_(TITLES[role]))
        self._desk.do(
            self._page,
            peopling.change_role,
            one.id,
            role,
            done=lambda _changes: self.noted.set_words(said),
            trouble=self._not_changed,
        )

    def _not_changed(self, trouble: Trouble) -> None:
        self._tell(trouble)
        self.ask()

    def change(self) -> None:
        """Change this person's passphrase."""
        self.said.set_words("")
        if self.new.value() != self.again.value():
            self._tell(Trouble(_("The two passphrases differ."), _("Type the same passphrase twice.")))
            return
        self._desk.do(self._page, peopling.change_passphrase, self.old.value(), self.new.value(), done=self._changed)

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
                peopling.add_person,
                self.mine.value(),
                self.name.value(),
                self.theirs.value(),
                role=self.role.value(),
                done=self._added,
            )

    def _added(self, _person: Person) -> None:
        self.name.set_value("")
        for field in (self.theirs, self.theirs_again, self.mine):
            field.clear()
        self.ask()

    def _tell(self, trouble: Trouble) -> None:
        tell(self._page, trouble)
