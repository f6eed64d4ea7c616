"""The notices of this sitting: every toast again, the last one first, for whoever was not quick enough; Enter undoes one."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, replace
from typing import Any

from typing_extensions import override

from silkfield.clock import local_time
from silkfield.desktop.desk import Desk
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.widgets import (
    Card,
    Cell,
    Column,
    DataTable,
    EmptyState,
    Page,
    PageHeader,
    Row,
    StatusBar,
    second,
)
from silkfield.language import _, isolated
from silkfield.records.changes import Changes

MOST = 100
_NOTICES = "notices"


@dataclass(frozen=True, slots=True)
class Notice:
    """What a toast said, when (HH:MM), and how it is undone, as long as it can be."""

    at: str
    fact: str
    more: str
    undo: Callable[[], object] | None = None


def notices(memory: MutableMapping[str, Any]) -> list[Notice]:
    """Return the notices that are kept while the program runs, the last one first."""
    kept: list[Notice] = memory.setdefault(_NOTICES, [])
    return kept


def note(
    memory: MutableMapping[str, Any], desk: Desk, fact: str, more: str, undo: Callable[[], object] | None
) -> Notice:
    """Keep what a toast says; it holds no name, as toasts do not."""
    clock = desk.sitting.clock
    made = Notice(f"{local_time(clock.now(), clock.zone()):%H:%M}", fact, more, undo)
    kept = notices(memory)
    kept.insert(0, made)
    del kept[MOST:]
    return made


def settle(memory: MutableMapping[str, Any], only: Notice | None = None) -> None:
    """Leave no way to undo a notice, or any of them: it was undone, or the store was closed since."""
    kept = notices(memory)
    kept[:] = [replace(one, undo=None) if only is None or one is only else one for one in kept]


class NoticesPage(DeskPage):
    """A table of the notices."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        columns = (
            Column("at", _("Time"), 80),
            Column("fact", _("What was done"), 420, stretch=True),
            Column("undo", "", 120),
        )
        self.table = DataTable(columns, _("Notices"), height="two")
        self.table.chosen.connect(self._undo)
        self._full = Card(self.table, flush=True)
        self._empty = Card(EmptyState("info-circle", _("Nothing was done yet."), _("What is done stands here.")))
        back = second(_("Back"), "Esc", run=navigator.back)
        words = _("They are kept until Silkfield is closed. Enter undoes what can still be undone.")
        self.set_frame(
            Page(
                PageHeader(_("Notices"), actions=[back]),
                [(self._full, 1), (self._empty, 1)],
                status=StatusBar(words, icon="info-circle", tone="ink2"),
            )
        )

    @override
    def open(self, **what: Any) -> None:
        self._show()
        self.table.setFocus()

    @override
    def refresh(self, changes: Changes) -> None:
        self._show()

    def _show(self) -> None:
        kept = notices(self.navigator.memory)
        self._full.setVisible(bool(kept))
        self._empty.setVisible(not kept)
        self.table.show_rows([_row(place, one) for place, one in enumerate(kept)])
        if kept and self.table.current_id() is None:
            self.table.choose(0)

    def _undo(self, place: object) -> None:
        kept = notices(self.navigator.memory)
        chosen = kept[place] if isinstance(place, int) and place < len(kept) else None
        if chosen is not None and chosen.undo is not None:
            settle(self.navigator.memory, chosen)
            chosen.undo()
            self._show()


def _row(place: int, one: Notice) -> Row:
    undo = Cell(_("Undo"), icon="arrow-back-up", tone="accent") if one.undo else Cell()
    return Row(place, (Cell(isolated(one.at), tone="ink2"), Cell(one.fact, one.more), undo))
