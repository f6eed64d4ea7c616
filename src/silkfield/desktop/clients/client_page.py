"""The client file: who it is and what was agreed, all that happened with the client, and what can be done now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from typing_extensions import override

from silkfield.desktop.clients.side import badges, changes_card, consent_card, identity_card
from silkfield.desktop.clients.timeline_sheet import timeline_sheet
from silkfield.desktop.clients.told import Changed, Happened, Told, alike, told
from silkfield.desktop.desk import Desk
from silkfield.desktop.joining.join_card import Asking, JoinCard, MayJoin
from silkfield.desktop.lists.columns import state_column_width
from silkfield.desktop.lists.stations import STATIONS
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.paper.handing_out import HandingOut
from silkfield.desktop.widgets import (
    Banner,
    Beside,
    Card,
    Cell,
    Column,
    DataTable,
    Page,
    PageHeader,
    Panel,
    Row,
    Scrolled,
    column,
    danger,
    primary,
    quiet,
    refill,
    second,
)
from silkfield.errors import Trouble
from silkfield.language import _, ngettext, runs_right_to_left
from silkfield.operations import consenting, finding, pairing, recording, undoing
from silkfield.operations.counselling import KEEP
from silkfield.records.changes import Changes

_PANE, _NARROW_PANE = 372, 316


class ClientPage(DeskPage):
    """`open` takes the client as `record`, whichever of the person's codes it is."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.shown: Told | None = None
        self._client = ""
        self._around = desk.sitting.around()
        self.header = PageHeader(_("Client file"))
        self.table = DataTable(_columns(), _("Timeline"), height="two")
        self.table.chosen.connect(self._open)
        self.out = HandingOut(self, lambda: partial(timeline_sheet, client=self._client), lambda: "client-file")
        self.joining = JoinCard(_asking(), self._look, self.join, self.tell_apart, self.close_joining)
        self._timeline = Card(
            self.table, title=_("Timeline"), facts=" ", actions=self.out.buttons(small=True), flush=True
        )
        self._side = column(spacing=12)
        side = Scrolled(Panel(self._side, "scrolled"))
        main = Panel(column(self.joining, (self._timeline, 1), spacing=12))
        self.set_frame(Page(self.header, [(Beside(main, side, _PANE, _NARROW_PANE), 1)], spacing=12))

    @override
    def open(self, **what: Any) -> None:
        if what["record"] != self._client:
            self.close_joining()
            self.shown = None
        self._client = what["record"]
        self._ask()
        self.table.setFocus()

    @override
    def leave(self) -> dict[str, Any]:
        return {"form": "client", "record": self._client}

    @override
    def refresh(self, changes: Changes) -> None:
        self._ask()

    @override
    def present(self) -> frozenset[str]:
        file = self.shown.file if self.shown else None
        return frozenset((file.client.id, *(one.client for one in file.joined))) if file else frozenset()

    def _ask(self) -> None:
        self.desk.ask(self, told, self._client, answer=self._show)

    # -- what is shown

    def _show(self, found: Told) -> None:
        if self._client not in (found.file.client.id, *(one.client for one in found.file.joined)):
            return  # somebody went on to another client in the meantime
        self.shown = found
        self.header.set_title(found.file.known.called)
        self.header.set_facts(found.line)
        self.header.set_chip(badges(found, self._around))
        self.header.set_actions(self._actions())
        count = len(found.timeline)
        self._timeline.facts.set_words(ngettext("{count} entry", "{count} entries", count).format(count=count))
        self.table.show_rows([_row(one) for one in found.timeline])
        refill(
            self._side,
            [
                consent_card(self, found, self._around),
                identity_card(self, found, self._around),
                changes_card(self, found),
                None,
            ],
        )
        self.show_banner(self._taken_back(found))

    def _actions(self) -> list[Any]:
        return [
            quiet(_("Back"), "Esc", run=self._escape),
            second(_("Same person?"), "Alt+J", "users-group", self.begin_joining),
            primary(_("New contact"), "Alt+N", "plus", self.new_contact),
        ]

    def _taken_back(self, found: Told) -> Banner | None:
        if not found.file.taken_back or found.file.identity is not None:
            return None
        erase = danger(_("Erase the name for good…"), icon="trash", run=self._erase, small=True)
        more = _("The name is in no list. It can still be brought back until it is erased.")
        return Banner("warn", _("The client took the consent back."), more, [erase])

    def _open(self, key: object) -> None:
        form, record, opens = key if isinstance(key, tuple) else ("", "", False)
        if opens:
            self.navigator.open_record(form, record)

    def _erase(self) -> None:
        self.navigator.open_page("erasures", record=self._client, basis="consent_withdrawn")

    def _escape(self) -> None:
        if self.joining.isVisible():
            self.close_joining()
            self.table.setFocus()
        else:
            self.navigator.back()

    # -- what can be done

    def new_contact(self) -> None:
        """Record a contact with this client."""
        self.navigator.open_page("enter", form="counselling_contact", client=self._client)

    def agree(self, purpose: str) -> None:
        """Note a yes to one purpose."""
        self._do(consenting.agree, self._client, purpose, said=_("The yes is noted, certified by you."))

    def withdraw(self, purpose: str) -> None:
        """Note that consent was taken back, to one purpose or to all, and say what that means."""
        if self.shown is None:
            return
        code = self.shown.file.client.values.get("code", "")
        said = _("Consent taken back.")
        if purpose in ("", KEEP):
            said = _("Consent taken back: {code} is known by the code only.").format(code=code)
        more = _("Contacts stay counted without a name. Headquarters learns it with the next bundle.")
        self._do(consenting.withdraw, self._client, purpose, said=said, more=more)

    def separate(self, client: str) -> None:
        """Part a code from this person."""
        if client == self._client and self.shown is not None:
            self._client = self.shown.file.client.id
        self._do(pairing.separate, client, said=_("They are two clients again."))

    def restore(self, changed: Changed) -> None:
        """Give one answer back what it said before."""
        answers = {changed.field: changed.before}
        self._do(recording.patch, changed.form, answers, changed.record, said=_("The earlier value is back."))

    def begin_joining(self) -> None:
        """Ask whether another client is this same person."""
        self.joining.begin()
        self._look("")

    def close_joining(self) -> None:
        """Ask no more."""
        self.joining.hide()

    def _look(self, find: str) -> None:
        self.desk.ask(self, alike, self._client, find, answer=partial(self._show_alike, self._client))

    def _show_alike(self, client: str, found: tuple[MayJoin, ...]) -> None:
        if client == self._client and self.joining.isVisible():
            self.joining.show_alike(found)

    def join(self, other: str) -> None:
        """Join another client with this one."""
        self.close_joining()
        self.table.setFocus()
        more = _("Both codes stay valid and lead here.")
        self._do(pairing.join, self._client, other, said=_("Joined: one person, one file."), more=more)

    def tell_apart(self, other: str) -> None:
        """Remember that another client is not this person."""
        more = _("Nobody is asked again, on the other laptops neither.")
        self._do(pairing.tell_apart, self._client, other, said=_("Not the same person: remembered."), more=more)
        self._look("")

    def _do(self, operation: Callable[..., Changes], *what: Any, said: str, more: str = "") -> None:
        desk, navigator = self.desk, self.navigator

        def undo(changes: Changes) -> None:
            desk.do(desk, undoing.take_back, changes, done=lambda _changes: navigator.toast(_("Taken back.")))

        def done(changes: Changes) -> None:
            if changes:
                navigator.toast(said, more, partial(undo, changes))

        desk.do(self, operation, *what, done=done, trouble=self._failed)

    def _failed(self, trouble: Trouble) -> None:
        self.show_trouble(trouble)


def _asking() -> Asking:
    return Asking(
        _("Is it one person with…"),
        _("Find the other client"),
        _("Name, code or phone"),
        _("Same person: join"),
        _("Not the same person"),
        _("Nobody here looks like the same person. Type a name or a code."),
    )


def _columns() -> list[Column]:
    wide = 1.1 if runs_right_to_left() else 1
    return [
        Column("when", _("Date"), round(100 * wide)),
        Column("what", _("What"), round(110 * wide)),
        Column("about", _("About"), 200, stretch=True),
        Column("state", _("Where it is"), state_column_width()),
    ]


def _row(one: Happened) -> Row:
    state = Cell(finding.state_in_words(one.shown), station=STATIONS[one.shown.state])
    key = (one.shown.form, one.shown.id, one.opens)
    return Row(key, (Cell(one.day), Cell(one.form, role="body"), Cell(one.first, one.second, role="body"), state))
