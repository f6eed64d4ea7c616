"""What the pages before an open store have in common: one card in the middle, a place for trouble, the language below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from silkfield.desktop.door import Door
from silkfield.desktop.look import LANGUAGES
from silkfield.desktop.style import theme
from silkfield.desktop.trouble import TroubleBanner
from silkfield.desktop.widgets import BrandMark, Card, Panel, Scrolled, Select, Text, column, row
from silkfield.desktop.widgets.layout import Item
from silkfield.errors import Trouble
from silkfield.language import _

WIDTH = 520


class GatePage(QWidget):
    """A page shown while no store is open. `opened` carries an `Opened`, `dressing` the language and colours wanted.

    `putting_back` asks for the page that puts a backup back; it carries the Trouble that makes it needed, or None.
    `practising` asks for the practice store, `left` for the page that stood here before.
    """

    opened = Signal(object)
    putting_back = Signal(object)
    practising = Signal()
    left = Signal()
    dressing = Signal(str, bool)

    def __init__(self, door: Door) -> None:
        super().__init__()
        self.door = door
        self._place = column(spacing=12)
        self._trouble: QWidget | None = None
        languages = Select(LANGUAGES, theme().language, _("Language"))
        languages.changed.connect(lambda code: self.dressing.emit(code, theme().dark))
        brand = row(None, BrandMark(36), Text("Silkfield", "fig"), None, spacing=12)
        below = row(None, Text(_("Language"), "body", "ink2"), languages, None)
        middle = Panel(column(None, brand, 20, self._place, 20, below, None, margins=(0, 24, 0, 24)), "scrolled")
        middle.setFixedWidth(WIDTH)
        self.setLayout(column((Scrolled(Panel(row(None, middle, None), "scrolled")), 1)))

    def begin(self) -> None:
        """Put the cursor where a person begins."""

    def show_card(self, *items: Item, title: str) -> None:
        """Show one card instead of the one before."""
        self.clear_trouble()
        while part := self._place.takeAt(0):
            if widget := part.widget():
                widget.hide()
                widget.deleteLater()
        self._place.addWidget(Card(*items, title=title, spacing=12, padding=(24, 20, 24, 20)))

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what went wrong above the card."""
        self.clear_trouble()
        self._trouble = TroubleBanner(trouble, self.clear_trouble)
        self._place.insertWidget(0, self._trouble)

    def clear_trouble(self) -> None:
        """Take back what was said to have gone wrong."""
        if self._trouble is not None:
            self._place.removeWidget(self._trouble)
            self._trouble.hide()
            self._trouble.deleteLater()
            self._trouble = None
