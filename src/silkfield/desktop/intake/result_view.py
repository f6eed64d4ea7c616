"""The last step: what was taken in, in words; the refused rows as a workbook, and the way back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from silkfield.desktop.widgets import (
    Card,
    EmptyState,
    Field,
    Figure,
    Panel,
    PathField,
    ProgressStrip,
    Rule,
    Text,
    column,
    grouped,
    refill,
    row,
    second,
)
from silkfield.desktop.widgets.layout import Item
from silkfield.language import _, ngettext
from silkfield.operations.sitting import Sitting
from silkfield.operations.spreadsheets import TakenIn


class ResultView(Panel):
    """Shows the progress, then the result. `save` carries where the refused rows shall be written."""

    save = Signal(object)

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self.progress = ProgressStrip(_("Taking the rows in"), _("Cancel"))
        self._place = column(spacing=12)
        self.refused = PathField(
            _("Workbook of the refused rows"), "save", _("Workbooks ({kinds})").format(kinds="*.xlsx")
        )
        self.save_button = second(_("Save refused rows"), icon="table", run=self._save)
        self._refused = Card(
            Text(
                _("They are not lost: correct them in this workbook and take it in again."), "body", "ink2", wrap=True
            ),
            row((Field(_("Workbook"), self.refused), 1), column(None, self.save_button), spacing=12),
            title=_("Refused rows, each with its reason"),
            spacing=8,
            padding=(16, 12, 16, 14),
        )
        self._done = Panel(column(self._place, self._refused, None, spacing=12))
        super().__init__(column(self.progress, self._done, None, spacing=12))

    def begin(self) -> None:
        """Show that the rows are being taken in."""
        self._done.hide()
        self.progress.set_progress(0, 0)
        self.progress.show()
        self.progress.stop.setFocus()

    def show_taken(self, taken: TakenIn, path: Path) -> None:
        """Show what became of a workbook."""
        self.progress.hide()
        self._done.show()
        self._refused.setVisible(taken.refused_workbook is not None)
        self.refused.set_value(path.with_name(_("{name}-refused").format(name=path.stem) + ".xlsx"))
        refill(self._place, [Card(*self._told(taken), spacing=12, padding=(16, 14, 16, 14))])

    def show_undone(self, count: int) -> None:
        """Show that everything was taken back."""
        words = ngettext("{count} record was removed.", "{count} records were removed.", count)
        state = EmptyState("arrow-back-up", _("The intake is undone."), words.format(count=grouped(count)))
        self._refused.hide()
        refill(self._place, [Card(state)])

    def _told(self, taken: TakenIn) -> list[Item]:
        rows = taken.accepted + taken.warned
        title = (
            ngettext("{count} row was taken in.", "{count} rows were taken in.", rows).format(count=grouped(rows))
            if rows
            else _("Nothing is new.")
        )
        figures = [
            Figure(grouped(count), _(self._sitting.form(form).plural))
            for form, count in sorted(taken.records.items(), key=lambda one: -one[1])
            if form != "client_match"
        ]
        parts: list[Item] = [row(Text(title, "h2"), None)]
        if figures:
            parts += [row(*figures, None, spacing=28), Rule()]
        return [*parts, *[Text(words, wrap=True) for words in _sentences(taken)]]

    def _save(self) -> None:
        if path := self.refused.value():
            self.save.emit(path)
        else:
            self.refused.setFocus()


def _sentences(taken: TakenIn) -> list[str]:
    """Say what became of the rows that were not simply fine."""
    said = []
    if taken.warned:
        many = ngettext(
            "{count} of them is odd and was taken in as it is.",
            "{count} of them are odd and were taken in as they are.",
            taken.warned,
        )
        said.append(many.format(count=grouped(taken.warned)))
    if taken.known:
        many = ngettext(
            "{count} row was taken in before and is not counted twice.",
            "{count} rows were taken in before and are not counted twice.",
            taken.known,
        )
        said.append(many.format(count=grouped(taken.known)))
    if taken.refused:
        many = ngettext("{count} row was refused.", "{count} rows were refused.", taken.refused)
        said.append(many.format(count=grouped(taken.refused)))
    return said or [_("No row was refused.")]
