"""Settings: language and colours, people and passphrases, the office, backups, and what this program is."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from silkfield.desktop.desk import Desk
from silkfield.desktop.look import LANGUAGES
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.setup.about import about_panel
from silkfield.desktop.setup.backup_panel import BackupPanel
from silkfield.desktop.setup.office_panel import OfficePanel
from silkfield.desktop.setup.people_panel import PeoplePanel
from silkfield.desktop.style import theme
from silkfield.desktop.widgets import (
    Card,
    Field,
    OneOfMany,
    Option,
    Page,
    PageHeader,
    Panel,
    Scrolled,
    Tabs,
    Text,
    column,
    row,
)
from silkfield.language import _
from silkfield.operations import opening

LIGHT, DARK = "light", "dark"
WIDTH = 620


class SettingsPage(DeskPage):
    """Language, colours and times hold at once; only a passphrase or a person has a button."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.people = PeoplePanel(self, desk)
        self.office = OfficePanel(self, desk, navigator)
        self.backups = BackupPanel(self, desk, navigator)
        panels: dict[str, tuple[str, QWidget]] = {
            "display": (_("Language & display"), self._display()),
            "people": (_("People & passphrase"), self.people),
            "office": (_("Office & defaults"), self.office),
            "backups": (_("Data & backups"), self.backups),
            "about": (_("About"), about_panel()),
        }
        self.tabs = Tabs([(key, title, "") for key, (title, _panel) in panels.items()])
        self._stack = QStackedWidget()
        self._places = {key: self._stack.addWidget(_narrow(panel)) for key, (_title, panel) in panels.items()}
        self.tabs.changed.connect(self._turn_to)
        self.set_frame(Page(PageHeader(_("Settings")), [self.tabs, (self._stack, 1)], spacing=12))

    def open(self, **what: Any) -> None:
        """Show a panel: the first one, or the one named by `panel`."""
        panel = what.get("panel", "display")
        self.tabs.choose(panel)
        self._turn_to(panel)
        self.people.ask()
        self.office.ask()
        self.backups.ask()
        (self.backups.button if panel == "backups" else self.tabs).setFocus()

    def leave(self) -> dict[str, Any]:
        """Return which panel is shown."""
        return {"panel": self.tabs.chosen()}

    def _turn_to(self, panel: str) -> None:
        self._stack.setCurrentIndex(self._places[panel])

    def _display(self) -> QWidget:
        options = [Option(code, label, code[0].upper()) for code, label in LANGUAGES]
        self.language = OneOfMany(options, _("Language"))
        self.language.set_value(theme().language)
        self.colours = OneOfMany([Option(LIGHT, _("Light"), "L"), Option(DARK, _("Dark"), "D")], _("Colours"))
        self.colours.set_value(DARK if theme().dark else LIGHT)
        self.language.changed.connect(self._dress)
        self.colours.changed.connect(self._dress)
        words = _("Names, numbers and codes stay as they are. What you are typing is kept.")
        return Card(
            Field(_("Language"), self.language),
            Field(_("Colours"), self.colours),
            Text(words, "body", "ink2", wrap=True),
            spacing=12,
            padding=(20, 16, 20, 16),
        )

    def _dress(self) -> None:
        language, dark = self.language.value() or theme().language, self.colours.value() == DARK

        def dress(_settings: object) -> None:
            self.navigator.dress(language, dark)

        self.desk.do(self, opening.change_settings, language=language, dark=dark, done=dress)


def _narrow(panel: QWidget) -> QWidget:
    """Keep lines short enough to be read."""
    if not isinstance(panel, (PeoplePanel, BackupPanel)):  # two cards side by side, a table
        panel.setMaximumWidth(WIDTH)
    return Scrolled(Panel(column(row((panel, 100), None), None), "scrolled"))
