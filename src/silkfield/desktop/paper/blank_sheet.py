"""Ctrl+Shift+P on a list: an empty sheet of its form to fill in by hand, entered afterwards in the same order."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from silkfield.desktop.navigator import DeskPage
from silkfield.desktop.paper.handing_out import FOLDER, WhereDialog
from silkfield.desktop.paper.one_sheet import write_sheet
from silkfield.desktop.trouble import tell
from silkfield.desktop.widgets import Button, documents, quiet
from silkfield.errors import Trouble
from silkfield.language import _, isolated
from silkfield.operations.paper_form import blank_sheet


class BlankSheet:
    """Prints empty sheets for a page; `form` tells of which form, `dialog` is the question that is open."""

    def __init__(self, page: DeskPage, form: Callable[[], str]) -> None:
        self._page, self._form = page, form
        self.dialog: WhereDialog | None = None

    def button(self) -> Button:
        """Return the button for the header of the page."""
        return quiet(_("Empty sheet"), "Ctrl+Shift+P", "file-check", self._ask)

    def _ask(self) -> None:
        folder = Path(self._page.navigator.memory.get(FOLDER, documents()))
        self.dialog = WhereDialog(
            self._page,
            folder / f"{self._form()}-sheet.pdf",
            ".pdf",
            _("Print an empty sheet"),
            _("One page to fill in by hand where there is no laptop. Its questions stand in the order of the screen."),
        )
        self.dialog.accepted.connect(partial(self._write, self.dialog))
        self.dialog.open()
        self.dialog.act.setFocus()

    def _write(self, dialog: WhereDialog) -> None:
        path, page = dialog.path(), self._page
        page.navigator.memory[FOLDER] = str(path.parent)
        page.desk.ask(page, blank_sheet, self._form(), answer=lambda html: self._print(html, path))

    def _print(self, html: str, path: Path) -> None:
        try:
            write_sheet(html, path)
        except Trouble as fault:
            tell(self._page, fault)
            return
        self._page.navigator.toast(_("Written: {path}").format(path=isolated(str(path))))
