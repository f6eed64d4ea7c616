"""Duplicates: clients of all sites who may be one person, decided with one key each; the next pair is there at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from typing_extensions import override

from silkfield.desktop.desk import Desk
from silkfield.desktop.doubles.pair_rows import counts, pair_row, pairs_table, side_parts
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.widgets import (
    Card,
    EmptyState,
    OneOfMany,
    Option,
    Page,
    PageHeader,
    Panel,
    Row,
    StatusBar,
    column,
    primary,
    quiet,
    refill,
    row,
    second,
)
from silkfield.desktop.widgets.layout import Beside, Scrolled
from silkfield.errors import Trouble
from silkfield.language import _, ngettext
from silkfield.matching.marked import GRADES, Grade
from silkfield.operations import doubling, pairing, undoing
from silkfield.operations.doubling import Compared, Doubles, Pair
from silkfield.records.changes import Changes

_SIDE, _NARROW_SIDE = 376, 300
Ids = tuple[str, str]


class DoublesPage(DeskPage):
    """Shows the pairs, the surest first, and one of them side by side."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.shown: Doubles | None = None
        self.pair: Compared | None = None
        self._grade: Grade | None = None
        self._pairs: tuple[Pair, ...] = ()
        self._laid: dict[Ids, Compared] = {}
        self.table = pairs_table()
        self.grades = OneOfMany(
            [Option("", _("All"))] + [Option(one.name, _(GRADES[one])) for one in Grade], _("How sure")
        )
        self.sure_button = second(_("Join the sure ones"), icon="users-group", run=self.join_sure)
        self.join_button = primary(_("Join"), "J", run=self.join)
        self.other_button = second(_("Not the same"), "N", run=self.tell_apart)
        self.ask_button = quiet(_("Ask the site"), "U", run=self.ask)
        self._side = column(spacing=6)
        self._lay_out()
        self.grades.set_value("")
        self.grades.changed.connect(lambda: self._filter(self.grades.value() or ""))
        self.table.moved.connect(lambda _id: self._show_pair())

    def _lay_out(self) -> None:
        self.header = PageHeader(_("Duplicates"), "", None, (self.sure_button,))
        self.status = StatusBar(_("Counts in reports use joined clients only once"))
        self._empty = EmptyState(
            "circle-check",
            _("Nobody waits to be compared"),
            _("Each import compares new clients with all others. Pairs that may be one person appear here."),
        )
        buttons = column(
            row(None, self.other_button, self.join_button, spacing=8), row(None, self.ask_button), spacing=4
        )
        card = Card(column((Scrolled(Panel(self._side)), 1), buttons, spacing=12))
        main = Panel(column(self.grades, (Card(self.table, flush=True), 1), spacing=12))
        self._both = Beside(main, card, _SIDE, _NARROW_SIDE)
        self.set_frame(Page(self.header, ((self._both, 1), (self._empty, 1)), status=self.status))

    # -- looking

    @override
    def open(self, **what: Any) -> None:
        self._look()

    @override
    def refresh(self, changes: Changes) -> None:
        self._look()

    def _look(self) -> None:
        self.desk.ask(self, doubling.doubles, answer=self._show)

    def _show(self, shown: Doubles) -> None:
        self.shown = shown
        self._laid.clear()
        asked, apart = _("asked: {count}"), _("not the same: {count}")
        notes = [asked.format(count=len(shown.asked)), apart.format(count=shown.apart)]
        keys = _("J join · N not the same · U ask the site")
        self.status.say(_("Counts in reports use joined clients only once"), [*notes, keys])
        self._fill(shown.of(self._grade))

    def _filter(self, grade: str) -> None:
        self._grade = Grade[grade] if grade else None
        if self.shown:
            self._fill(self.shown.of(self._grade))

    def _fill(self, pairs: tuple[Pair, ...], wanted: Ids | None = None) -> None:
        shown, self._pairs = self.shown, pairs
        waiting = shown.open if shown else ()
        self.navigator.set_badge("duplicates", str(len(waiting) or ""))
        self.header.set_facts(counts(len(waiting)))
        self.sure_button.setEnabled(any(one.grade is Grade.SURE for one in waiting))
        self._both.setVisible(bool(waiting))
        self._empty.setVisible(not waiting)
        at = wanted or self.table.current_id()
        self.table.show_pages(len(pairs), self._fetch)
        ids = [(one.one, one.other) for one in pairs]
        if ids:
            self.table.choose(at if at in ids else ids[0])
            self.table.setFocus()
        self._show_pair()

    def _fetch(self, first: int, count: int, deliver: Callable[[Sequence[Row]], None]) -> None:
        some = self._pairs[first : first + count]

        def laid(found: tuple[Compared, ...]) -> None:
            self._laid.update(((one.pair.one, one.pair.other), one) for one in found)
            around = self.desk.sitting.around()
            deliver([pair_row(one, around) for one in found])
            QTimer.singleShot(0, self, self._choose_one)  # rows may be asked for while the table paints itself

        here = [self._laid.get((one.one, one.other)) for one in some]
        if all(here):
            laid(tuple(one for one in here if one))
        else:
            self.desk.ask(self, doubling.compared, some, answer=laid)

    def _choose_one(self) -> None:
        first = next(((one.one, one.other) for one in self._pairs), None)
        if self.table.current_id() is None and first is not None:
            self.table.choose(first)
        self._show_pair()

    def _show_pair(self) -> None:
        at = self.table.current_id()
        pair = self._laid.get(at) if isinstance(at, tuple) else None
        if pair == self.pair and pair is not None:
            return
        self.pair = pair
        for button in (self.join_button, self.other_button, self.ask_button):
            button.setEnabled(self.pair is not None)
        parts = side_parts(self.pair, self.desk.sitting.around()) if self.pair else []
        refill(self._side, parts)

    # -- deciding

    def join(self) -> None:
        """Say that the two are one client."""
        self._decide(pairing.join, _("Joined: one client."), _("They count once, and the sites are told."))

    def tell_apart(self) -> None:
        """Say that the two are not the same, for good."""
        more = _("Nobody is asked again, also when a third looks like both.")
        self._decide(pairing.tell_apart, _("Not the same: remembered."), more)

    def ask(self) -> None:
        """Put a pair aside until the sites were asked."""
        more = _("Ask the sites by phone, then decide it with both codes: silkfield join, or silkfield tell-apart.")
        self._decide(doubling.ask, _("Put aside to be asked."), more)

    def join_sure(self) -> None:
        """Join all pairs that are sure."""

        def done(changes: Changes) -> None:
            words = ngettext("{count} pair was joined.", "{count} pairs were joined.", len(changes.records))
            self._say(words.format(count=len(changes.records)), "", changes)

        self.desk.do(self, doubling.join_sure, done=done, trouble=self._failed)

    def _decide(self, operation: Callable[..., Changes], fact: str, more: str) -> None:
        pair = self.pair
        if pair is None:
            return
        self.clear_trouble()
        one, other = ids = pair.pair.one, pair.pair.other
        all_ids = [(each.one, each.other) for each in self._pairs]
        place = all_ids.index(ids) if ids in all_ids else 0
        rest = tuple(each for each in self._pairs if (each.one, each.other) != ids)
        following = all_ids[place + 1] if place + 1 < len(all_ids) else all_ids[place - 1] if len(all_ids) > 1 else None
        self._fill(rest, following)  # at once, while the last is written
        done = partial(self._say, fact, more)
        self.desk.do(self, operation, one, other, done=done, trouble=self._failed)

    def _say(self, fact: str, more: str, changes: Changes) -> None:
        desk, navigator = self.desk, self.navigator

        def undo() -> None:
            desk.do(desk, undoing.take_back, changes, done=lambda _changes: navigator.toast(_("Taken back.")))

        navigator.toast(fact, more, undo if changes else None)

    def _failed(self, trouble: Trouble) -> None:
        self.show_trouble(trouble)
        self._look()
