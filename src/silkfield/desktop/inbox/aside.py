"""What a person can do with a part that was not taken in: look again, take it in with a reason, delete it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from silkfield.desktop.widgets import Field, LineField, Panel, Rule, Text, column, danger, quiet, row, second
from silkfield.desktop.widgets.layout import Item
from silkfield.language import _
from silkfield.operations.exchange.outcomes import Outcome


class ReasonPanel(Panel):
    """Taking a part in although a rule speaks against it: behind a button of its own, and never without a reason.

    `grown` says that it needs more room than before.
    """

    grown = Signal()

    def __init__(self, taken: Callable[[str], object]) -> None:
        self._taken = taken
        self.begin = second(_("Take in anyway…"), icon="shield-lock", run=self.ask, small=True)
        self.reason = LineField(_("Reason"), placeholder=_("for example: made before the theft"))
        self.field = Field(_("Reason, kept with your name"), self.reason, required=True)
        self.take = danger(_("Take it in"), run=self._take, small=True)
        self._asked = Panel(
            column(self.field, row(quiet(_("Leave it"), run=self.leave, small=True), None, self.take), spacing=6)
        )
        self._asked.hide()
        super().__init__(column(row(self.begin, None), self._asked))
        self.reason.returnPressed.connect(self._take)

    def ask(self) -> None:
        """Ask for the reason, here and not in a window of its own."""
        self.begin.hide()
        self._asked.show()
        self.reason.setFocus()
        self.grown.emit()

    def leave(self) -> None:
        """Leave the part where it is."""
        self._asked.hide()
        self.begin.show()
        self.begin.setFocus()

    def _take(self) -> None:
        if reason := self.reason.value():
            self._taken(reason)
        else:
            self.field.show_error(_("Say in a few words why this may be imported."))
            self.reason.setFocus()
            self.grown.emit()


def aside_words(one: Outcome, brings: Outcome | None, reason: ReasonPanel | None) -> list[Item]:
    """Return what is said of a part that was not taken in: why, what to do, and what it would bring where that is known."""
    waits = one.result == "held"
    kept = _("It is kept, and looked at again by itself after an update.") if waits else _("The file is kept aside.")
    parts: list[Item] = [
        Text(one.sentence, "strong", wrap=True),
        Text(one.advice, "body", "ink2", wrap=True),
        Text(_("Nothing of it was read in.") + " " + kept, "meta", "ink2", wrap=True),
    ]
    if brings is not None:
        words = _("It says that it comes from {label} and brings {count} new and {changed} changed records.")
        counts = brings.plan.counts
        told = words.format(label=brings.label, count=counts["new"], changed=counts["changed"])
        parts += [Rule(), Text(told, "body", wrap=True)]
    if reason is not None:
        parts += [Rule(), reason]
    return parts
