"""What the Reports page shows of a month's lock: by whom it was locked, and for a coordinator the way to lock and open it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from silkfield.desktop.navigator import DeskPage
from silkfield.desktop.widgets import Field, LineField, Panel, WordsDialog, quiet, refill, row
from silkfield.desktop.widgets.chips import Chip
from silkfield.desktop.widgets.layout import Item
from silkfield.formkit.days import MONTH_NAMES
from silkfield.language import _
from silkfield.operations import locking, undoing
from silkfield.operations.locking import Locked
from silkfield.records.changes import Changes


class MonthLock(Panel):
    """Acts for the page; `dialog` is the question for the reason while it is open."""

    def __init__(self, page: DeskPage, period: Callable[[], str]) -> None:
        self._page, self._period = page, period
        self._place = row(spacing=8)
        self.dialog: ReasonDialog | None = None
        super().__init__(self._place)

    def look(self) -> None:
        """Ask whether the month is locked."""
        if self._page.desk.sitting.office.is_headquarters:
            return
        period = self._period()
        self._page.desk.ask(self._page, locking.lock_of, period, answer=partial(self._show, period))

    def _show(self, period: str, found: Locked | None) -> None:
        if period != self._period():
            return
        sitting = self._page.desk.sitting
        parts: list[Item] = []
        holds = found is not None and found.holds
        if found is not None and holds:
            parts.append(Chip(_("Locked by {who}").format(who=found.by), "ok"))
        if locking.may_lock(sitting):
            if holds:
                parts.append(quiet(_("Open again…"), "Ctrl+Shift+L", "lock", self.ask_why))
            elif period < f"{sitting.around().today:%Y-%m}":
                parts.append(quiet(_("Lock month"), "Ctrl+Shift+L", "lock", self.lock))
        refill(self._place, parts)

    def lock(self) -> None:
        """Lock the month that is shown; Undo takes it back."""
        said = _("{month} is locked.").format(month=_named(self._period()))
        self._page.desk.do(self._page, locking.lock, self._period(), done=partial(self._say, said))

    def ask_why(self) -> None:
        """Ask why the month is opened again."""
        self.dialog = ReasonDialog(self._page, _named(self._period()))
        self.dialog.accepted.connect(self._open)
        self.dialog.open()
        self.dialog.why.setFocus()

    def _open(self) -> None:
        why = self.dialog.why.value() if self.dialog else ""
        said = _("{month} is open again.").format(month=_named(self._period()))
        self._page.desk.do(self._page, locking.unlock, self._period(), why, done=partial(self._say, said))

    def _say(self, said: str, changes: Changes) -> None:
        desk = self._page.desk
        self._page.navigator.toast(said, "", lambda: desk.do(desk, undoing.take_back, changes))


class ReasonDialog(WordsDialog):
    """The question for the reason."""

    def __init__(self, parent: QWidget, month: str) -> None:
        self.why = LineField(_("Why it is opened again"), width=396)
        super().__init__(
            parent,
            _("Open {month} again").format(month=month),
            _("The reason stays in the history, and headquarters sees it. Lock the month again when it is put right."),
            _("Not now"),
            _("Open it"),
            "lock",
            danger=False,
            extra=Field(_("Why it is opened again"), self.why),
        )


def _named(period: str) -> str:
    year, number = period.split("-")
    return f"{_(MONTH_NAMES[int(number) - 1])} {year}"
