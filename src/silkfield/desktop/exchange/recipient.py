"""The card that says who can open a bundle, with the 40 digits by which headquarters knows this laptop."""

from __future__ import annotations

from silkfield.desktop.exchange.standing import Standing
from silkfield.desktop.widgets import Card, Chip, DigitsBlock, Text
from silkfield.language import _
from silkfield.operations.sitting import Sitting


class Recipient(Card):
    """Headquarters, and the digits two people have compared."""

    def __init__(self, sitting: Sitting) -> None:
        self._chip = Chip(_("Not heard from yet"), "neu", "help")
        self._digits = DigitsBlock("")
        self._words = Text("", "meta", "ink2", wrap=True)
        name = Text(
            _("{headquarters}. Nobody else can open it.").format(headquarters=sitting.office.network_name), wrap=True
        )
        super().__init__(name, self._digits, self._words, title=_("To headquarters"), actions=(self._chip,), spacing=8)

    def show_standing(self, shown: Standing) -> None:
        """Show the digits, and whether headquarters' list names this laptop."""
        self._digits.set_digits(" ".join(shown.digits))
        self._digits.setVisible(bool(shown.digits))
        if shown.taken_off:
            self._chip.set_words(_("Off the list"), "bad", "shield-lock")
            self._words.set_words(
                _("Headquarters has taken this laptop off its list: nothing can be sent from it. Call headquarters.")
            )
        elif shown.admitted:
            self._chip.set_words(_("Admitted"), "ok", "shield-check")
            self._words.set_words(_("The 40 digits of this laptop. Headquarters has compared them."))
        else:
            self._chip.set_words(_("Not heard from yet"), "neu", "help")
            self._words.set_words(
                _("The 40 digits of this laptop. Read them to headquarters by phone, one group at a time.")
            )
