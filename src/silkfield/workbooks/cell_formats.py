"""How each kind of answer stands in the cells of a workbook: one entry per kind, written and read back.

Most answers take one cell. A head count, a tally and attendance marks take a column for each band, code or day that
occurs; repeated answers take a sheet of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from functools import singledispatch
from typing import Any

from silkfield.formkit.answers import (
    Amount,
    Answer,
    Choice,
    Choices,
    Clocktime,
    Count,
    Day,
    HumanNumber,
    Phone,
    Ref,
    Refs,
    Text,
    YesNo,
)
from silkfield.formkit.grids import HeadCount, Marks, Rows, Tally
from silkfield.formkit.problems import Around
from silkfield.workbooks.cell_shapes import AS_DAY, AS_TEXT, GENERAL, WHOLE, CellFormat, cell_text, code_for, word_for
from silkfield.workbooks.cells import Cell
from silkfield.workbooks.days import read_day_cell
from silkfield.workbooks.grid_formats import DayMarks, HeadCounts, OwnSheet, Tallies

_FIRST_YEAR = 1901
"""Excel's own days begin in 1900, with a leap year that was none."""


class _Texts(CellFormat):
    def read(self, cells: Mapping[str, Cell], around: Around) -> Any:
        cell = cells.get(WHOLE, "")
        return self.answer.read(cell if isinstance(cell, str) else cell_text(cell), around) or None


class _Numbers(CellFormat):
    def write(self, value: Any, around: Around) -> dict[str, Cell]:
        return {WHOLE: value}


class _Days(CellFormat):
    def write(self, value: Any, around: Around) -> dict[str, Cell]:
        day = date.fromisoformat(value)
        return {WHOLE: day if day.year >= _FIRST_YEAR else value}

    def one(self, cell: Cell, text: str, around: Around) -> str:
        day = read_day_cell(cell).day
        return day.isoformat() if day else self.answer.read(text, around)


class _Times(CellFormat):
    def one(self, cell: Cell, text: str, around: Around) -> Any:
        return cell.strftime("%H:%M") if isinstance(cell, time) else self.answer.read(text, around)


class _Codes(CellFormat):
    def exact(self, text: str, around: Around) -> bool:
        return bool(code_for(around.codes[self.answer.codes], text))

    def write(self, value: Any, around: Around) -> dict[str, Cell]:
        return {WHOLE: word_for(around.codes[self.answer.codes], value)}

    def one(self, cell: Cell, text: str, around: Around) -> Any:
        return code_for(around.codes[self.answer.codes], text) or self.answer.read(text, around)


class _ManyCodes(_Codes):
    def write(self, value: Any, around: Around) -> dict[str, Cell]:
        codes = around.codes[self.answer.codes]
        return {WHOLE: "; ".join(word_for(codes, code, unparted=True) for code in value)}

    def one(self, cell: Cell, text: str, around: Around) -> Any:
        codes = around.codes[self.answer.codes]
        exact = [code_for(codes, word.strip()) for word in text.split(";") if word.strip()]
        return list(dict.fromkeys(exact)) if all(exact) else self.answer.read(text, around)


class _Truths(CellFormat):
    def write(self, value: Any, around: Around) -> dict[str, Cell]:
        return {WHOLE: self.answer.show(value, around)}


class _Phones(CellFormat):
    def one(self, cell: Cell, text: str, around: Around) -> Any:
        return text if self.answer.fault(text, around) is None else self.answer.read(text, around)


class _Numbered(CellFormat):
    def one(self, cell: Cell, text: str, around: Around) -> Any:
        return text


class _References(CellFormat):
    def write(self, value: Any, around: Around) -> dict[str, Cell]:
        return {WHOLE: value if isinstance(value, str) else "; ".join(value)}


@singledispatch
def cell_format(answer: Answer) -> CellFormat:
    """Return how a kind of answer stands in cells; raises TypeError for a kind this table does not know."""
    raise TypeError(f"no cell format for {type(answer).__name__}")


cell_format.register(Text, lambda answer: _Texts(answer, 50 if answer.lines else 28))
cell_format.register(Count, lambda answer: _Numbers(answer, 12, GENERAL))
cell_format.register(Amount, lambda answer: _Numbers(answer, 12, GENERAL))
cell_format.register(Day, lambda answer: _Days(answer, 12, AS_DAY))
cell_format.register(Clocktime, lambda answer: _Times(answer, 10))
cell_format.register(Choice, lambda answer: _Codes(answer, 22, AS_TEXT, answer.codes))
cell_format.register(Choices, lambda answer: _ManyCodes(answer, 30))
cell_format.register(YesNo, lambda answer: _Truths(answer, 10))
cell_format.register(Phone, lambda answer: _Phones(answer, 18))
cell_format.register(HumanNumber, lambda answer: _Numbered(answer, 24))
cell_format.register(Ref, lambda answer: _References(answer, 38))
cell_format.register(Refs, lambda answer: _References(answer, 38))
cell_format.register(HeadCount, lambda answer: HeadCounts(answer, 12, GENERAL))
cell_format.register(Tally, lambda answer: Tallies(answer, 12, GENERAL))
cell_format.register(Marks, lambda answer: DayMarks(answer, 14))
cell_format.register(Rows, OwnSheet)
