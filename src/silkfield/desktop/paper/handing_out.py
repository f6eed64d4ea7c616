"""Ctrl+P and Ctrl+Shift+E on a page: asks where the list goes, and writes it just as it is filtered and shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from silkfield.desktop.navigator import DeskPage
from silkfield.desktop.paper.list_pdf import write_pdf
from silkfield.desktop.trouble import tell
from silkfield.desktop.widgets import Button, PathField, WordsDialog, documents, quiet
from silkfield.errors import Trouble
from silkfield.language import _, isolated
from silkfield.operations.handing_out import write_workbook
from silkfield.operations.sitting import Sitting
from silkfield.reports.listed import HandOut

PRINT, EXCEL = "Ctrl+P", "Ctrl+Shift+E"
FOLDER = "folder of lists"
Made = Callable[[Sitting], HandOut]
"""Reads what the page shows, all of it, with the names that may be seen."""


class HandingOut:
    """Hands out what a page shows. `made` returns how it is read, `name` is the file's name without its ending: a kind of
    record, never an answer. `dialog` is the question that is open."""

    def __init__(self, page: DeskPage, made: Callable[[], Made], name: Callable[[], str]) -> None:
        self._page, self._made, self._name = page, made, name
        self.dialog: WhereDialog | None = None

    def buttons(self, *, small: bool = False) -> list[Button]:
        """Return the two buttons for the header of the page, or of a part of it."""
        return [
            quiet(_("Print"), PRINT, "printer", partial(self._ask, ".pdf"), small=small),
            quiet(_("Excel"), EXCEL, "table", partial(self._ask, ".xlsx"), small=small),
        ]

    def bind(self) -> None:
        """Let the keys work on a page that has no room for the buttons."""
        for keys, ending in ((PRINT, ".pdf"), (EXCEL, ".xlsx")):
            QShortcut(QKeySequence(keys), self._page, partial(self._ask, ending))

    def to_excel(self) -> None:
        """Ask where a workbook goes, for a page with a button of its own for it."""
        self._ask(".xlsx")

    def print(self) -> None:
        """Ask where a PDF goes, for a page with a button of its own for it."""
        self._ask(".pdf")

    def _ask(self, ending: str) -> None:
        today = self._page.desk.sitting.around().today
        folder = Path(self._page.navigator.memory.get(FOLDER, documents()))
        self.dialog = WhereDialog(self._page, folder / f"{self._name()}-{today.isoformat()}{ending}", ending)
        self.dialog.accepted.connect(partial(self._write, self.dialog, ending))
        self.dialog.open()
        self.dialog.act.setFocus()

    def _write(self, dialog: WhereDialog, ending: str) -> None:
        path, page = dialog.path(), self._page
        page.navigator.memory[FOLDER] = str(path.parent)
        page.clear_trouble()
        if ending == ".pdf":
            page.desk.ask(page, self._made(), answer=lambda made: self._print(made, path))
        else:
            page.desk.ask(page, partial(_workbook, self._made(), path), answer=self._say)

    def _print(self, made: HandOut, path: Path) -> None:
        try:
            self._say(write_pdf(made, path))
        except Trouble as fault:
            tell(self._page, fault)

    def _say(self, path: Path) -> None:
        said = _("Written: {path}").format(path=isolated(str(path)))
        self._page.navigator.toast(said, _("Not encrypted: delete it after use."))


def _workbook(made: Made, path: Path, sitting: Sitting) -> Path:
    return write_workbook(sitting, made(sitting), path)


class WhereDialog(WordsDialog):
    """The question itself; Enter writes the file."""

    def __init__(self, parent: QWidget, usual: Path, ending: str, title: str = "", words: str = "") -> None:
        self._usual = usual
        printed = ending == ".pdf"
        kind = _("PDF") + " (*.pdf)" if printed else _("Excel") + " (*.xlsx)"
        self.where = PathField(_("Where the file goes"), "save", kind, _("Choose"))
        self.where.set_value(usual)
        super().__init__(
            parent,
            title or (_("Print this list") if printed else _("This list for Excel")),
            words
            or _("It holds what is shown now, every row of it. The file is not encrypted: whoever has it can read it."),
            _("Not now"),
            _("Write the file"),
            "printer" if printed else "table",
            danger=False,
            extra=self.where,
        )

    def path(self) -> Path:
        """Return where the file goes."""
        return self.where.value() or self._usual
