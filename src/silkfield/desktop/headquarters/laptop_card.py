"""The card of one laptop: how far it has arrived, the receipt to read aloud, and what to do when it is lost."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from silkfield.desktop.headquarters.printing import make_folder_of
from silkfield.desktop.widgets import (
    Card,
    Field,
    LineField,
    Panel,
    PathField,
    Text,
    WordsDialog,
    column,
    danger,
    documents,
    row,
    second,
)
from silkfield.errors import Trouble
from silkfield.language import _, isolated
from silkfield.operations.exchange import phoning, revoking
from silkfield.operations.exchange.revoking import Lost
from silkfield.operations.exchange.sites import LaptopLine
from silkfield.operations.sitting import Sitting

_WIDTH = 396


@dataclass(frozen=True, slots=True)
class Chosen:
    """The laptop whose card is shown, and the line to read aloud (empty while nothing of it is known)."""

    laptop: LaptopLine
    line: str


def chosen_laptop(sitting: Sitting, laptop: LaptopLine) -> Chosen:
    """Return what the card shows of a laptop."""
    try:
        return Chosen(laptop, phoning.own_line(sitting, laptop.label))
    except Trouble:  # nothing of it has arrived
        return Chosen(laptop, "")


def take_off(sitting: Sitting, label: str, reason: str, path: Path) -> Lost:
    """Take a laptop off the list for good, once the folder of the page to print was tried. Raises Trouble."""
    make_folder_of(path)
    return revoking.revoke(sitting, label, reason)


def page_name(laptop: LaptopLine) -> str:
    """Return the name of the page that says what to do about a lost laptop."""
    return f"lost-{laptop.label}.pdf"


class LaptopCard(Card):
    """`losing`, `printing` and `wanting` carry a laptop or its short name, `heard` a line that was read aloud by phone."""

    losing = Signal(object)
    printing = Signal(str)
    wanting = Signal(str)
    heard = Signal(str)

    def __init__(self) -> None:
        self.chosen: Chosen | None = None
        self.about = Text(_("Choose a laptop in the list."), "strong", wrap=True)
        self.state = Text("", "body", "ink2", wrap=True)
        self.line = LineField(_("Receipt to read aloud"), left_to_right=True)
        self.line.set_read_only(True)
        self.want_button = second(_("Ask for everything"), icon="refresh", run=self._want)
        self.lost_button = danger(_("It is lost"), icon="alert-octagon", run=self._lose)
        self.print_button = second(_("Page to print"), icon="printer", run=self._print)
        self._one = Panel(
            column(
                self.state,
                Field(_("Receipt to read aloud to its people"), self.line),
                row(self.want_button, self.print_button, None, self.lost_button),
                spacing=10,
            )
        )
        self.typed = LineField(
            _("Line read to you"), placeholder=_("for example SF ISB1 412 DVDP7YH7"), left_to_right=True
        )
        self.check_button = second(_("Compare"), icon="check", run=self._hear)
        self.typed.returnPressed.connect(self._hear)
        super().__init__(
            self.about,
            self._one,
            Field(_("A line that a site has read to you"), row_of(self.typed, self.check_button)),
            spacing=10,
        )
        self._one.hide()

    def show_laptop(self, chosen: Chosen | None) -> None:
        """Show one laptop, or ask to choose one."""
        self.chosen = chosen
        self._one.setVisible(chosen is not None)
        if chosen is None:
            self.about.set_words(_("Choose a laptop in the list."))
            return
        laptop = chosen.laptop
        self.about.set_words(_("{laptop} · {name}").format(laptop=isolated(laptop.label), name=laptop.name))
        words = laptop.state[:1].upper() + laptop.state[1:]
        if laptop.roster:
            words = _("{state} · holds list {version}").format(state=words, version=laptop.roster)
        self.state.set_words(words)
        self.line.show_text(chosen.line)
        self.lost_button.setVisible(not laptop.revoked)
        self.want_button.setVisible(not laptop.revoked)
        self.print_button.setVisible(bool(laptop.revoked))

    def _want(self) -> None:
        if self.chosen:
            self.wanting.emit(self.chosen.laptop.label)

    def _lose(self) -> None:
        if self.chosen:
            self.losing.emit(self.chosen.laptop)

    def _print(self) -> None:
        if self.chosen:
            self.printing.emit(self.chosen.laptop.label)

    def _hear(self) -> None:
        self.heard.emit(self.typed.value())


def row_of(field: QWidget, button: QWidget) -> QWidget:
    """Put a field and its button side by side."""
    return Panel(row((field, 1), button, spacing=4))


class LostDialog(WordsDialog):
    """Says what a lost laptop could read, and asks what happened and where the page to print is written."""

    def __init__(self, parent: QWidget, lost: Lost) -> None:
        self.reason = LineField(_("What happened"), placeholder=_("for example: stolen from the car on 31 May"))
        self.folder = PathField(_("Folder for the page to print"), "folder")
        self.folder.set_value(documents())
        fields = Panel(
            column(
                *(Text(f"· {one}", "body", "ink2", wrap=True) for one in lost.readable[:3]),
                Field(_("What happened"), self.reason, required=True),
                Field(_("Folder for the page to print"), self.folder),
                spacing=8,
            ),
            width=_WIDTH,
        )
        super().__init__(
            parent,
            _("Take {laptop} off the list for good?").format(laptop=isolated(lost.laptop.label)),
            _(
                "Its bundles will wait for you in quarantine, and nothing more is written for it. {last} It could read:"
            ).format(last=lost.last),
            _("Leave it on the list"),
            _("Take it off the list"),
            "alert-octagon",
            extra=fields,
        )
        self.act.setEnabled(False)
        self.reason.textChanged.connect(lambda text: self.act.setEnabled(bool(text.strip())))
