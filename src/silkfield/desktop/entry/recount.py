"""More was given than there was: the record is saved, and the stock can be counted anew at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from silkfield.desktop.desk import Desk
from silkfield.desktop.navigator import Navigator
from silkfield.desktop.widgets import WordsDialog
from silkfield.language import _
from silkfield.operations import stocktaking


class Recount:
    """Asks after a save whether to count anew; `dialog` is the question that is open."""

    dialog: WordsDialog | None = None

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        self._desk, self._navigator = desk, navigator

    def look(self, values: Mapping[str, Any], window: QWidget) -> None:
        """Look whether what a saved record gave was there; the page it was typed on may be gone by then."""
        if given := values.get("materials"):
            self._desk.ask(self._desk, stocktaking.below_nothing, list(given), answer=partial(self._ask, window))

    def _ask(self, window: QWidget, short: Mapping[str, int]) -> None:
        if not short:
            return
        codes = self._desk.sitting.around().codes["material"]
        missing = _(", ").join(f"{codes.text(key)} {-left}" for key, left in short.items())
        self.dialog = WordsDialog(
            window,
            _("More was given than was there"),
            _("Missing: {materials}. What you recorded is saved. Count what lies there now?").format(materials=missing),
            _("Not now"),
            _("Count anew"),
            "package-import",
            danger=False,
        )
        self.dialog.accepted.connect(lambda: self._count(next(iter(short))))
        self.dialog.open()
        self.dialog.act.setFocus()

    def _count(self, material: str) -> None:
        today = self._desk.sitting.around().today.isoformat()
        usual = {"material": material, "kind": stocktaking.COUNTED, "day": today}
        self._navigator.open_page("enter", form="stock_movement", values=usual)
