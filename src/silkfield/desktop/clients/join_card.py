"""The card that asks whether another client is this same person: those who look alike, or whom somebody looks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer

from silkfield.desktop.clients.told import Alike, who_is_it
from silkfield.desktop.widgets import Card, Chip, LineField, Panel, Rule, Text, column, quiet, refill, row, second
from silkfield.desktop.widgets.layout import Item
from silkfield.formkit.problems import Around
from silkfield.language import _

_PAUSE = 150  # milliseconds after a key
_TONES = {True: "ok", None: "warn", False: "neu"}
_MOST_KEYS = 9

Told = Callable[[str], object]


class JoinCard(Card):
    """Hidden until it is opened. `look` is told what is typed; `join` and `tell_apart` are told a client."""

    def __init__(self, around: Around, look: Told, join: Told, tell_apart: Told, close: Callable[[], object]) -> None:
        self._around, self._join, self._tell_apart = around, join, tell_apart
        self.search = LineField(_("Find the other client"), placeholder=_("Name, code or phone"), width=240)
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(lambda: look(self.search.value()))
        self.search.changed.connect(self._timer.start)
        self._rows = column(spacing=4)
        super().__init__(
            row(self.search, None, quiet(_("Close"), run=close, small=True)),
            Panel(self._rows),
            title=_("Is it one person with…"),
            spacing=8,
        )
        self.hide()

    def begin(self) -> None:
        """Open it, with the cursor in the search."""
        self.search.set_value("")
        refill(self._rows, [Text(_("Looking…"), "body", "ink2")])
        self.show()
        self.search.setFocus()

    def show_alike(self, found: Sequence[Alike]) -> None:
        """Show who may be the same person."""
        parts: list[Item] = []
        for number, one in enumerate(found, 1):
            parts += [*([Rule()] if parts else []), self._line(one, f"Alt+{number}" if number <= _MOST_KEYS else "")]
        if not parts:
            parts = [
                Text(_("Nobody here looks like the same person. Type a name or a code."), "body", "ink2", wrap=True)
            ]
        refill(self._rows, parts)

    def _line(self, one: Alike, keys: str) -> Panel:
        client = one.client
        evidence = one.evidence.evidence if one.evidence else ()
        chips = [Chip(each.text(), _TONES[each.speaks], "check" if each.speaks else "") for each in evidence[:3]]
        name = " · ".join(part for part in (client.called, client.urdu) if part)
        same = second(_("Same person: join"), keys, run=partial(self._join, client.client), small=True)
        other = quiet(_("Not the same person"), run=partial(self._tell_apart, client.client), small=True)
        facts = Text(who_is_it(client, self._around), "meta", "ink2", wrap=True)
        title = row((Text(name, "strong", elide=True), 1), same, other)
        return Panel(column(title, row((facts, 1), *chips, spacing=6), spacing=2))
