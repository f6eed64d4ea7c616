"""A table of a workbook: the sheet's titles, its header and its records, ready to be read by a form's layout."""

from __future__ import annotations

from dataclasses import dataclass

from silkfield.workbooks.cells import text_of
from silkfield.workbooks.days import period_of
from silkfield.workbooks.drafts import SheetRead
from silkfield.workbooks.headers import Header
from silkfield.workbooks.rows import RawRow, Skipped, read_rows
from silkfield.workbooks.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Table:
    """The records under one header; `titles` are the lines above it, `period` the month they or the sheet's name speak of."""

    sheet: Sheet
    header: Header
    titles: tuple[str, ...]
    rows: tuple[RawRow, ...]
    skipped: tuple[Skipped, ...]
    period: str

    @property
    def words(self) -> str:
        """Return the titles and the sheet's name as one text."""
        return " | ".join([*self.titles, self.sheet.name])

    def label(self, meaning: str) -> str:
        """Return the header of the column with a meaning, as written."""
        column = self.header.meanings.get(meaning)
        return column.label if column else ""

    def about(self) -> SheetRead:
        """Say what was understood of the sheet."""
        return SheetRead(
            self.sheet.name,
            (self.header.first + 1, self.header.last + 1),
            tuple((column.label, column.meaning) for column in self.header.columns if column.label),
            tuple(column.label for column in self.header.columns),
            self.header.signature,
            self.header.unknown,
            self.skipped,
            self.period,
        )


def read_table(sheet: Sheet, header: Header, form: str) -> Table:
    """Read the records under a header, and the titles above it."""
    texts = (text_of(cell) for row in sheet.rows[: header.first] for cell in row)
    titles = tuple(" ".join(text.split()) for text in texts if text)
    rows, skipped = read_rows(sheet, header, form)
    return Table(sheet, header, titles, tuple(rows), tuple(skipped), period_of([*titles, sheet.name]))
