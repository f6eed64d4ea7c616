"""What a person decides about a part that arrived: undo its import, take it back in, look again, take in anyway, delete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from silkfield.desktop.desk import Desk
from silkfield.desktop.inbox import telling
from silkfield.desktop.inbox.arrival_panel import ANYWAY, DELETE, IMPORT, LOOK_AGAIN, TAKE_BACK, THROUGH, UNDO
from silkfield.desktop.lists.lines import called
from silkfield.desktop.widgets import Banner, Field, LineField, Panel, Text, WordsDialog, column
from silkfield.language import _, ngettext
from silkfield.operations import finding
from silkfield.operations.exchange import finishing, planning, quarantine, receiving, retrying, withholding
from silkfield.operations.exchange.finishing import Sent
from silkfield.operations.exchange.outcomes import Outcome
from silkfield.operations.exchange.withholding import BuiltOn
from silkfield.operations.sitting import Sitting
from silkfield.store.outbox import Unfinished

MOST_NAMED = 5
"""So many records whose later edits stay are named in the question; the others are counted."""


class Inboxes(Protocol):
    """What the page does for a decision."""

    desk: Desk
    dialog: WordsDialog | None

    def work(
        self, operation: Any, *what: Any, done: Callable[[Any], object], progress: bool = True, **choices: Any
    ) -> None:
        """Do one thing at a time."""
        ...

    def title(self, one: Outcome) -> str:
        """Return what a part is called."""
        ...

    def look_through(self, one: Outcome) -> None:
        """Show a plan record by record."""
        ...

    def imported(self, outcome: Outcome) -> None:
        """Say what an import has brought."""
        ...

    def looked_at(self, outcomes: Sequence[Outcome]) -> None:
        """Say what became of parts that were looked at again."""
        ...

    def say(self, banner: Banner) -> None:
        """Say what was done."""
        ...


class Decisions:
    """Does what a person wants done with a part, and asks first where figures change or something is gone for good."""

    def __init__(self, page: Inboxes, window: QWidget) -> None:
        self._page, self._window = page, window
        self.reason = LineField(_("Why, optional"))

    def act(self, what: str, one: Outcome, reason: str = "") -> None:
        """Do, or ask about, one act of the panel."""
        page = self._page
        acts: dict[str, Callable[[], None]] = {
            THROUGH: lambda: page.look_through(one),
            IMPORT: lambda: page.work(planning.import_planned, one.arrival, done=page.imported, progress=False),
            UNDO: lambda: self.ask_undo(one),
            TAKE_BACK: lambda: page.work(receiving.take_back, one.arrival, done=page.imported, progress=False),
            LOOK_AGAIN: lambda: self.look_again((one.arrival,)),
            ANYWAY: lambda: page.work(retrying.import_anyway, one.arrival, reason, done=page.imported, progress=False),
            DELETE: lambda: self.ask_delete(one),
        }
        acts[what]()

    def look_again(self, numbers: tuple[int, ...] = ()) -> None:
        """Look again at parts that were not taken in, at all of them when none is named."""
        plan_only = self._page.desk.sitting.office.is_headquarters
        self._page.work(retrying.retry, numbers, done=self._looked_again, progress=False, plan_only=plan_only)

    def _looked_again(self, outcomes: Sequence[Outcome]) -> None:
        if outcomes:
            self._page.looked_at(outcomes)
        else:
            self._page.say(Banner("info", _("Nothing is kept aside."), _("All that arrived could be read.")))

    def ask_undo(self, one: Outcome) -> None:
        """Ask before figures change; later edits that were made on what goes are named first."""
        page = self._page
        page.desk.ask(self._window, built_on, one.label, answer=partial(self._ask_undo, one))

    def _ask_undo(self, one: Outcome, later: tuple[str, ...]) -> None:
        self.reason = LineField(_("Why, optional"))
        dialog = WordsDialog(
            self._window,
            _("Undo the import of {label}?").format(label=self._page.title(one)),
            _("All that this bundle brought leaves the lists and figures. It is kept and can be taken in again."),
            _("Leave it"),
            _("Undo this import"),
            "arrow-back-up",
            danger=False,
            extra=Panel(
                column(*([_later(later)] if later else []), Field(_("Why, optional"), self.reason), spacing=10),
                width=396,
            ),
        )
        reason = self.reason
        dialog.accepted.connect(
            lambda: self._page.work(withholding.undo, one.label, reason.value(), done=self._undone, progress=False)
        )
        self._open(dialog)

    def _undone(self, result: withholding.Undone) -> None:
        self._page.say(telling.undone(result))

    def ask_delete(self, one: Outcome) -> None:
        """Ask before a part is gone: it can only come again from its sender."""
        dialog = WordsDialog(
            self._window,
            _("Delete {label} from the inbox?").format(label=self._page.title(one)),
            _("The file is deleted here and cannot be brought back. Its sender can send it again."),
            _("Keep it"),
            _("Delete the file"),
            "trash",
        )
        dialog.accepted.connect(
            lambda: self._page.work(quarantine.discard, one.arrival, done=self._deleted, progress=False)
        )
        self._open(dialog)

    def _deleted(self, _nothing: None) -> None:
        self._page.say(Banner("info", _("The file is deleted."), _("When it comes again it is looked at anew.")))

    def go_on(self, bundle: Unfinished) -> None:
        """Write what is missing of a bundle to a site that was not finished, where it was begun."""
        self._page.work(finishing.go_on, None, site=bundle.made.site, done=self._went_on)

    def give_up(self, bundle: Unfinished) -> None:
        """Give up a bundle to a site that was not finished."""
        self._page.work(finishing.give_up, site=bundle.made.site, done=self._given_up, progress=False)

    def _went_on(self, sent: Sent) -> None:
        fact = _("Bundle {number} is written and was read back.").format(number=sent.number)
        self._page.say(Banner("ok", fact, _("You may remove the stick now.")))

    def _given_up(self, number: int) -> None:
        fact = _("Bundle {number} is given up.").format(number=number)
        self._page.say(Banner("info", fact, _("What it held is in the next one.")))

    def _open(self, dialog: WordsDialog) -> None:
        self._page.dialog = dialog
        dialog.open()


def built_on(sitting: Sitting, label: str) -> tuple[str, ...]:
    """Return the names of the records whose later edits were made on what a bundle brought."""
    return tuple(_named(sitting, one) for one in withholding.built_on(sitting, label))


def _named(sitting: Sitting, one: BuiltOn) -> str:
    form = sitting.form(one.form)
    name = called(sitting, form, finding.record(sitting, one.record), sitting.around())
    return _("{form}: {name}").format(form=_(form.title), name=name)


def _later(names: tuple[str, ...]) -> QWidget:
    """Name the records that stay with their later edits."""
    words = ngettext(
        "{count} record was edited after that. The later edit stays:",
        "{count} records were edited after that. The later edits stay:",
        len(names),
    )
    lines = [Text(words.format(count=len(names)), "strong", wrap=True)]
    lines += [Text(name, "body", wrap=True) for name in names[:MOST_NAMED]]
    if (rest := len(names) - MOST_NAMED) > 0:
        more = ngettext("and {count} more", "and {count} more", rest)
        lines.append(Text(more.format(count=rest), "body", "ink2"))
    return Panel(column(*lines, spacing=4), width=396)
