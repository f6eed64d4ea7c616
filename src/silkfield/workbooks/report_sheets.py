"""A report as a workbook: one sheet to print, and one that says what it rests on and how it was counted."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from silkfield.language import _, runs_right_to_left
from silkfield.reports.tables import Cell, Report, Table

_HEAD = PatternFill("solid", fgColor="E9EDF1")
_RULE = Border(bottom=Side(style="thin", color="7C8997"))


def write_report(report: Report) -> bytes:
    """Write a report as .xlsx. Texts are written as text, never as formulas."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # a new workbook always has one  # noqa: S101
    sheet.title = f"{report.code} {report.period}"
    sheet.sheet_view.rightToLeft = runs_right_to_left()
    row = _title(sheet, 1, f"{report.title} · {report.period}")
    for table in report.tables:
        row = _table(sheet, row + 1, table)
    for column, width in zip("ABCDEFGHIJ", (26, 52, *(12,) * 8), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]

    notes = book.create_sheet(_("About the figures"))
    notes.sheet_view.rightToLeft = runs_right_to_left()
    for place, (name, fact) in enumerate(report.facts, 1):
        _put(notes, place, 1, name, bold=True)
        _put(notes, place, 2, fact)
    start = _title(notes, len(report.facts) + 2, _("Counting rules"))
    for place, rule in enumerate(report.rules, start):
        _put(notes, place, 2, rule)
    notes.column_dimensions["A"].width = 20
    notes.column_dimensions["B"].width = 110
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _title(sheet: Worksheet, row: int, text: str) -> int:
    _put(sheet, row, 1, text, bold=True, size=14)
    return row + 1


def _table(sheet: Worksheet, row: int, table: Table) -> int:
    _put(sheet, row, 1, table.title, bold=True, size=12)
    row += 1
    for place, column in enumerate(table.columns, 1):
        cell = _put(sheet, row, place, column, bold=True)
        cell.fill, cell.border = _HEAD, _RULE
    for line in table.rows:
        row += 1
        for place, value in enumerate(line, 1):
            _put(sheet, row, place, value)
    for note in table.notes:
        row += 1
        _put(sheet, row, 1, note)
    return row + 1


def _put(sheet: Worksheet, row: int, column: int, value: Cell, *, bold: bool = False, size: int = 11):  # type: ignore[no-untyped-def]
    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    cell.font = Font(bold=bold, size=size)
    cell.alignment = Alignment(vertical="top", horizontal="right" if isinstance(value, int) else None)
    return cell
