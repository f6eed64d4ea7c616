"""Formulas whose result was not stored: sums and plain arithmetic are worked out, anything else is a broken cell."""

from __future__ import annotations

import ast
import io
import operator
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from silkfield.workbooks.cells import Broken, Cell
from silkfield.workbooks.sheets import Sheet

_NO_VALUE = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>|</c>)|<f[^>]*/>\s*(?:<v\s*/>|<v></v>|</c>)|<c [^>]*t=\"e\"")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?![\d(])")
_OPERATORS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_MOST_CELLS = 100_000
_LONGEST = 1_000


class _NotWorkedOut(ValueError):
    """A formula that is more than sums and arithmetic, or that leads to such a one."""


def needs_mending(data: bytes) -> bool:
    """Tell whether an .xlsx holds formulas without a stored result, or error values; quick."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = [name for name in packed.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
            return any(_NO_VALUE.search(packed.read(name)) for name in names)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError):
        return False


def mend(data: bytes, sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """Fill in what the formulas of a workbook give where the file holds no result; errors become Broken cells."""
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        book = load_workbook(io.BytesIO(data))
    except Exception:  # the file was read once already; openpyxl is pickier and raises whatever its parts raise
        return sheets
    return tuple(_mended(sheet, book[sheet.name]) if sheet.name in book.sheetnames else sheet for sheet in sheets)


def _mended(sheet: Sheet, written: Any) -> Sheet:
    formulas: dict[tuple[int, int], str] = {}
    errors: dict[tuple[int, int], str] = {}
    for row in written.iter_rows():
        for cell in row:
            place = (cell.row - 1, cell.column - 1)
            if cell.data_type == "f":
                formulas[place] = getattr(cell.value, "text", None) or str(cell.value)
            elif cell.data_type == "e":
                errors[place] = str(cell.value)
    work = _Working(sheet, formulas, errors)
    places = [place for place in (*formulas, *errors) if work.stored(place) == ""]
    height = max([len(sheet.rows), *(top + 1 for top, _left in places)])
    width = max([sheet.width, *(left + 1 for _top, left in places)])
    rows: list[list[Cell]] = [row + [""] * (width - len(row)) for row in sheet.rows]
    rows += [[""] * width for _missing in range(height - len(rows))]
    for top, left in places:
        rows[top][left] = work.result((top, left))
    return replace(sheet, rows=rows)


class _Working:
    """Works out the formulas of one sheet, each once, following those it needs."""

    def __init__(self, sheet: Sheet, formulas: dict[tuple[int, int], str], errors: dict[tuple[int, int], str]) -> None:
        self._rows = sheet.rows
        self._formulas = formulas
        self._errors = errors
        self._done: dict[tuple[int, int], Cell] = {}
        self._open: set[tuple[int, int]] = set()

    def stored(self, place: tuple[int, int]) -> Cell:
        """Return what the file holds at a place, "" for nothing."""
        top, left = place
        return self._rows[top][left] if top < len(self._rows) and left < len(self._rows[top]) else ""

    def result(self, place: tuple[int, int]) -> Cell:
        """Return the value at a place: stored, worked out, or Broken."""
        if place in self._errors:
            return Broken(self._errors[place])
        held = self.stored(place)
        if held != "" or place not in self._formulas:
            return held
        if place not in self._done:
            if place in self._open:
                return Broken(self._formulas[place])
            self._open.add(place)
            try:
                self._done[place] = self._worked_out(self._formulas[place])
            except (_NotWorkedOut, ArithmeticError, RecursionError):
                self._done[place] = Broken(self._formulas[place])
            self._open.discard(place)
        return self._done[place]

    def _worked_out(self, formula: str) -> Cell:
        text = formula.removeprefix("=").replace(" ", "").upper()
        if len(text) > _LONGEST or re.search(r"[\"'!&^%]", text):
            raise _NotWorkedOut(formula)
        text = _RANGE.sub(lambda found: f"[{found[0].replace('$', '').replace(':', ',')}]", text)
        try:
            tree = ast.parse(text.replace(";", ","), mode="eval").body
        except (SyntaxError, ValueError, MemoryError):
            raise _NotWorkedOut(formula) from None
        return float(self._value(tree))

    def _value(self, node: ast.expr) -> float:
        match node:
            case ast.Constant(value=bool()):
                raise _NotWorkedOut
            case ast.Constant(value=int() | float() as number):
                return float(number)
            case ast.Name(id=name) if found := _PLACE.fullmatch(name):
                return self._number(self.result(_place(found[1], found[2])), strict=True)
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                return -self._value(inner)
            case ast.UnaryOp(op=ast.UAdd(), operand=inner):
                return self._value(inner)
            case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATORS:
                return float(_OPERATORS[type(sign)](self._value(left), self._value(right)))
            case ast.Call(func=ast.Name(id="SUM"), args=parts, keywords=[]):
                return sum(self._sum(part) for part in parts)
        raise _NotWorkedOut

    def _sum(self, node: ast.expr) -> float:
        if not isinstance(node, ast.List):
            return self._value(node)
        corners = [_PLACE.fullmatch(corner.id) if isinstance(corner, ast.Name) else None for corner in node.elts]
        if len(corners) != 2 or corners[0] is None or corners[1] is None:
            raise _NotWorkedOut
        (top, left), (bottom, right) = (_place(corner[1], corner[2]) for corner in corners if corner)
        if (bottom - top + 1) * (right - left + 1) > _MOST_CELLS:
            raise _NotWorkedOut
        places = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        return sum(self._number(self.result(place), strict=False) for place in places)

    @staticmethod
    def _number(cell: Cell, *, strict: bool) -> float:
        """Return a cell as a number: SUM passes over texts as Excel does, arithmetic cannot."""
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return float(cell)
        if isinstance(cell, Broken) or (strict and cell != ""):
            raise _NotWorkedOut
        return 0.0


def _place(letters: str, number: str) -> tuple[int, int]:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(number) - 1, column - 1
