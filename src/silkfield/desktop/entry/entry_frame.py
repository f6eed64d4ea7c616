"""The frame of the entry page: title, problems, the questions with their help beside them, and the buttons below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from silkfield.desktop.entry.problem_summary import ProblemSummary
from silkfield.desktop.entry.questions import Questions
from silkfield.desktop.entry.side import beside_form
from silkfield.desktop.entry.stopwatch import Stopwatch
from silkfield.desktop.widgets import (
    Beside,
    Button,
    FooterBar,
    Page,
    PageHeader,
    Panel,
    Scrolled,
    StateChip,
    Station,
    primary,
    quiet,
    row,
    second,
)
from silkfield.language import N_, _

_NOTHING_YET = N_("Every word is kept while you type.")
_MARGIN = 48  # pixels kept in sight above and below the cursor


class Runs(Protocol):
    """What the buttons of the frame do."""

    def close_page(self) -> None:
        """Go back, with the draft kept."""
        ...

    def save(self, *, on: bool) -> None:
        """Save, and go on to the next record or back."""
        ...

    def turn_more(self) -> None:
        """Show more questions, or fewer."""
        ...

    def go_to(self, name: str) -> None:
        """Put the cursor on a question."""
        ...


class EntryFrame(Page):
    """What stands round the questions. A record that is corrected has no next one."""

    def __init__(self, runs: Runs, questions: Questions, title: str, facts: str, *above: QWidget, new: bool) -> None:
        """`above` stands on top of the side panel."""
        self.summary = ProblemSummary(runs.go_to)
        self._paste_place = row()
        self.more = second(_("More questions"), "Alt+M", "list-details", runs.turn_more)
        self.last = self._last_button(runs, new=new)
        buttons: list[Button] = [quiet(_("Close"), "Esc", run=runs.close_page)]
        if new:
            buttons.append(second(_("Save"), "Ctrl+S", run=lambda: runs.save(on=False)))
        self._bar = FooterBar(_(_NOTHING_YET), "", [*buttons, self.last])
        side, self.help = beside_form(*above)
        self._questions, self._scrolled = questions, Scrolled(questions)
        self._beside = Beside(self._scrolled, side)
        self.stopwatch = Stopwatch() if new else None
        aside = [Panel(self._paste_place), *([Panel(row(self.stopwatch, 12))] if self.stopwatch else []), self.more]
        header = PageHeader(title, facts, StateChip(Station.DRAFT, _("Draft")), aside)
        super().__init__(header, [self.summary, (self._beside, 1)], self._bar, spacing=10, margins=(24, 0, 24, 12))
        self.more.setVisible(questions.has_more())
        # Once everything has its place: a page that was just opened has not been laid out yet.
        self._sight = QTimer(self)
        self._sight.setSingleShot(True)
        self._sight.timeout.connect(self._keep_in_sight)
        questions.looked_at.connect(lambda _widget: self._sight.start())

    def _last_button(self, runs: Runs, *, new: bool) -> Button:
        if new:
            return primary(_("Save & next"), "Ctrl+Enter", run=lambda: runs.save(on=True))
        return primary(_("Save"), "Ctrl+S", run=lambda: runs.save(on=False))

    def offer_paste(self, run: Callable[[], object]) -> None:
        """Offer to fill the page from a chat that was copied."""
        self._paste_place.addWidget(quiet(_("Paste a chat"), "Ctrl+Shift+V", "copy", run))

    def say_kept(self, time: str) -> None:
        """Say when the draft was kept last."""
        words = _("If the laptop locks or the power goes, nothing is lost.")
        self._bar.say(_("Draft kept {time}").format(time=time), words)

    def begin_next(self, facts: str) -> None:
        """Say that the next record begins."""
        self.header.set_facts(facts)
        self._bar.say(_(_NOTHING_YET))
        if self.stopwatch is not None:
            self.stopwatch.begin()

    def show_more(self, more: bool) -> None:
        """Say what the button for more questions does now."""
        self.more.set_label(_("Fewer questions") if more else _("More questions"))

    def turn_drawer(self) -> None:
        """Open or close the side panel where it is a drawer."""
        self._beside.turn_drawer()

    def _keep_in_sight(self) -> None:
        here = QApplication.focusWidget()
        if here is None or not self._questions.isAncestorOf(here):
            return
        one = self._questions.asked.get(self._questions.here())
        if one is not None and one.frame.height() + 2 * _MARGIN < self._scrolled.height():
            self._scrolled.ensureWidgetVisible(one.frame, 0, _MARGIN)
        self._scrolled.ensureWidgetVisible(here, 0, _MARGIN)
