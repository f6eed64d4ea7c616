"""The cells of a workbook as values, and the one text a person would say stands in each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from silkfield.formkit.folding import folded


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell whose value nobody knows: an error such as #REF!, or a formula that could not be worked out."""

    shown: str


Cell = str | int | float | bool | date | datetime | time | timedelta | Broken
"""What stands in a cell; an empty one is ""."""

_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202c\u2066-\u2069\ufeff]")
_BLANKS = re.compile("[\u00a0\u202f\u2007\u2009\t ]+")
_NOTHING = frozenset({"", "na", "n a", "nil", "none", "null", "کوئی نہیں"})
_DITTO = frozenset({'"', "''", "”", "“", "〃", "-do-", "do", "-do", "do-", "--do--", "ditto", "- do -", "ایضاً", "ایضا"})


def text_of(cell: Cell) -> str:
    """Return the text of a cell: 923001234567 for a number, 2016-05-03 for a day, without blanks at the ends."""
    if type(cell) is str:
        if cell.isascii() and cell.isprintable():
            return cell.strip()
        return _BLANKS.sub(" ", _INVISIBLE.sub("", cell)).strip()
    if type(cell) is float:
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    return cell.shown if isinstance(cell, Broken) else str(cell)


def says_nothing(text: str) -> bool:
    """Tell whether a text stands for no answer: empty, a dash, a question mark, N/A, nil."""
    return not text or folded(text) in _NOTHING


def repeats_above(text: str) -> bool:
    """Tell whether a text is a ditto mark."""
    return text.lower() in _DITTO
