"""How the columns of a workbook were understood, sheet by sheet; a person corrects what is wrong, and it is remembered."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal

from silkfield.desktop.intake.wanted import Looked
from silkfield.desktop.widgets import IconMark, Panel, Scrolled, Select, Text, column, refill, row
from silkfield.desktop.widgets.layout import Item
from silkfield.language import _, isolated, ngettext
from silkfield.workbooks.drafts import SheetRead
from silkfield.workbooks.headers import NOT_READ

UNKNOWN = ""


class ColumnsView(Scrolled):
    """Each column with what it is taken for. `corrected` carries all headers with their meanings, one of them changed."""

    corrected = Signal(object)

    def __init__(self) -> None:
        self._place = column(spacing=6, margins=(16, 12, 12, 12))
        super().__init__(Panel(self._place, "scrolled"))
        self._looked: Looked | None = None
        self.selects: dict[str, Select] = {}

    def show_looked(self, looked: Looked) -> None:
        """Show the columns of a workbook; the fields stay while nothing about them has changed."""
        before = self._looked.checked.intake.sheets if self._looked and self._looked.checked else None
        self._looked = looked
        sheets = looked.checked.intake.sheets if looked.checked else ()
        if before == sheets and self.selects:
            return
        self.selects.clear()
        items: list[Item] = []
        for sheet in sheets:
            items += [*self._about(sheet, several=len(sheets) > 1), *self._columns(sheet, looked.meanings)]
        if not sheets:
            items.append(Text(_("The columns are shown once the file can be read."), "body", "ink2", wrap=True))
        refill(self._place, [*items, None])

    def _about(self, sheet: SheetRead, *, several: bool) -> list[Item]:
        first, last = (isolated(str(number)) for number in sheet.header_rows)
        header = _("Header in row {row}").format(row=first)
        if first != last:
            header = _("Header in rows {first} and {last}").format(first=first, last=last)
        skipped = len(sheet.skipped)
        words = ngettext("{count} line is no record", "{count} lines are no records", skipped).format(count=skipped)
        title: list[Item] = [Text(isolated(sheet.name), "h2", elide=True)] if several else []
        facts = f"{header} · {words}" if skipped else header
        return [*title, Text(facts, "meta", "ink2", wrap=True), 2]

    def _columns(self, sheet: SheetRead, meanings: Mapping[str, str]) -> list[Item]:
        unknown = [pair for pair in sheet.columns if not pair[1]]
        known = [pair for pair in sheet.columns if pair[1]]
        return [self._column(label, meaning, meanings) for label, meaning in (*unknown, *known)]

    def _column(self, label: str, meaning: str, meanings: Mapping[str, str]) -> Panel:
        name = Text(label, "strong" if not meaning else "body", wrap=True)
        mark = [IconMark("help", 16, "warn")] if not meaning else []
        options = [(key, words) for key, words in meanings.items() if key != NOT_READ]
        if meaning and meaning not in meanings:  # heads of one group, a country, a day: the header says it itself
            options.insert(0, (meaning, label))
        options = [(UNKNOWN, _("Not known")), (NOT_READ, meanings[NOT_READ]), *options]
        select = Select(options, meaning, _("“{column}” means").format(column=label))
        select.setFixedWidth(188)
        select.changed.connect(lambda chosen, header=label: self._correct(header, chosen))
        self.selects[label] = select
        return Panel(row(*mark, (name, 1), select, spacing=8))

    def _correct(self, label: str, meaning: str) -> None:
        if self._looked is None or self._looked.checked is None:
            return
        columns = {
            header: (NOT_READ if known == meaning else known)  # a meaning belongs to one column
            for sheet in self._looked.checked.intake.sheets
            for header, known in sheet.columns
            if known
        }
        columns[label] = meaning or NOT_READ
        self.corrected.emit(columns)
