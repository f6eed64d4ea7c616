"""“Already here?”: while a name is typed, the clients who may be this person, with what speaks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from silkfield.desktop.desk import Desk
from silkfield.desktop.editors.flow import FieldFlow, Room
from silkfield.desktop.widgets import Card, Chip, IconMark, Panel, Rule, Text, column, quiet, row, second
from silkfield.desktop.widgets.layout import Item
from silkfield.formkit.answers import Day
from silkfield.formkit.problems import Around
from silkfield.language import _, ngettext
from silkfield.operations import recognising
from silkfield.operations.recognising import SHORTEST, KnownClient, MayBe

_PAUSE = 150  # milliseconds after a key
_TONES = {True: "ok", None: "warn", False: "neu"}


class AlreadyHere(QFrame):
    """Hidden until somebody may be meant; it never takes the focus. `chosen` is told the client, or None for someone new.

    `open_file` leads to what is known of a client. `others` are the clients offered to somebody who was then said to be new.
    """

    def __init__(
        self,
        desk: Desk,
        around: Around,
        chosen: Callable[[KnownClient | None], None],
        open_file: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._desk, self._around, self._chosen, self._open_file = desk, around, chosen, open_file
        self._person = KnownClient("", "")
        self._settled = False
        self.others: tuple[str, ...] = ()
        self._place = column()
        self.setLayout(self._place)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._ask)
        self.hide()

    def look_for(self, answers: dict[str, Any]) -> None:
        """Look for who may be meant by what was answered so far."""
        name = answers.get("full_name") or answers.get("name_urdu") or ""
        person = KnownClient(
            "",
            "",
            name,
            relative=answers.get("relative_name") or "",
            phones=(answers["phone"],) if answers.get("phone") else (),
            sex=answers.get("sex") or "",
            age_group=answers.get("age_group") or "",
            district=answers.get("district") or "",
        )
        if person != self._person and not self._settled:
            self._person = person
            self._timer.start()

    def start_over(self) -> None:
        """Forget this person: the next one comes."""
        self._timer.stop()
        self._person, self._settled = KnownClient("", ""), False
        self.others = ()
        self.hide()

    def forget_names(self) -> None:
        """Look anew, because names are hidden now, or shown again."""
        if not self._settled:
            self.hide()
            self._timer.start()

    def show_client(self, client: KnownClient) -> None:
        """Show that the contact is with this client."""
        self._settled = True
        self._timer.stop()
        words = _("This is {name}, {code}.").format(name=client.called, code=client.code)
        other = second(_("Someone new"), "Alt+0", run=self._new, small=True)
        file = quiet(_("Client’s file"), "Alt+F", "address-book", partial(self._open_file, client.client), small=True)
        self._put(Text(words, "body", wrap=True), row(file, None, other))

    def _ask(self) -> None:
        person = self._person
        if len(person.name) < SHORTEST and not person.phones:
            self.hide()
        else:
            self._desk.ask(
                self, recognising.who_may_it_be, person, typing=True, answer=lambda found: self._show(person, found)
            )

    def _show(self, person: KnownClient, found: list[MayBe]) -> None:
        if person != self._person or self._settled:
            return
        if not found:
            self.hide()
            return
        parts: list[Item] = []
        for number, may in enumerate(found, 1):
            parts += [*([Rule()] if number > 1 else []), self._guest(may, f"Alt+{number}")]
        self.others = tuple(may.client.client for may in found)
        new = second(_("Someone new"), "Alt+0", run=self._new, small=True)
        parts += [Rule(), row((Text(_("None of these"), "body", "ink2", elide=True), 1), new)]
        count = ngettext("{count} possible", "{count} possible", len(found)).format(count=len(found))
        self._put(*parts, facts=count)

    def _guest(self, may: MayBe, keys: str) -> QWidget:
        client = may.client
        same = second(_("Same"), keys, run=partial(self._take, client), small=True)
        name = column(Text(client.called, "strong", elide=True), Text(client.urdu, "body", "ink2", elide=True))
        around = self._around
        told = [
            around.codes["sex"].by_key[client.sex].brief() if client.sex in around.codes["sex"] else "",
            around.codes["age_group"].text(client.age_group) if client.age_group else "",
            around.codes["district"].text(client.district) if client.district else "",
        ]
        facts = _(", ").join(part for part in told if part)
        if may.last:
            facts += " · " + _("last here {day}").format(day=Day().show(may.last, around))
        chips = FieldFlow(across=4, down=4)
        for one in may.evidence:
            chip = Chip(one.text(), _TONES[one.speaks], "check" if one.speaks else "")
            chips.add(chip, Room(chip.sizeHint().width()))
        return Panel(column(row((name, 1), same), Text(facts, "meta", "ink2", wrap=True), Panel(chips), spacing=4))

    def _take(self, client: KnownClient) -> None:
        self.others = ()
        self.show_client(client)
        self._chosen(client)

    def _new(self) -> None:
        self._settled = True
        self.hide()
        self._chosen(None)

    def _put(self, *parts: Item, facts: str = "") -> None:
        while item := self._place.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        head = row(
            IconMark("user-search", 18, "warn"), (Text(_("Already here?"), "h2"), 1), Text(facts, "body", "ink2")
        )
        self._place.addWidget(Card(head, *parts, spacing=8))
        self.show()
