"""What every kind of answer in a workbook shares: how it is written into cells, how it is read back, words for codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from silkfield.formkit.codes import CodeList
from silkfield.formkit.problems import Around, Unreadable
from silkfield.language import _
from silkfield.workbooks.cells import Broken, Cell, says_nothing, text_of

AS_TEXT = "@"
AS_DAY = "yyyy-mm-dd"
GENERAL = "General"
WHOLE = ""
"""The name of the one part of an answer that takes a single cell."""


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
        text = cell_text(cell)
        return self.one(cell, text, around) if text and (self.exact(text, around) or not says_nothing(text)) else None

    def exact(self, text: str, around: Around) -> bool:
        """Tell whether a text is an answer as it was written, though it looks like none (the code NONE)."""
        return False

    def one(self, cell: Cell, text: str, around: Around) -> Any:
        """Read an answer from the one cell it takes, and the text in it."""
        return self.answer.read(text, around)


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


def cell_text(cell: Cell) -> str:
    """Return the text of a cell; raises Unreadable for one that holds an error."""
    if isinstance(cell, Broken):
        raise Unreadable(_("The cell holds an error ({shown}).").format(shown=cell.shown))
    return text_of(cell)
