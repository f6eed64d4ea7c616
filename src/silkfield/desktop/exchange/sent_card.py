"""The card with the bundles sent, to headquarters or to the other laptops, and the field that reads a receipt."""

from __future__ import annotations

from PySide6.QtCore import Signal

from silkfield.desktop.exchange.sent_bundles import mates_rows, mates_table, sent_rows, sent_table
from silkfield.desktop.exchange.standing import Standing
from silkfield.desktop.widgets import Banner, Card, PathField, second, show_folder
from silkfield.language import _, ngettext
from silkfield.locations import size
from silkfield.operations.exchange.finishing import Sent
from silkfield.operations.sitting import Sitting


class SentCard(Card):
    """`chosen` is told the number of a bundle somebody enters."""

    chosen = Signal(object)

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self.table, self.mates_table = sent_table(), mates_table()
        self.receipt = PathField(
            _("Receipt file"),
            "files",
            _("Bundles") + " (*.skf)",
            _("Read a receipt"),
            _("type its path or drop it here"),
            "file-check",
            "Ctrl+O",
        )
        self.receipt.setFixedWidth(452)
        title = _("Bundles sent")
        super().__init__(self.table, self.mates_table, title=title, facts="", actions=(self.receipt,), flush=True)
        self.table.chosen.connect(self.chosen.emit)
        self.mates_table.chosen.connect(self.chosen.emit)

    def show_standing(self, shown: Standing) -> None:
        """Show what became of each bundle."""
        self.table.show_rows(sent_rows(shown.overview.bundles, self._sitting))
        self.mates_table.show_rows(mates_rows(shown.mates.bundles, self._sitting))

    def show_addressee(self, *, mates: bool) -> None:
        """Show the bundles for the other laptops, or those for headquarters."""
        self.table.setHidden(mates)
        self.mates_table.setVisible(mates)


def written_banner(sent: Sent, *, mates: bool) -> Banner:
    """Say that a bundle is written, and whom it is for."""
    fact = _("Bundle {number} for headquarters is written and was read back.")
    if mates:
        fact = _("Bundle {number} for our other laptops is written and was read back.")
    files = ngettext("{count} file, {size}.", "{count} files, {size}.", len(sent.paths))
    more = files.format(count=len(sent.paths), size=size(sent.size)) + " " + _("You may remove the stick now.")
    folder = second(_("Open folder"), icon="folder-open", run=lambda: show_folder(sent.paths[0]), small=True)
    return Banner("ok", fact.format(number=sent.number), more, [folder])
