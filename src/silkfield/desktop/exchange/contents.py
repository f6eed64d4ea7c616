"""The card that says what waits, what goes and what stays, and where all records are on their route."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from silkfield.desktop.exchange.standing import Standing, goes_and_stays
from silkfield.desktop.widgets import (
    Card,
    Figure,
    IconMark,
    Panel,
    RouteStrip,
    Rule,
    Station,
    Text,
    column,
    grouped,
    refill,
    row,
)
from silkfield.desktop.widgets.layout import Item
from silkfield.language import _, ngettext
from silkfield.operations.sitting import Sitting
from silkfield.store.reading import State

MOST_FIGURES = 6


class Contents(Card):
    """What the next bundle is made of."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        goes, stays = goes_and_stays(sitting)
        self._figures = row(spacing=24)
        self._bundle, self._again = Text("", wrap=True), Text("", wrap=True)
        self._route = RouteStrip(_stops(None))
        facts = column(
            _fact("archive", _("Bundle"), self._bundle),
            _fact("refresh", _("Once more"), self._again),
            _fact("check", _("Goes"), Text(goes, wrap=True), "ok"),
            _fact("lock", _("Stays here"), Text(stays, wrap=True)),
            spacing=8,
        )
        super().__init__(self._figures, Rule(), facts, None, Rule(), self._route, title=_("Not sent yet"), spacing=10)

    def show_standing(self, shown: Standing) -> None:
        """Show what waits now."""
        office, overview = self._sitting.office, shown.overview
        refill(self._figures, self._waiting(overview.waiting))
        self._bundle.set_words(
            _("{number} of laptop {laptop}, signed by {site}").format(
                number=overview.number, laptop=office.laptop, site=office.name
            )
        )
        unconfirmed = [str(bundle.number) for bundle in reversed(overview.bundles) if not bundle.received]
        self._again.set_words(
            ngettext(
                "bundle {numbers}, until headquarters has confirmed it",
                "bundles {numbers}, until headquarters has confirmed them",
                len(unconfirmed),
            ).format(numbers=_(", ").join(unconfirmed[-4:]))
            if unconfirmed
            else _("nothing; all that was sent is confirmed")
        )
        self._route.set_stops(_stops(shown))

    def _waiting(self, waiting: dict[str, int]) -> list[Item]:
        if not waiting:
            words = _("Nothing new. A bundle still tells headquarters that this laptop is alive.")
            return [(Text(words, "body", "ink2", wrap=True), 1)]
        forms = self._sitting.forms
        order = sorted(waiting, key=lambda key: (not forms[key].own_page, -waiting[key]))
        figures: list[Item] = [
            Figure(grouped(waiting[key]), _(forms[key].title if waiting[key] == 1 else forms[key].plural))
            for key in order[:MOST_FIGURES]
        ]
        if rest := sum(waiting[key] for key in order[MOST_FIGURES:]):
            figures.append(Figure(grouped(rest), _("others")))
        return [*figures, None]


def _fact(icon: str, key: str, value: Text, tone: str = "ink2") -> QWidget:
    name = Panel(row(IconMark(icon, 16, tone), Text(key, "body", "ink2"), None), width=112)
    return Panel(row(column(name, None), (value, 1)))


def _stops(shown: Standing | None) -> list[tuple[Station, str, str]]:
    states = shown.states if shown else {}
    numbers = (
        shown.drafts if shown else 0,
        *(states.get(state, 0) for state in (State.SAVED, State.IN_BUNDLE, State.RECEIVED)),
    )
    labels = (_("draft"), _("saved, not sent"), _("in bundles"), _("received by HQ"))
    return [(station, grouped(number), label) for station, number, label in zip(Station, numbers, labels, strict=True)]
