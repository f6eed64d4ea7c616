"""The strips that say a bundle was not written to its end, each with what can be done: continue, or give it up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from silkfield.bundles.envelope import Kind
from silkfield.desktop.widgets import Banner, Panel, column, quiet, refill, second
from silkfield.language import _, ngettext
from silkfield.locations import size
from silkfield.store.outbox import Unfinished

Act = Callable[[Unfinished], object]


class UnfinishedBundles(Panel):
    """Hidden while every bundle is finished. Keys belong to the first strip: when it is done with, they go to the next."""

    def __init__(self, go_on: Act, give_up: Act) -> None:
        self._place = column(spacing=6)
        self._go_on, self._give_up = go_on, give_up
        self._shown: tuple[Unfinished, ...] = ()
        super().__init__(self._place)
        self.hide()

    def show_bundles(self, bundles: Sequence[Unfinished], sites: Mapping[str, str] | None = None) -> None:
        """Show the bundles that wait in the outbox, or nothing; `sites` are the names of sites by id."""
        if tuple(bundles) == self._shown:
            return
        self._shown = tuple(bundles)
        self.setVisible(bool(bundles))
        refill(self._place, [self._strip(one, sites or {}, first=not place) for place, one in enumerate(bundles)])

    def first(self) -> Unfinished | None:
        """Return the bundle that the keys belong to."""
        return self._shown[0] if self._shown else None

    def _strip(self, bundle: Unfinished, sites: Mapping[str, str], *, first: bool) -> Banner:
        number = bundle.made.number
        if bundle.made.kind == Kind.SITE_MATES:
            fact = _("Bundle {number} for the other laptops is not finished.").format(number=number)
        elif site := sites.get(bundle.made.site, ""):
            fact = _("Bundle {number} for {site} is not finished.").format(number=number, site=site)
        else:
            fact = _("Bundle {number} for headquarters is not finished.").format(number=number)
        files = ngettext("{count} file, {size}.", "{count} files, {size}.", len(bundle.parts))
        more = files.format(count=len(bundle.parts), size=size(bundle.size))
        more += " " + _("Only what is missing is written.")
        keys = ("Ctrl+Shift+S", "Ctrl+Shift+Del") if first else ("", "")
        actions = (
            second(_("Continue"), keys[0], "arrow-right", partial(self._go_on, bundle), small=True),
            quiet(_("Give up"), keys[1], run=partial(self._give_up, bundle), small=True),
        )
        return Banner("warn", fact, more, actions)
