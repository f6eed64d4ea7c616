"""The card that asks whom the next bundle is for, where a site has more than one laptop, and says what the others have."""

from __future__ import annotations

from PySide6.QtCore import Signal

from silkfield.desktop.widgets import Card, IconMark, OneOfMany, Option, Panel, Text, column, grouped, refill, row
from silkfield.language import _, isolated, ngettext
from silkfield.operations.exchange.mates import Mate, MatesOverview
from silkfield.operations.sitting import Office

HEADQUARTERS, MATES = "headquarters", "mates"


class Addressee(Card):
    """Hidden where the site has one laptop only; then every bundle is for headquarters."""

    changed = Signal()

    def __init__(self) -> None:
        self._value = HEADQUARTERS
        self.choice = OneOfMany(
            [
                Option(HEADQUARTERS, _("Headquarters"), "1", _("no names, nothing that stays at the site")),
                Option(MATES, _("Our other laptops"), "2", _("everything, names and notes too")),
            ],
            _("Whom the next bundle is for"),
            columns=1,
            stretch=True,
        )
        self.choice.set_value(HEADQUARTERS)
        self._labels: tuple[str, ...] = ()
        self._mates = column(spacing=4)
        super().__init__(self.choice, Panel(self._mates), title=_("Addressee"), spacing=6)
        self.choice.changed.connect(self._chosen)
        self.hide()

    def value(self) -> str:
        """Return whom the next bundle is for."""
        return self._value

    def to_mates(self) -> bool:
        """Tell whether it is for the other laptops of this site."""
        return self._value == MATES

    def route_words(self, office: Office) -> str:
        """Say from where to whom the next bundle goes."""
        to = isolated(_(", ").join(self._labels)) if self.to_mates() else office.network_name
        words = _("{site}, laptop {number}, to {addressee}")
        return words.format(site=office.name, number=office.laptop, addressee=to)

    def save_words(self) -> str:
        """Say what the button does and for whom."""
        return _("Save for our other laptops") if self.to_mates() else _("Save for headquarters")

    def choose(self, value: str) -> None:
        """Choose an addressee."""
        self._value = value
        self.choice.set_value(value)
        self.changed.emit()

    def show_mates(self, found: MatesOverview) -> None:
        """Show the other laptops of this site and what each of them has, or nothing where there are none."""
        self.setVisible(bool(found.mates))
        self._labels = tuple(mate.label for mate in found.mates)
        if not found.mates and self.to_mates():
            self.choose(HEADQUARTERS)
        refill(self._mates, [_line(mate) for mate in found.mates])

    def _chosen(self) -> None:
        self._value = self.choice.value() or self._value
        self.choice.set_value(self._value)  # one of them is always chosen
        self.changed.emit()


def _line(mate: Mate) -> Panel:
    if not mate.heard:
        icon, tone, words = "help", "ink2", _("{laptop} has not said yet what it has.").format(laptop=mate.label)
    elif not mate.lacks:
        icon, tone, words = "circle-check", "ok", _("{laptop} has everything.").format(laptop=mate.label)
    else:
        told = ngettext("{laptop} lacks {count} change.", "{laptop} lacks {count} changes.", mate.lacks)
        icon, tone, words = "history", "warn", told.format(laptop=mate.label, count=grouped(mate.lacks))
    return Panel(row(IconMark(icon, 16, tone), (Text(words, "meta", wrap=True), 1)))
