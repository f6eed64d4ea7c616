"""The card that asks whether another record is the same as this one: those that look alike, or what somebody looks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer

from silkfield.desktop.widgets import Card, Chip, LineField, Panel, Rule, Text, column, quiet, refill, row, second
from silkfield.desktop.widgets.layout import Item
from silkfield.language import _

_PAUSE = 150  # milliseconds after a key
_TONES = {True: "ok", None: "warn", False: "neu"}
_MOST_KEYS = 9

Done = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class MayJoin:
    """A record that may be the same, what it is known by, and what speaks for it (True), is only like it, or speaks against
    it; nothing where somebody looked for that very one."""

    record: str
    name: str
    facts: str
    evidence: tuple[tuple[str, bool | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """How the question is put."""

    title: str
    find: str
    placeholder: str
    same: str
    other: str
    nobody: str


class JoinCard(Card):
    """Hidden until it is opened. `look` is told what is typed; `join` and `tell_apart` are told a record."""

    def __init__(self, asking: Asking, look: Done, join: Done, tell_apart: Done, close: Callable[[], object]) -> None:
        self._asking, self._join, self._tell_apart = asking, join, tell_apart
        self.search = LineField(asking.find, placeholder=asking.placeholder, width=240)
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(lambda: look(self.search.value()))
        self.search.changed.connect(self._timer.start)
        self._rows = column(spacing=4)
        super().__init__(
            row(self.search, None, quiet(_("Close"), run=close, small=True)),
            Panel(self._rows),
            title=asking.title,
            spacing=8,
        )
        self.hide()

    def begin(self) -> None:
        """Open it, with the cursor in the search."""
        self.search.set_value("")
        refill(self._rows, [Text(_("Looking…"), "body", "ink2")])
        self.show()
        self.search.setFocus()

    def show_alike(self, found: Sequence[MayJoin]) -> None:
        """Show what may be the same."""
        parts: list[Item] = []
        for number, one in enumerate(found, 1):
            parts += [*([Rule()] if parts else []), self._line(one, f"Alt+{number}" if number <= _MOST_KEYS else "")]
        refill(self._rows, parts or [Text(self._asking.nobody, "body", "ink2", wrap=True)])

    def _line(self, one: MayJoin, keys: str) -> Panel:
        chips = [Chip(words, _TONES[speaks], "check" if speaks else "") for words, speaks in one.evidence[:3]]
        same = second(self._asking.same, keys, run=partial(self._join, one.record), small=True)
        other = quiet(self._asking.other, run=partial(self._tell_apart, one.record), small=True)
        facts = Text(one.facts, "meta", "ink2", wrap=True)
        title = row((Text(one.name, "strong", elide=True), 1), same, other)
        return Panel(column(title, row((facts, 1), *chips, spacing=6), spacing=2))
