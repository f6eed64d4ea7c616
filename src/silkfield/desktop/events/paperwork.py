"""What is printed for an event and attached to it: a menu with a letter for each paper, and where its file goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

from silkfield.desktop.events import papers
from silkfield.desktop.events.tally_dialog import TallyDialog
from silkfield.desktop.navigator import DeskPage
from silkfield.desktop.paper.badge_pdf import write_badges
from silkfield.desktop.paper.certificate_pdf import write_certificates
from silkfield.desktop.paper.handing_out import FOLDER, HandingOut, Made, WhereDialog
from silkfield.desktop.paper.test_paper_pdf import TestPapers, write_test_papers
from silkfield.desktop.trouble import tell
from silkfield.desktop.widgets import PathField, WordsDialog, documents
from silkfield.desktop.widgets.choice_menu import ChoiceMenu
from silkfield.errors import Trouble
from silkfield.language import N_, _, isolated, ngettext
from silkfield.operations import attaching, certificates, evaluating
from silkfield.operations.attachments import Attached, attachments
from silkfield.operations.evaluating import Begun
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.reports.listed import HandOut

T = TypeVar("T")

MENU = (
    ("S", N_("Sheets to sign, one for each day"), "sign"),
    ("B", N_("Badges"), "badges"),
    ("T", N_("Papers of the test, before and after"), "tests"),
    ("N", N_("Spelling of names, to be signed"), "spelling"),
    ("P", N_("Attendance as it stands"), "attendance"),
    ("X", N_("Attendance for Excel"), "excel"),
    ("E", N_("Tally of the evaluation"), "evaluation"),
    ("A", N_("Attach a scan of a signed sheet"), "scan"),
    ("C", N_("Check a certificate"), "check"),
)


class Paperwork:
    """Prints and attaches for the page of an event. `save` keeps what was marked before anything is printed."""

    def __init__(self, page: DeskPage, event: Callable[[], str], save: Callable[[], object]) -> None:
        self._page, self._event, self._save = page, event, save
        self.menu: ChoiceMenu | None = None
        self.where: WhereDialog | None = None
        self.scan: ScanDialog | None = None
        self.tally: TallyDialog | None = None
        self.attendance = self._list("attendance", papers.attendance_list)
        self.to_sign = self._list("sign-in-sheets", papers.sign_in_sheets)
        self.spelling = self._list("spelling-list", papers.spelling_list)

    def _list(self, name: str, paper: Callable[[Sitting, str], HandOut]) -> HandingOut:
        def made() -> Made:
            self._save()
            event = self._event()
            return lambda sitting: paper(sitting, event)

        return HandingOut(self._page, made, lambda: name)

    def offer(self, below: QWidget) -> None:
        """Open the menu of papers."""
        self.menu = ChoiceMenu(self._page, _("Papers"), [(key, _(words), what) for key, words, what in MENU], self.take)
        self.menu.open_at(below)

    def take(self, what: str) -> None:
        """Print a paper, or ask for the scan."""
        self._save()
        doing: dict[str, Callable[[], object]] = {
            "sign": self.to_sign.print,
            "spelling": self.spelling.print,
            "attendance": self.attendance.print,
            "excel": self.attendance.to_excel,
            "badges": self._badges,
            "tests": self._tests,
            "evaluation": lambda: self._page.desk.ask(
                self._page, evaluating.begun, self._event(), answer=self._ask_tally
            ),
            "scan": self._ask_scan,
            "check": lambda: self._page.navigator.open_page("certificate"),
        }
        doing[what]()

    # -- files of their own look

    def _badges(self) -> None:
        words = _("Ten on a sheet, to be cut out. The file is not encrypted: whoever has it can read it.")
        self._ask("badges", _("Print the badges"), words, papers.badges, write_badges, _said_badges)

    def _tests(self) -> None:
        words = _("First the papers before for everybody, then those after; each has the number of the sheet.")
        self._ask("test-papers", _("Print the papers of the test"), words, papers.test_papers, write_test_papers, _said)

    def certificates(self) -> None:
        """Give certificates to everybody who has earned one, and ask where all of them are printed."""
        self._save()
        words = _("One page for each, with its number and a square code that any laptop of the network can check.")
        title, printed = _("Print the certificates"), certificates.printed
        ask = partial(self._ask, "certificates", title, words, printed, write_certificates, _said_certificates)
        self._page.desk.do(self._page, certificates.certify, self._event(), done=lambda _changes: ask())

    def _ask(
        self,
        name: str,
        title: str,
        words: str,
        read: Callable[[Sitting, str], T],
        write: Callable[[T, Path], object],
        said: Callable[[T], str],
    ) -> None:
        memory, page = self._page.navigator.memory, self._page

        def written(dialog: WhereDialog, made: T) -> None:
            path = dialog.path()
            memory[FOLDER] = str(path.parent)
            try:
                write(made, path)
            except Trouble as fault:
                tell(page, fault)
            else:
                page.navigator.toast(said(made), isolated(str(path)))

        folder = Path(memory.get(FOLDER, documents()))
        dialog = self.where = WhereDialog(page, folder / f"{name}.pdf", ".pdf", title, words)
        dialog.accepted.connect(lambda: page.desk.ask(page, read, self._event(), answer=partial(written, dialog)))
        dialog.open()
        dialog.act.setFocus()

    # -- evaluation and scan

    def _ask_tally(self, begun: Begun) -> None:
        self.tally = TallyDialog(self._page, begun.values)
        self.tally.accepted.connect(partial(self._count, begun, self.tally))
        self.tally.open()
        self.tally.papers.setFocus()

    def _count(self, begun: Begun, dialog: TallyDialog) -> None:
        self._page.desk.do(self._page, evaluating.tally, begun, *dialog.said(), done=self._counted)

    def _counted(self, _changes: Changes) -> None:
        self._page.navigator.toast(_("The papers are counted."))

    def _ask_scan(self) -> None:
        self._page.desk.ask(self._page, attachments, self._event(), answer=self._show_scan)

    def _show_scan(self, there: list[Attached]) -> None:
        self.scan = ScanDialog(self._page, there)
        self.scan.accepted.connect(partial(self._attach, self.scan))
        self.scan.open()
        self.scan.file.setFocus()

    def _attach(self, dialog: ScanDialog) -> None:
        if path := dialog.file.value():
            self._page.desk.do(self._page, attaching.attach, self._event(), path, done=partial(self._attached, path))

    def _attached(self, path: Path, _changes: Changes) -> None:
        said = _("Attached: {name}").format(name=isolated(path.name))
        self._page.navigator.toast(said, _("It is kept encrypted and goes to headquarters. See it in Details."))


class ScanDialog(WordsDialog):
    """Asks which file is attached, and says what is attached already."""

    def __init__(self, parent: QWidget, there: Sequence[Attached]) -> None:
        self.file = PathField(
            _("File to attach"),
            "file",
            _("PDF and pictures") + " (*.pdf *.jpg *.jpeg *.png *.PDF *.JPG *.JPEG *.PNG)",
            _("Choose"),
            _("PDF, JPEG or PNG"),
        )
        self.file.given.connect(lambda _paths: self.act.setFocus())
        names = _(", ").join(isolated(one.name) for one in there[:3])
        words = ngettext(
            "{count} file is attached already: {names}", "{count} files are attached already: {names}", len(there)
        )
        super().__init__(
            parent,
            _("Attach a scan of a signed sheet"),
            words.format(count=len(there), names=names) if there else _("Nothing is attached to this event yet."),
            _("Not now"),
            _("Attach"),
            "files",
            danger=False,
            extra=self.file,
        )


def _said(_made: TestPapers) -> str:
    return _("The papers of the test are written.")


def _said_badges(made: Sequence[Any]) -> str:
    return ngettext("{count} badge is written.", "{count} badges are written.", len(made)).format(count=len(made))


def _said_certificates(made: Sequence[Any]) -> str:
    said = ngettext("{count} certificate is written.", "{count} certificates are written.", len(made))
    return said.format(count=len(made))
