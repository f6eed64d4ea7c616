"""The card that invites a laptop: code, name and kind of its site, and where the invitation is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal

from silkfield.desktop.widgets import Card, Field, LineField, OneOfMany, Option, PathField, documents, row, second
from silkfield.errors import Trouble
from silkfield.formkit.form import CENTRE, TEAM
from silkfield.language import _
from silkfield.locations import cannot_write, write_whole
from silkfield.operations.exchange import inviting
from silkfield.operations.sitting import Sitting


@dataclass(frozen=True, slots=True)
class Asked:
    """What an invitation shall say, and the folder for it."""

    code: str
    name: str
    kind: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Written:
    """An invitation that was written: for whom, and where it lies."""

    name: str
    laptop: int
    until: str
    path: Path


def write_invitation(sitting: Sitting, asked: Asked) -> Written:
    """Make an invitation and write its file into a folder. Raises Trouble; the folder is tried first."""
    try:
        asked.folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise cannot_write(asked.folder / "invitation", fault) from fault
    invited = inviting.invite(sitting, asked.code, asked.name, asked.kind)
    path = invited.path_in(asked.folder)
    write_whole(path, invited.part)
    return Written(invited.name, invited.laptop, invited.until, path)


class InvitationCard(Card):
    """Asks for whom the invitation is. `wanted` carries an `Asked`, or the `Trouble` of what is missing."""

    wanted = Signal(object)

    def __init__(self) -> None:
        self.code = LineField(_("Code"), placeholder=_("ISB"), left_to_right=True, width=96)
        self.name = LineField(_("Name of the site"), placeholder=_("MIC Islamabad"))
        self.kind = OneOfMany(
            [Option(CENTRE, _("Centre"), "C"), Option(TEAM, _("Facilitator team"), "T")], _("Kind of site")
        )
        self.kind.set_value(CENTRE)
        self.place = PathField(_("Folder or stick"), "folder")
        self.place.set_value(documents())
        self.button = second(_("Write invitation"), icon="plus", run=self._want)
        super().__init__(
            row(
                Field(_("Code"), self.code, required=True), (Field(_("Name"), self.name, required=True), 1), spacing=12
            ),
            Field(_("Kind"), self.kind),
            Field(_("Folder or stick"), self.place, required=True),
            row(None, self.button),
            title=_("Invite a laptop"),
            spacing=8,
        )

    def clear(self) -> None:
        """Be ready for the next site."""
        self.code.set_value("")
        self.name.set_value("")

    def _want(self) -> None:
        folder = self.place.value()
        if self.code.value() and self.name.value() and folder:
            self.wanted.emit(Asked(self.code.value(), self.name.value(), self.kind.value() or CENTRE, folder))
        else:
            self.wanted.emit(Trouble(_("Code, name and folder are needed."), _("Fill in what is missing.")))
