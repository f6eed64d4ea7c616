"""Clashes: a record that was edited in two places, both sides beside each other, and a person's decision."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from silkfield.desktop.clashes.clash_words import after_words, nothing, record_card, same_choice, say_open, settled
from silkfield.desktop.clashes.compared import Compared, Looked, looked
from silkfield.desktop.clashes.groups_card import GroupsCard
from silkfield.desktop.desk import Desk
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.widgets import (
    Banner,
    Field,
    FooterBar,
    IconMark,
    KeyCap,
    LineField,
    Page,
    PageHeader,
    Panel,
    Select,
    Text,
    TickAnswer,
    column,
    primary,
    quiet,
    refill,
    row,
    second,
)
from silkfield.desktop.widgets.layout import Scrolled
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.exchange import clashing, reopening, resolving
from silkfield.operations.exchange.clashing import WHOLE
from silkfield.records.changes import Changes

OPEN, LATELY = "open", "lately"
MOST_SIDES = 9
_MARGIN = 120  # pixels that stay in sight above and below the cursor


class ClashesPage(DeskPage):
    """Goes through the clashes one by one. `open` takes `record` to begin with one, `taken` and `note` to go on with it."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.shown: Looked | None = None
        self.groups: GroupsCard | None = None
        self._record = ""
        self._taken: dict[str, int] = {}
        self._typed: dict[str, dict[str, Any]] = {}
        self._later: set[str] = set()
        self._also: tuple[str, ...] = ()
        self.same = TickAnswer("")
        self.same.changed.connect(self._say_open)
        self._same_place = Panel(row(self.same, KeyCap("Alt+A"), None))
        self.which = Select([(OPEN, _("To decide")), (LATELY, _("Settled lately"))], OPEN, _("Which clashes"))
        self.note = LineField(_("Why, optional. The other offices read this."))
        self.before_button = second(_("Previous"), "Alt+Left", "chevron-left", partial(self.go, -1))
        self.next_button = second(_("Next"), "Alt+Right", "chevron-right", partial(self.go, 1))
        self.later_button = quiet(_("Decide later"), "Alt+D", run=self.later)
        self.type_button = second(_("Answer anew"), "Alt+T", "pencil", self._type)
        self.settle_button = primary(_("Settle and next"), "Ctrl+Enter", run=self.settle)
        self._lay_out()
        self.which.changed.connect(lambda _which: self._turn())
        QShortcut(QKeySequence("Alt+A"), self, self._tick_same)
        for number in range(MOST_SIDES):
            QShortcut(QKeySequence(f"Alt+{number + 1}"), self, partial(self._take, number))

    def _lay_out(self) -> None:
        self.which.setFixedWidth(150)
        self.header = PageHeader(
            _("Clashes"), "", None, (Panel(row(self.which, 4)), self.before_button, self.next_button)
        )
        self._place = column(spacing=10)
        self._why = Field(_("Why, optional. The other offices read this."), self.note)
        self._after = Text("", "meta", "ink2", wrap=True)
        self._nothing_lost = Panel(row(IconMark("info-circle", 16), (self._after, 1)))
        self.footer = FooterBar("", "", (self.later_button, self.type_button, self.settle_button))
        parts = (self._place, self._why, self._same_place, self._nothing_lost, None)
        self.set_frame(Page(self.header, parts, self.footer, scroll=True, spacing=10))

    # -- looking

    @override
    def open(self, **what: Any) -> None:
        self._later = set()
        self.show_banner(None)
        self._record = what.get("record", "")
        self._taken, self._typed = dict(what.get("taken") or {}), dict(what.get("typed") or {})
        self.note.set_value(what.get("note", ""))
        self.which.set_value(what.get("which", OPEN))
        self._look()

    @override
    def leave(self) -> dict[str, Any]:
        self._keep()
        choices = {"taken": self._taken, "typed": self._typed}
        return {"record": self._record, **choices, "note": self.note.value(), "which": self.which.value()}

    @override
    def refresh(self, changes: Changes) -> None:
        self._keep()
        self._look()

    def _keep(self) -> None:
        self._taken = dict(self.groups.taken) if self.groups else {}
        self._typed = dict(self.groups.typed) if self.groups else {}

    def _look(self) -> None:
        self.desk.ask(self, looked, self._record, lately=self.which.value() == LATELY, answer=self._show)

    def _turn(self) -> None:
        self._record, self._taken, self._typed = "", {}, {}
        self._look()

    def _show(self, shown: Looked) -> None:
        if shown.among_lately != (self.which.value() == LATELY):
            return  # the answer of before the turn; the one for now is on its way
        before, now = self.one(), shown.one
        self.shown = shown
        self.navigator.set_badge("clashes", str(shown.waiting or ""))
        if before and now and before.record == now.record and before.seen != now.seen:
            # What was decided about other sides than these is no decision about these.
            self._taken, self._typed = {}, {}
            self.show_banner(
                Banner("warn", _("Another edit of this record has arrived."), _("Look at the sides again."))
            )
        self._show_one()

    def listed(self) -> Sequence[str]:
        """Return the records whose clashes are gone through: those to decide, or those settled lately."""
        if self.shown is None:
            return ()
        return tuple(one.record for one in self.shown.open) if self.which.value() == OPEN else self.shown.lately

    def one(self) -> Compared | None:
        """Return the clash that is looked at, None when there is none."""
        return self.shown.one if self.shown else None

    def _show_one(self) -> None:
        one, listed = self.one(), self.listed()
        self.groups = None
        for button in (self.before_button, self.next_button):
            button.setEnabled(len(listed) > 1)
        self._show_below(one)
        if one is None or one.record not in listed:
            self._show_nothing()
            return
        self._record = one.record
        words = _("Clash {number} of {count}")
        self.header.set_title(words.format(number=listed.index(one.record) + 1, count=len(listed)))
        sides = _(" · ").join(side.title for side in one.sides)
        self.header.set_facts(_("One record was changed in several places: {sides}").format(sides=sides))
        self.groups = GroupsCard(self.desk, one, self._taken, self._typed)
        self.groups.decided.connect(self._decided)
        refill(self._place, [record_card(one, lambda: self.navigator.open_record(one.form, one.record)), self.groups])
        self._decided()
        if not self.groups.go_to_open():
            buttons = (self.settle_button, self.next_button, self.which)
            next(button for button in buttons if button.isEnabled()).setFocus()

    def _show_below(self, one: Compared | None) -> None:
        self._why.setVisible(one is not None and not one.decider)
        self._nothing_lost.setVisible(one is not None)
        self._same_place.hide()
        self.same.set_value(False)
        self._after.set_words(after_words(one))

    def _show_nothing(self) -> None:
        self.header.set_title(_("Clashes"))
        self.header.set_facts(_("Records that were changed in two places apart from each other"))
        refill(self._place, [nothing(lately=self.which.value() == LATELY)])
        say_open(self.footer, None, ())
        self.settle_button.setEnabled(False)
        self.type_button.setEnabled(False)
        self.later_button.setEnabled(False)
        self.which.setFocus()

    def _decided(self) -> None:
        """Offer to take the same sides in other clashes of the bundle, as far as they decide those whole."""
        one = self.one()
        self._also = ()
        if one and self.shown and self.groups and not one.merged and not self.groups.open_names():
            self._also = clashing.alike(self.shown.open, one.record, self.groups.laptops())
            self.same.set_label(same_choice(len(self._also), one.bundle))
        self._same_place.setVisible(bool(self._also))
        self._say_open()

    def _tick_same(self) -> None:
        if self._also:
            self.same.click()

    def _with_it(self) -> tuple[str, ...]:
        return self._also if self.same.value() else ()

    def _say_open(self) -> None:
        one = self.one()
        if one is None or self.groups is None:
            return
        waiting = self.groups.open_titles()
        self.settle_button.setEnabled(not one.decider and not waiting)
        self.type_button.setEnabled(self.groups.can_type())
        self.later_button.setEnabled(not one.decider and len(self.listed()) > 1)
        say_open(self.footer, one, waiting, len(self._with_it()))

    # -- going through

    def go(self, steps: int) -> None:
        """Show the next or the previous clash; the last is followed by the first."""
        listed = self.listed()
        if self._record in listed and len(listed) > 1:
            self._turn_to(listed[(listed.index(self._record) + steps) % len(listed)])

    def _turn_to(self, record: str) -> None:
        self._record, self._taken, self._typed = record, {}, {}
        self.note.set_value("")
        self._look()

    def later(self) -> None:
        """Leave this one open and show the next that was not put off."""
        self._later.add(self._record)
        listed = list(self.listed())
        if self._record in listed:
            place = listed.index(self._record)
            rest = [*listed[place + 1 :], *listed[:place]]
            if following := next((one for one in rest if one not in self._later), rest[0] if rest else ""):
                self._turn_to(following)

    def _type(self) -> None:
        if self.groups is not None:
            self.groups.type_here()
            QTimer.singleShot(0, self, self._keep_in_sight)  # once it has its place

    def _keep_in_sight(self) -> None:
        here, scrolled = QApplication.focusWidget(), self.findChild(Scrolled)
        if here is not None and scrolled is not None and scrolled.isAncestorOf(here):
            scrolled.ensureWidgetVisible(here, 0, _MARGIN)

    def _take(self, side: int) -> None:
        if self.groups is not None and side == len(self.groups.shown.sides):
            self._type()
        elif self.groups is not None:
            self.groups.take_here(side)
            if self.settle_button.isEnabled():
                self.settle_button.setFocus()

    # -- deciding

    def settle(self) -> None:
        """Write the decision and show the next clash."""
        one = self.one()
        if one is None or self.groups is None or one.decider or self.groups.open_names():
            return
        self.clear_trouble()
        self.show_banner(None)
        taken, answers = self.groups.taken, self.groups.answers()
        if answers is None:
            return
        choices: dict[str, Any] = {"side": taken[WHOLE]} if one.whole else {"groups": dict(taken), "answers": answers}
        also, listed = self._with_it(), self.listed()
        place = listed.index(one.record)
        following = next((other for other in (*listed[place + 1 :], *listed[:place]) if other not in also), "")
        self.desk.do(
            self,
            resolving.resolve,
            one.record,
            **choices,
            note=self.note.value() or "",
            seen=one.seen,
            also=also,
            kinds=("bundles",),
            done=lambda changes: self._settled(following, changes, 1 + len(also)),
            trouble=self._failed,
        )

    def _settled(self, following: str, changes: Changes, wanted: int) -> None:
        self._record, self._taken, self._typed, self.groups = following, {}, {}, None
        self.note.set_value("")
        desk, navigator = self.desk, self.navigator

        def undo() -> None:
            words = _("Taken back. They are open again.") if wanted > 1 else _("Taken back. It is open again.")
            done = partial(navigator.toast, words)
            desk.do(desk, reopening.reopen, changes, kinds=("bundles",), done=lambda _changes: done())

        navigator.toast(*settled(len(changes.records), wanted), undo)
        self._look()

    def _failed(self, trouble: Trouble) -> None:
        self.show_trouble(trouble)
        self._keep()
        self._look()
