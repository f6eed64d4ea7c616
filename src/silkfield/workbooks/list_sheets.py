"""A list as a workbook: one sheet a table, real days and numbers, and a sheet that says what the list is."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from silkfield.language import (
    END_ISOLATE,
    LEFT_TO_RIGHT_ISOLATE,
    RIGHT_TO_LEFT_ISOLATE,
    _,
    runs_right_to_left,
)
from silkfield.reports.listed import HandOut, Listed
from silkfield.workbooks.cell_shapes import AS_DAY, AS_TEXT, GENERAL
from silkfield.workbooks.export import put_value

_WIDEST, _NARROWEST = 48, 10
_NO_ISOLATES = dict.fromkeys(map(ord, (LEFT_TO_RIGHT_ISOLATE, RIGHT_TO_LEFT_ISOLATE, END_ISOLATE)))
"""Signs that keep a number's direction on the screen; whoever copies a number out of a cell wants it without them."""


def write_list(made: HandOut) -> bytes:
    """Write a list as .xlsx. Texts never become formulas; in Urdu the sheets run from the right."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)  # a new workbook always has one  # noqa: S101
    for place, table in enumerate(made.tables):
        _write_table(first if place == 0 else book.create_sheet(), table)
    about = book.create_sheet(_("About this list"))
    about.sheet_view.rightToLeft = runs_right_to_left()
    for number, (name, fact) in enumerate(((_("List"), made.title), *made.facts), 1):
        _put(about, number, 1, name, bold=True)
        _put(about, number, 2, fact)
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 20, 90
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write_table(sheet: Worksheet, table: Listed) -> None:
    sheet.title = "".join(" " if sign in "[]:*?/\\" else sign for sign in table.title).strip("' ")[:31]
    sheet.sheet_view.rightToLeft = runs_right_to_left()
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    widths = [len(column.label) + 4 for column in table.columns]
    for place, column in enumerate(table.columns, 1):
        _put(sheet, 1, place, column.label, bold=True)
    for number, row in enumerate(table.rows, 2):
        for place, value in enumerate(row):
            if value not in (None, ""):
                _put(sheet, number, place + 1, value)
                widths[place] = max(widths[place], len(str(value)) + 2)
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = min(max(width, _NARROWEST), _WIDEST)


def _put(sheet: Worksheet, row: int, place: int, value: object, *, bold: bool = False) -> None:
    cell = sheet.cell(row, place)
    put_value(cell, value.translate(_NO_ISOLATES) if isinstance(value, str) else value)
    cell.number_format = AS_TEXT if isinstance(value, str) else GENERAL if isinstance(value, int) else AS_DAY
    if bold:
        cell.font = Font(bold=True)
