"""The card that says what waits, what goes and what stays, and where all records are on their route."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from silkfield.desktop.exchange.standing import Standing, all_of_it, goes_and_stays
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
from silkfield.language import _, isolated, ngettext
from silkfield.operations.exchange.adopting import LostRecords
from silkfield.operations.sitting import Sitting
from silkfield.store.reading import State

MOST_FIGURES = 6


class Contents(Card):
    """What the next bundle is made of."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._goes, self._stays = Text("", wrap=True), Text("", wrap=True)
        self._figures = row(spacing=24)
        self._bundle, self._again = Text("", wrap=True), Text("", wrap=True)
        self._asked = Text("", wrap=True)
        self._asked_line = _fact("files", _("Asked for"), self._asked, "warn")
        self._asked_line.hide()
        self._lost = Text("", wrap=True)
        self._lost_line = _fact("device-laptop", _("Lost laptop"), self._lost, "warn")
        self._lost_line.hide()
        self._route = RouteStrip(_stops(None))
        facts = column(
            _fact("archive", _("Bundle"), self._bundle),
            _fact("refresh", _("Once more"), self._again),
            self._asked_line,
            self._lost_line,
            _fact("check", _("Goes"), self._goes, "ok"),
            _fact("lock", _("Stays here"), self._stays),
            spacing=8,
        )
        super().__init__(self._figures, Rule(), facts, None, Rule(), self._route, title=_("Not sent yet"), spacing=10)

    def show_standing(self, shown: Standing) -> None:
        """Show what waits for headquarters now."""
        overview = shown.overview
        unconfirmed = [str(bundle.number) for bundle in reversed(overview.bundles) if not bundle.received]
        again = _("nothing; all that was sent is confirmed")
        if unconfirmed:
            again = ngettext(
                "bundle {numbers}, until headquarters has confirmed it",
                "bundles {numbers}, until headquarters has confirmed them",
                len(unconfirmed),
            ).format(numbers=_(", ").join(unconfirmed[-4:]))
        nothing = _("Nothing new. A bundle still tells headquarters that this laptop is alive.")
        goes, stays = goes_and_stays(self._sitting)
        self._show(overview.waiting, nothing, overview.number, again, (goes, stays))
        self._asked.set_words(asked_words(*overview.asked_for))
        self._asked_line.setVisible(overview.asked_for[0] > 0)
        self._lost.set_words("\n".join(lost_words(one) for one in overview.lost))
        self._lost_line.setVisible(bool(overview.lost))
        self._route.set_stops(_stops(shown))

    def show_mates(self, shown: Standing) -> None:
        """Show what waits for the other laptops of this site now."""
        nothing = _("Nothing new. A bundle still tells the other laptops what this one has.")
        again = _("what a laptop has not said to have")
        goes = (all_of_it(self._sitting), _("nothing; only laptops of this site can open it"))
        self._show(shown.mates.waiting or {}, nothing, shown.overview.number, again, goes)
        self._asked_line.hide()
        self._lost_line.hide()

    def _show(self, waiting: dict[str, int], nothing: str, number: int, again: str, goes: tuple[str, str]) -> None:
        office = self._sitting.office
        refill(self._figures, self._waiting(waiting, nothing))
        bundle = _("{number} of laptop {laptop}, signed by {site}")
        self._bundle.set_words(bundle.format(number=number, laptop=office.laptop, site=office.name))
        self._again.set_words(again)
        self._goes.set_words(goes[0])
        self._stays.set_words(goes[1])

    def _waiting(self, waiting: dict[str, int], nothing: str) -> list[Item]:
        if not waiting:
            return [(Text(nothing, "body", "ink2", wrap=True), 1)]
        forms = self._sitting.forms
        order = sorted(waiting, key=lambda key: (not forms[key].own_page, -waiting[key]))
        figures: list[Item] = [
            Figure(grouped(waiting[key]), _(forms[key].title if waiting[key] == 1 else forms[key].plural))
            for key in order[:MOST_FIGURES]
        ]
        if rest := sum(waiting[key] for key in order[MOST_FIGURES:]):
            figures.append(Figure(grouped(rest), _("others")))
        return [*figures, None]


def asked_words(pieces: int, files: int) -> str:
    """Say what headquarters lacks of attached files; it goes with the next bundle."""
    of_files = ngettext("of {count} attached file", "of {count} attached files", files).format(count=files)
    several = ngettext("{count} piece {of_files}", "{count} pieces {of_files}", pieces)
    return several.format(count=pieces, of_files=of_files)


def lost_words(one: LostRecords) -> str:
    """Say what of a lost laptop goes with the next bundle."""
    count = sum(one.records.values())
    words = ngettext(
        "{count} record of {laptop}, which was lost, goes with this bundle",
        "{count} records of {laptop}, which was lost, go with this bundle",
        count,
    )
    return words.format(count=grouped(count), laptop=isolated(one.laptop))


def _fact(icon: str, key: str, value: Text, tone: str = "ink2") -> QWidget:
    name = Panel(row(IconMark(icon, 16, tone), Text(key, "body", "ink2"), None), width=112)
    return Panel(row(column(name, None), (value, 1)))


def _stops(shown: Standing | None) -> list[tuple[Station, str, str]]:
    states = shown.states if shown else {}
    drafts = shown.drafts if shown else 0
    numbers = (
        drafts,
        *(states.get(state, 0) for state in (State.SAVED, State.IN_BUNDLE, State.RECEIVED)),
    )
    labels = (ngettext("draft", "drafts", drafts), _("saved, not sent"), _("in bundles"), _("received by HQ"))
    return [(station, grouped(number), label) for station, number, label in zip(Station, numbers, labels, strict=True)]
