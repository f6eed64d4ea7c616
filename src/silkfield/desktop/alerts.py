"""What somebody should look into, above the content of a page: one warning at a time, until it is settled with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from silkfield.desktop.widgets import Card, IconMark, LineField, Panel, Text, column, refill, row, second
from silkfield.language import _, ngettext
from silkfield.operations.exchange.alerting import AlertLine


class AlertsCard(Panel):
    """`settling` carries the number of the warning and what was found out about it. Without warnings it takes no room."""

    settling = Signal(int, str)

    def __init__(self) -> None:
        self._place = column()
        super().__init__(self._place)
        self.lines: tuple[AlertLine, ...] = ()
        self.reason: LineField | None = None
        self.hide()

    def show_alerts(self, lines: Sequence[AlertLine]) -> None:
        """Show the newest warning, and how many more there are; what is being typed about it stays."""
        if tuple(lines) == self.lines:
            return
        self.lines = tuple(lines)
        self.reason = None
        refill(self._place, [self._card(self.lines[0], len(self.lines) - 1)] if self.lines else [])
        self.setVisible(bool(self.lines))

    def _card(self, one: AlertLine, others: int) -> Card:
        self.reason = reason = LineField(
            _("What was found out"), placeholder=_("What was found out, kept with your name")
        )
        button = second(_("Settled"), icon="check", small=True, run=self._settle)
        button.setEnabled(False)
        reason.textChanged.connect(lambda text: button.setEnabled(bool(text.strip())))
        reason.returnPressed.connect(self._settle)
        more = ngettext("{count} more after this one.", "{count} more after this one.", others).format(count=others)
        words = [Text(one.sentence, "strong", wrap=True), Text(one.advice, "body", "ink2", wrap=True)]
        head = row(IconMark("alert-triangle", 20, "warn"), (column(*words, spacing=2), 1), spacing=10)
        note = Text(more if others else "", "meta", "ink2")
        return Card(head, row((reason, 1), button, *([note] if others else []), spacing=8), spacing=10)

    def _settle(self) -> None:
        if self.reason and self.lines and (found := self.reason.value().strip()):
            self.settling.emit(self.lines[0].id, found)
