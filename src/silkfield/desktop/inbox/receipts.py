"""Headquarters' receipts: for one site or for every site, into a folder or onto a stick."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from silkfield.desktop.inbox.arrived import Inbox
from silkfield.desktop.widgets import Field, Panel, PathField, Select, WordsDialog, column, documents
from silkfield.language import _
from silkfield.operations import opening
from silkfield.operations.exchange import sending
from silkfield.operations.exchange.finishing import Sent
from silkfield.operations.progress import Progress, Silent, step
from silkfield.operations.sitting import Sitting

EVERY = ""
_WIDTH = 396


def write_receipts(
    sitting: Sitting, folder: Path, codes: Sequence[str], progress: Progress | None = None
) -> tuple[Sent, ...]:
    """Write what headquarters has to say to each of these sites. Raises Trouble."""
    progress = progress or Silent()
    opening.change_settings(sitting, send_folder=str(folder))
    sent = []
    for place, code in enumerate(codes):
        step(progress, place, len(codes), code)
        sent.append(sending.send(sitting, folder, site=code))
    return tuple(sent)


def sites_to_write_to(shown: Inbox) -> tuple[str, ...]:
    """Return the codes of the sites with a laptop that may be sent to."""
    return tuple(site.code for site in shown.sites if any(not one.revoked for one in site.laptops))


class ReceiptsDialog(WordsDialog):
    """Asks for whom receipts are written and whither."""

    def __init__(self, parent: QWidget, shown: Inbox, site: str = EVERY) -> None:
        codes = sites_to_write_to(shown)
        self._codes = codes
        names = [(one.code, f"{one.name} ({one.code})") for one in shown.sites if one.code in codes]
        self.site = Select([(EVERY, _("Every site")), *names], site, _("For the site"))
        self.folder = PathField(_("Folder or stick"), "folder")
        self.folder.set_value(shown.folder or documents())
        fields = Panel(
            column(
                Field(_("For the site"), self.site),
                Field(_("Folder or stick"), self.folder),
                spacing=8,
            ),
            width=_WIDTH,
        )
        super().__init__(
            parent,
            _("Write receipts?"),
            _("A receipt tells a site what has arrived here. It brings the list of laptops and the directory too."),
            _("Leave it"),
            _("Write receipts"),
            "receipt",
            danger=False,
            extra=fields,
        )

    def codes(self) -> tuple[str, ...]:
        """Return the codes of the sites chosen."""
        return (self.site.value(),) if self.site.value() else self._codes
