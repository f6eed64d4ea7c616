"""The rows of a workbook: each fine, odd, refused or taken in before, with its reasons; one of them in full beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal

from silkfield.desktop.intake.row_words import (
    KNOWN,
    STATES,
    row_number,
    state_of,
    state_words,
    what_cell,
    why_cell,
    written_by_label,
)
from silkfield.desktop.intake.wanted import Looked
from silkfield.desktop.widgets import (
    Card,
    Cell,
    Chip,
    Column,
    DataTable,
    IconMark,
    Panel,
    Row,
    Rule,
    Scrolled,
    Tabs,
    Text,
    column,
    grouped,
    refill,
    row,
)
from silkfield.desktop.widgets.cells import END, START
from silkfield.desktop.widgets.chips import chip_width
from silkfield.desktop.widgets.layout import Item
from silkfield.desktop.widgets.table_model import Deliver
from silkfield.formkit.problems import Around
from silkfield.language import _, isolated
from silkfield.workbooks.drafts import IntakeRow

ALL = "all"
_WHAT, _WHY = 1, 3


class RowsView(Panel):
    """All rows of a workbook, or those of one state. `moved` carries the row somebody went to."""

    moved = Signal(object)

    def __init__(self, around: Around) -> None:
        self._around = around
        self._looked: Looked | None = None
        self._rows: Sequence[IntakeRow] = ()
        self._several = False
        labels = {ALL: _("All"), **{state: state_words(state)[0] for state in STATES}}
        self.tabs = Tabs([(key, label, "0") for key, label in labels.items()])
        chip = max(chip_width(state_words(state)[0], state_words(state)[2]) for state in STATES)
        columns = (
            Column("row", _("Row"), 60, align="end"),
            Column("what", _("What it is"), 200, stretch=True),
            Column("state", _("State"), chip + START + END + 2),
            Column("why", _("Why"), 200, stretch=True),
        )
        self.table = DataTable(columns, _("Rows of the workbook"), height="tall")
        self._nothing = Panel(
            column(row(None, Text(_("There are no such rows."), "body", "ink2"), None), None, margins=(0, 24, 0, 0))
        )
        card = Card((self.table, 1), (self._nothing, 1), flush=True)
        super().__init__(column(self.tabs, 8, (card, 1)))
        self.tabs.changed.connect(lambda _state: self._show())
        self.table.moved.connect(lambda _id: self.moved.emit(self.row()))
        self.table.view.resized.connect(self._fit)
        self._width = 0

    def begin(self) -> None:
        """Begin with another workbook, at its first row."""
        self._looked = None
        self.tabs.choose(ALL)
        self._show()

    def show_looked(self, looked: Looked) -> None:
        """Show the rows of a workbook."""
        self._looked = looked
        checked = looked.checked
        rows = checked.intake.rows if checked else ()
        self._several = len({one.sheet for one in rows}) > 1
        counts = Counter(state_of(one, checked.known) for one in rows) if checked else Counter()
        self.tabs.set_count(ALL, grouped(len(rows)))
        for state in STATES:
            self.tabs.set_count(state, grouped(counts[state]))
        self._show()

    def row(self) -> IntakeRow | None:
        """Return the row that somebody stands on."""
        chosen = self.table.current_id()
        return self._rows[chosen] if isinstance(chosen, int) and chosen < len(self._rows) else None

    def known(self) -> Collection[str]:
        """Return the keys of the rows that were taken in before."""
        return self._looked.checked.known if self._looked and self._looked.checked else frozenset()

    def _show(self) -> None:
        if self._looked is None or self._looked.checked is None:
            self._rows = ()
        else:
            wanted, known = self.tabs.chosen(), self.known()
            rows = self._looked.checked.intake.rows
            self._rows = [one for one in rows if wanted in (ALL, state_of(one, known))]
        self.table.setVisible(bool(self._rows))
        self._nothing.setHidden(bool(self._rows))
        self._fill()
        if self._rows and self.row() is None:
            self.table.choose(0)

    def _fill(self) -> None:
        self._width = self.table.view.columnWidth(_WHAT)
        self.table.show_pages(len(self._rows), self._fetch)

    def _fit(self) -> None:
        if self.table.view.columnWidth(_WHAT) != self._width:  # as much of each row is shown as there is room for
            self._fill()

    def _fetch(self, first: int, count: int, deliver: Deliver) -> None:
        if (looked := self._looked) is not None:
            deliver([self._as_row(place, looked) for place in range(first, min(first + count, len(self._rows)))])

    def _as_row(self, place: int, looked: Looked) -> Row:
        one = self._rows[place]
        words, tone, icon = state_words(state_of(one, self.known()))
        what, why = (self.table.view.columnWidth(number) - START - END - 2 for number in (_WHAT, _WHY))
        reasons = Cell() if state_of(one, self.known()) == KNOWN else why_cell(one, why)
        sheet = one.sheet if self._several else ""
        return Row(
            place,
            (
                Cell(str(one.number), tone="ink2"),
                what_cell(one, looked.form, self._around, what, sheet),
                Cell(words, chip=tone, icon=icon),
                reasons,
            ),
        )


class RowDetail(Scrolled):
    """One row in full: every reason, and every cell as it is written."""

    def __init__(self) -> None:
        self._place = column(spacing=6, margins=(16, 12, 12, 12))
        super().__init__(Panel(self._place, "scrolled"))

    def show_row(self, one: IntakeRow | None, looked: Looked | None) -> None:
        """Show another row, or none."""
        if one is None or looked is None or looked.checked is None:
            refill(self._place, [Text(_("Choose a row to see it whole."), "body", "ink2", wrap=True), None])
            return
        words, tone, icon = state_words(state_of(one, looked.checked.known))
        several = len({each.sheet for each in looked.checked.intake.rows}) > 1
        title = Text(_("Row {number}").format(number=row_number(one, several=several)), "h2")
        parts: list[Item] = [Panel(row(title, Chip(words, tone, icon), None))]
        for reason in one.reasons:
            mark = IconMark("alert-circle" if reason.refuses else "help", 16, "bad" if reason.refuses else "warn")
            label = [Text(reason.column, "label", "ink2")] if reason.column else []
            sentence = column(*label, Text(reason.sentence, "body", wrap=True))
            parts.append(Panel(row(column(mark, None), (sentence, 1), spacing=8)))
        parts += [Rule(), Text(_("As it is written"), "label", "ink2")]
        for header, text in written_by_label(one, looked.checked.intake.sheets):
            key = Text(header, "meta", "ink2", wrap=True)
            key.setFixedWidth(104)
            parts.append(Panel(row(column(key, None), (Text(isolated(text), wrap=True), 1), spacing=8)))
        refill(self._place, [*parts, None])
