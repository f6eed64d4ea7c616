"""The first step: which workbook is taken in, and what its rows are. Beside it, lists are written into workbooks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal

from silkfield.desktop.desk import Desk
from silkfield.desktop.intake.wanted import Written, export, taken_forms, written_forms
from silkfield.desktop.navigator import DeskPage
from silkfield.desktop.widgets import (
    Banner,
    Card,
    DropZone,
    Field,
    IconMark,
    Panel,
    PathField,
    Select,
    Text,
    WordsDialog,
    column,
    documents,
    row,
    second,
    show_folder,
)
from silkfield.errors import Trouble
from silkfield.formkit.form import Audience
from silkfield.language import _, ngettext

KINDS = "*.xlsx *.xlsm *.xls *.xlsb *.ods"
FIND_OUT = ""
FOLDER = "folder of workbooks"


class ChooseView(Panel):
    """The workbook to take in, and what its rows are. `given` carries the path."""

    given = Signal(object)

    def __init__(self, desk: Desk, exporting: ExportCard) -> None:
        self.file = PathField(
            _("Workbook"),
            "file",
            _("Workbooks ({kinds})").format(kinds=KINDS),
            _("Choose file"),
            _("or type its path"),
            "folder-open",
            "Ctrl+O",
        )
        self.zone = DropZone(_("Drop a workbook here"), _("Excel or ODS"), self.file, "table")
        options = [(FIND_OUT, _("Find out"))]
        options += [(form.key, _(form.plural)) for form in taken_forms(desk.sitting)]
        self.form = Select(options, FIND_OUT, _("Its rows are"))
        self.form.setFixedWidth(220)
        promises = (
            ("table", _("Take the list as it is: titles, totals, merged cells and empty lines are understood.")),
            ("help", _("What only a person can know is asked, one question at a time.")),
            ("database-import", _("Nothing is written before you take the rows in, and all of it can be taken back.")),
            ("history", _("A row that was taken in before is never taken in twice.")),
        )
        told = [
            Panel(row(column(IconMark(icon, 18, "accent"), None), (Text(words, wrap=True), 1), spacing=10))
            for icon, words in promises
        ]
        take = Card(
            self.zone,
            row(Field(_("Its rows are"), self.form), None),
            *told,
            title=_("Take in from Excel"),
            spacing=12,
            padding=(16, 12, 16, 16),
        )
        super().__init__(column(take, exporting, None, spacing=12))
        self.zone.given.connect(lambda paths: self.given.emit(paths[0]))


class ExportCard(Card):
    """Writes all records of one kind into a workbook; what must stay at the site is asked about first."""

    def __init__(self, page: DeskPage) -> None:
        self._page, self._desk = page, page.desk
        forms = written_forms(self._desk.sitting)
        self.form = Select([(form.key, _(form.plural)) for form in forms], forms[0].key, _("Records"))
        self.form.setFixedWidth(220)
        self.path = PathField(_("Workbook to write"), "save", _("Workbooks ({kinds})").format(kinds="*.xlsx"))
        self.button = second(_("Export"), icon="table", run=self.write)
        self._stays = Panel(
            row(
                IconMark("lock", 16, "warn"),
                (Text(_("These records must stay at this site. The file is not encrypted."), "body", wrap=True), 1),
                spacing=8,
            )
        )
        self.dialog: WordsDialog | None = None
        super().__init__(
            row(
                Field(_("Records"), Panel(column(self.form, margins=(0, 4, 0, 4)))),
                (Field(_("Workbook"), self.path), 1),
                column(None, self.button),
                spacing=12,
            ),
            self._stays,
            title=_("Export to Excel"),
            spacing=8,
            padding=(16, 12, 16, 14),
        )
        self.form.changed.connect(lambda _key: self.name_file())

    def name_file(self) -> None:
        """Propose a name; the folder stays the one that was used last."""
        form = self._desk.sitting.form(self.form.value())
        before = self.path.value()
        folder = before.parent if before else Path(self._page.navigator.memory.get(FOLDER, documents()))
        office = self._desk.sitting.office.code
        self.path.set_value(folder / f"{office}-{form.key.replace('_', '-')}.xlsx")
        self._stays.setHidden(form.audience is Audience.HQ)

    def write(self) -> None:
        """Write the workbook, after a question when its records must stay at the site."""
        path = self.path.value()
        if path is None:
            self._page.show_trouble(Trouble(_("No file is named."), _("Write where the workbook shall be saved.")))
            self.path.setFocus()
            return
        form = self._desk.sitting.form(self.form.value())
        if form.audience is Audience.HQ:
            self._write(path)
            return
        self.dialog = WordsDialog(
            self,
            _("Write {records} into a file?").format(records=_(form.plural)),
            _("The file is not encrypted and must stay here: nobody else may get it. Erase it when you are done."),
            _("Leave it"),
            _("Write the file"),
            "lock",
        )
        self.dialog.accepted.connect(lambda: self._write(path))
        self.dialog.open()

    def _write(self, path: Path) -> None:
        self._page.clear_trouble()
        self._page.navigator.memory[FOLDER] = str(path.parent)
        self.button.setEnabled(False)
        self._desk.ask(
            self._page,
            export,
            self.form.value(),
            path,
            answer=self._written,
            trouble=self._ended(self._page.show_trouble),
        )

    def _ended(self, tell: Callable[[Trouble], object]) -> Callable[[Trouble], object]:
        def ended(trouble: Trouble) -> None:
            self.button.setEnabled(True)
            tell(trouble)

        return ended

    def _written(self, written: Written) -> None:
        self.button.setEnabled(True)
        count = ngettext("{count} record.", "{count} records.", written.count).format(count=written.count)
        more = _("It took the place of an earlier file of that name.") if written.replaced else ""
        self._page.show_banner(
            Banner(
                "ok",
                _("Written: {file}").format(file=written.path.name),
                f"{count} {more}".strip(),
                [second(_("Open folder"), icon="folder-open", run=lambda: show_folder(written.path), small=True)],
            )
        )
