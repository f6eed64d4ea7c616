"""How each kind of answer stands in the cells of a workbook: one entry per kind, written and read back.

Most answers take one cell. A head count, a tally and attendance marks take a column for each band, code or day that
occurs; repeated answers take a sheet of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
from silkfield.formkit.codes import CodeList
from silkfield.formkit.folding import squeezed
from silkfield.formkit.grids import HeadCount, Marks, Rows, Tally
from silkfield.formkit.problems import Around, Unreadable
from silkfield.language import _
from silkfield.workbooks.cells import Broken, Cell, says_nothing, text_of
from silkfield.workbooks.days import read_day_cell

AS_TEXT = "@"
AS_DAY = "yyyy-mm-dd"
GENERAL = "General"
WHOLE = ""
"""The name of the one part of an answer that takes a single cell."""

_FIRST_YEAR = 1901
"""Excel's own days begin in 1900, with a leap year that was none."""


@dataclass(frozen=True)
class CellFormat:
    """Writes and reads one kind of answer; `choices` names the code list that a cell offers."""

    answer: Any
    width: int = 18
    number_format: str = AS_TEXT
    choices: str = ""

    def parts(self, values: Iterable[Any], around: Around) -> list[str]:
        """Return the columns that some answers need; one, without a name, for most kinds."""
        return [WHOLE]

    def write(self, value: Any, around: Around) -> dict[str, Cell]:
        """Return the cells of an answer by part."""
        return {WHOLE: str(value)}

    def read(self, cells: Mapping[str, Cell], around: Around) -> Any:
        """Read an answer from its cells, None when they are empty; raises Unreadable."""
        cell = cells.get(WHOLE, "")
        text = _text(cell)
        return self.one(cell, text, around) if text and (self.exact(text, around) or not says_nothing(text)) else None

    def exact(self, text: str, around: Around) -> bool:
        """Tell whether a text is an answer as it was written, though it looks like none (the code NONE)."""
        return False

    def one(self, cell: Cell, text: str, around: Around) -> Any:
        """Read an answer from the one cell it takes, and the text in it."""
        return self.answer.read(text, around)


class _Texts(CellFormat):
    def read(self, cells: Mapping[str, Cell], around: Around) -> Any:
        cell = cells.get(WHOLE, "")
        return self.answer.read(cell if isinstance(cell, str) else _text(cell), around) or None


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


class _HeadCounts(CellFormat):
    def parts(self, values: Iterable[Any], around: Around) -> list[str]:
        found = {(sex, band) for value in values for sex, row in value["cells"].items() for band in row}
        order = [cell for cell in self._cells(around).values() if cell in found] if found else self._offered()
        names = {cell: name for name, cell in self._cells(around).items()}
        return [*(names[cell] for cell in order), _("Estimate")]

    def _offered(self) -> list[tuple[str, str]]:
        return [(sex, band) for sex in self.answer.sexes for band in self.answer.bands]

    @staticmethod
    def _cells(around: Around) -> dict[str, tuple[str, str]]:
        sexes, bands = around.codes["sex"].codes, around.codes["age_group"].codes
        return {f"{sex.text()} {band.text()}": (sex.key, band.key) for sex in sexes for band in bands}

    def write(self, value: Any, around: Around) -> dict[str, Cell]:
        names = {cell: name for name, cell in self._cells(around).items()}
        cells = {names[sex, band]: heads for sex, row in value["cells"].items() for band, heads in row.items()}
        return {**cells, _("Estimate"): _("Yes") if value.get("estimate") else _("No")}

    def read(self, cells: Mapping[str, Cell], around: Around) -> Any:
        known = {squeezed(name): cell for name, cell in self._cells(around).items()}
        estimate = ""
        counted: dict[str, dict[str, int]] = {}
        for part, cell in cells.items():
            text = _text(cell)
            if squeezed(part) not in known:
                estimate = text
            elif not says_nothing(text):
                sex, band = known[squeezed(part)]
                counted.setdefault(sex, {})[band] = Count().read(text, around)
        if not counted and not estimate:
            return None
        about = not says_nothing(estimate) and YesNo().read(estimate, around)
        return {"cells": counted, "estimate": True} if about else {"cells": counted}


class _Tallies(CellFormat):
    def parts(self, values: Iterable[Any], around: Around) -> list[str]:
        codes = around.codes[self.answer.codes]
        found = {code for value in values for code in value} or set(self.answer.offered)
        return [word_for(codes, code.key) for code in codes.codes if code.key in found]

    def write(self, value: Any, around: Around) -> dict[str, Cell]:
        codes = around.codes[self.answer.codes]
        return {word_for(codes, code): count for code, count in value.items()}

    def read(self, cells: Mapping[str, Cell], around: Around) -> Any:
        codes = around.codes[self.answer.codes]
        counts: dict[str, int] = {}
        for part, cell in cells.items():
            if not says_nothing(text := _text(cell)):
                counts[code_for(codes, part) or Choice(self.answer.codes).read(part, around)] = Count().read(
                    text, around
                )
        return counts or None


class _DayMarks(CellFormat):
    def parts(self, values: Iterable[Any], around: Around) -> list[str]:
        return sorted({day for value in values for day in value})

    def write(self, value: Any, around: Around) -> dict[str, Cell]:
        codes = around.codes[self.answer.codes]
        return {day: word_for(codes, mark) for day, mark in value.items()}

    def read(self, cells: Mapping[str, Cell], around: Around) -> Any:
        codes = around.codes[self.answer.codes]
        marks: dict[str, str] = {}
        for part, cell in cells.items():
            if not says_nothing(text := _text(cell)):
                marks[Day(future=True).read(part, around)] = code_for(codes, text) or Choice(self.answer.codes).read(
                    text, around
                )
        return marks or None


class _OwnSheet(CellFormat):
    def parts(self, values: Iterable[Any], around: Around) -> list[str]:
        return []


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
cell_format.register(HeadCount, lambda answer: _HeadCounts(answer, 12, GENERAL))
cell_format.register(Tally, lambda answer: _Tallies(answer, 12, GENERAL))
cell_format.register(Marks, lambda answer: _DayMarks(answer, 14))
cell_format.register(Rows, _OwnSheet)


def word_for(codes: CodeList, key: str, *, unparted: bool = False) -> str:
    """Return the label of a code where it leads back to this code alone, else the code itself."""
    label = codes.text(key)
    found = codes.find(label)
    plain = len(found) == 1 and found[0].key == key and label not in codes.by_key
    return label if plain and not (unparted and ";" in label) else key


def code_for(codes: CodeList, text: str) -> str:
    """Return the code that an exported word stands for, "" when it is no such word."""
    if text in codes.by_key:
        return text
    found = codes.find(text)
    return found[0].key if len(found) == 1 and text in {found[0].label, found[0].urdu, found[0].text()} else ""


def _text(cell: Cell) -> str:
    if isinstance(cell, Broken):
        raise Unreadable(_("The cell holds an error ({shown}).").format(shown=cell.shown))
    return text_of(cell)
