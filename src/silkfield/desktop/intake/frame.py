"""The frame of an intake: which step somebody is on, what is known so far, and what the buttons do now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from silkfield.desktop.intake.row_words import shortened
from silkfield.desktop.intake.wanted import Looked
from silkfield.desktop.widgets import Banner, FooterBar, PageHeader, Steps, grouped, primary, quiet, second
from silkfield.language import _, isolated, ngettext
from silkfield.operations.spreadsheets import TakenIn

CHOOSE, CHECK, ANSWER, TAKE = range(4)
_NAME = 150  # pixels for the name of the workbook among the steps


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an intake has come; `left` counts open questions, `working` says that rows are being taken in or back."""

    step: int = CHOOSE
    path: Path | None = None
    looked: Looked | None = None
    left: int = 0
    taken: TakenIn | None = None
    working: bool = False

    @property
    def new(self) -> int:
        """How many rows would be taken in."""
        checked = self.looked.checked if self.looked else None
        return sum(one.key not in checked.known for one in checked.intake.taken) if checked else 0

    @property
    def undone(self) -> bool:
        """Whether an intake was taken back."""
        return self.step == TAKE and self.taken is None and not self.working

    @property
    def can_take(self) -> bool:
        """Whether there is anything to take in that is not here yet."""
        return self.new > 0 and not (self.looked and self.looked.here)


class IntakeFrame:
    """Header, steps and footer of the page."""

    def __init__(
        self,
        back: Callable[[], object],
        undo: Callable[[], object],
        look: Callable[[], object],
        go_on: Callable[[], object],
    ) -> None:
        self.header = PageHeader(_("Excel"))
        self.steps = Steps([(_("Choose"), ""), (_("Check"), ""), (_("Answer"), ""), (_("Take in"), "")])
        self.back = quiet(_("Back"), "Alt+Left", run=back)
        self.undo = second(_("Undo this intake"), icon="arrow-back-up", run=undo)
        self.look = second(_("Look at the records"), icon="list-details", run=look)
        self.next = primary(_("Check"), "Ctrl+Enter", run=go_on)
        self.footer = FooterBar(actions=(self.back, self.undo, self.look, self.next))

    def show(self, now: Standing) -> None:
        """Say where somebody is and what can be done."""
        self._show_steps(now)
        form = _(now.looked.form.plural) if now.looked else ""
        self.header.set_facts(
            _("{file}, read as: {records}").format(file=isolated(now.path.name), records=form)
            if now.path and form
            else _("Lists come in, lists go out. Nothing leaves this laptop by itself.")
        )
        has_batch = now.step == TAKE and now.taken is not None and bool(now.taken.batch)
        self.back.setVisible(now.step in (CHECK, ANSWER) or now.undone)
        self.undo.setVisible(has_batch)
        self.look.setVisible(has_batch)
        self.next.setVisible(not now.working)
        take = ngettext("Take {count} row in", "Take {count} rows in", now.new).format(count=grouped(now.new))
        answer = ngettext("Answer {count} question", "Answer {count} questions", now.left).format(count=now.left)
        labels = {CHOOSE: _("Check"), CHECK: answer if now.left else take, ANSWER: take, TAKE: _("Another workbook")}
        self.next.set_label(labels[now.step])
        self.next.setEnabled(now.step in (CHOOSE, TAKE) or now.can_take or (now.step == CHECK and now.left > 0))
        self.footer.say(*_said(now, has_batch=has_batch))

    def _show_steps(self, now: Standing) -> None:
        checked = now.looked.checked if now.looked else None
        rows = len(checked.intake.rows) if checked else 0
        read = ngettext("{count} row", "{count} rows", rows).format(count=grouped(rows))
        new = ngettext("{count} row", "{count} rows", now.new).format(count=grouped(now.new))
        left = ngettext("{count} open", "{count} open", now.left).format(count=now.left)
        file = shortened(isolated(now.path.name), _NAME, "meta") if now.path else _("a workbook")
        self.steps.set_step(CHOOSE, _("Choose"), file)
        self.steps.set_step(CHECK, _("Check"), read if checked else "")
        self.steps.set_step(ANSWER, _("Answer"), (left if now.left else _("nothing open")) if checked else "")
        self.steps.set_step(TAKE, _("Take in"), new if checked and now.taken is None else "")
        self.steps.set_at(TAKE + 1 if now.step == TAKE and now.taken else now.step)


def _said(now: Standing, *, has_batch: bool) -> tuple[str, str]:
    """Return what the footer says: the fact, and what follows from it."""
    if now.step == TAKE and now.working and now.taken is None:
        return _("Nothing is saved before all rows are in."), ""
    if now.step == TAKE:
        return _("Saved on this laptop.") if has_batch else _(
            "Nothing of it counts any more."
        ) if now.undone else "", ""
    more = _("What stays open is taken in as it is.") if now.step == ANSWER and now.left else ""
    return _("Nothing is written yet."), more


def notice(now: Standing) -> Banner | None:
    """Return what has to be said of a workbook before its rows are looked at."""
    looked = now.looked
    if looked is None:
        return None
    if looked.checked is None:
        fact = looked.unsaid.message if looked.unsaid else ""
        return Banner("warn", fact, _("Say it beside the rows.")) if fact else None
    if looked.here:
        words = ngettext(
            "{count} of its rows is a record that is here already.",
            "{count} of its rows are records that are here already.",
            looked.here,
        )
        more = _("They would be here twice: correct them in their list instead.")
        return Banner("warn", words.format(count=grouped(looked.here)), more)
    known = len(looked.checked.known)
    if known and not now.new:
        words = ngettext("Its {count} row was taken in before.", "{count} rows were taken in before.", known)
        return Banner("info", _("Nothing is new in this workbook."), words.format(count=grouped(known)))
    if not looked.checked.intake.rows:
        return Banner("warn", _("There are no rows under the header."), _("Choose another workbook."))
    return None
