"""How pages reach each other without knowing each other, and what every page has in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtWidgets import QBoxLayout, QWidget

from silkfield.desktop.desk import Desk
from silkfield.desktop.look import Look
from silkfield.desktop.trouble import TroubleBanner
from silkfield.desktop.widgets import Banner, Page, Panel, column, row
from silkfield.errors import Trouble
from silkfield.records.changes import Changes

PINS = "pins"
"""Where the navigator's memory keeps the pinned answers of each form."""


class Navigator(Protocol):
    """What the window does for its pages. `memory` survives locking and a change of language, as pinned answers must."""

    memory: dict[str, Any]

    def open_page(self, key: str, **what: Any) -> None:
        """Bring another page to the front; `what` is handed to its `open`."""
        ...

    def open_record(self, form: str, record: str, **what: Any) -> None:
        """Show one record on its own page, or in the list it belongs to; `what` is handed to its `open` too."""
        ...

    def back(self) -> None:
        """Return to the page before this one."""
        ...

    def toast(self, fact: str, more: str = "", undo: Callable[[], object] | None = None) -> None:
        """Say what was just done, with Undo when it can be taken back."""
        ...

    def set_badge(self, key: str, text: str) -> None:
        """Show how much work waits on a page of the rail."""
        ...

    def dress(self, look: Look) -> None:
        """Show the program in another look, at once; another size is shown the next time."""
        ...

    def lock(self) -> None:
        """Lock the store at once; what is being typed is kept."""
        ...

    def put_back(self) -> None:
        """Lock the store and lead to putting a backup back."""
        ...

    def set_idle_minutes(self, minutes: int) -> None:
        """Lock by itself after so many minutes without a key or the mouse."""
        ...


class DeskPage(QWidget):
    """One page of the program. It is made once and reused (unless declared otherwise); `open` is called each time."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self.desk = desk
        self.navigator = navigator
        self.frame: Page | None = None
        self._trouble: QWidget | None = None

    def set_frame(self, frame: Page) -> None:
        """Fill the page with its frame: header, body, footer or status."""
        self.frame = frame
        self.setLayout(column(frame))

    def open(self, **what: Any) -> None:
        """Come to the front; ask the desk for what is shown."""

    def refresh(self, changes: Changes) -> None:
        """Look again when the change concerns this page; called while the page is in front."""

    def leave(self) -> dict[str, Any]:
        """Keep what is being typed, because another page comes or the program locks; return what `open` needs to go on."""
        return {}

    def present(self) -> frozenset[str] | None:
        """Return the clients this page is about, whose names stay in the client view; None when it cannot be shown in it."""
        return frozenset()

    def start_search(self) -> bool:
        """Put the cursor into the search of the page (Ctrl+F); tell whether there is one."""
        return False

    def show_help(self) -> bool:
        """Show the help of the field with the focus (F1); tell whether there is any."""
        return False

    def show_trouble(self, trouble: Trouble) -> None:
        """Say in a banner what went wrong, until it is closed; the worst wins, so the page's own banner waits."""
        self.clear_trouble()
        frame = self.frame
        if frame is not None and isinstance(place := frame.layout(), QBoxLayout):
            self._trouble = Panel(row(TroubleBanner(trouble, self.clear_trouble), margins=(24, 0, 24, 16)))
            place.insertWidget(1, self._trouble)
            self._hide_banner(True)

    def clear_trouble(self) -> None:
        """Take back what was said to have gone wrong."""
        if self._trouble is not None:
            self._trouble.hide()
            self._trouble.deleteLater()
            self._trouble = None
            self._hide_banner(False)

    def show_banner(self, banner: Banner | None) -> None:
        """Show a lasting fact above the content, or none."""
        if self.frame is not None:
            self.frame.show_banner(banner)
            self._hide_banner(self._trouble is not None)

    def _hide_banner(self, hidden: bool) -> None:
        banner = self.frame.banner if self.frame is not None else None
        if banner is not None and (place := banner.parentWidget()) is not None:
            place.setHidden(hidden)
