"""The second step: the rows of a workbook, and how its columns were understood."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QStackedWidget

from silkfield.desktop.intake.columns_view import ColumnsView
from silkfield.desktop.intake.givens_card import GivensCard
from silkfield.desktop.intake.rows_view import RowDetail, RowsView
from silkfield.desktop.intake.wanted import Looked
from silkfield.desktop.widgets import Beside, Card, Panel, Tabs, column, row
from silkfield.language import _
from silkfield.operations.sitting import Sitting
from silkfield.workbooks.drafts import IntakeRow

SIDE, NARROW_SIDE = 368, 340
COLUMNS, ROW = "columns", "row"


class CheckView(Panel):
    """The rows beside their columns, the row somebody stands on, and what the file does not say."""

    def __init__(self, sitting: Sitting) -> None:
        self._looked: Looked | None = None
        self.rows = RowsView(sitting.around())
        self.columns = ColumnsView()
        self.detail = RowDetail()
        self.givens = GivensCard(sitting)
        self.tabs = Tabs([(COLUMNS, _("Columns"), ""), (ROW, _("This row"), "")])
        self._stack = QStackedWidget()
        self._stack.addWidget(self.columns)
        self._stack.addWidget(self.detail)
        side = Panel(column(Panel(row(self.tabs)), self.givens, (Card(self._stack, flush=True), 1), spacing=8))
        super().__init__(column((Beside(self.rows, side, SIDE, NARROW_SIDE), 1)))
        self.tabs.changed.connect(self._turn_to)
        self.rows.moved.connect(self._moved)
        self.rows.table.chosen.connect(lambda _id: self._turn_to(ROW))
        self.givens.hide()

    def begin(self, given: Mapping[str, str] | None = None) -> None:
        """Begin with another workbook, of which this much was said before."""
        self._looked = None
        self.rows.begin()
        self.givens.begin(given)
        self._turn_to(COLUMNS)

    def show_looked(self, looked: Looked) -> None:
        """Show what was found."""
        self._looked = looked
        self.rows.show_looked(looked)
        self.columns.show_looked(looked)
        self.givens.show_looked(looked)
        self.detail.show_row(self.rows.row(), looked)

    def take_focus(self) -> None:
        """Stand on the rows, or on what has to be said first."""
        if self._looked is not None and self._looked.checked is None:
            self.givens.take_focus()
        else:
            self.rows.table.setFocus()

    def _moved(self, one: IntakeRow | None) -> None:
        self.detail.show_row(one, self._looked)

    def _turn_to(self, tab: str) -> None:
        self.tabs.choose(tab)
        self._stack.setCurrentIndex(0 if tab == COLUMNS else 1)
