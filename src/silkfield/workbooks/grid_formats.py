"""Answers of many values in a workbook: a column for each band, code or day that occurs; repeated answers have a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from silkfield.formkit.answers import Choice, Count, Day, YesNo
from silkfield.formkit.folding import squeezed
from silkfield.formkit.problems import Around
from silkfield.language import _
from silkfield.workbooks.cell_shapes import CellFormat, cell_text, code_for, word_for
from silkfield.workbooks.cells import Cell, says_nothing


class HeadCounts(CellFormat):
    """Write and read heads by sex and age band, with a column that says whether they are an estimate."""

    def parts(self, values: Iterable[Any], around: Around) -> list[str]:
        """Return the columns that the values need."""
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
        """Return the cells of an answer by part."""
        names = {cell: name for name, cell in self._cells(around).items()}
        cells = {names[sex, band]: heads for sex, row in value["cells"].items() for band, heads in row.items()}
        return {**cells, _("Estimate"): _("Yes") if value.get("estimate") else _("No")}

    def read(self, cells: Mapping[str, Cell], around: Around) -> Any:
        """Read an answer from its cells, None when they are empty; raises Unreadable."""
        known = {squeezed(name): cell for name, cell in self._cells(around).items()}
        estimate = ""
        counted: dict[str, dict[str, int]] = {}
        for part, cell in cells.items():
            text = cell_text(cell)
            if squeezed(part) not in known:
                estimate = text
            elif not says_nothing(text):
                sex, band = known[squeezed(part)]
                counted.setdefault(sex, {})[band] = Count().read(text, around)
        if not counted and not estimate:
            return None
        about = not says_nothing(estimate) and YesNo().read(estimate, around)
        return {"cells": counted, "estimate": True} if about else {"cells": counted}


class Tallies(CellFormat):
    """Write and read counts by code."""

    def parts(self, values: Iterable[Any], around: Around) -> list[str]:
        """Return the columns that the values need."""
        codes = around.codes[self.answer.codes]
        found = {code for value in values for code in value} or set(self.answer.offered)
        return [word_for(codes, code.key) for code in codes.codes if code.key in found]

    def write(self, value: Any, around: Around) -> dict[str, Cell]:
        """Return the cells of an answer by part."""
        codes = around.codes[self.answer.codes]
        return {word_for(codes, code): count for code, count in value.items()}

    def read(self, cells: Mapping[str, Cell], around: Around) -> Any:
        """Read an answer from its cells, None when they are empty; raises Unreadable."""
        codes = around.codes[self.answer.codes]
        counts: dict[str, int] = {}
        for part, cell in cells.items():
            if not says_nothing(text := cell_text(cell)):
                counts[code_for(codes, part) or Choice(self.answer.codes).read(part, around)] = Count().read(
                    text, around
                )
        return counts or None


class DayMarks(CellFormat):
    """Write and read one mark a day."""

    def parts(self, values: Iterable[Any], around: Around) -> list[str]:
        """Return the columns that the values need."""
        return sorted({day for value in values for day in value})

    def write(self, value: Any, around: Around) -> dict[str, Cell]:
        """Return the cells of an answer by part."""
        codes = around.codes[self.answer.codes]
        return {day: word_for(codes, mark) for day, mark in value.items()}

    def read(self, cells: Mapping[str, Cell], around: Around) -> Any:
        """Read an answer from its cells, None when they are empty; raises Unreadable."""
        codes = around.codes[self.answer.codes]
        marks: dict[str, str] = {}
        for part, cell in cells.items():
            if not says_nothing(text := cell_text(cell)):
                marks[Day(future=True).read(part, around)] = code_for(codes, text) or Choice(self.answer.codes).read(
                    text, around
                )
        return marks or None


class OwnSheet(CellFormat):
    """Leave repeated answers to a sheet of their own."""

    def parts(self, values: Iterable[Any], around: Around) -> list[str]:
        """Return the columns that the values need."""
        return []
