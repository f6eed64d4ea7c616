"""The client view: while a client looks at the screen, every other name is hidden, and a band says so until F9 again."""

from __future__ import annotations

from collections.abc import Callable, Collection

from silkfield.desktop.widgets import Banner, Panel, column, refill, row, second
from silkfield.language import _


class ClientViewBand(Panel):
    """The band at the top of every page; hidden while names are shown."""

    def __init__(self, turn: Callable[[], object]) -> None:
        self._place = column()
        self._turn = turn
        super().__init__(self._place, "page")
        self.hide()

    def show_present(self, present: Collection[str] | None) -> None:
        """Say whose names are hidden; None takes the band away."""
        self.setVisible(present is not None)
        if present is None:
            refill(self._place, [])
            return
        fact = _("Client view: names of others are hidden.") if present else _("Client view: names are hidden.")
        show = second(_("Show names"), "", "eye", self._turn, small=True)
        more = _("Press F9 to show them again.")
        refill(
            self._place, [row(Banner("info", fact, more, [show], icon="eye-off", dense=True), margins=(24, 12, 24, 0))]
        )
