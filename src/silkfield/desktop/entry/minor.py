"""A minor disclosed while somebody writes: no name is kept, and what was typed of one is cleared once that is confirmed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from silkfield.desktop.navigator import DeskPage
from silkfield.desktop.widgets import Banner, Button
from silkfield.language import _


class MinorBanner:
    """Asks above the questions to clear the name; two keys answer, and typing goes on meanwhile."""

    def __init__(self, page: DeskPage, named: Callable[[Mapping[str, Any]], bool]) -> None:
        """`named` tells whether answers are of a minor and hold a name."""
        self._page, self._named = page, named
        self._shown = False

    def look(self, answers: Mapping[str, Any], clear: Callable[[], object], not_so: Callable[[], object]) -> None:
        """Ask while a name stands there, and take the question back when it does not."""
        asked = self._named(answers)
        if asked == self._shown:
            return
        self._shown = asked
        if not asked:
            self._page.show_banner(None)
            return
        buttons = []
        for label, keys, run in ((_("Clear the name"), "Alt+C", clear), (_("Not under 18"), "Alt+X", not_so)):
            button = Button(label, "second", "", "", run, small=True)
            button.bind_keys(keys)
            buttons.append(button)
        more = _("The coordinator is told when you save.")
        self._page.show_banner(Banner("warn", _("Under 18: no name is kept."), more, buttons, icon="shield-lock"))
