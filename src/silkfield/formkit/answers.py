"""Kinds of answers: each knows how to read what is typed, show itself, find its own fault and merge two edits.

An answer's value is plain JSON everywhere (a day is "2016-05-03", a choice its code), so that the screen, the log, the
bundle and the projection hold the same thing. What differs by surface (editor, column, Excel cell) stands in one
`singledispatch` table beside each surface. Answers of many values (head counts, tallies, rows) are in `grids`.
"""

from __future__ import annotations

from silkfield.formkit.answer import CLASH, Answer, merged_sets
from silkfield.formkit.choices import Choice, Choices, only_code
from silkfield.formkit.days import MONTH_NAMES, Clocktime, Day
from silkfield.formkit.references import Ref, Refs
from silkfield.formkit.typed import Amount, Count, HumanNumber, Phone, Text, YesNo

__all__ = [
    "CLASH",
    "MONTH_NAMES",
    "Amount",
    "Answer",
    "Choice",
    "Choices",
    "Clocktime",
    "Count",
    "Day",
    "HumanNumber",
    "Phone",
    "Ref",
    "Refs",
    "Text",
    "YesNo",
    "merged_sets",
    "only_code",
]
