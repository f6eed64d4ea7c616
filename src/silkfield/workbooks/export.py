"""Records out: a workbook with one row a record, lists to choose from, and a sheet that says what each column means."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from silkfield.formkit.answers import Ref
from silkfield.formkit.form import Field, Form
from silkfield.formkit.grids import Rows
from silkfield.formkit.problems import Around
from silkfield.language import N_, _, runs_right_to_left
from silkfield.workbooks.cell_formats import cell_format
from silkfield.workbooks.cell_shapes import AS_TEXT, WHOLE, CellFormat, word_for
from silkfield.workbooks.cells import Cell
from silkfield.workbooks.sheets import ABOUT_COLUMNS

ID = N_("Id")
RECORD = N_("Record")
KEY = N_("Key")
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""What a text may begin with that a spreadsheet would take for a formula."""

LONGEST_CELL = 32_767
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LAST_ROW = 1_048_576

Named = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class _Part:
    """One column: a field, the part of its answer, its header."""

    field: Field
    part: str
    header: str
    format: CellFormat


def header_of(field: Field, part: str = WHOLE) -> str:
    """Return the header of a field, or of one part of its answer."""
    return f"{_(field.label)}: {part}" if part else _(field.label)


def name_header(field: Field) -> str:
    """Return the header of the column that shows what a reference is called; it is not read back."""
    return _("{field} (name)").format(field=_(field.label))


def write_records(
    form: Form, records: Iterable[tuple[str, Mapping[str, Any]]], around: Around, *, named: Named | None = None
) -> bytes:
    """Write records as .xlsx: ids and phones as text, real days, frozen header, filter, lists to choose from.

    `named(form, id)` gives what to call a record that another refers to. Texts never become formulas. In Urdu the sheets run
    from the right.
    """
    kept = list(records)
    book = Workbook(write_only=True)
    parts = _parts(form, [values for _id, values in kept], around)
    sheet = _sheet(book, _(form.plural))
    named_fields = [field for field in form.fields if named and isinstance(field.answer, Ref)]
    headers = [_(ID), *(part.header for part in parts), *(name_header(field) for field in named_fields)]
    _layout(sheet, headers, [38, *(part.format.width for part in parts), *(28 for _field in named_fields)])
    _offer_choices(sheet, parts, around)
    _put_row(sheet, [(header, AS_TEXT) for header in headers], bold=True)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{len(kept) + 1}"
    for record, values in kept:
        row: list[tuple[Cell, str]] = [(record, AS_TEXT), *_cells(parts, values, around)]
        row += [(_called(field, values, named), AS_TEXT) for field in named_fields]
        _put_row(sheet, row)
    for field in form.fields:
        if isinstance(field.answer, Rows):
            _write_rows(book, field, kept, around)
    _explain(book, form, parts, around)
    _write_lists(book, parts, around)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _parts(form: Form, values: list[Mapping[str, Any]], around: Around) -> list[_Part]:
    return [
        _Part(field, part, header_of(field, part), shape)
        for field in form.fields
        for shape in [cell_format(field.answer)]
        for part in shape.parts((one[field.name] for one in values if one.get(field.name) is not None), around)
    ]


def _cells(parts: list[_Part], values: Mapping[str, Any], around: Around) -> list[tuple[Cell, str]]:
    written: dict[str, dict[str, Cell]] = {}
    for part in parts:
        value = values.get(part.field.name)
        if value is not None and part.field.name not in written:
            written[part.field.name] = part.format.write(value, around)
    return [(written.get(part.field.name, {}).get(part.part, ""), part.format.number_format) for part in parts]


def _called(field: Field, values: Mapping[str, Any], named: Named | None) -> str:
    record = values.get(field.name)
    return named(field.answer.form, record) if named and record and isinstance(field.answer, Ref) else ""


def _sheet(book: Workbook, title: str) -> Any:
    clean = "".join(" " if sign in "[]:*?/\\" else sign for sign in title).strip("' ")[:31] or "Sheet"
    sheet = book.create_sheet(clean)
    sheet.sheet_view.rightToLeft = runs_right_to_left()
    return sheet


def _layout(sheet: Any, headers: list[str], widths: list[int]) -> None:
    sheet.freeze_panes = "B2"
    for place, (header, width) in enumerate(zip(headers, widths, strict=True), 1):
        sheet.column_dimensions[get_column_letter(place)].width = max(width, min(len(header) + 2, 40))


def _put_row(sheet: Any, row: list[tuple[Cell, str]], *, bold: bool = False) -> None:
    sheet.append([_cell(sheet, value, number_format, bold=bold) for value, number_format in row])


def _cell(sheet: Any, value: Cell, number_format: str, *, bold: bool = False) -> Any:
    """Return a cell; a text stays text, whatever it begins with."""
    if value == "" or value is None:
        return None
    cell = WriteOnlyCell(sheet)
    put_value(cell, value)
    if number_format != "General" or isinstance(value, str):
        cell.number_format = AS_TEXT if isinstance(value, str) else number_format
    if bold:
        cell.font = Font(bold=True)
    return cell


def put_value(cell: Any, value: Any) -> None:
    """Put a value into a cell; a text that looks like a formula is marked as text and never worked out."""
    if not isinstance(value, str):
        cell.value = value
        return
    # "_x0041_" is how the file format writes a sign by its number: such a text must not become that sign.
    cell.value = _ESCAPED.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL])
    cell.data_type = "s"
    if value.startswith(FORMULA_SIGNS):
        cell.quotePrefix = True


def _offer_choices(sheet: Any, parts: list[_Part], around: Around) -> None:
    lists = _lists(parts)
    for place, part in enumerate(parts, 2):
        if part.format.choices:
            column = get_column_letter(lists.index(part.format.choices) + 1)
            last = len(around.codes[part.format.choices].codes) + 1
            offers = quote_sheetname(_("Lists"))
            source = f"{offers}!${column}$2:${column}${last}"
            # Only an offer: a new word is said at the intake, not here.
            offer = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
            letter = get_column_letter(place)
            offer.add(f"{letter}2:{letter}{_LAST_ROW}")
            sheet.data_validations.append(offer)


def _lists(parts: list[_Part]) -> list[str]:
    return list(dict.fromkeys(part.format.choices for part in parts if part.format.choices))


def _write_lists(book: Workbook, parts: list[_Part], around: Around) -> None:
    names = _lists(parts)
    if not names:
        return
    sheet = _sheet(book, _("Lists"))
    sheet.sheet_state = "hidden"
    _put_row(sheet, [(name, AS_TEXT) for name in names])
    columns = [[word_for(around.codes[name], code.key) for code in around.codes[name].codes] for name in names]
    for place in range(max(map(len, columns))):
        _put_row(sheet, [(column[place] if place < len(column) else "", AS_TEXT) for column in columns])


def _write_rows(book: Workbook, field: Field, kept: list[tuple[str, Mapping[str, Any]]], around: Around) -> None:
    """Write the repeated answers of a field into a sheet of its own, each with the id of its record."""
    answer = field.answer
    if not isinstance(answer, Rows) or not any(values.get(field.name) for _id, values in kept):
        return
    sheet = _sheet(book, _(field.label))
    parts = [_Part(inner, WHOLE, header_of(inner), cell_format(inner.answer)) for inner in answer.fields]
    headers = [_(RECORD), _(KEY), *(part.header for part in parts)]
    _layout(sheet, headers, [38, 14, *(part.format.width for part in parts)])
    _put_row(sheet, [(header, AS_TEXT) for header in headers], bold=True)
    for record, values in kept:
        for row in values.get(field.name) or ():
            _put_row(sheet, [(record, AS_TEXT), (row["key"], AS_TEXT), *_cells(parts, row, around)])


def _explain(book: Workbook, form: Form, parts: list[_Part], around: Around) -> None:
    """Write what the columns mean."""
    sheet = _sheet(book, _(ABOUT_COLUMNS))
    _layout(sheet, [""] * 4, [30, 24, 16, 90])
    heads = (_("Column"), _("Field"), _("List"), _("Meaning"))
    _put_row(sheet, [(head, AS_TEXT) for head in heads], bold=True)
    _put_row(
        sheet,
        [
            (_(ID), AS_TEXT),
            ("id", AS_TEXT),
            ("", AS_TEXT),
            (_("The record. Leave it as it is; leave it empty for a new one."), AS_TEXT),
        ],
    )
    for part in parts:
        meaning = _(part.field.help) if part.field.help else _(form.title)
        _put_row(
            sheet,
            [(part.header, AS_TEXT), (part.field.name, AS_TEXT), (part.format.choices, AS_TEXT), (meaning, AS_TEXT)],
        )
