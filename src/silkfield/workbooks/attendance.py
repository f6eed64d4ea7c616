"""Attendance sheets: marks by day, scores of tests, and whose line it is when names are spelt differently."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from silkfield.formkit.folding import plain_digits
from silkfield.language import _
from silkfield.matching.names import Likeness, likeness
from silkfield.workbooks.cells import says_nothing
from silkfield.workbooks.days import read_day_cell
from silkfield.workbooks.drafts import SCORE_ABOVE_MAX
from silkfield.workbooks.reading import RowNotes
from silkfield.workbooks.rows import SERIAL, RawRow
from silkfield.workbooks.tables import Table
from silkfield.workbooks.vocabulary import Vocabulary

SCORES = ("pre_score", "post_score")
HIGHEST = 1_000
"""No test has more points than this."""

_DAY = re.compile(r"d(?:ay)?[\s.\-]*(\d{1,2})", re.IGNORECASE)
_OUT_OF = re.compile(r"(?:out of|max(?:imum)?\.?(?: score| marks)?:?)\s*(\d{1,4})\b", re.IGNORECASE)
_SCORE = re.compile(r"(\d{1,4}(?:[.,]\d+)?)\s*(?:/\s*(\d{1,4}))?")
_ABSENT = frozenset({"a", "ab", "abs", "absent", "غ"})


def day_meaning(label: str) -> str:
    """Return what the header of a day means: "day:1" for D1 or Day 1, "day:2015-09-14" for a date."""
    if match := _DAY.fullmatch(plain_digits(label).strip()):
        return f"day:{int(match[1])}"
    day = read_day_cell(label).day if any(sign.isdigit() for sign in label) and len(label) > 5 else None
    return f"day:{day.isoformat()}" if day else ""


@dataclass(frozen=True, slots=True)
class Sheetline:
    """One line of an attendance sheet, with the table it stands in."""

    table: Table
    row: RawRow


def has_marks(table: Table) -> bool:
    """Tell whether a table holds days or scores."""
    return any(meaning.startswith("day:") or meaning in SCORES for meaning in table.header.meanings)


def maximum(tables: Sequence[Table]) -> float | None:
    """Return the highest score possible: "out of 50" in a title, else what stands after the stroke in scores."""
    for table in tables:
        labels = [column.label for column in table.header.columns]
        for text in [*table.titles, *labels]:
            if has_marks(table) and (match := _OUT_OF.search(plain_digits(text))):
                return float(match[1])
    strokes = (
        int(match[2])
        for table in tables
        for row in table.rows
        for name in SCORES
        if (match := _SCORE.fullmatch(plain_digits(row.text(name)))) and match[2]
    )
    possible = [float(stroke) for stroke in strokes if 1 <= stroke <= HIGHEST]
    return max(possible, default=None)


def read_marks(notes: RowNotes, line: Sheetline, words: Vocabulary, first: date | None) -> dict[str, str]:
    """Read the marks of a line by day; a day without a mark is not recorded, and said."""
    marks: dict[str, str] = {}
    for meaning in line.table.header.meanings:
        day = _day_of(meaning, first)
        if not day:
            continue
        text = line.row.text(meaning)
        label = line.table.label(meaning)
        mark = words.only("attendance", text)
        if mark:
            marks[day] = mark
        elif says_nothing(text):
            notes.say("W_ATTENDANCE_BLANK", label, _("No mark for this day. It counts as not attended."))
        else:
            notes.say("W_ATTENDANCE_UNKNOWN", label, _("The mark “{mark}” is not known.").format(mark=text))
    return marks


def _day_of(meaning: str, first: date | None) -> str:
    kind, _colon, which = meaning.partition(":")
    if kind != "day":
        return ""
    if not which.isdecimal():
        return which
    return (first + timedelta(int(which) - 1)).isoformat() if first else ""


def read_scores(notes: RowNotes, line: Sheetline, highest: float | None) -> dict[str, Any]:
    """Read the scores of a line: 31, "31", "31/50"; one above the maximum is refused and its person stays."""
    scores: dict[str, Any] = {}
    for name in SCORES:
        text = plain_digits(line.row.text(name))
        if says_nothing(text) or text.lower().strip(". ") in _ABSENT:
            continue
        label = line.table.label(name)
        match = _SCORE.fullmatch(text)
        score = float(match[1].replace(",", ".")) if match else -1.0
        if not match or (match[2] and highest is not None and int(match[2]) != highest):
            notes.say("W_SCORE_UNREADABLE", label, _("The score cannot be read. It is left out."))
        elif highest is not None and score > highest:
            sentence = _("The test has at most {highest} points. This score is left out.").format(
                highest=f"{highest:g}"
            )
            notes.say(SCORE_ABOVE_MAX, label, sentence)
        else:
            scores[name] = int(score) if score.is_integer() else score
    return scores


class Lines:
    """The lines of the attendance sheets, given out to the people of the list: by number and name, else by name alone."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._left = [Sheetline(table, row) for table in tables for row in table.rows]

    def of(self, serial: str, name: str) -> Sheetline | None:
        """Take out and return the line of a person, None when there is none."""
        numbered = [line for line in self._left if serial and line.row.text(SERIAL) == serial]
        alike = [line for line in numbered if likeness(line.row.text("name"), name) > Likeness.DIFFERENT]
        same = [line for line in self._left if likeness(line.row.text("name"), name) >= Likeness.VARIANT]
        found = alike[0] if alike else same[0] if len(same) == 1 else None
        if found:
            self._left.remove(found)
        return found

    def left(self) -> list[Sheetline]:
        """Return the lines that nobody took."""
        return list(self._left)
