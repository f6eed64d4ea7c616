"""The first run: what this laptop is, who works with it, and, for a laptop of a site, the 40 digits for headquarters."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from silkfield.clock import Clock
from silkfield.desktop.door import Door, Opened
from silkfield.desktop.setup.gate import GatePage
from silkfield.desktop.widgets import (
    Button,
    DigitsBlock,
    Field,
    LineField,
    OneOfMany,
    Option,
    Panel,
    PassphraseField,
    Steps,
    Text,
    primary,
    quiet,
    row,
    second,
)
from silkfield.desktop.widgets.buttons import ENTER_KEYS
from silkfield.desktop.widgets.layout import Item
from silkfield.errors import Trouble
from silkfield.formkit.form import CENTRE, TEAM
from silkfield.language import _
from silkfield.locations import practice_folder, write_whole
from silkfield.operations import opening, starting_out
from silkfield.operations.exchange import founding, joining, recovering
from silkfield.operations.exchange.joining import Joined
from silkfield.operations.sitting import Sitting
from silkfield.vault.slots import SHORTEST_PASSPHRASE

JOIN, FOUND, RECOVER, PRACTICE = "join", "headquarters", "recover", "practice"


class FirstRunPage(GatePage):
    """Lead through three steps; every step can be gone back from, and nothing is made before the last button."""

    def __init__(self, door: Door) -> None:
        super().__init__(door)
        self.kind = OneOfMany(
            [
                Option(JOIN, _("A centre or a team"), "1", _("You have a file that headquarters sent you")),
                Option(FOUND, _("Headquarters"), "2", _("You begin a new network and invite the others")),
                Option(RECOVER, _("Headquarters, come back"), "3", _("Its laptop is lost; you have the recovery kit")),
                Option(
                    PRACTICE, _("Practise first"), "4", _("A store of its own, with sample events; nothing is sent")
                ),
            ],
            _("What is this laptop?"),
            columns=1,
            stretch=True,
        )
        self.kind.set_value(JOIN)
        self.invitation = LineField(_("Invitation file"), left_to_right=True)
        self.network = LineField(_("Name of headquarters"))
        self.practised = OneOfMany(
            [Option(CENTRE, _("Centre"), "1"), Option(TEAM, _("Facilitator team"), "2")], _("Practise as")
        )
        self.practised.set_value(CENTRE)
        self._only_practice = False
        self.kit = LineField(_("Recovery kit"), left_to_right=True)
        self.code = LineField(
            _("Code from the printed page"), placeholder=_("seven groups of four"), left_to_right=True
        )
        self.name = LineField(_("Your name"))
        self.passphrase = PassphraseField(_("Passphrase"))
        self.again = PassphraseField(_("The passphrase again"))
        self.passphrase.entered.connect(self.again.setFocus)
        self.again.entered.connect(self.make)
        self.button = Button(_("Begin"), "primary", run=self.make)
        self._joined: Joined | None = None
        self._lasting = (
            self.kind,
            self.invitation,
            self.network,
            self.practised,
            self.kit,
            self.code,
            self.name,
            self.passphrase,
            self.again,
            self.button,
        )
        self._show_kind()

    def begin(self) -> None:
        """Put the cursor on the first question."""
        self.kind.setFocus()

    def practise(self) -> None:
        """Lead to the practice store, though there is a real one; Back leads to that."""
        self._only_practice = True
        self.kind.set_value(PRACTICE)
        self._show_you()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER_KEYS:
            super().keyPressEvent(event)
        elif self.kind.isVisible():
            self._show_you()
        else:
            self.focusNextChild()

    # -- the steps

    def _steps(self, at: int) -> Steps:
        last = {
            JOIN: _("Compare"),
            FOUND: _("Invite"),
            RECOVER: _("Call the sites"),
            PRACTICE: _("Practise"),
        }[self.kind.value() or JOIN]
        return Steps([(_("This laptop"), ""), (_("You"), ""), (last, "")], at)

    def _show(self, at: int, title: str, *items: Item) -> None:
        self.show_card(self._steps(at), *items, title=title)
        for part in self._lasting:
            part.setVisible(part.parentWidget() is not None)

    def _take_off(self) -> None:
        """Take what a person answered off the card it stands on, because it outlives the card."""
        for part in self._lasting:
            part.setParent(None)

    def _show_kind(self) -> None:
        self._take_off()
        go_on = primary(_("Go on"), icon="arrow-right", run=self._show_you)
        back = quiet(_("Put a backup back…"), run=lambda: self.putting_back.emit(None))
        self._show(0, _("Welcome"), Field(_("What is this laptop?"), self.kind), row(back, None, go_on))
        self.kind.setFocus()

    def _show_you(self) -> None:
        self._take_off()
        choose = second(_("Choose…"), icon="folder-open", run=self._choose_file)
        first: list[QWidget]
        if self.kind.value() == JOIN:
            first = [Field(_("Invitation file"), _beside(self.invitation, choose), required=True)]
        elif self.kind.value() == RECOVER:
            words = _(
                "The list of laptops comes back, the records do not: every site is asked to send everything again."
            )
            first = [
                Text(words, "body", "ink2", wrap=True),
                Field(_("Recovery kit"), _beside(self.kit, choose), required=True),
                Field(_("Code from the printed page"), self.code, required=True),
            ]
        elif self.kind.value() == PRACTICE:
            words = _(
                "Try everything here. It is kept apart from real work, framed in orange, and never counts anywhere."
            )
            first = [Text(words, "body", "ink2", wrap=True), Field(_("Practise as"), self.practised, required=True)]
        else:
            first = [Field(_("Name of headquarters"), self.network, required=True)]
        advice = _("A short sentence is best: at least {count} characters. Nobody can read it out or reset it for you.")
        self._show(
            1,
            _("Who works here?"),
            *first,
            Field(_("Your name"), self.name, required=True),
            Field(_("Passphrase"), self.passphrase, required=True),
            Field(_("The passphrase again"), self.again, required=True),
            Text(advice.format(count=SHORTEST_PASSPHRASE), "body", "ink2", wrap=True),
            row(quiet(_("Back"), run=self.left.emit if self._only_practice else self._show_kind), None, self.button),
        )
        self._asked().setFocus()

    def _asked(self) -> LineField:
        """Return the first field of the kind of laptop that was chosen."""
        asked = {JOIN: self.invitation, RECOVER: self.kit, PRACTICE: self.name}
        return asked.get(self.kind.value() or JOIN, self.network)

    def _choose_file(self) -> None:
        field, kind = self._asked(), _("Invitations") + " (*.skf-invite)"
        if field is self.kit:
            kind = _("Recovery kits") + " (*.skf-kit)"
        path, _kind = QFileDialog.getOpenFileName(
            self, field.accessibleName(), "", kind + ";;" + _("All files") + " (*)"
        )
        if path:
            field.set_value(path)
            (self.code if field is self.kit else self.name).setFocus()

    # -- making the store

    def make(self) -> None:
        """Make the store with what was typed; a fault is said and nothing is made."""
        if not self.button.isEnabled():
            return
        if fault := self._fault():
            self.show_trouble(fault)
            return
        self.clear_trouble()
        self.button.setEnabled(False)
        name, passphrase, folder, clock = self.name.value(), self.passphrase.value(), self.door.folder, self.door.clock
        if self.kind.value() == JOIN:
            self.door.run(
                self,
                _join,
                Path(self.invitation.value()),
                folder,
                name,
                passphrase,
                clock,
                done=self._show_digits,
                trouble=self._failed,
            )
        elif self.kind.value() == RECOVER:
            self.door.run(
                self,
                _recover,
                Path(self.kit.value()),
                self.code.value(),
                folder,
                name,
                passphrase,
                clock,
                done=self._enter,
                trouble=self._failed,
            )
        elif self.kind.value() == PRACTICE:
            kind = self.practised.value() or CENTRE
            self.door.run(
                self, _practise, folder, kind, name, passphrase, clock, done=self._enter, trouble=self._failed
            )
        else:
            make = founding.create_headquarters
            self.door.run(
                self,
                make,
                folder,
                self.network.value(),
                name,
                passphrase,
                clock=clock,
                done=self._enter,
                trouble=self._failed,
            )

    def _fault(self) -> Trouble | None:
        if not self._asked().value():
            return {
                JOIN: Trouble(
                    _("Choose the invitation file."),
                    _("Headquarters sends it to you: a small file that ends in .skf-invite."),
                ),
                FOUND: Trouble(_("Write the name of headquarters."), ""),
                RECOVER: Trouble(
                    _("Choose the recovery kit."), _("It is a small file on a stick, made at headquarters before.")
                ),
                PRACTICE: Trouble(_("Write your name."), _("It stands beside what you record.")),
            }[self.kind.value() or JOIN]
        if not self.name.value():
            return Trouble(_("Write your name."), _("It stands beside what you record."))
        if len(self.passphrase.value()) < SHORTEST_PASSPHRASE:
            advice = _("Use at least {count} characters; a short sentence is best.")
            return Trouble(_("The passphrase is too short."), advice.format(count=SHORTEST_PASSPHRASE))
        if self.passphrase.value() != self.again.value():
            return Trouble(_("The two passphrases differ."), _("Type the same passphrase twice."))
        return None

    def _failed(self, trouble: Trouble) -> None:
        self.button.setEnabled(True)
        self.show_trouble(trouble)

    def _enter(self, sitting: Sitting) -> None:
        self.passphrase.clear()
        self.again.clear()
        self.door.run(self, _opened, sitting, done=self.opened.emit)

    # -- the answer for headquarters

    def _show_digits(self, joined: Joined) -> None:
        self._take_off()
        self._joined = joined
        self.save_button = second(_("Save the answer file…"), icon="file-check", run=self._choose_place)
        self.saved = Text(_("Not saved yet."), "body", "warn", wrap=True)
        self._show(
            2,
            _("Give this to headquarters"),
            Text(_("1  Save the answer file and give or send it to headquarters."), "body", wrap=True),
            row(self.save_button, (self.saved, 1)),
            Text(_("2  Phone headquarters and read these 40 digits aloud, one group at a time."), "body", wrap=True),
            DigitsBlock(" ".join(joined.digits)),
            Text(_("You can begin at once. The digits stay in Settings."), "body", "ink2", wrap=True),
            row(None, primary(_("Begin"), icon="arrow-right", run=lambda: self._enter(joined.sitting))),
        )
        self.save_button.setFocus()

    def _choose_place(self) -> None:
        if self._joined is not None:
            folder = QFileDialog.getExistingDirectory(self, _("Where to save the answer file"))
            if folder:
                self.save_answer(Path(folder))

    def save_answer(self, folder: Path) -> None:
        """Save the answer file into a folder."""
        joined = self._joined
        if joined is not None:
            path = joined.path_in(folder)
            self.door.run(self, write_whole, path, joined.part, done=lambda _none: self._say_saved(path))

    def _say_saved(self, path: Path) -> None:
        self.saved.set_tone("ok")
        self.saved.set_words(_("Saved as {name}.").format(name=path.name))


def _beside(editor: QWidget, button: QWidget) -> QWidget:
    panel = Panel(row((editor, 1), button, spacing=4))
    panel.setFocusProxy(editor)
    return panel


def _join(invitation: Path, folder: Path, name: str, passphrase: str, clock: Clock | None) -> Joined:
    try:
        part = invitation.read_bytes()
    except OSError as fault:
        raise Trouble(
            _("The invitation file cannot be read."), _("Check that the stick is in, and choose the file again.")
        ) from fault
    return joining.join(folder, part, name, passphrase, clock=clock)


def _recover(kit: Path, code: str, folder: Path, name: str, passphrase: str, clock: Clock | None) -> Sitting:
    try:
        file = kit.read_bytes()
    except OSError as fault:
        raise Trouble(
            _("The recovery kit cannot be read."), _("Check that the stick is in, and choose the file again.")
        ) from fault
    return recovering.recover(folder, file, code, name, passphrase, clock=clock)


def _practise(folder: Path, kind: str, name: str, passphrase: str, clock: Clock | None) -> Sitting:
    """Make the practice store beside the real one, or open it again."""
    practice = practice_folder(folder)
    if opening.exists(practice):
        return opening.open_store(practice, passphrase, name, clock=clock)
    return starting_out.begin_practice(practice, kind, name, passphrase, clock=clock)


def _opened(sitting: Sitting) -> Opened:
    return Opened(sitting, opening.settings(sitting))
