"""The rows that wait for a correction, as a workbook: the original lines with the reason beside them, to be taken in again."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from silkfield.language import _, runs_right_to_left
from silkfield.workbooks.cell_shapes import AS_TEXT
from silkfield.workbooks.cells import Broken, Cell
from silkfield.workbooks.drafts import REFUSED, Intake, IntakeRow, Reason, SheetRead
from silkfield.workbooks.export import put_value
from silkfield.workbooks.headers import WHY_REFUSED
from silkfield.workbooks.opening import open_workbook
from silkfield.workbooks.sheets import Sheet

_MARK = PatternFill("solid", fgColor="FFF3D6")


def with_refusals(intake: Intake, sentences: Mapping[str, str]) -> Intake:
    """Return an intake in which the rows with these keys are refused too, each for the sentence given."""
    return replace(intake, rows=tuple(_refused(row, sentences) for row in intake.rows))


def _refused(row: IntakeRow, sentences: Mapping[str, str]) -> IntakeRow:
    if row.key not in sentences or row.status == REFUSED:
        return row
    return replace(row, status=REFUSED, reasons=(*row.reasons, Reason("R_NOT_SAVED", "", sentences[row.key])))


def write_refused(source: bytes | Path, intake: Intake) -> bytes:
    """Write the refused rows of an intake as .xlsx, under the titles and headers they had.

    Merged days and ditto marks are written out. The last column says why; it is left out when the file is taken in again.
    """
    originals = {sheet.name: sheet for sheet in open_workbook(source)}
    book = Workbook()
    book.remove(book.worksheets[0])
    for about in intake.sheets:
        rows = [row for row in intake.refused if row.sheet == about.name]
        if rows and about.name in originals:
            _write_sheet(book, originals[about.name], about, rows)
    if not book.worksheets:
        book.create_sheet(_("Nothing refused"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_sheet(book: Workbook, sheet: Sheet, about: SheetRead, rows: list[IntakeRow]) -> None:
    written = book.create_sheet(sheet.name)
    written.sheet_view.rightToLeft = runs_right_to_left()
    first, last = about.header_rows
    why = max(sheet.width, 1) + 1
    for number, cells in enumerate(sheet.rows[:last], 1):
        for column, cell in enumerate(cells, 1):
            _put(written, number, column, cell, bold=number >= first)
    for merged in sheet.merged:
        if merged.bottom < last and (merged.top, merged.left) != (merged.bottom, merged.right):
            written.merge_cells(None, merged.top + 1, merged.left + 1, merged.bottom + 1, merged.right + 1)
    _put(written, first, why, _(WHY_REFUSED), bold=True)
    written.freeze_panes = f"A{last + 1}"
    written.column_dimensions[get_column_letter(why)].width = 80
    for number, row in enumerate(rows, last + 1):
        columns = {reason.column for reason in row.reasons if reason.refuses}
        for column, cell in enumerate(row.cells, 1):
            wrong = column <= len(about.labels) and about.labels[column - 1] in columns
            _put(written, number, column, cell, mark=wrong)
        sentences = (
            f"{reason.column}: {reason.sentence}" if reason.column else reason.sentence for reason in row.reasons
        )
        _put(written, number, why, " ".join(sentences))


def _put(sheet: Any, row: int, column: int, value: Cell, *, bold: bool = False, mark: bool = False) -> None:
    if value == "" and not mark:
        return
    cell = sheet.cell(row, column)
    put_value(cell, value.shown if isinstance(value, Broken) else value)
    if isinstance(value, str):
        cell.number_format = AS_TEXT
    if bold:
        cell.font = Font(bold=True)
    if mark:
        cell.fill = _MARK
