"""The strip that says a bundle was not written to its end, with what can be done: continue, or give it up."""

from __future__ import annotations

from collections.abc import Callable

from silkfield.desktop.widgets import Banner, Panel, column, quiet, refill, second
from silkfield.language import _, ngettext
from silkfield.locations import size
from silkfield.store.outbox import Unfinished


class UnfinishedBundle(Panel):
    """Hidden while every bundle is finished."""

    def __init__(self, go_on: Callable[[], None], give_up: Callable[[], None]) -> None:
        self._place = column()
        self._go_on, self._give_up = go_on, give_up
        super().__init__(self._place)
        self.hide()

    def show_bundle(self, bundle: Unfinished | None) -> None:
        """Show the bundle that waits in the outbox, or nothing."""
        self.setVisible(bundle is not None)
        if bundle is None:
            refill(self._place, [])
            return
        fact = _("Bundle {number} is not finished.").format(number=bundle.made.number)
        files = ngettext("{count} file, {size}.", "{count} files, {size}.", len(bundle.parts))
        more = (
            files.format(count=len(bundle.parts), size=size(bundle.size)) + " " + _("Only what is missing is written.")
        )
        actions = (
            second(_("Continue"), "Ctrl+Shift+S", "arrow-right", self._go_on, small=True),
            quiet(_("Give up"), "Ctrl+Shift+Del", run=self._give_up, small=True),
        )
        refill(self._place, [Banner("warn", fact, more, actions)])
