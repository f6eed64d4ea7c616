"""What this program is, whose work it stands on, its keys, and a problem report that is shown before it is saved."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from silkfield import __version__, assets, locations
from silkfield.desktop.desk import Desk
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.paper.handing_out import HandingOut
from silkfield.desktop.widgets import Card, KeyValues, Panel, PathField, Text, column, documents, quiet, row, second
from silkfield.language import _, isolated
from silkfield.operations import describing, dictionary

_PADDING = (20, 16, 20, 16)
_WORKS = (
    ("Qt, PySide6", "LGPL-3.0"),
    ("SQLite, SQLCipher", "Public domain, BSD-3-Clause"),
    ("SQLAlchemy, Alembic", "MIT"),
    ("age (pyrage)", "MIT"),
    ("cryptography", "Apache-2.0, BSD-3-Clause"),
    ("Zstandard", "BSD-3-Clause"),
    ("openpyxl, Calamine", "MIT"),
    ("Segno", "BSD-3-Clause"),
    ("Inter, Noto Naskh, Noto Nastaliq", "OFL-1.1"),
    ("Tabler icons", "MIT"),
)


class AboutPanel(QWidget):
    """Cards of facts, and the problem report."""

    def __init__(self, page: DeskPage, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._page, self._desk, self._navigator = page, desk, navigator
        self.report = Text("", "meta", "ink2", wrap=True)
        self.path = PathField(_("Where the report goes"), "save", _("Text") + " (*.txt)", _("Choose"))
        self.path.set_value(documents() / "silkfield-problem.txt")
        self._saving = Panel(column(self.report, row((self.path, 1), self._save_button()), spacing=10))
        self._saving.hide()
        words = _(
            "Versions, how many records there are of each kind, and the end of the program’s log: no name, no answer."
        )
        problem = Card(
            Text(words, "body", "ink2", wrap=True),
            row(second(_("Look at a problem report"), icon="help", run=self.look), None),
            self._saving,
            title=_("Problem report"),
            spacing=10,
            padding=_PADDING,
        )
        own = (self._help(), self._dictionary(), self._certificates(), problem)
        self.setLayout(column(_program(), *own, _works(), None, spacing=12))

    def _save_button(self) -> QWidget:
        return second(_("Save it"), icon="report", run=self.save)

    def _dictionary(self) -> Card:
        self.dictionary = HandingOut(self._page, lambda: dictionary.data_dictionary, lambda: "data-dictionary")
        words = _("Every question and every code as this office has them, with what headquarters added.")
        save = second(_("Data dictionary for Excel"), icon="table", run=self.dictionary.to_excel)
        return Card(
            Text(words, "body", "ink2", wrap=True),
            row(save, None),
            title=_("Data dictionary"),
            spacing=10,
            padding=_PADDING,
        )

    def _certificates(self) -> Card:
        words = _("Whether a printed certificate is genuine, by its square code or its number, without a network.")
        check = second(
            _("Check a certificate"), icon="file-check", run=lambda: self._navigator.open_page("certificate")
        )
        return Card(
            Text(words, "body", "ink2", wrap=True),
            row(check, None),
            title=_("Certificates"),
            spacing=10,
            padding=_PADDING,
        )

    def _help(self) -> Card:
        keys = [
            ("Ctrl+N", _("new record")),
            ("Ctrl+F", _("find")),
            ("Ctrl+B", _("bin")),
            ("Ctrl+P", _("print the list")),
            ("Ctrl+Shift+E", _("the list for Excel")),
            ("Ctrl+Shift+N", _("notices")),
            ("F1", _("help for the field you are in")),
            ("F9", _("client view")),
            ("Ctrl+L", _("lock")),
        ]
        told = quiet(_("Notices"), icon="info-circle", run=lambda: self._navigator.open_page("notices"), small=True)
        facts = KeyValues([(isolated(key), words) for key, words in keys], key_width=150)
        return Card(facts, title=_("Help: the keys"), actions=[told], padding=_PADDING)

    def look(self) -> None:
        """Show the report, so that whoever sends it knows what it holds."""
        self._desk.ask(self._page, describing.problem_report, answer=self._show)

    def _show(self, text: str) -> None:
        self.report.set_words(text)
        self._saving.show()
        self.path.setFocus()

    def save(self) -> None:
        """Save the report that is shown."""
        path = self.path.value()
        if path is not None:
            self._desk.ask(self._page, describing.save_report, self.report.words(), path, answer=self._say)

    def _say(self, path: object) -> None:
        self._navigator.toast(_("Written: {path}").format(path=isolated(str(path))))


def _program() -> Card:
    return Card(
        Text(
            _(
                "Offline records for Migration Information Centres: events, counselling and awareness sessions, "
                "carried to headquarters in signed and encrypted bundles."
            ),
            "body",
            wrap=True,
        ),
        KeyValues(
            [
                (_("Version"), isolated(__version__)),
                (_("Licence"), "EUPL-1.2"),
                (_("Program"), isolated(str(assets.root().parent))),
                (_("Its log"), isolated(str(locations.log_folder()))),
            ]
        ),
        Text(_("The log says what went wrong and where, never what somebody typed."), "meta", "ink2", wrap=True),
        title="Silkfield",
        spacing=12,
        padding=_PADDING,
    )


def _works() -> Card:
    facts = KeyValues(list(_WORKS), key_width=230)
    return Card(facts, title=_("It stands on the work of others"), padding=_PADDING)
