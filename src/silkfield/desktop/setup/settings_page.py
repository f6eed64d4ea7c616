"""Settings: six panels, from language and colours to what this program is; one box finds a setting in any of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from silkfield.desktop.desk import Desk
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.setup.about import AboutPanel
from silkfield.desktop.setup.backup_panel import BackupPanel
from silkfield.desktop.setup.display_panel import DisplayPanel
from silkfield.desktop.setup.key_panel import KeyPanel
from silkfield.desktop.setup.office_panel import OfficePanel
from silkfield.desktop.setup.people_panel import PeoplePanel
from silkfield.desktop.widgets import (
    LineField,
    Page,
    PageHeader,
    Panel,
    Scrolled,
    Tabs,
    Text,
    column,
    quiet,
    row,
)
from silkfield.formkit.folding import folded
from silkfield.language import _

WIDTH = 620


class SettingsPage(DeskPage):
    """Language, colours and times hold at once; only a passphrase or a person has a button."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.display = DisplayPanel(self, desk, navigator)
        self.people = PeoplePanel(self, desk)
        self.office = OfficePanel(self, desk, navigator)
        self.backups = BackupPanel(self, desk, navigator)
        self.key = KeyPanel(self, desk)
        self.about = AboutPanel(self, desk, navigator)
        panels: dict[str, tuple[str, QWidget]] = {
            "display": (_("Language & display"), self.display),
            "people": (_("People & passphrase"), self.people),
            "office": (_("Office & defaults"), self.office),
            "backups": (_("Data & backups"), self.backups),
            "key": (_("HQ key"), self.key),
            "about": (_("About & help"), self.about),
        }
        self._panels = panels
        self._usual: dict[str, Callable[[], None]] = {"display": self.display.set_back, "office": self.office.set_back}
        self.find_field = LineField(_("Find a setting"), placeholder=_("Find a setting, Ctrl+F"), width=220)
        self.find_field.changed.connect(self._find)
        self.find_field.returnPressed.connect(self._go_to_found)
        self._back = quiet(_("Set back to office defaults"), icon="refresh", run=self.set_back)
        self.header = PageHeader(_("Settings"), " ", actions=[self._back, self.find_field])
        self.tabs = Tabs([(key, title, "") for key, (title, _panel) in panels.items()])
        self._stack = QStackedWidget()
        self._places = {key: self._stack.addWidget(_narrow(panel)) for key, (_title, panel) in panels.items()}
        self.tabs.changed.connect(self._turn_to)
        self.set_frame(Page(self.header, [self.tabs, (self._stack, 1)], spacing=12))

    def open(self, **what: Any) -> None:
        """Show a panel: the first one, or the one named by `panel`."""
        panel = what.get("panel", "display")
        self.tabs.choose(panel)
        self._turn_to(panel)
        self.display.ask()
        self.people.ask()
        self.office.ask()
        self.backups.ask()
        self.key.ask()
        (self.backups.button if panel == "backups" else self.tabs).setFocus()

    def leave(self) -> dict[str, Any]:
        """Return which panel is shown."""
        return {"panel": self.tabs.chosen()}

    def _turn_to(self, panel: str) -> None:
        self._stack.setCurrentIndex(self._places[panel])
        self._back.setVisible(panel in self._usual)

    # -- finding

    def start_search(self) -> bool:
        """Put the cursor into the search."""
        self.find_field.setFocus()
        self.find_field.selectAll()
        return True

    def _find(self) -> None:
        """Turn to the first panel that says what is typed."""
        words = folded(self.find_field.value())
        found = [key for key, (title, panel) in self._panels.items() if words and _says(words, title, panel)]
        if found and self.tabs.chosen() not in found:
            self.tabs.choose(found[0])
            self._turn_to(found[0])
            self.find_field.setFocus()
        nothing = bool(words) and not found
        self.header.set_facts(_("Nothing found.") if nothing else " ")

    def _go_to_found(self) -> None:
        """Put the cursor on the control that bears what is typed, else on the first one of the panel."""
        words = folded(self.find_field.value())
        panel = self._panels[self.tabs.chosen()][1]
        controls = [
            one
            for one in panel.findChildren(QWidget)
            if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None
        ]
        named = [one for one in controls if words and words in folded(one.accessibleName())]
        if target := next(iter(named or controls), None):
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- what is usual

    def set_back(self) -> None:
        """Take the defaults of the office for the panel that is shown."""
        self._usual[self.tabs.chosen()]()
        self.navigator.toast(_("Set back to office defaults."))


def _says(words: str, title: str, panel: QWidget) -> bool:
    texts = (text.words() for text in panel.findChildren(Text))
    return any(words in folded(text) for text in (title, *texts))


def _narrow(panel: QWidget) -> QWidget:
    """Keep lines short enough to be read."""
    if not isinstance(panel, (PeoplePanel, BackupPanel)):  # two cards side by side, a table
        panel.setMaximumWidth(WIDTH)
    return Scrolled(Panel(column(row((panel, 100), None), None), "scrolled"))
